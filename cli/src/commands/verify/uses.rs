//! The uses on a document: counted by e-seal, grouped by enterprise, and some of each picked for a closer look.
//!
//! Anyone with an e-seal can record uses of any document, by the hundred thousand. So what is asked of the node and told is
//! bounded. The bounds are by e-seal and by enterprise, so that nobody's uses hide another's, and what is beyond them is told.

use super::{asked::Asked, words};
use crate::{
	commands::receipt::UseOn,
	failure::{Failure, Kind, Result},
};
use eseal_client::{queries, Block, BlockNumber};
use eseal_primitives::{DocumentDigest, SealId, Uscc};
use eseal_receipt::Language;
use std::collections::BTreeMap;

/// So many of the first uses of an e-seal are looked at closely, and so many of the last: whoever gets hold of an e-seal for a
/// while and records many uses does so after the first ones of its owner.
pub const EACH_END: usize = 128;

/// So many uses are counted of all e-seals that are not the expected enterprise's: 256 pages.
pub const MOST_USES: u64 = 65_536;

/// So many such e-seals.
pub const MOST_SEALS: usize = 256;

/// The uses of so many enterprises are looked at closely where none is expected.
pub const MOST_ENTERPRISES: usize = 16;

/// The uses of one e-seal on a document: the first ones, the last ones, and how many there are. They may come in any order.
#[derive(Debug, Default)]
pub struct Ends {
	/// The first ones, by their indices.
	first: BTreeMap<u64, UseOn>,
	/// The last ones of the others.
	last: BTreeMap<u64, UseOn>,
	/// How many there are.
	count: u64,
}

impl Ends {
	/// Counts a use.
	pub fn push(&mut self, one: UseOn) {
		self.count = self.count.saturating_add(1);
		self.first.insert(one.found.index, one);
		if self.first.len() > EACH_END {
			self.last.extend(self.first.pop_last());
		}
		if self.last.len() > EACH_END {
			self.last.pop_first();
		}
	}

	/// How many lie between the first and the last ones.
	fn between(&self) -> u64 {
		let ends = self.first.len().saturating_add(self.last.len());
		self.count.saturating_sub(u64::try_from(ends).unwrap_or(u64::MAX))
	}

	/// The block of the first one.
	fn since(&self) -> Option<BlockNumber> {
		self.first.values().next().map(|one| one.found.used.block)
	}

	/// The first and the last ones, in the order of their indices.
	fn into_uses(self) -> impl Iterator<Item = UseOn> {
		self.first.into_values().chain(self.last.into_values())
	}
}

/// The uses on a document, by e-seal.
#[derive(Debug, Default)]
pub struct Counted {
	/// Those of the e-seals of the enterprise that is expected.
	expected: BTreeMap<SealId, Ends>,
	/// Those of other e-seals.
	others: BTreeMap<SealId, Ends>,
	/// How many those are.
	by_others: u64,
	/// Whether other e-seals have more of them than are counted.
	cut: bool,
}

impl Counted {
	/// Asks for the uses under some digests. `expected` are the codes of the enterprise that is expected; none if none is.
	///
	/// # Errors
	///
	/// If there are more than are counted, and no enterprise is expected: nobody could say then who sealed the document.
	pub async fn ask(asked: &mut Asked<'_>, digests: &[DocumentDigest], expected: &[Uscc]) -> Result<Self> {
		let mut seals = Vec::new();
		for code in expected {
			seals.extend(asked.seals_of(code).await?);
		}
		let mut counted = Self::expecting(seals);
		for document in digests {
			counted.count_expected(asked.block, *document).await?;
			counted.count_others(asked.block, *document).await?;
		}
		counted.told_for(expected)
	}

	/// Nothing yet, with the e-seals of the enterprise that is expected.
	pub fn expecting(seals: impl IntoIterator<Item = SealId>) -> Self {
		Self {
			expected: seals.into_iter().map(|seal| (seal, Ends::default())).collect(),
			..Self::default()
		}
	}

	/// Counts all uses of the expected enterprise's e-seals. Each of these is asked for by itself, so a stranger's uses are in
	/// nobody's way. And there is no bound: only the enterprise and its operators make these uses.
	async fn count_expected(&mut self, block: &Block, document: DocumentDigest) -> Result<()> {
		for (seal, ends) in &mut self.expected {
			let mut after = queries::before(*seal);
			let mut ended = false;
			while !ended {
				let page = block.uses_of_document_after(document, after).await?;
				after = page.last().map(queries::place);
				ended = after.is_none_or(|(last, _)| last != *seal);
				for found in page.into_iter().take_while(|found| found.used.seal == *seal) {
					ends.push(UseOn { document, found });
				}
			}
		}
		Ok(())
	}

