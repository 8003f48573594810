//! What the chain says of a document, as a node tells it: one answer for each enterprise that sealed it.

use super::{words, Question};
use crate::{
	commands::{
		receipt::{uses_on, UseOn},
		receipt_beside,
	},
	digests::Salt,
	failure::Result,
	session::Session,
	view::{
		shapes::{self, AsOf, UseLine},
		table,
		terminal::word,
		time::Time,
	},
};
use eseal_client::{Block, Client};
use eseal_primitives::{seal::Obstacle, Purpose, Uscc};
use eseal_receipt::{text, Language, Outcome};
use serde::Serialize;
use std::path::Path;

/// What a node says of a document.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ByChain {
	/// `valid`: one enterprise sealed it, the expected one if one is, and the e-seal was valid then. `invalid`: others than
	/// the expected enterprise sealed it. `indeterminate`: no use is found, none is beyond doubt, or several enterprises
	/// sealed it and none is expected.
	result: Outcome,
	/// The language of the summaries.
	language: Language,
	/// The outcome in words.
	summary: String,
	/// What to do about it.
	#[serde(skip_serializing_if = "Option::is_none")]
	next: Option<String>,
	/// The node that told so. Only a receipt needs no trust in a node.
	node: String,
	/// What each enterprise did; all of them, whoever is expected.
	answers: Vec<OfEnterprise>,
	/// The block that this is read at.
	as_of: AsOf,
}

/// The uses of one enterprise on the document.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct OfEnterprise {
	/// The enterprise's code.
	#[serde(serialize_with = "written")]
	uscc: Uscc,
	/// The enterprise's name that its latest e-seal among these carries.
	name: String,
	/// `valid`: an e-seal was valid when used. `indeterminate`: no use is beyond doubt.
	result: Outcome,
	/// The same in words.
	summary: String,
	/// Its uses, by the document's plain digests and by commitments whose salt lies beside it.
	uses: Vec<Told>,
}

/// A use on the document.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Told {
	/// The use.
	#[serde(flatten)]
	used: UseLine,
	/// What for.
	#[serde(skip)]
	purpose: Purpose,
	/// The enterprise's name that the e-seal carries.
	name: String,
	/// The enterprise's code.
	#[serde(serialize_with = "written")]
	uscc: Uscc,
	/// Whether the seal key signed it, or the batch that has it: checked here.
	signed_by_seal_key: bool,
	/// How the e-seal stood when it was used, by all that is known now.
	when_used: Stood,
	/// How it stands now.
	now: Stood,
	/// How many flags agencies raised on the use.
	flags: usize,
}

/// How an e-seal stood at a moment.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Stood {
	/// The moment.
	at: Time,
	/// Its status; none before its owner applied.
	status: Option<String>,
	/// Whether it could be used.
	usable: bool,
	/// What stood in the way, the gravest first, in words.
	obstacles: Vec<&'static str>,
}

fn written<S: serde::Serializer>(uscc: &Uscc, serializer: S) -> std::result::Result<S::Ok, S::Error> {
	serializer.collect_str(uscc)
}

impl ByChain {
	/// Asks the chain for the uses on a document.
	pub async fn ask(question: &Question<'_>, session: &Session, file: &Path, salt: Option<&Salt>) -> Result<Self> {
		let chain = session.chain().await?;
		let block = chain.finalized().await?;
		let mut uses = Vec::new();
		for one in uses_on(&block, file, salt).await? {
			uses.push(Told::of(chain, &block, &one, question.language).await?);
		}
		let receipt = word(&receipt_beside(file));
		let committed = words::committed(&receipt, salt.is_some(), question.language);
		Ok(Self::conclude(
			question.by,
			question.language,
			uses,
			committed,
			session.node(),
			(&block).into(),
		))
	}

