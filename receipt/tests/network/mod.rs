//! A whole network in memory: authorities that finalize, a state with many keys that are none of the receipt's business,
//! an enterprise with its e-seal and operator, and a collector that makes receipts of it as a client of a node would.
//!
//! Tests, benchmarks, examples and the fuzzer share it.

// Not every one of them needs all of it.
#![allow(dead_code)]

use codec::{Compact, Encode};
use eseal_primitives::{
	chained,
	grant::Grant,
	history::{Actor, Change, HistoryEntry},
	key::Sm2Pair,
	physical_seal::{PhysicalSeal, PhysicalSealStatus, SealKind},
	seal::{Hold, RevocationReason, Seal, SealStatus},
	sm2,
	usage::{BlockUsesRoot, LogHead, UseLeaf, UseRecord, USES_ENGINE_ID},
	DocumentDigest, Moment, Officer, Purpose, SealCode, SealId, SealKey, SealSignature, Seat, Text, Uscc, UsccCheck,
	UseStatement,
};
use eseal_receipt::{
	finality::Justification,
	format::{
		Anchor, Authority, Base64, BlockProof, Evidence, Finalized, LogHeader, Operator, Receipt, UseProof,
		ANCHOR_TYPE, LOG_TYPE, RECEIPT_TYPE,
	},
	state::encode_proof,
	storage,
	verdict::{Outcome, Subject},
	verify, AccountId, BlockNumber, Header, Verdict,
};
use finality_grandpa::{Commit, Message, Precommit, SignedPrecommit};
use sp_core::{crypto::UncheckedFrom, ecdsa, ed25519, sr25519, Blake2Hasher, Pair, H256};
use sp_crypto_hashing as hashing;
use sp_runtime::{
	traits::{IdentifyAccount, Verify},
	Digest, DigestItem, MultiSignature, MultiSigner,
};
use sp_trie::{recorder::Recorder, trie_types::TrieDBMutBuilderV1, LayoutV1, MemoryDB, Trie, TrieDBBuilder, TrieMut};
use std::collections::BTreeMap;

/// A day in milliseconds.
pub const DAY: Moment = 86_400_000;
/// When the use is recorded.
pub const USED_AT: Moment = 1_800_000_000_000;
/// The block that records it.
pub const USED_IN: BlockNumber = 50_000;
/// The block that the receipt's state is of.
pub const PROVEN_IN: BlockNumber = 50_010;
/// The document that is sealed.
pub const DOCUMENT: &[u8] = b"%PDF-1.7 a contract about nothing";
/// The salt of a commitment.
pub const SALT: [u8; 32] = [0x5a; 32];

/// What signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Algorithm {
	/// Schnorr on Ristretto25519.
	Sr25519,
	/// Ed25519.
	Ed25519,
	/// ECDSA on secp256k1.
	Ecdsa,
	/// SM2 with the usual identity; e-seals only.
	Sm2,
	/// SM2 with an identity of its own; e-seals only.
	Sm2WithIdentity,
	/// ECDSA as Ethereum wallets sign; accounts only.
	Eth,
}

/// Every algorithm of seal keys.
pub const SEAL_ALGORITHMS: [Algorithm; 5] = [
	Algorithm::Sr25519,
	Algorithm::Ed25519,
	Algorithm::Ecdsa,
	Algorithm::Sm2,
	Algorithm::Sm2WithIdentity,
];

/// What makes the document's digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DigestKind {
	/// SHA-256.
	Sha256,
	/// SM3.
	Sm3,
	/// BLAKE2b-256.
	Blake2b256,
	/// SHA-256 of salt and document.
	Commitment,
}

/// What proves the use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProofKind {
	/// The state of a later block.
	State,
	/// The header of its own block.
	Block {
		/// How many uses the block recorded.
		uses: u32,
		/// The place of the use among them.
		position: u32,
		/// How many blocks after it the finalized block is.
		later: u32,
	},
}

impl ProofKind {
	/// The third of five uses, two blocks before the finalized one.
	pub const BLOCK: Self = Self::Block {
		uses: 5,
		position: 2,
		later: 2,
	};
}

/// What a network is like.
#[derive(Debug, Clone, Copy)]
pub struct Setup {
	/// What the seal key signs with.
	pub seal_key: Algorithm,
	/// What the account signs with.
	pub account: Algorithm,
	/// What makes the document's digest.
	pub digest: DigestKind,
	/// Whether an operator uses the e-seal, and not the owner.
	pub under_grant: bool,
	/// How many authorities there are.
	pub authorities: usize,
	/// How many hand-offs there were since the anchor.
	pub hand_offs: usize,
	/// How many e-seals the chain has besides.
	pub others: u64,
	/// What proves the use.
	pub proof: ProofKind,
}

impl Default for Setup {
	fn default() -> Self {
		Self {
			seal_key: Algorithm::Sr25519,
			account: Algorithm::Sr25519,
			digest: DigestKind::Sha256,
			under_grant: true,
			authorities: 3,
			hand_offs: 0,
			others: 100,
			proof: ProofKind::State,
		}
	}
}

