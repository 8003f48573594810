//! Records that left the state, and the leaves of blocks whose state is gone, from a *record keeper*: a node that runs with
//! `--enable-offchain-indexing true`. What it tells is checked as far as it can be by itself; the root in a header and the head
//! of a log tell the rest.

use crate::{
	block::Block,
	connection::{unhex, Client},
	error::{NotFound, ReadError},
	queries::{Found, Logged, Record},
	AccountId, BlockNumber, DigestItem, Header,
};
use codec::{Decode, DecodeAll};
use eseal_crypto::batch::batch;
use eseal_primitives::{
	answers::UseProof,
	kept::{leaves_key, record_key, KeptLeaves, KeptRecord},
	usage::{BlockUsesRoot, LogHead, UseLeaf, USES_ENGINE_ID},
	SealId,
};
use sp_core::{Blake2Hasher, H256};
use sp_crypto_hashing::blake2_256;
use std::fmt::Display;
use subxt::rpcs::rpc_params;

/// How many records that left the state are in a page of a log.
const PAGE: u64 = 256;

/// How many records are looked at for one use: whoever halves so many numbers has one left.
const MOST_HALVINGS: u32 = 64;

/// What a question gives.
type Result<T> = std::result::Result<T, ReadError>;

/// Why a node does not have what left the state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotKept {
	/// It keeps no records, or has not kept them for so long.
	#[error("this node does not keep it")]
	Absent,
	/// It does not tell callers from elsewhere what it keeps.
	#[error("this node refuses to say whether it keeps it")]
	Refused,
}

impl Client {
	/// The leaves of the block whose header has this root: they have it.
	pub async fn kept_leaves(&self, root: H256) -> Result<KeptLeaves> {
		let what = || format!("the leaves of the root {root:?}");
		let bytes = match self.kept(&leaves_key(root)).await? {
			Ok(bytes) => bytes,
			Err(why) => return Err(NotFound::LeavesNotKept { root, why }.into()),
		};
		let leaves: KeptLeaves = read(&bytes, what)?;
		match binary_merkle_tree::merkle_root::<Blake2Hasher, _>(&leaves) == root {
			true => Ok(leaves),
			false => Err(false_kept(what(), "they have another root")),
		}
	}

	/// A record that left the state, with the documents that its call listed: it is of this e-seal, and they are its own. Whether
	/// it is the one with this number, the head of the log tells, or the header of its block.
	pub async fn kept_record(&self, seal: SealId, record: u64) -> Result<Logged> {
		let what = || format!("record {record} of e-seal {seal}");
		let bytes = match self.kept(&record_key(seal, record)).await? {
			Ok(bytes) => bytes,
			Err(why) => return Err(NotFound::RecordNotKept { seal, record, why }.into()),
		};
		let KeptRecord { record, documents } = read::<KeptRecord<AccountId, BlockNumber>>(&bytes, what)?;
		if record.seal != seal {
			return Err(false_kept(what(), format!("it is of e-seal {}", record.seal)));
		}
		match &documents {
			Some(listed) if batch(listed) != Some(record.documents) => {
				Err(false_kept(what(), "its documents are not those of the record"))
			}
			_ => Ok(Logged {
				record,
				listed: documents,
			}),
		}
	}

	/// The use with this index, of those that left the state. `start` is where the log in the state begins. Halves the records
	/// before it.
	pub(crate) async fn kept_use(&self, seal: SealId, index: u64, start: LogHead) -> Result<Found> {
		let absent = NotFound::Use { seal, index };
		let Some(mut between) = Halving::of(index, &start) else {
			return Err(absent.into());
		};
		for _ in 0..MOST_HALVINGS {
			let record = between.middle();
			let used = self.kept_record(seal, record).await?.record;
			match between.look(used.index, used.count().into()) {
				Some(Side::Here) => return Ok(Found { index, record, used }),
				Some(Side::Elsewhere) => {}
				None => {
					let what = format!("record {record} of e-seal {seal}");
					let reason = format!("it begins with use {}, which cannot be", used.index);
					return Err(false_kept(what, reason));
				}
			}
		}
		Err(absent.into())
	}