	/// What the uses on a document come to.
	fn conclude(
		by: Option<Uscc>,
		language: Language,
		uses: Vec<Told>,
		committed: String,
		node: &str,
		as_of: AsOf,
	) -> Self {
		let answers = by_enterprise(uses, language);
		let names: Vec<String> = answers.iter().map(OfEnterprise::title).collect();
		let expected = by.and_then(|by| answers.iter().find(|answer| answer.uscc == by));
		let (result, summary, next) = match (by, expected, answers.as_slice()) {
			(_, _, []) => (
				Outcome::Indeterminate,
				words::not_found(language).to_owned(),
				Some(committed),
			),
			(_, Some(answer), _) | (None, None, [answer]) => (answer.result, answer.summary.clone(), None),
			(Some(by), None, _) => (Outcome::Invalid, words::not_sealed_by(&by, &names, language), None),
			(None, None, _) => (
				Outcome::Indeterminate,
				words::sealed_by_several(&names, language),
				Some(words::whom_to_expect(language).to_owned()),
			),
		};
		Self {
			result,
			language,
			summary,
			next,
			node: node.to_owned(),
			answers,
			as_of,
		}
	}

	/// The outcome.
	pub fn result(&self) -> Outcome {
		self.result
	}

	/// The text for people.
	pub fn text(&self) -> String {
		let mut parts = vec![self.summary.clone()];
		for answer in &self.answers {
			if answer.summary != self.summary {
				parts.push(answer.summary.clone());
			}
			parts.extend(answer.uses.iter().map(|told| told.text(self.language)));
		}
		parts.extend(self.next.clone());
		parts.push(words::a_nodes_word(&self.node, self.as_of.number, self.language));
		parts.join("\n\n")
	}
}

/// The uses of each enterprise, in the order of its first use.
fn by_enterprise(uses: Vec<Told>, language: Language) -> Vec<OfEnterprise> {
	let mut groups: Vec<Vec<Told>> = Vec::new();
	for told in uses {
		match groups
			.iter_mut()
			.find(|group| group.iter().any(|other| other.uscc == told.uscc))
		{
			Some(group) => group.push(told),
			None => groups.push(vec![told]),
		}
	}
	groups
		.into_iter()
		.filter_map(|uses| OfEnterprise::of(uses, language))
		.collect()
}

impl OfEnterprise {
	fn of(uses: Vec<Told>, language: Language) -> Option<Self> {
		let latest = uses.iter().max_by_key(|told| told.used.seal)?;
		let (uscc, name) = (latest.uscc, latest.name.clone());
		let valid = uses.iter().filter(|told| told.is_sound()).count();
		let result = match valid {
			0 => Outcome::Indeterminate,
			_ => Outcome::Valid,
		};
		let summary = words::sealed_by(&words::enterprise(&name, &uscc), valid, uses.len(), language);
		Some(Self {
			uscc,
			name,
			result,
			summary,
			uses,
		})
	}

	fn title(&self) -> String {
		words::enterprise(&self.name, &self.uscc)
	}
}

impl Told {
	async fn of(chain: &Client, block: &Block, one: &UseOn, language: Language) -> Result<Self> {
		let UseOn { document, found } = one;
		let used = &found.used;
		let info = block.seal(used.seal).await?;
		let signed = used.statement().bytes_to_sign(chain.genesis(), &used.account);
		let then = block.standing(used.seal, used.recorded_at).await?;
		Ok(Self {
			used: UseLine::new(found, document),
			purpose: used.purpose,
			name: info.seal.name.as_str().to_owned(),
			uscc: info.seal.uscc,
			signed_by_seal_key: eseal_crypto::verify(&info.seal.key, &used.signature, &signed)
				&& is_of(block, one).await?,
			when_used: Stood {
				at: Time::new(used.recorded_at),
				status: then.status.as_ref().map(shapes::name),
				usable: then.usable,
				obstacles: in_words(&then.obstacles, language),
			},
			now: Stood {
				at: Time::new(info.at),
				status: Some(shapes::name(&info.seal.status)),
				usable: info.usable,
				obstacles: in_words(&info.obstacles, language),
			},
			flags: block.flags(used.seal, found.index).await?.len(),
		})
	}