impl Setup {
	/// The default, with the use proven by the header of its own block.
	pub fn by_block() -> Self {
		Self {
			proof: ProofKind::BLOCK,
			..Self::default()
		}
	}
}

/// The pair of keys number `number`.
pub fn pair<P: Pair>(role: &str, number: u64) -> P {
	P::from_seed_slice(&hashing::blake2_256(&(role, number).encode())).unwrap()
}

/// The authorities of a set. Sets have no authority in common.
pub fn authorities(set_id: u64, count: usize) -> Vec<ed25519::Pair> {
	(0..count as u64)
		.map(|number| pair("authority", set_id.wrapping_mul(1_000).wrapping_add(number)))
		.collect()
}

/// A seal key with its secret.
pub struct SealPair(Algorithm, u64);

impl SealPair {
	/// The key number `number` of an algorithm.
	pub fn new(algorithm: Algorithm, number: u64) -> Self {
		Self(algorithm, number)
	}

	fn sm2(&self) -> Sm2Pair {
		let secret = hashing::blake2_256(&("sm2", self.1).encode());
		let identity = (self.0 == Algorithm::Sm2WithIdentity).then(|| Text::parse(b"seal@example.cn").unwrap());
		Sm2Pair::from_seed(&secret, identity).unwrap()
	}

	/// The public key.
	pub fn public(&self) -> SealKey {
		let Self(algorithm, number) = *self;
		match algorithm {
			Algorithm::Sr25519 => SealKey::Sr25519(pair::<sr25519::Pair>("seal", number).public()),
			Algorithm::Ed25519 => SealKey::Ed25519(pair::<ed25519::Pair>("seal", number).public()),
			Algorithm::Ecdsa => SealKey::Ecdsa(pair::<ecdsa::Pair>("seal", number).public()),
			Algorithm::Sm2 | Algorithm::Sm2WithIdentity => self.sm2().public(),
			Algorithm::Eth => panic!("no algorithm of seal keys"),
		}
	}

	/// Signs.
	pub fn sign(&self, message: &[u8]) -> SealSignature {
		let Self(algorithm, number) = *self;
		match algorithm {
			Algorithm::Sr25519 => SealSignature::Sr25519(pair::<sr25519::Pair>("seal", number).sign(message)),
			Algorithm::Ed25519 => SealSignature::Ed25519(pair::<ed25519::Pair>("seal", number).sign(message)),
			Algorithm::Ecdsa => SealSignature::Ecdsa(pair::<ecdsa::Pair>("seal", number).sign(message)),
			Algorithm::Sm2 | Algorithm::Sm2WithIdentity => self.sm2().sign(message).unwrap(),
			Algorithm::Eth => panic!("no algorithm of seal keys"),
		}
	}
}

/// An account with its secret.
pub struct AccountPair(Algorithm, u64);

impl AccountPair {
	/// The account number `number` of an algorithm.
	pub fn new(algorithm: Algorithm, number: u64) -> Self {
		Self(algorithm, number)
	}

	/// The account.
	pub fn account(&self) -> AccountId {
		let Self(algorithm, number) = *self;
		match algorithm {
			Algorithm::Sr25519 => {
				MultiSigner::Sr25519(pair::<sr25519::Pair>("account", number).public()).into_account()
			}
			Algorithm::Ed25519 => {
				MultiSigner::Ed25519(pair::<ed25519::Pair>("account", number).public()).into_account()
			}
			Algorithm::Ecdsa => MultiSigner::Ecdsa(pair::<ecdsa::Pair>("account", number).public()).into_account(),
			Algorithm::Eth => {
				let public = pair::<ecdsa::Pair>("account", number).public();
				MultiSigner::Eth(ecdsa::KeccakPublic::unchecked_from(public.0)).into_account()
			}
			Algorithm::Sm2 | Algorithm::Sm2WithIdentity => panic!("no algorithm of accounts"),
		}
	}

	/// Signs the payload of an extrinsic.
	pub fn sign(&self, payload: &[u8]) -> MultiSignature {
		let Self(algorithm, number) = *self;
		let digest = hashing::blake2_256(payload);
		let payload = if payload.len() > 256 { &digest[..] } else { payload };
		let signature = match algorithm {
			Algorithm::Sr25519 => MultiSignature::Sr25519(pair::<sr25519::Pair>("account", number).sign(payload)),
			Algorithm::Ed25519 => MultiSignature::Ed25519(pair::<ed25519::Pair>("account", number).sign(payload)),
			Algorithm::Ecdsa => MultiSignature::Ecdsa(pair::<ecdsa::Pair>("account", number).sign(payload)),
			Algorithm::Eth => {
				let signature = pair::<ecdsa::Pair>("account", number).sign_prehashed(&hashing::keccak_256(payload));
				MultiSignature::Eth(ecdsa::KeccakSignature::unchecked_from(signature.0))
			}
			Algorithm::Sm2 | Algorithm::Sm2WithIdentity => panic!("no algorithm of accounts"),
		};
		// The chain accepts it: what is tested here is not this module.
		assert!(signature.verify(payload, &self.account()));
		signature
	}
}