	/// What leads from a record to this header, which its block must have, by what the node keeps of the block.
	pub(crate) async fn kept_use_proof(&self, header: &Header, record: u64, used: &Record) -> Result<UseProof> {
		let seal = used.seal;
		let block = header.number.into();
		let uses = uses_of(header).ok_or(NotFound::RecordInBlock { seal, record, block })?;
		let leaves = self.kept_leaves(uses.root).await?;
		// The leaves are the block's: it is the record that is another.
		use_proof(&leaves, used).ok_or_else(|| {
			let what = format!("record {record} of e-seal {seal}");
			false_kept(what, format!("block {block} does not have it"))
		})
	}

	/// What the node keeps under a key, or why it does not tell.
	async fn kept(&self, key: &[u8]) -> Result<std::result::Result<Vec<u8>, NotKept>> {
		let key = format!("0x{}", hex::encode(key));
		let asked = rpc_params!["PERSISTENT", key];
		match self.request::<Option<String>>("offchain_localStorageGet", asked).await {
			Ok(Some(text)) => Ok(Ok(unhex(&text)?)),
			Ok(None) => Ok(Err(NotKept::Absent)),
			Err(error) if error.is_not_served() => Ok(Err(NotKept::Refused)),
			Err(error) => Err(error.into()),
		}
	}
}

impl Block {
	/// A record of an e-seal's log by its number, with what the chain lists of it: from the state, or, if it left that, from the
	/// node, if it keeps records.
	pub async fn record(&self, seal: SealId, number: u64) -> Result<Logged> {
		let page: Vec<Record> = self.api("UsageLogApi_records_of_seal", (seal, number, 1u32)).await?;
		if let Some(record) = page.into_iter().next() {
			let listed = self.listed(number, &record).await?;
			return Ok(Logged { record, listed });
		}
		match number < self.log_start(seal).await?.records {
			true => self.client().kept_record(seal, number).await,
			false => Err(NotFound::Record { seal, record: number }.into()),
		}
	}

	/// A page of those records of an e-seal's log that left the state, from the one with this number on; none if it is in the
	/// state, or there is no such record.
	pub async fn kept_records(&self, seal: SealId, from: u64) -> Result<Vec<Logged>> {
		let left = self.log_start(seal).await?.records;
		let mut page = Vec::new();
		for number in from..left.min(from.saturating_add(PAGE)) {
			page.push(self.client().kept_record(seal, number).await?);
		}
		Ok(page)
	}
}

/// The value in what a node keeps.
fn read<T: Decode>(bytes: &[u8], what: impl Fn() -> String) -> Result<T> {
	T::decode_all(&mut &*bytes).map_err(|error| false_kept(what(), format!("it cannot be read: {error}")))
}

fn false_kept(what: impl Into<String>, reason: impl Display) -> ReadError {
	ReadError::FalselyKept {
		what: what.into(),
		reason: reason.to_string(),
	}
}

/// What a header says of the records of its block.
fn uses_of(header: &Header) -> Option<BlockUsesRoot> {
	header.digest.iter().find_map(|item| match item {
		DigestItem::Consensus(engine, data) if *engine == USES_ENGINE_ID => {
			BlockUsesRoot::decode_all(&mut &data[..]).ok()
		}
		_ => None,
	})
}

/// What leads from a record to the root of some leaves; `None` if none of them is of this record.
fn use_proof(leaves: &[Vec<u8>], used: &Record) -> Option<UseProof> {
	let is_of = |leaf: &Vec<u8>| {
		UseLeaf::<AccountId, BlockNumber>::decode_all(&mut &leaf[..]).is_ok_and(|leaf| leaf.used == *used)
	};
	let place = leaves.iter().position(is_of)?;
	let leaf_index = u32::try_from(place).ok()?;
	let hashes: Vec<H256> = leaves.iter().map(|leaf| H256(blake2_256(leaf))).collect();
	let proof = binary_merkle_tree::merkle_proof_raw::<Blake2Hasher, _>(hashes, leaf_index);
	Some(UseProof {
		leaf: leaves.get(place)?.clone(),
		leaf_index,
		tree_size: proof.number_of_leaves,
		audit_path: proof.proof,
	})
}

/// Where a use is, as far as a record tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
	/// In this record.
	Here,
	/// Before it or after it.
	Elsewhere,
}