	fn is_sound(&self) -> bool {
		self.signed_by_seal_key && self.when_used.usable
	}

	fn text(&self, language: Language) -> String {
		let labels = words::labels(language);
		let standing = |stood: &Stood| match stood.usable {
			true => labels.usable.to_owned(),
			false => stood.obstacles.join(labels.separator),
		};
		let signed = match self.signed_by_seal_key {
			true => labels.by_the_seal_key,
			false => labels.not_by_the_seal_key,
		};
		table::facts([
			(labels.enterprise, words::enterprise(&self.name, &self.uscc)),
			(labels.seal, self.used.seal.to_string()),
			(
				labels.used,
				words::used(self.used.index, self.used.batch, self.purpose, language),
			),
			(
				labels.recorded,
				words::in_block(self.used.recorded_at, self.used.block, language),
			),
			(labels.signed, signed.to_owned()),
			(labels.when_used, standing(&self.when_used)),
			(labels.now, standing(&self.now)),
			(labels.flags, self.flags.to_string()),
		])
	}
}

/// Whether the statement of a use's record is for the document: it is the document's own, or that of a batch which has the
/// document at the use's place.
async fn is_of(block: &Block, one: &UseOn) -> Result<bool> {
	let UseOn { document, found } = one;
	if let Some(only) = found.used.documents.one() {
		return Ok(only == *document);
	}
	// The list has the record's root: that is checked.
	let Some(listed) = block.listed(found.record, &found.used).await? else {
		return Ok(false);
	};
	let position = found.used.position(found.index).and_then(|at| usize::try_from(at).ok());
	Ok(position.and_then(|at| listed.get(at)) == Some(document))
}

fn in_words(obstacles: &[Obstacle], language: Language) -> Vec<&'static str> {
	obstacles
		.iter()
		.map(|obstacle| text::obstacle(obstacle, language))
		.collect()
}

#[cfg(test)]
mod tests {
	use super::*;
	use eseal_client::queries::{Found, Record};
	use eseal_primitives::{DocumentDigest, Documents, Moment, SealId, SealSignature, UsccCheck};
	use eseal_receipt::verdict::BatchFacts;
	use sp_core::H256;

	const OURS: &str = "91330106MA2KXYA720";
	const STRANGERS: &str = "91330100799655058B";
	const ABSENT: &str = "91440300708461136T";

	fn uscc(code: &str) -> Uscc {
		Uscc::parse(code.as_bytes(), UsccCheck::Enforced).unwrap()
	}

	/// A use by an enterprise, which was valid when made or not.
	fn a_use(code: &str, valid: bool) -> Told {
		let document = DocumentDigest::Sha256(H256::zero());
		let record = Record {
			seal: SealId(7),
			index: 3,
			documents: Documents::One(document),
			purpose: Purpose::Contract,
			account: [1; 32].into(),
			grant: None,
			nonce: 0,
			signed_at: Moment(1_795_335_324_000),
			recorded_at: Moment(1_795_335_326_000),
			block: 25,
			history_len: 2,
			signature: SealSignature::Sr25519(sp_core::sr25519::Signature::from_raw([0; 64])),
		};
		let stood = |usable: bool| Stood {
			at: Time::new(record.recorded_at),
			status: None,
			usable,
			obstacles: Vec::new(),
		};
		let found = Found {
			index: record.index,
			record: 3,
			used: record.clone(),
		};
		Told {
			used: UseLine::new(&found, &document),
			purpose: record.purpose,
			name: format!("企业 {code}"),
			uscc: uscc(code),
			signed_by_seal_key: true,
			when_used: stood(valid),
			now: stood(true),
			flags: 0,
		}
	}