/// A plain digest of anything.
pub fn digest(of: &str) -> DocumentDigest {
	DocumentDigest::Sha256(hashing::sha2_256(of.as_bytes()).into())
}

/// An officer of an agency.
pub fn officer(seat: Seat) -> Actor<AccountId> {
	Officer {
		seat,
		account: AccountId::new([seat as u8 + 1; 32]),
	}
	.into()
}

/// An enterprise with its e-seal, and one use of it, before anything is signed: whatever is changed here, the chain is
/// taken to have recorded.
pub struct World {
	/// What the network is like.
	pub setup: Setup,
	/// The chain.
	pub genesis: H256,
	/// The e-seal's number.
	pub id: SealId,
	/// The seal key.
	pub seal_pair: SealPair,
	/// The account that sends the use.
	pub account: AccountPair,
	/// The e-seal; what it says of its history is set at the end.
	pub seal: Seal<AccountId>,
	/// Its history.
	pub history: Vec<HistoryEntry<AccountId, BlockNumber>>,
	/// What the e-seal says of its history: length and digest. The truth, unless it is here.
	pub covered: Option<(u32, H256)>,
	/// Its physical seal.
	pub physical: PhysicalSeal,
	/// The operator's grant, number 7.
	pub grant: Option<Grant<AccountId>>,
	/// The use. Signed at the end, unless it is already.
	pub used: UseRecord<AccountId, BlockNumber>,
	/// Whether the seal key is still to sign.
	pub unsigned: bool,
	/// The time of the block that is proven.
	pub now: Moment,
	/// Further keys of the state.
	pub extra: BTreeMap<Vec<u8>, Vec<u8>>,
}

impl World {
	/// An enterprise whose e-seal was used in order.
	pub fn new(setup: Setup) -> Self {
		let uscc = Uscc::parse(b"91330106MA2KXYA720", UsccCheck::Enforced).unwrap();
		let code = SealCode::parse(b"3301000012345").unwrap();
		let owner_pair = AccountPair::new(
			if setup.under_grant {
				Algorithm::Sr25519
			} else {
				setup.account
			},
			1,
		);
		let owner = owner_pair.account();
		let account = if setup.under_grant {
			AccountPair::new(setup.account, 2)
		} else {
			owner_pair
		};
		let id = 42;
		let seal_pair = SealPair::new(setup.seal_key, 1);
		let seal = Seal {
			uscc,
			code,
			name: Text::parse("杭州某某科技有限公司".as_bytes()).unwrap(),
			applicant: owner.clone(),
			key: seal_pair.public(),
			certificate: digest("certificate"),
			picture: digest("picture"),
			valid_from: USED_AT - 100 * DAY,
			valid_until: USED_AT + 265 * DAY,
			status: SealStatus::Active,
			holds: Default::default(),
			supersedes: None,
			enterprise_revision: 0,
			applied_at: USED_AT - 100 * DAY,
			activated_at: Some(USED_AT - 99 * DAY),
			revoked_at: None,
			history_len: 0,
			history_digest: H256::zero(),
		};
		let physical = PhysicalSeal {
			uscc,
			kind: SealKind::Official,
			imprint: digest("imprint"),
			maker: Text::parse("某某印章厂".as_bytes()).unwrap(),
			status: PhysicalSealStatus::Filed,
			filed_at: USED_AT - 200 * DAY,
			status_since: USED_AT - 200 * DAY,
			paired: Some(id),
		};
		let grant = setup.under_grant.then(|| Grant {
			seal: id,
			operator: account.account(),
			purposes: [Purpose::Contract, Purpose::Invoice]
				.into_iter()
				.collect::<std::collections::BTreeSet<_>>()
				.try_into()
				.unwrap(),
			valid_until: USED_AT + 30 * DAY,
			quota: 100,
			used: 4,
			granted_at: USED_AT - 50 * DAY,
			ended: None,
		});
		let document = match setup.digest {
			DigestKind::Sha256 => DocumentDigest::Sha256(hashing::sha2_256(DOCUMENT).into()),
			DigestKind::Sm3 => DocumentDigest::Sm3(sm2::sm3(DOCUMENT).into()),
			DigestKind::Blake2b256 => DocumentDigest::Blake2b256(hashing::blake2_256(DOCUMENT).into()),
			DigestKind::Commitment => DocumentDigest::Commitment(hashing::sha2_256(&[&SALT, DOCUMENT].concat()).into()),
		};
		let used = UseRecord {
			seal: id,
			index: 3,
			document,
			purpose: Purpose::Contract,
			account: account.account(),
			grant: grant.as_ref().map(|_| 7),
			nonce: 3,
			signed_at: USED_AT - 5_000,
			recorded_at: USED_AT,
			block: USED_IN,
			signature: seal_pair.sign(b"nothing yet"),
		};
		let mut world = Self {
			setup,
			genesis: hashing::blake2_256(b"genesis").into(),
			id,
			seal_pair,
			account,
			seal,
			history: Vec::new(),
			covered: None,
			physical,
			grant,
			used,
			unsigned: true,
			now: USED_AT + 20_000,
			extra: BTreeMap::new(),
		};
		world.enter(
			Change::Applied,
			Actor::Owner { account: owner },
			USED_AT - 100 * DAY,
			100,
		);
		world.enter(
			Change::Activated,
			officer(Seat::DataResources),
			USED_AT - 99 * DAY,
			43_000,
		);
		world
	}