	/// Counts the uses of all other e-seals, as far as they are counted.
	async fn count_others(&mut self, block: &Block, document: DocumentDigest) -> Result<()> {
		let mut after = None;
		while !self.cut {
			let page = block.uses_of_document_after(document, after).await?;
			let Some((seal, index)) = page.last().map(queries::place) else {
				break;
			};
			// What was counted already is passed over.
			after = Some(match self.expected.contains_key(&seal) {
				true => queries::last(seal),
				false => (seal, index),
			});
			for found in page {
				self.push(UseOn { document, found });
			}
		}
		Ok(())
	}

	/// Counts a use, if it is not one of the expected enterprise's and there is room.
	pub fn push(&mut self, one: UseOn) {
		let seal = one.found.used.seal;
		if self.expected.contains_key(&seal) {
			return;
		}
		let is_new = !self.others.contains_key(&seal);
		if self.by_others >= MOST_USES || (is_new && self.others.len() >= MOST_SEALS) {
			self.cut = true;
			return;
		}
		self.by_others = self.by_others.saturating_add(1);
		self.others.entry(seal).or_default().push(one);
	}

	/// The same, if it says enough for whoever expects the enterprise with these codes, or none.
	fn told_for(self, expected: &[Uscc]) -> Result<Self> {
		match expected {
			[] if self.cut => Err(Failure::new(
				Kind::Indeterminate,
				format!(
					"the document was sealed more often than is looked at: more than {MOST_USES} times, or with more than \
					 {MOST_SEALS} e-seals"
				),
			)
			.next(words::whom_to_expect(Language::English))),
			_ => Ok(self),
		}
	}

	/// Whether all uses of other e-seals are counted.
	pub fn is_complete(&self) -> bool {
		!self.cut
	}

	/// The e-seals that have uses, and whose they are.
	pub async fn into_seals(self, asked: &mut Asked<'_>) -> Result<Vec<OfSeal>> {
		let mut seals = Vec::new();
		for (seal, ends) in self.expected.into_iter().chain(self.others) {
			if ends.count > 0 {
				let info = asked.seal(seal).await?.seal;
				seals.push(OfSeal {
					seal,
					uscc: info.uscc,
					name: info.name.as_str().to_owned(),
					ends,
				});
			}
		}
		Ok(seals)
	}
}

/// The uses of one e-seal.
#[derive(Debug)]
pub struct OfSeal {
	/// The e-seal.
	pub seal: SealId,
	/// The enterprise's code.
	pub uscc: Uscc,
	/// The enterprise's name that the e-seal carries.
	pub name: String,
	/// Its uses.
	pub ends: Ends,
}

/// The uses of one enterprise: of each of its e-seals.
#[derive(Debug)]
pub struct Party {
	/// The enterprise's code.
	pub uscc: Uscc,
	/// The enterprise's name that the latest of these e-seals carries.
	pub name: String,
	/// The latest of these e-seals.
	latest: SealId,
	/// Their uses, in the order of their first ones.
	ends: Vec<Ends>,
}

impl Party {
	fn of(one: OfSeal) -> Self {
		Self {
			uscc: one.uscc,
			name: one.name,
			latest: one.seal,
			ends: vec![one.ends],
		}
	}

	fn push(&mut self, one: OfSeal) {
		if one.seal > self.latest {
			self.latest = one.seal;
			self.name = one.name;
		}
		self.ends.push(one.ends);
	}

	/// How many uses there are.
	pub fn count(&self) -> u64 {
		self.ends.iter().map(|ends| ends.count).fold(0, u64::saturating_add)
	}

	/// How many of them are not looked at closely.
	pub fn more(&self) -> u64 {
		self.ends.iter().map(Ends::between).fold(0, u64::saturating_add)
	}

	/// Those that are.
	pub fn into_uses(self) -> impl Iterator<Item = UseOn> {
		self.ends.into_iter().flat_map(Ends::into_uses)
	}
}