/// The number of a record, and the index of its first use.
type Begin = (u64, u64);

/// The records among which one must be that has a use: from `first` on, before `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Halving {
	index: u64,
	first: Begin,
	end: Begin,
}

impl Halving {
	/// All records before a log's start; `None` if the use is not among theirs.
	fn of(index: u64, start: &LogHead) -> Option<Self> {
		(index < start.count && start.records > 0).then_some(Self {
			index,
			first: (0, 0),
			end: (start.records, start.count),
		})
	}

	/// The record to look at next.
	fn middle(&self) -> u64 {
		self.first.0.midpoint(self.end.0)
	}

	/// Looks at the record in the middle, which has so many uses from this index on. `None` if it cannot be the one with this
	/// number: each of the records before and after it, too, has one use or more.
	fn look(&mut self, begin: u64, count: u64) -> Option<Side> {
		let number = self.middle();
		let next = begin.checked_add(count)?;
		let before = number.checked_sub(self.first.0)?;
		let after = self.end.0.checked_sub(number)?.checked_sub(1)?;
		let uses_before = begin.checked_sub(self.first.1)?;
		let uses_after = self.end.1.checked_sub(next)?;
		let fits = |records: u64, uses: u64| match records {
			0 => uses == 0,
			_ => uses >= records,
		};
		if count == 0 || !fits(before, uses_before) || !fits(after, uses_after) {
			return None;
		}
		if self.index < begin {
			self.end = (number, begin);
		} else if self.index >= next {
			self.first = (number.checked_add(1)?, next);
		} else {
			return Some(Side::Here);
		}
		Some(Side::Elsewhere)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use codec::Encode;
	use eseal_primitives::{
		enterprise::Name,
		seal::{Holds, Seal, SealState, SealStatus},
		term::Terms,
		DocumentDigest, Documents, Moment, Purpose, SealCode, SealKey, SealSignature, Uscc, UsccCheck,
	};

	/// Records with these numbers of uses: the index of the first use of each, and how many it has.
	fn records(counts: &[u64]) -> (Vec<(u64, u64)>, LogHead) {
		let mut begins = Vec::new();
		let mut count = 0;
		for uses in counts {
			begins.push((count, *uses));
			count += uses;
		}
		let head = LogHead {
			count,
			records: counts.len() as u64,
			..LogHead::default()
		};
		(begins, head)
	}

	/// Which record has a use, how many were looked at; nothing if one of them cannot be.
	fn search(index: u64, begins: &[(u64, u64)], start: &LogHead) -> Option<(u64, u32)> {
		let mut between = Halving::of(index, start)?;
		for looks in 1..=MOST_HALVINGS {
			let number = between.middle();
			let (begin, count) = begins[number as usize];
			if between.look(begin, count)? == Side::Here {
				return Some((number, looks));
			}
		}
		panic!("use {index} is in no record")
	}

	#[test]
	fn a_use_is_found_in_its_record_by_halves() {
		for counts in [vec![1], vec![7], vec![1, 1], vec![3, 1, 1_000, 1, 5], vec![1; 1_000]] {
			let (begins, start) = records(&counts);
			for index in 0..start.count {
				let (record, looks) = search(index, &begins, &start).unwrap();
				let (begin, count) = begins[record as usize];
				assert!((begin..begin + count).contains(&index), "{index}");
				assert!(looks <= 10, "{looks} looks among {} records", counts.len());
			}
			assert_eq!(Halving::of(start.count, &start), None);
		}
		assert_eq!(Halving::of(0, &LogHead::default()), None);
	}

	/// A keeper may tell what it likes: the search ends, in a record that has the use or with a contradiction.
	#[test]
	fn records_that_cannot_be_where_they_are_end_the_search() {
		let (begins, start) = records(&[2, 2, 2, 2, 2]);
		// The one in the middle first.
		for (begin, count) in [
			(0, 2),
			(8, 2),
			(4, 0),
			(4, 5),
			(4, u64::MAX),
			(u64::MAX, 1),
			(1, 1),
			(9, 1),
			(7, 2),
		] {
			let mut told = begins.clone();
			told[2] = (begin, count);
			assert_eq!(search(0, &told, &start), None, "{begin}, {count}");
		}
		// A single record has all uses or is another.
		let (_, start) = records(&[3]);
		for told in [(0, 2), (1, 2), (0, 4)] {
			assert_eq!(search(0, &[told], &start), None, "{told:?}");
		}
		assert_eq!(search(0, &[(0, 3)], &start), Some((0, 1)));
		// The largest log there can be takes no more than it may.
		let start = LogHead {
			count: u64::MAX,
			records: u64::MAX,
			..LogHead::default()
		};
		for index in [0, 1, u64::MAX / 3, u64::MAX - 1] {
			let mut between = Halving::of(index, &start).unwrap();
			let looks = (0..MOST_HALVINGS).position(|_| {
				let number = between.middle();
				between.look(number, 1) == Some(Side::Here)
			});
			assert!(looks.is_some(), "{index}");
		}
	}

	fn record(index: u64) -> Record {
		Record {
			seal: SealId(3),
			index,
			documents: Documents::One(DocumentDigest::Sha256([7; 32].into())),
			purpose: Purpose::Contract,
			account: AccountId::new([1; 32]),
			grant: None,
			nonce: index,
			signed_at: Moment(1),
			recorded_at: Moment(2),
			block: 25,
			history_len: 2,
			approval: None,
			signature: SealSignature::Sr25519(sp_core::sr25519::Signature::from_raw([0; 64])),
		}
	}

	fn leaf(used: Record) -> Vec<u8> {
		let digest = DocumentDigest::Sha256([8; 32].into());
		let seal = Seal {
			uscc: Uscc::parse(b"91330106MA2KXYA720", UsccCheck::Enforced).unwrap(),
			code: SealCode::parse(b"3301060000001").unwrap(),
			name: Name::parse("杭州某某科技有限公司".as_bytes()).unwrap(),
			applicant: AccountId::new([1; 32]),
			key: SealKey::Sr25519(sp_core::sr25519::Public::from_raw([2; 32])),
			certificate: digest,
			picture: digest,
			valid_from: Moment(0),
			valid_until: Moment(9),
			status: SealStatus::Active,
			holds: Holds::new(),
			terms: Terms::new(),
			supersedes: None,
			enterprise_revision: 0,
			applied_at: Moment(0),
			activated_at: Some(Moment(0)),
			loss: None,
			revoked: None,
			history_len: 2,
			history_digest: H256::zero(),
		};
		let leaf = UseLeaf::<AccountId, BlockNumber> {
			used,
			seal,
			state: SealState::default(),
			grant: None,
		};
		leaf.encode()
	}

	#[test]
	fn a_record_leads_to_the_root_of_the_leaves_and_another_does_not() {
		for count in 1..=9u64 {
			let leaves: KeptLeaves = (0..count).map(|index| leaf(record(index))).collect();
			let root = binary_merkle_tree::merkle_root::<Blake2Hasher, _>(&leaves);
			for index in 0..count {
				let UseProof {
					leaf,
					leaf_index,
					tree_size,
					audit_path,
				} = use_proof(&leaves, &record(index)).unwrap();
				assert_eq!((u64::from(leaf_index), u64::from(tree_size)), (index, count));
				assert_eq!(leaf, leaves[index as usize]);
				assert!(binary_merkle_tree::verify_proof::<Blake2Hasher, _, _>(
					&root, audit_path, tree_size, leaf_index, &leaf
				));
			}
			assert_eq!(use_proof(&leaves, &record(count)), None);
			let other = Record { nonce: 99, ..record(0) };
			assert_eq!(use_proof(&leaves, &other), None);
		}
		assert_eq!(use_proof(&[vec![1, 2, 3]], &record(0)), None, "no leaf at all");
	}

	#[test]
	fn a_header_says_which_root() {
		let root = BlockUsesRoot {
			root: H256([9; 32]),
			count: 3,
		};
		let mut header = Header {
			parent_hash: H256::zero(),
			number: 25,
			state_root: H256::zero(),
			extrinsics_root: H256::zero(),
			digest: vec![DigestItem::Consensus(*b"FRNK", root.encode())],
		};
		assert_eq!(uses_of(&header), None);
		header.digest.push(DigestItem::Consensus(USES_ENGINE_ID, root.encode()));
		assert_eq!(uses_of(&header), Some(root));
	}
}