	/// Appends to the e-seal's history what counts from when it is recorded.
	pub fn enter(&mut self, change: Change, by: Actor<AccountId>, at: Moment, block: BlockNumber) {
		self.enter_late(change, by, at, at, block);
	}

	/// Appends to the e-seal's history what counts from before it is recorded.
	pub fn enter_late(
		&mut self,
		change: Change,
		by: Actor<AccountId>,
		effective_at: Moment,
		recorded_at: Moment,
		block: BlockNumber,
	) {
		match &change {
			Change::HoldPlaced { hold, .. } => {
				self.seal.holds.try_insert(*hold).unwrap();
			}
			Change::HoldLifted { hold } => {
				self.seal.holds.remove(hold);
			}
			Change::Revoked { .. } => {
				self.seal.status = SealStatus::Revoked;
				self.seal.revoked_at = Some(effective_at);
				self.physical.paired = None;
			}
			_ => (),
		}
		self.history.push(HistoryEntry {
			change,
			by,
			effective_at,
			recorded_at,
			block,
		});
	}

	/// Public Security freezes the e-seal.
	pub fn freeze(&mut self, at: Moment, block: BlockNumber) {
		let order = Some(digest("order"));
		self.enter(
			Change::HoldPlaced {
				hold: Hold::Freeze,
				order,
			},
			officer(Seat::PublicSecurity),
			at,
			block,
		);
	}

	/// Public Security lifts the freeze.
	pub fn unfreeze(&mut self, at: Moment, block: BlockNumber) {
		self.enter(
			Change::HoldLifted { hold: Hold::Freeze },
			officer(Seat::PublicSecurity),
			at,
			block,
		);
	}

	/// Public Security reports the physical seal lost. The e-seal has the hold only while it is live.
	pub fn lose(&mut self, effective_at: Moment, recorded_at: Moment, block: BlockNumber) {
		self.physical.status = PhysicalSealStatus::Lost;
		self.physical.status_since = effective_at;
		if self.seal.status == SealStatus::Active {
			let change = Change::HoldPlaced {
				hold: Hold::PhysicalSealLost,
				order: None,
			};
			self.enter_late(change, officer(Seat::PublicSecurity), effective_at, recorded_at, block);
		}
	}

	/// Data Resources revokes the e-seal.
	pub fn revoke(&mut self, reason: RevocationReason, effective_at: Moment, recorded_at: Moment, block: BlockNumber) {
		let change = Change::Revoked { reason };
		self.enter_late(change, officer(Seat::DataResources), effective_at, recorded_at, block);
	}

	/// What the seal key signs.
	pub fn statement(&self) -> UseStatement {
		let used = &self.used;
		UseStatement {
			seal: used.seal,
			nonce: used.nonce,
			document: used.document,
			purpose: used.purpose,
			signed_at: used.signed_at,
		}
	}

	/// Lets the seal key sign the use, for `genesis` and `account`.
	pub fn sign_for(&mut self, genesis: H256, account: &AccountId) {
		self.used.signature = self.seal_pair.sign(&self.statement().bytes_to_sign(genesis, account));
		self.unsigned = false;
	}

	/// The operator's part: the extrinsic, signed.
	fn operator(&self) -> Operator {
		// Mortal, of period 64, and the nonce; the other extensions have no bytes of their own.
		let extensions = (0x0105u16, Compact(9u32)).encode();
		let implied = (100u32, 1u32, self.genesis, H256(hashing::blake2_256(b"a block"))).encode();
		let call = vec![11, 2];
		let mut payload = call.clone();
		(self.used.seal, self.statement(), &self.used.signature).encode_to(&mut payload);
		payload.extend(&extensions);
		payload.extend(&implied);
		Operator {
			call: Base64(call),
			extensions: Base64(extensions),
			implied: Base64(implied),
			signature: Base64(self.account.sign(&payload).encode()),
		}
	}

	/// The keys that a receipt needs.
	pub fn keys(&self) -> Vec<Vec<u8>> {
		let mut keys = vec![
			storage::use_record(self.id, 3),
			storage::seal(self.id),
			storage::physical_seal(&self.seal.code),
			storage::now(),
		];
		keys.extend(self.grant.as_ref().map(|_| storage::grant(7)));
		keys
	}

	/// The use, as its block's header covers it.
	pub fn leaf(&self) -> UseLeaf<AccountId, BlockNumber> {
		UseLeaf {
			used: self.used.clone(),
			seal: self.seal.clone(),
			grant: self.grant.clone(),
		}
	}

	/// SCALE of what a block recorded: the use, and others of the same e-seal and of another one in turn.
	fn leaves(&self, uses: u32, position: u32) -> Vec<Vec<u8>> {
		(0..uses)
			.map(|place| {
				let mut leaf = self.leaf();
				if place != position {
					leaf.used.seal = if place % 2 == 0 { self.id } else { 1_000 };
					leaf.used.index = 100 + u64::from(place);
					leaf.used.nonce = leaf.used.index;
				}
				leaf.encode()
			})
			.collect()
	}