	fn conclude(by: Option<&str>, uses: Vec<Told>) -> ByChain {
		let as_of = AsOf {
			number: 30,
			hash: String::new(),
		};
		ByChain::conclude(
			by.map(uscc),
			Language::English,
			uses,
			"a hint".into(),
			"ws://127.0.0.1:1",
			as_of,
		)
	}

	#[test]
	fn the_headline_names_who_sealed() {
		let one = conclude(None, vec![a_use(OURS, true)]);
		assert_eq!(one.result, Outcome::Valid);
		let headline = format!("Sealed by 企业 {OURS} ({OURS}): valid when used");
		assert_eq!(one.text().lines().next(), Some(headline.as_str()));
		let some = conclude(None, vec![a_use(OURS, true), a_use(OURS, false)]);
		assert_eq!(some.result, Outcome::Valid);
		assert!(
			some.summary.ends_with("1 of 2 uses were valid when made"),
			"{}",
			some.summary
		);
		let none = conclude(None, vec![a_use(OURS, false)]);
		assert_eq!(none.result, Outcome::Indeterminate);
		assert!(none.summary.contains(OURS), "{}", none.summary);
	}

	#[test]
	fn a_use_of_a_batch_is_told_as_one() {
		let mut told = a_use(OURS, true);
		told.used.index = 17;
		told.used.batch = Some(BatchFacts { first: 3, count: 256 });
		let text = conclude(None, vec![told]).text();
		assert!(
			text.contains("17, in a batch of 256 (uses 3 to 258), for contracts"),
			"{text}"
		);
	}

	#[test]
	fn a_strangers_seal_makes_nothing_valid() {
		let both = || vec![a_use(OURS, false), a_use(STRANGERS, true)];
		let unasked = conclude(None, both());
		assert_eq!(unasked.result, Outcome::Indeterminate);
		assert_eq!(unasked.answers.len(), 2);
		assert!(unasked.summary.contains(OURS) && unasked.summary.contains(STRANGERS));
		assert!(!unasked.text().starts_with("Valid"));
		assert!(unasked.next.is_some_and(|next| next.contains("--by")));

		let ours = conclude(Some(OURS), both());
		assert_eq!(ours.result, Outcome::Indeterminate, "theirs counts for nothing");
		let theirs = conclude(Some(STRANGERS), both());
		assert_eq!(theirs.result, Outcome::Valid);
		assert!(theirs.summary.contains(STRANGERS) && !theirs.summary.contains(OURS));

		let absent = conclude(Some(ABSENT), both());
		assert_eq!(absent.result, Outcome::Invalid);
		assert!(absent.summary.contains(ABSENT) && absent.summary.contains(STRANGERS));
		let alone = conclude(Some(OURS), vec![a_use(STRANGERS, true)]);
		assert_eq!(alone.result, Outcome::Invalid);
	}

	#[test]
	fn two_enterprises_that_both_sealed_are_two_answers() {
		let both = conclude(None, vec![a_use(OURS, true), a_use(STRANGERS, true), a_use(OURS, true)]);
		assert_eq!(both.result, Outcome::Indeterminate);
		let counts: Vec<_> = both
			.answers
			.iter()
			.map(|answer| (answer.result, answer.uses.len()))
			.collect();
		assert_eq!(counts, [(Outcome::Valid, 2), (Outcome::Valid, 1)]);
	}

	#[test]
	fn where_nothing_is_found_a_commitment_is_thought_of() {
		for by in [None, Some(OURS)] {
			let nothing = conclude(by, Vec::new());
			assert_eq!(nothing.result, Outcome::Indeterminate);
			assert!(nothing.text().contains("a hint"));
		}
	}

	#[test]
	fn a_use_that_the_seal_key_did_not_sign_is_not_sound() {
		let mut forged = a_use(OURS, true);
		forged.signed_by_seal_key = false;
		let told = conclude(None, vec![forged]);
		assert_eq!(told.result, Outcome::Indeterminate);
		assert!(told.text().contains("NOT by the seal key"));
	}
}