/// The enterprises whose uses are looked at closely, and those that are only named; each in the order of its first use. The
/// enterprise that is expected, by any of its codes, is the only one to be looked at.
pub fn divide(mut seals: Vec<OfSeal>, expected: &[Uscc]) -> (Vec<Party>, Vec<Party>) {
	seals.sort_by_key(|one| (one.ends.since(), one.seal));
	let mut parties: Vec<Party> = Vec::new();
	for one in seals {
		match parties.iter_mut().find(|party| party.uscc == one.uscc) {
			Some(party) => party.push(one),
			None => parties.push(Party::of(one)),
		}
	}
	let (mut looked_at, mut named) = (Vec::new(), Vec::new());
	for party in parties {
		let closely = match expected {
			[] => looked_at.len() < MOST_ENTERPRISES,
			codes => codes.contains(&party.uscc),
		};
		match closely {
			true => looked_at.push(party),
			false => named.push(party),
		}
	}
	(looked_at, named)
}

#[cfg(test)]
pub(super) mod tests {
	use super::*;
	use eseal_client::queries::{Found, Record};
	use eseal_primitives::{Documents, Moment, Purpose, SealSignature, UsccCheck};
	use sp_core::H256;

	pub const OURS: &str = "91330106MA2KXYA720";
	pub const STRANGERS: &str = "91330100799655058B";
	pub const ABSENT: &str = "91440300708461136T";

	pub fn uscc(code: &str) -> Uscc {
		Uscc::parse(code.as_bytes(), UsccCheck::Enforced).unwrap()
	}

	/// A use of an e-seal. Each is in a block of its own, which has the use's index as its number.
	pub fn use_on(seal: u64, index: u64) -> UseOn {
		let document = DocumentDigest::Sha256(H256::zero());
		let used = Record {
			seal: SealId(seal),
			index,
			documents: Documents::One(document),
			purpose: Purpose::Contract,
			account: [1; 32].into(),
			grant: None,
			nonce: 0,
			signed_at: Moment(1_795_335_324_000),
			recorded_at: Moment(1_795_335_326_000),
			block: index.try_into().unwrap(),
			history_len: 2,
			approval: None,
			signature: SealSignature::Sr25519(sp_core::sr25519::Signature::from_raw([0; 64])),
		};
		let found = Found {
			index,
			record: index,
			used,
		};
		UseOn { document, found }
	}

	/// An e-seal of an enterprise, and its uses with these indices.
	pub fn of_seal(code: &str, seal: u64, indices: impl IntoIterator<Item = u64>) -> OfSeal {
		let mut ends = Ends::default();
		for index in indices {
			ends.push(use_on(seal, index));
		}
		OfSeal {
			seal: SealId(seal),
			uscc: uscc(code),
			name: format!("企业 {code}"),
			ends,
		}
	}

	/// Some enterprise's code that stands for this number.
	fn another(n: usize) -> Uscc {
		Uscc::parse(format!("91330106MA2K{n:06}").as_bytes(), UsccCheck::Waived).unwrap()
	}

	fn indices(uses: impl Iterator<Item = UseOn>) -> Vec<u64> {
		uses.map(|one| one.found.index).collect()
	}

	/// In the order in which the storage has them: by the bytes of the index, the lowest first.
	fn as_stored(count: u64) -> Vec<u64> {
		let mut indices: Vec<u64> = (0..count).collect();
		indices.sort_by_key(|index| index.to_le_bytes());
		indices
	}

	#[test]
	fn of_many_uses_the_first_and_the_last_are_picked_and_the_others_counted() {
		let each = EACH_END as u64;
		for count in [0, 1, each, each + 1, 2 * each, 2 * each + 1, 1_000, 70_000] {
			let Ends { first, last, .. } = of_seal(OURS, 7, as_stored(count)).ends;
			let ends = of_seal(OURS, 7, as_stored(count).into_iter().rev()).ends;
			assert_eq!(ends.between(), count.saturating_sub(2 * each));
			assert_eq!(ends.since(), (count > 0).then_some(0));
			let expected: Vec<u64> = (0..count)
				.filter(|index| *index < each || *index + each >= count)
				.collect();
			assert_eq!(indices(ends.into_uses()), expected, "{count}");
			assert_eq!(
				indices(first.into_values().chain(last.into_values())),
				expected,
				"{count}"
			);
		}
	}