	/// Signs, builds the state, and lets the authorities finalize it.
	pub fn finalize(mut self) -> Case {
		if self.unsigned {
			self.sign_for(self.genesis, &self.used.account.clone());
		}
		let (length, digest) = self.covered.unwrap_or_else(|| covered(&self.history));
		self.seal.history_len = length;
		self.seal.history_digest = digest;
		let mut state = BTreeMap::new();
		surroundings(self.setup.others, &mut state);
		state.insert(storage::now(), self.now.encode());
		state.insert(storage::use_record(self.id, 3), self.used.encode());
		let head = LogHead {
			count: 4,
			digest: H256([4; 32]),
		};
		state.insert(storage::log_head(self.id), head.encode());
		state.insert(storage::seal(self.id), self.seal.encode());
		state.insert(storage::physical_seal(&self.seal.code), self.physical.encode());
		if let Some(grant) = &self.grant {
			state.insert(storage::grant(7), grant.encode());
		}
		state.extend(core::mem::take(&mut self.extra));
		let state = StateDb::new(&state);

		let Setup {
			authorities: count,
			hand_offs,
			proof,
			..
		} = self.setup;
		let chain = Chain::new(count, hand_offs);
		let header = header(PROVEN_IN, state.root, vec![]);
		let keys = self.keys();
		let receipt = Receipt {
			media_type: RECEIPT_TYPE.into(),
			genesis: self.genesis,
			seal: self.id,
			index: self.used.index,
			salt: (self.setup.digest == DigestKind::Commitment).then(|| Base64(SALT.to_vec())),
			operator: self.operator(),
			history: Base64(self.history.encode()),
			proof: UseProof::State(state.prove(&keys)),
			evidence: Evidence {
				set_id: chain.set_id,
				block: chain.finalize(&header),
				hand_offs: chain.hand_offs.clone(),
			},
		};
		let anchor = chain.anchor(self.genesis);
		let mut case = Case {
			document: DOCUMENT.to_vec(),
			receipt,
			anchor,
			header,
			state,
			keys,
			leaves: Vec::new(),
			blocks: Vec::new(),
			chain,
			world: self,
		};
		if let ProofKind::Block { uses, position, .. } = proof {
			case.record(case.world.leaves(uses, position));
		}
		case
	}
}

/// What an e-seal says of a history: its length and its digest.
pub fn covered(history: &[HistoryEntry<AccountId, BlockNumber>]) -> (u32, H256) {
	let digest = history.iter().fold(H256::zero(), chained);
	(history.len() as u32, digest)
}

/// A receipt, and all that it was made from.
pub struct Case {
	/// The document.
	pub document: Vec<u8>,
	/// The receipt.
	pub receipt: Receipt,
	/// The anchor.
	pub anchor: Anchor,
	/// The header of the proven block.
	pub header: Header,
	/// Its state.
	pub state: StateDb,
	/// The keys that are proven.
	pub keys: Vec<Vec<u8>>,
	/// What the block of the use recorded, if its header proves the use.
	pub leaves: Vec<Vec<u8>>,
	/// The headers from the block of the use to the finalized one, if its header proves the use.
	pub blocks: Vec<Header>,
	/// The authorities.
	pub chain: Chain,
	/// What the chain recorded.
	pub world: World,
}

impl Case {
	/// A receipt of a network that is as it should be.
	pub fn of(setup: Setup) -> Self {
		World::new(setup).finalize()
	}

	/// A receipt as the default [`Setup`] gives it, changed first.
	pub fn with(change: impl FnOnce(&mut World)) -> Self {
		let mut world = World::new(Setup::default());
		change(&mut world);
		world.finalize()
	}

	/// A receipt as [`Setup::by_block`] gives it, changed first.
	pub fn by_block_with(change: impl FnOnce(&mut World)) -> Self {
		let mut world = World::new(Setup::by_block());
		change(&mut world);
		world.finalize()
	}

	/// Both, changed first.
	pub fn both_with(change: impl Fn(&mut World)) -> [Self; 2] {
		[Self::with(&change), Self::by_block_with(&change)]
	}

	/// The receipt as it is written.
	pub fn receipt_json(&self) -> Vec<u8> {
		serde_json::to_vec(&self.receipt).unwrap()
	}

	/// The anchor as it is written.
	pub fn anchor_json(&self) -> Vec<u8> {
		serde_json::to_vec(&self.anchor).unwrap()
	}

	/// Verifies.
	pub fn verify(&self) -> Verdict {
		verify(&self.document, &self.receipt_json(), &self.anchor_json())
	}

	/// Lets the block of the use have recorded `leaves`, and proves the one at the use's position.
	pub fn record(&mut self, leaves: Vec<Vec<u8>>) {
		let ProofKind::Block { position, .. } = self.world.setup.proof else {
			panic!("the state proves this use");
		};
		let (root, path) = merkle(&leaves, position as usize);
		self.receipt.proof = UseProof::Block(BlockProof {
			leaf: Base64(leaves[position as usize].clone()),
			position,
			path: Base64(path.encode()),
			ancestors: Vec::new(),
		});
		let count = leaves.len() as u32;
		self.leaves = leaves;
		self.name_uses(vec![uses_item(root, count)]);
	}

	/// Gives the header of the use's block these digest items, and finalizes the last of as many blocks after it as before.
	pub fn name_uses(&mut self, items: Vec<DigestItem>) {
		let ProofKind::Block { later, .. } = self.world.setup.proof else {
			panic!("the state proves this use");
		};
		let first = header(USED_IN, self.state.root, items);
		let after = descendants(&first, later);
		self.lead_through([vec![first], after].concat());
	}

	/// Finalizes the last of these blocks, and gives the receipt the headers before it.
	pub fn lead_through(&mut self, blocks: Vec<Header>) {
		let (last, before) = blocks.split_last().unwrap();
		self.block_proof().ancestors = encoded(before);
		self.receipt.evidence.block = self.chain.finalize(last);
		self.header = last.clone();
		self.blocks = blocks;
	}

	/// The trie nodes that prove the use.
	pub fn nodes(&mut self) -> &mut Base64 {
		match &mut self.receipt.proof {
			UseProof::State(nodes) => nodes,
			UseProof::Block(_) => panic!("a block proves this use"),
		}
	}

	/// What leads from the header to the use.
	pub fn block_proof(&mut self) -> &mut BlockProof {
		match &mut self.receipt.proof {
			UseProof::Block(proof) => proof,
			UseProof::State(_) => panic!("the state proves this use"),
		}
	}

	/// Replaces the justification of the proven block.
	pub fn justify(&mut self, justification: &Justification) {
		self.receipt.evidence.block.justification = Base64(justification.encode());
	}
}

/// Asserts that a receipt holds.
#[track_caller]
pub fn assert_valid(verdict: &Verdict) {
	assert_eq!(verdict.result, Outcome::Valid, "{verdict:#?}");
}

/// Asserts that a check, and none before it, ended as it should.
#[track_caller]
pub fn assert_caught(verdict: &Verdict, subject: Subject, result: Outcome) {
	assert_eq!(verdict.result, result, "{verdict:#?}");
	let first = verdict
		.checks
		.iter()
		.find(|check| check.result != Outcome::Valid)
		.unwrap();
	assert_eq!((first.check, first.result), (subject, result), "{verdict:#?}");
}

/// Root of the tree of leaves, and the hashes beside the way from one of them up. Written down here once more, so that
/// the verifier is held against a second opinion.
pub fn merkle(leaves: &[Vec<u8>], mut position: usize) -> (H256, Vec<H256>) {
	let mut row: Vec<[u8; 32]> = leaves.iter().map(|leaf| hashing::blake2_256(leaf)).collect();
	let mut path = Vec::new();
	while row.len() > 1 {
		path.extend(row.get(position ^ 1).map(|beside| H256(*beside)));
		position /= 2;
		let above = |pair: &[[u8; 32]]| match pair {
			[last] => *last,
			pair => hashing::blake2_256(&pair.concat()),
		};
		row = row.chunks(2).map(above).collect();
	}
	(H256(row.first().copied().unwrap_or_default()), path)
}

/// The digest item that names a block's uses.
pub fn uses_item(root: H256, count: u32) -> DigestItem {
	DigestItem::Consensus(USES_ENGINE_ID, BlockUsesRoot { root, count }.encode())
}

/// SCALE of headers, as a receipt has them.
pub fn encoded(headers: &[Header]) -> Vec<Base64> {
	headers.iter().map(|header| Base64(header.encode())).collect()
}

/// What the network keeps of the other e-seals, and all that every chain keeps.
fn surroundings(others: u64, state: &mut BTreeMap<Vec<u8>, Vec<u8>>) {
	let bytes = |of: &[u8], length: usize| {
		let mut bytes = of.to_vec();
		bytes.resize(length, 0x11);
		bytes
	};
	for pallet in [
		"System",
		"Timestamp",
		"Aura",
		"Authorship",
		"Agencies",
		"Session",
		"Grandpa",
		"Offences",
		"Council",
	] {
		for item in 0..6 {
			let mut key = hashing::twox_128(pallet.as_bytes()).to_vec();
			key.extend(hashing::twox_128(&[item]));
			state.insert(key, bytes(pallet.as_bytes(), 40));
		}
	}
	for number in 0..others {
		let id = 1_000 + number;
		let salt = number.encode();
		let code = SealCode::parse(format!("{:013}", number).as_bytes()).unwrap();
		let alphabet = eseal_primitives::uscc::USCC_ALPHABET;
		let mut uscc = *b"910000000000000000";
		let mut left = number;
		for character in uscc.iter_mut().rev() {
			*character = alphabet[(left % 31) as usize];
			left /= 31;
		}
		let uscc = Uscc::parse(&uscc, UsccCheck::Waived).unwrap();
		let mut account = [hashing::twox_128(b"System"), hashing::twox_128(b"Account")].concat();
		account.extend(hashing::blake2_256(&salt));
		for (key, length) in [
			(storage::use_record(id, 0), 190),
			(storage::log_head(id), 40),
			(storage::grant(id), 90),
			(storage::seal(id), 320),
			(history_entry(id, 0), 60),
			(history_entry(id, 1), 60),
			(storage::physical_seal(&code), 120),
			(enterprise(&uscc), 90),
			(account, 80),
		] {
			state.insert(key, bytes(&salt, length));
		}
	}
}