	#[test]
	fn whose_use_came_first_is_looked_at_first_and_one_enterprise_is_one_party() {
		let seals = vec![
			of_seal(STRANGERS, 1, 5..9),
			of_seal(OURS, 2, 8..10),
			of_seal(OURS, 3, 4..6),
		];
		let (looked_at, named) = divide(seals, &[]);
		assert!(named.is_empty());
		let told: Vec<_> = looked_at.iter().map(|party| (party.uscc, party.count())).collect();
		assert_eq!(told, [(uscc(OURS), 4), (uscc(STRANGERS), 4)]);
		let uses = looked_at.into_iter().next().unwrap().into_uses();
		assert_eq!(indices(uses), [4, 5, 8, 9]);
	}

	#[test]
	fn an_enterprise_has_the_name_that_its_latest_e_seal_carries() {
		// Whichever was used on the document first.
		for (earlier, later) in [(0, 5), (5, 0)] {
			let named = |seal, first| OfSeal {
				name: format!("name {seal}"),
				..of_seal(OURS, seal, first..9)
			};
			let (looked_at, _) = divide(vec![named(1, earlier), named(2, later)], &[]);
			assert_eq!(looked_at[0].name, "name 2");
		}
	}

	#[test]
	fn where_one_is_expected_no_other_is_looked_at() {
		let seals = || vec![of_seal(STRANGERS, 1, 0..10_000), of_seal(OURS, 2, 20_000..20_001)];
		let (looked_at, named) = divide(seals(), &[uscc(OURS)]);
		assert_eq!((looked_at.len(), named.len()), (1, 1));
		assert_eq!((looked_at[0].uscc, looked_at[0].count()), (uscc(OURS), 1));
		assert_eq!((named[0].uscc, named[0].count()), (uscc(STRANGERS), 10_000));
		let (looked_at, named) = divide(seals(), &[uscc(ABSENT)]);
		assert_eq!((looked_at.len(), named.len()), (0, 2));
		// By a code that was wrong, too.
		let (looked_at, named) = divide(seals(), &[uscc(ABSENT), uscc(OURS)]);
		assert_eq!((looked_at[0].uscc, named[0].uscc), (uscc(OURS), uscc(STRANGERS)));
	}

	#[test]
	fn where_none_is_expected_some_are_looked_at_and_all_named() {
		let seals = (0..100).map(|n| OfSeal {
			uscc: another(n),
			..of_seal(OURS, n as u64, [200 - n as u64])
		});
		let (looked_at, named) = divide(seals.collect(), &[]);
		assert_eq!(
			(looked_at.len(), named.len()),
			(MOST_ENTERPRISES, 100 - MOST_ENTERPRISES)
		);
		assert_eq!(looked_at[0].uscc, another(99), "its use was the first");
	}

	#[test]
	fn a_strangers_uses_leave_those_of_the_expected_enterprise_where_they_are() {
		let mut counted = Counted::expecting([SealId(2)]);
		for index in 0..MOST_USES + 9 {
			counted.push(use_on(1, index));
		}
		assert_eq!(counted.by_others, MOST_USES);
		assert!(!counted.is_complete());
		// These are asked for by themselves, and not counted a second time.
		counted.push(use_on(2, 0));
		assert_eq!(counted.expected[&SealId(2)].count, 0);
		assert!(!counted.others.contains_key(&SealId(2)));
		assert!(counted.told_for(&[uscc(OURS)]).is_ok());
	}

	#[test]
	fn too_many_uses_or_e_seals_tell_nobody_who_sealed_unless_one_is_expected() {
		let uses = |count: u64| {
			let mut counted = Counted::default();
			(0..count).for_each(|index| counted.push(use_on(1, index)));
			counted
		};
		let seals = |count: u64| {
			let mut counted = Counted::default();
			(0..count).for_each(|seal| counted.push(use_on(seal, 0)));
			// One that is known has room for more.
			counted.push(use_on(0, 1));
			counted
		};
		for enough in [uses(MOST_USES), seals(MOST_SEALS as u64)] {
			assert!(enough.is_complete());
			assert!(enough.told_for(&[]).is_ok());
		}
		for too_many in [uses(MOST_USES + 1), seals(MOST_SEALS as u64 + 1)] {
			assert!(!too_many.is_complete());
			let refused = too_many.told_for(&[]).unwrap_err();
			assert_eq!(refused.kind, Kind::Indeterminate);
			assert!(refused.next.unwrap().contains("--by USCC"));
		}
		assert!(uses(MOST_USES + 1).told_for(&[uscc(OURS)]).is_ok());
	}
}