/// Key of an entry of an e-seal's history. Receipts have the history without it.
fn history_entry(seal: SealId, index: u32) -> Vec<u8> {
	let (seal, index) = (seal.encode(), index.encode());
	let mut key = [hashing::twox_128(b"ESeal"), hashing::twox_128(b"History")].concat();
	for part in [seal, index] {
		key.extend(hashing::twox_64(&part));
		key.extend(part);
	}
	key
}

/// Key of an enterprise, which receipts do not have.
fn enterprise(uscc: &Uscc) -> Vec<u8> {
	let code = uscc.encode();
	let mut key = [hashing::twox_128(b"ESeal"), hashing::twox_128(b"Enterprises")].concat();
	key.extend(hashing::blake2_128(&code));
	key.extend(code);
	key
}

/// A state and its trie.
pub struct StateDb {
	db: MemoryDB<Blake2Hasher>,
	/// Its root.
	pub root: H256,
}

impl StateDb {
	/// The trie of keys and values.
	pub fn new(state: &BTreeMap<Vec<u8>, Vec<u8>>) -> Self {
		let (mut db, mut root) = (MemoryDB::default(), H256::default());
		{
			let mut trie = TrieDBMutBuilderV1::<Blake2Hasher>::new(&mut db, &mut root).build();
			for (key, value) in state {
				trie.insert(key, value).unwrap();
			}
		}
		Self { db, root }
	}

	/// The nodes that lead to the keys, as `state_getReadProof` gives them.
	pub fn nodes(&self, keys: &[Vec<u8>]) -> Vec<Vec<u8>> {
		let recorder = Recorder::<Blake2Hasher>::default();
		{
			let mut trie_recorder = recorder.as_trie_recorder(self.root);
			let trie = TrieDBBuilder::<LayoutV1<Blake2Hasher>>::new(&self.db, &self.root)
				.with_recorder(&mut trie_recorder)
				.build();
			for key in keys {
				trie.get(key).unwrap();
			}
		}
		recorder.drain_storage_proof().into_iter_nodes().collect()
	}

	/// The proof of the keys, as a receipt has it.
	pub fn prove(&self, keys: &[Vec<u8>]) -> Base64 {
		Base64(encode_proof(&self.nodes(keys)))
	}
}

/// The authorities, from the anchor's on.
pub struct Chain {
	/// How many authorities each set has.
	pub count: usize,
	/// The set that finalizes now.
	pub set_id: u64,
	/// The anchor's set.
	pub first_set: u64,
	/// The hand-offs.
	pub hand_offs: Vec<Finalized>,
}

impl Chain {
	/// A chain with hand-offs since the anchor.
	pub fn new(count: usize, hand_offs: usize) -> Self {
		let first_set = 2;
		let mut chain = Self {
			count,
			set_id: first_set,
			first_set,
			hand_offs: Vec::new(),
		};
		for step in 0..hand_offs as u64 {
			let header = chain.hand_off_header(1_000 * (step as u32 + 1));
			let finalized = chain.finalize(&header);
			chain.hand_offs.push(finalized);
			chain.set_id += 1;
		}
		chain
	}

	/// The authorities that finalize now.
	pub fn authorities(&self) -> Vec<ed25519::Pair> {
		authorities(self.set_id, self.count)
	}

	/// A header that hands over to the next set.
	pub fn hand_off_header(&self, number: BlockNumber) -> Header {
		let next = authorities(self.set_id + 1, self.count);
		header(number, H256([6; 32]), vec![scheduled_change(&next, 0)])
	}

	/// A block, finalized by all authorities.
	pub fn finalize(&self, header: &Header) -> Finalized {
		let votes = self
			.authorities()
			.into_iter()
			.map(|pair| (pair, header.clone()))
			.collect::<Vec<_>>();
		finalized(header, &justification(header, self.set_id, &votes, vec![]))
	}

	/// The anchor.
	pub fn anchor(&self, genesis: H256) -> Anchor {
		Anchor {
			media_type: ANCHOR_TYPE.into(),
			genesis,
			set_id: self.first_set,
			authorities: authorities(self.first_set, self.count)
				.iter()
				.map(|pair| Authority {
					key: H256(pair.public().0),
					weight: 1,
				})
				.collect(),
		}
	}
}

/// The digest item that schedules a change of authorities.
pub fn scheduled_change(next: &[ed25519::Pair], delay: BlockNumber) -> DigestItem {
	let next: Vec<([u8; 32], u64)> = next.iter().map(|pair| (pair.public().0, 1)).collect();
	DigestItem::Consensus(*b"FRNK", (1u8, next, delay).encode())
}

/// A header as Aura makes it.
pub fn header(number: BlockNumber, state_root: H256, logs: Vec<DigestItem>) -> Header {
	child(H256(hashing::blake2_256(&number.encode())), number, state_root, logs)
}

/// A header under a parent.
pub fn child(parent_hash: H256, number: BlockNumber, state_root: H256, logs: Vec<DigestItem>) -> Header {
	let mut all = vec![DigestItem::PreRuntime(*b"aura", 900_000_000u64.encode())];
	all.extend(logs);
	all.push(DigestItem::Seal(*b"aura", vec![7; 64]));
	Header {
		parent_hash,
		number,
		state_root,
		extrinsics_root: H256([9; 32]),
		digest: Digest { logs: all },
	}
}

/// The hash of a header.
pub fn hash(header: &Header) -> H256 {
	header.using_encoded(hashing::blake2_256).into()
}

/// A chain of headers that descends from a block.
pub fn descendants(block: &Header, count: u32) -> Vec<Header> {
	let mut headers: Vec<Header> = Vec::new();
	for step in 0..count {
		let parent = headers.last().unwrap_or(block);
		headers.push(child(
			hash(parent),
			block.number.wrapping_add(step).wrapping_add(1),
			H256([8; 32]),
			vec![],
		));
	}
	headers
}

/// A vote.
pub fn vote(
	pair: &ed25519::Pair,
	set_id: u64,
	round: u64,
	target: (H256, BlockNumber),
) -> SignedPrecommit<H256, BlockNumber, [u8; 64], [u8; 32]> {
	let precommit = Precommit {
		target_hash: target.0,
		target_number: target.1,
	};
	let message = (Message::Precommit(precommit.clone()), round, set_id).encode();
	SignedPrecommit {
		precommit,
		signature: pair.sign(&message).0,
		id: pair.public().0,
	}
}

/// The round of the justifications.
pub const ROUND: u64 = 17;

/// A justification of `header` by votes.
pub fn justification(
	header: &Header,
	set_id: u64,
	votes: &[(ed25519::Pair, Header)],
	votes_ancestries: Vec<Header>,
) -> Justification {
	Justification {
		round: ROUND,
		commit: Commit {
			target_hash: hash(header),
			target_number: header.number,
			precommits: votes
				.iter()
				.map(|(pair, voted)| vote(pair, set_id, ROUND, (hash(voted), voted.number)))
				.collect(),
		},
		votes_ancestries,
	}
}

/// A block with its justification.
pub fn finalized(header: &Header, justification: &Justification) -> Finalized {
	Finalized {
		header: Base64(header.encode()),
		justification: Base64(justification.encode()),
	}
}

/// An exported log of `count` uses.
pub struct LogCase {
	/// The first line.
	pub header: LogHeader,
	/// The anchor.
	pub anchor: Anchor,
	/// The records.
	pub records: Vec<Vec<u8>>,
}

impl LogCase {
	/// A log that is complete.
	pub fn new(count: u64) -> Self {
		Self::of(count, 3)
	}

	/// A log that is complete, finalized by so many authorities.
	pub fn of(count: u64, authorities: usize) -> Self {
		let world = World::new(Setup::default());
		let (genesis, seal) = (world.genesis, world.id);
		let mut head = LogHead::default();
		let mut records = Vec::new();
		for index in 0..count {
			let record = UseRecord {
				index,
				nonce: index,
				..world.used.clone()
			};
			head = head.advance(&record).unwrap();
			records.push(record.encode());
		}
		let mut state = BTreeMap::new();
		surroundings(4, &mut state);
		state.insert(storage::now(), world.now.encode());
		if count > 0 {
			state.insert(storage::log_head(seal), head.encode());
		}
		let state = StateDb::new(&state);
		let chain = Chain::new(authorities, 0);
		let evidence = Evidence {
			set_id: chain.set_id,
			block: chain.finalize(&header(PROVEN_IN, state.root, vec![])),
			hand_offs: vec![],
		};
		Self {
			header: LogHeader {
				media_type: LOG_TYPE.into(),
				genesis,
				seal,
				count,
				proof: state.prove(&[storage::now(), storage::log_head(seal)]),
				evidence,
			},
			anchor: chain.anchor(genesis),
			records,
		}
	}

	/// Checks it.
	pub fn check(&self) -> eseal_receipt::log::LogVerdict {
		let header = serde_json::to_vec(&self.header).unwrap();
		let mut checker = eseal_receipt::log::Checker::new(&header, &serde_json::to_vec(&self.anchor).unwrap());
		for record in &self.records {
			checker.take(record);
		}
		checker.finish()
	}
}

/// Another form of an ECDSA signature by the same key over the same message.
pub fn other_form(signature: [u8; 65], negative: bool, id_from: u8) -> [u8; 65] {
	let mut other = signature;
	if negative {
		let order =
			sp_core::U256::from_str_radix("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
		let s = order.unwrap() - sp_core::U256::from_big_endian(&signature[32..64]);
		other[32..64].copy_from_slice(&s.to_big_endian());
		other[64] ^= 1;
	}
	other[64] += id_from;
	other
}
