//! A chain to test on: a real preset, driven block by block through `Executive` as a node drives it.

use crate::{
	genesis_config_presets, AccountId, Address, BlockNumber, Executive, Hash, Header, Runtime, RuntimeBlockWeights,
	RuntimeCall, RuntimeGenesisConfig, RuntimeOrigin, SignedPayload, System, Timestamp, TxExtension,
	UncheckedExtrinsic, SLOT_DURATION,
};
use codec::Encode;
use eseal_crypto::{batch::batch, Sm2Pair};
use eseal_primitives::{
	documents::MAX_LISTED,
	statement::{Approval, MAX_MANY},
	Act, DocumentDigest, Documents, FlagId, Moment, PossessionClaim, Purpose, RawText, SealCode, SealId, SealKey,
	SealSignature, SignedUse, Text, Uscc, UsccCheck, UseStatement,
};
use frame_metadata_hash_extension::CheckMetadataHash;
use frame_support::{
	dispatch::{DispatchClass, GetDispatchInfo},
	genesis_builder_helper::{build_state, get_preset},
	storage::{with_transaction, PrefixIterator, TransactionOutcome},
};
use pallet_agencies::Seat;
use serde_json::Value;
use sp_consensus_aura::{Slot, AURA_ENGINE_ID};
use sp_core::{crypto::Pair, ecdsa, ed25519, sr25519, storage::StateVersion, H256};
use sp_genesis_builder::{PresetId, LOCAL_TESTNET_RUNTIME_PRESET};
use sp_io::TestExternalities;
use sp_runtime::{
	generic::{Digest, DigestItem, Era},
	traits::{BlakeTwo256, Dispatchable, Hash as _, Header as _, IdentifyAccount},
	transaction_validity::{InvalidTransaction, TransactionSource, TransactionValidityError},
	DispatchError, DispatchResult, MultiSignature, MultiSigner,
};
use std::{
	collections::{BTreeMap, BTreeSet},
	sync::{LazyLock, Mutex},
};

/// A day in milliseconds.
pub const DAY: u64 = 24 * 60 * 60 * 1_000;

/// The time of the first block: 2026-01-01, 00:00 UTC.
pub const GENESIS_TIME: Moment = Moment(1_767_225_600_000);

/// The hash of the block before the first.
pub fn genesis_hash() -> Hash {
	H256::repeat_byte(0x5e)
}

// --- Genesis ---

/// The state of a preset, as a node builds it: the preset's patch over the defaults.
pub fn genesis_of(preset: &str) -> TestExternalities {
	let json = |id: Option<PresetId>| -> Value {
		let bytes = get_preset::<RuntimeGenesisConfig>(&id, genesis_config_presets::get_preset);
		serde_json::from_slice(&bytes.expect("the preset exists")).expect("a preset is JSON")
	};
	let mut config = json(None);
	merge(&mut config, json(Some(PresetId::from(preset))));
	let mut chain = TestExternalities::new_empty();
	chain.execute_with(|| {
		let config = serde_json::to_vec(&config).expect("JSON encodes");
		build_state::<RuntimeGenesisConfig>(config).expect("the preset builds");
	});
	chain
}

/// The three agencies of `local_testnet`, with the first block open. What is stored stays in the overlay, over an empty
/// state: reading it is much faster so.
pub fn chain() -> TestExternalities {
	static GENESIS: LazyLock<Vec<(Vec<u8>, Vec<u8>)>> =
		LazyLock::new(|| genesis_of(LOCAL_TESTNET_RUNTIME_PRESET).execute_with(stored));
	let mut chain = TestExternalities::new_empty();
	chain.execute_with(|| {
		for (key, value) in GENESIS.iter() {
			sp_io::storage::set(key, value);
		}
		open_block(0);
	});
	chain
}

/// All that is stored.
pub fn stored() -> Vec<(Vec<u8>, Vec<u8>)> {
	let all = PrefixIterator::<_>::new(Vec::new(), Vec::new(), |key, value| Ok((key.to_vec(), value.to_vec())));
	all.collect()
}

fn merge(base: &mut Value, patch: Value) {
	match (base, patch) {
		(Value::Object(base), Value::Object(patch)) => {
			for (key, value) in patch {
				merge(base.entry(key).or_insert(Value::Null), value);
			}
		}
		(base, patch) => *base = patch,
	}
}

// --- Blocks ---

/// The block's time.
pub fn now() -> Moment {
	Moment(Timestamp::get())
}

/// Opens the next block, `after` milliseconds after the last one, with its inherent.
pub fn open_block(after: u64) {
	let number = System::block_number() + 1;
	let time = now().max(GENESIS_TIME) + after;
	let slot = Slot::from(time.0 / SLOT_DURATION);
	let digest = Digest {
		logs: vec![DigestItem::PreRuntime(AURA_ENGINE_ID, slot.encode())],
	};
	let parent = match number {
		1 => genesis_hash(),
		_ => BlakeTwo256::hash_of(&number),
	};
	Executive::initialize_block(&Header::new(number, H256::zero(), H256::zero(), parent, digest));
	let inherent = RuntimeCall::Timestamp(pallet_timestamp::Call::set { now: time.0 });
	Executive::apply_extrinsic(UncheckedExtrinsic::new_bare(inherent))
		.expect("the inherent is valid")
		.expect("the inherent succeeds");
}

/// Closes the open block: idle work, and the end.
pub fn close_block() -> Header {
	Executive::finalize_block()
}

/// Goes on to the next block, `after` milliseconds later; at least a slot.
pub fn next_block(after: u64) {
	close_block();
	open_block(after.max(SLOT_DURATION));
}

/// Lets so many blocks pass, each a slot after the one before. With them the budgets of new accounts come back, which begin with a part.
pub fn let_pass(blocks: u32) {
	for _ in 0..blocks {
		next_block(SLOT_DURATION);
	}
}

/// Two officers of a seat make an act: the first prepares it, the second confirms it. All or nothing.
pub fn by_two(seat: Seat, call: RuntimeCall) -> DispatchResult {
	let [maker, checker] = [officer(seat), second_officer(seat)].map(|pair| RuntimeOrigin::signed(account_of(&pair)));
	with_transaction(|| {
		let (prepare, confirm) = prepare_and_confirm(call);
		let outcome = dispatch(maker, prepare).and_then(|()| dispatch(checker, confirm));
		match outcome {
			Ok(()) => TransactionOutcome::Commit(Ok(())),
			Err(error) => TransactionOutcome::Rollback(Err(error)),
		}
	})
}

/// The calls by which an act is prepared next, until an hour from now, and confirmed.
pub fn prepare_and_confirm(call: RuntimeCall) -> (RuntimeCall, RuntimeCall) {
	let id = pallet_dual_control::NextActId::<Runtime>::get();
	let prepare = pallet_dual_control::Call::<Runtime>::prepare {
		call: Box::new(call.clone()),
		until: now() + DAY / 24,
	};
	let confirm = pallet_dual_control::Call::<Runtime>::confirm {
		id,
		call: Box::new(call),
	};
	(prepare.into(), confirm.into())
}

/// The root of the whole state.
pub fn state_root() -> Vec<u8> {
	sp_io::storage::root(StateVersion::V1)
}

/// Dispatches a call as `Executive` does once an extrinsic is admitted: all or nothing.
pub fn dispatch(origin: RuntimeOrigin, call: RuntimeCall) -> DispatchResult {
	call.dispatch(origin).map(drop).map_err(|error| error.error)
}

// --- Accounts ---

/// The key pair of a derivation path of the well-known phrase.
pub fn pair(path: &str) -> sr25519::Pair {
	// To derive one takes milliseconds.
	static PAIRS: LazyLock<Mutex<BTreeMap<String, sr25519::Pair>>> = LazyLock::new(Mutex::default);
	let mut pairs = PAIRS.lock().expect("no test fails while it derives");
	let derive = || sr25519::Pair::from_string(&format!("//{path}"), None).expect("a path derives");
	pairs.entry(path.to_owned()).or_insert_with(derive).clone()
}

/// The account of a key pair.
pub fn account_of(pair: &sr25519::Pair) -> AccountId {
	MultiSigner::from(pair.public()).into_account()
}

/// A seat's name as in a derivation path.
fn path_of(seat: Seat) -> &'static str {
	match seat {
		Seat::MarketSupervision => "MarketSupervision",
		Seat::PublicSecurity => "PublicSecurity",
		Seat::DataResources => "DataResources",
		Seat::Witness => "Witness",
	}
}

/// The key pair of a seat's governing account.
pub fn governor(seat: Seat) -> sr25519::Pair {
	pair(path_of(seat))
}

/// The key pair of a seat's first officer.
pub fn officer(seat: Seat) -> sr25519::Pair {
	pair(&format!("{}//officer", path_of(seat)))
}

/// The key pair of a seat's second officer.
pub fn second_officer(seat: Seat) -> sr25519::Pair {
	pair(&format!("{}//second", path_of(seat)))
}

/// The key pair of a seat's validator's account.
pub fn validator(seat: Seat) -> sr25519::Pair {
	pair(match seat {
		Seat::MarketSupervision => "Alice",
		Seat::PublicSecurity => "Bob",
		Seat::DataResources => "Charlie",
		Seat::Witness => "Dave",
	})
}

// --- Extrinsics ---

/// An immortal extrinsic as a wallet signs it.
pub fn signed(signer: &sr25519::Pair, nonce: u32, call: RuntimeCall) -> UncheckedExtrinsic {
	signed_with(signer, nonce, CheckMetadataHash::new(false), call)
}

/// The same, with a hash of the metadata or without one.
pub fn signed_with(
	signer: &sr25519::Pair,
	nonce: u32,
	metadata: CheckMetadataHash<Runtime>,
	call: RuntimeCall,
) -> UncheckedExtrinsic {
	let extension: TxExtension = (
		frame_system::CheckNonZeroSender::new(),
		frame_system::CheckSpecVersion::new(),
		frame_system::CheckTxVersion::new(),
		frame_system::CheckGenesis::new(),
		frame_system::CheckEra::from(Era::Immortal),
		pallet_admission::CheckAdmission::from(nonce),
		frame_system::CheckWeight::new(),
		metadata,
		frame_system::WeightReclaim::new(),
	);
	let payload = SignedPayload::new(call.clone(), extension.clone()).expect("what is implicit is known");
	let signature = payload.using_encoded(|bytes| signer.sign(bytes));
	UncheckedExtrinsic::new_signed(
		call,
		Address::Id(account_of(signer)),
		MultiSignature::Sr25519(signature),
		extension,
	)
}

/// What an extrinsic with this call takes of a budget: weight in picoseconds, and bytes.
pub fn cost(who: &sr25519::Pair, call: &RuntimeCall) -> (u64, u64) {
	let extrinsic = signed(who, 0, call.clone());
	let base = RuntimeBlockWeights::get().get(DispatchClass::Normal).base_extrinsic;
	let weight = extrinsic.get_dispatch_info().total_weight().saturating_add(base);
	(weight.ref_time(), extrinsic.encoded_size() as u64)
}

/// The number of an account's next extrinsic.
pub fn nonce_of(who: &sr25519::Pair) -> u32 {
	System::account_nonce(account_of(who))
}

/// What the pool says of an extrinsic.
pub fn pool(extrinsic: &UncheckedExtrinsic) -> Result<(), TransactionValidityError> {
	with_transaction(|| {
		let validity =
			Executive::validate_transaction(TransactionSource::External, extrinsic.clone(), System::parent_hash());
		TransactionOutcome::Rollback(Ok::<_, DispatchError>(validity))
	})
	.expect("a transaction can be opened")
	.map(drop)
}

/// What an author does with an extrinsic: one that is not valid leaves no trace in the block.
pub fn block(extrinsic: UncheckedExtrinsic) -> Result<DispatchResult, TransactionValidityError> {
	with_transaction(|| match Executive::apply_extrinsic(extrinsic) {
		Ok(outcome) => TransactionOutcome::Commit(Ok::<_, DispatchError>(Ok(outcome))),
		Err(refusal) => TransactionOutcome::Rollback(Ok(Err(refusal))),
	})
	.expect("a transaction can be opened")
}

/// Pool and block refuse an extrinsic for the same reason, and nothing changes.
pub fn assert_refused(extrinsic: &UncheckedExtrinsic, reason: InvalidTransaction) {
	let before = state_root();
	assert_eq!(pool(extrinsic), Err(reason.into()), "in the pool");
	assert_eq!(state_root(), before);
	assert_eq!(block(extrinsic.clone()), Err(reason.into()), "in a block");
	assert_eq!(state_root(), before);
}

/// Pool and block take an extrinsic, and its call succeeds.
#[track_caller]
pub fn assert_taken(signer: &sr25519::Pair, call: RuntimeCall) {
	let extrinsic = signed(signer, nonce_of(signer), call);
	assert_eq!(pool(&extrinsic), Ok(()), "in the pool");
	assert_eq!(block(extrinsic), Ok(Ok(())), "in a block");
	check();
}

/// Pool and block take an act of two officers: what the first sends, and what the second does.
#[track_caller]
pub fn assert_taken_from_two(seat: Seat, call: RuntimeCall) {
	let (prepare, confirm) = prepare_and_confirm(call);
	assert_taken(&officer(seat), prepare);
	assert_taken(&second_officer(seat), confirm);
}

// --- Arguments ---

/// A text as a caller sends it.
pub fn raw(text: &str) -> RawText {
	RawText::try_from(text).expect("a raw text may be longer than this")
}

/// A plain digest that `n` tells from others.
pub fn digest(n: u64) -> DocumentDigest {
	DocumentDigest::Sha256(H256::from_low_u64_be(n + 1))
}

/// The key of an e-seal.
#[derive(Clone)]
pub enum SealPair {
	/// Schnorr on Ristretto25519.
	Sr25519(sr25519::Pair),
	/// Ed25519.
	Ed25519(Box<ed25519::Pair>),
	/// ECDSA on secp256k1.
	Ecdsa(ecdsa::Pair),
	/// SM2.
	Sm2(Box<Sm2Pair>),
}

impl SealPair {
	/// The key with a number. Of every sixteen two are ECDSA, two Ed25519, and two are SM2: one key under two identities.
	pub fn numbered(n: usize) -> Self {
		let mut seed = [0x51; 32];
		let own = if n % 16 == 7 { n - 5 } else { n };
		seed[..8].copy_from_slice(&(own as u64).to_le_bytes());
		let sm2 = |identity| Self::Sm2(Box::new(Sm2Pair::from_seed(&seed, identity).expect("a secret")));
		match n % 16 {
			2 => sm2(None),
			7 => sm2(Some(Text::parse(b"91330100799655058B").expect("a text"))),
			0 | 8 => Self::Ecdsa(ecdsa::Pair::from_seed(&seed)),
			1 | 9 => Self::Ed25519(Box::new(ed25519::Pair::from_seed(&seed))),
			_ => Self::Sr25519(sr25519::Pair::from_seed(&seed)),
		}
	}

	/// The public key.
	pub fn key(&self) -> SealKey {
		match self {
			Self::Sr25519(pair) => SealKey::Sr25519(pair.public()),
			Self::Ed25519(pair) => SealKey::Ed25519(pair.public()),
			Self::Ecdsa(pair) => SealKey::Ecdsa(pair.public()),
			Self::Sm2(pair) => pair.public(),
		}
	}

	/// Signs bytes.
	pub fn sign(&self, bytes: &[u8]) -> SealSignature {
		match self {
			Self::Sr25519(pair) => SealSignature::Sr25519(pair.sign(bytes)),
			Self::Ed25519(pair) => SealSignature::Ed25519(pair.sign(bytes)),
			Self::Ecdsa(pair) => SealSignature::Ecdsa(pair.sign(bytes)),
			Self::Sm2(pair) => pair.sign(bytes).expect("the identity is short enough"),
		}
	}
}

/// What an application says of the e-seal.
#[derive(Clone)]
pub struct Form {
	/// The enterprise.
	pub uscc: &'static str,
	/// The physical seal.
	pub code: &'static str,
	/// The e-seal's key.
	pub key: usize,
	/// The certificate.
	pub certificate: DocumentDigest,
	/// Since when it is valid.
	pub valid_from: Moment,
	/// Until when it is valid.
	pub valid_until: Moment,
}

impl Form {
	/// A form that is in order: key and certificate `n`, valid for a year from now on.
	pub fn new(uscc: &'static str, code: &'static str, n: usize) -> Self {
		Self {
			uscc,
			code,
			key: n,
			certificate: digest(n as u64),
			valid_from: now(),
			valid_until: now() + 365 * DAY,
		}
	}

	/// The application, with the proof of possession for `owner`.
	pub fn apply(self, owner: &AccountId) -> RuntimeCall {
		let pair = SealPair::numbered(self.key);
		let claim = PossessionClaim {
			uscc: Uscc::parse(self.uscc.as_bytes(), UsccCheck::Waived).expect("a code"),
			code: SealCode::parse(self.code.as_bytes()).expect("a code"),
			key: pair.key(),
			certificate: self.certificate,
			picture: digest(0),
			valid_from: self.valid_from,
			valid_until: self.valid_until,
		};
		RuntimeCall::ESeal(pallet_e_seal::Call::apply {
			uscc: raw(self.uscc),
			code: raw(self.code),
			key: pair.key(),
			certificate: self.certificate,
			picture: digest(0),
			valid_from: self.valid_from,
			valid_until: self.valid_until,
			proof: pair.sign(&claim.bytes_to_sign(genesis_hash(), owner)),
		})
	}
}

// --- Uses ---

/// What the seal key has to sign so that `account` uses e-seal `seal` for these documents now: by the account's right, with
/// its next nonce. Of who has none, as if it were the owner for the first time.
pub fn statement(account: &AccountId, seal: u64, documents: Documents) -> UseStatement {
	let right = pallet_usage_log::Pallet::<Runtime>::api_use_right(SealId(seal), account);
	UseStatement {
		seal: SealId(seal),
		grant: right.and_then(|right| right.grant),
		nonce: right.map_or(0, |right| right.nonce),
		documents,
		purpose: Purpose::Contract,
		signed_at: now(),
	}
}

/// A use of one document.
pub fn one(n: u64) -> Documents {
	Documents::One(digest(n))
}

/// So many documents, from [`digest`] `first` on.
pub fn listed(first: u64, count: u32) -> Vec<DocumentDigest> {
	(first..).take(count as usize).map(digest).collect()
}

/// The batch of these documents.
pub fn batch_of(documents: &[DocumentDigest]) -> Documents {
	batch(documents).expect("at least one document, and no more than a batch may have")
}

/// A statement with the signature of the key with the number `key`, to be sent by `account`.
pub fn signed_use(account: &AccountId, key: usize, statement: UseStatement) -> SignedUse {
	let signature = SealPair::numbered(key).sign(&statement.bytes_to_sign(genesis_hash(), account));
	SignedUse { statement, signature }
}

/// A use of `statement.seal` by `account`, signed by the key with the number `key`.
pub fn record_use(account: &AccountId, key: usize, statement: UseStatement) -> RuntimeCall {
	let SignedUse { statement, signature } = signed_use(account, key, statement);
	RuntimeCall::UsageLog(pallet_usage_log::Call::record_use {
		seal: statement.seal,
		statement,
		signature,
	})
}

/// A batch of documents, which the call lists, likewise.
pub fn record_uses(
	account: &AccountId,
	key: usize,
	statement: UseStatement,
	documents: &[DocumentDigest],
) -> RuntimeCall {
	let SignedUse { statement, signature } = signed_use(account, key, statement);
	RuntimeCall::UsageLog(pallet_usage_log::Call::record_uses {
		seal: statement.seal,
		statement,
		documents: documents.to_vec().try_into().expect("no more than a call lists"),
		signature,
	})
}

/// A batch of documents, of which the chain knows the root alone, likewise.
pub fn anchor_batch(account: &AccountId, key: usize, statement: UseStatement) -> RuntimeCall {
	let SignedUse { statement, signature } = signed_use(account, key, statement);
	RuntimeCall::UsageLog(pallet_usage_log::Call::anchor_batch {
		seal: statement.seal,
		statement,
		signature,
	})
}

/// A use likewise, which a second operator approves.
pub fn approved_use(account: &AccountId, key: usize, statement: UseStatement, second: &sr25519::Pair) -> RuntimeCall {
	let approval = Approval {
		key: SealKey::Sr25519(second.public()),
		signature: SealSignature::Sr25519(second.sign(&statement.bytes_to_approve(genesis_hash(), account))),
	};
	let SignedUse { statement, signature } = signed_use(account, key, statement);
	RuntimeCall::UsageLog(pallet_usage_log::Call::record_with_second {
		seal: statement.seal,
		statement,
		documents: None,
		signature,
		approval,
	})
}

/// Uses of many e-seals in one call.
pub fn record_for_many(uses: Vec<SignedUse>) -> RuntimeCall {
	RuntimeCall::UsageLog(pallet_usage_log::Call::record_for_many {
		uses: uses.try_into().expect("no more than a call has"),
	})
}

/// The largest calls that record uses, of an e-seal with the key with the number `key`: as many documents as a call lists, and
/// as many uses as go together.
pub fn largest_uses(account: &AccountId, seal: u64, key: usize) -> [RuntimeCall; 2] {
	let documents = listed(1_000_000, MAX_LISTED);
	let batch = statement(account, seal, batch_of(&documents));
	let next = statement(account, seal, one(0));
	let uses = (0..u64::from(MAX_MANY)).map(|n| {
		let statement = UseStatement {
			nonce: next.nonce + n,
			documents: one(2_000_000 + n),
			..next.clone()
		};
		signed_use(account, key, statement)
	});
	[
		record_uses(account, key, batch, &documents),
		record_for_many(uses.collect()),
	]
}

// --- Decisions ---

/// The digest of an application, as an officer names it who has just looked; zero where there is none.
pub fn application_digest(seal: u64) -> H256 {
	pallet_e_seal::Pallet::<Runtime>::api_seal(SealId(seal)).map_or_else(H256::zero, |info| info.application_digest)
}

/// The digest of a record, likewise.
pub fn use_digest(seal: u64, record: u64) -> H256 {
	pallet_usage_log::Pallet::<Runtime>::api_use_digest(SealId(seal), record).unwrap_or_default()
}

/// The digest of a flag, likewise.
pub fn flag_digest(flag: u64) -> H256 {
	pallet_usage_log::Pallet::<Runtime>::api_flag_digest(FlagId(flag)).unwrap_or_default()
}

/// The digest of an act that is this call.
pub fn act_digest(act: Act, call: &RuntimeCall) -> H256 {
	eseal_crypto::decision::call_digest(act, &call.encode())
}

/// The approval of an application.
pub fn approve(application: u64) -> RuntimeCall {
	RuntimeCall::ESeal(pallet_e_seal::Call::approve {
		application: SealId(application),
		digest: application_digest(application),
	})
}

// --- Checks ---

/// Every account has one provider reference for each of its roles; whoever has none, has no role.
pub fn check_references() -> Result<(), String> {
	let mut holders = BTreeSet::new();
	holders.extend(frame_system::Account::<Runtime>::iter_keys());
	holders.extend(pallet_agencies::SeatAccounts::<Runtime>::iter_keys());
	holders.extend(pallet_agencies::Officers::<Runtime>::iter_keys());
	holders.extend(pallet_agencies::Validators::<Runtime>::iter_keys());
	holders.extend(pallet_e_seal::Enterprises::<Runtime>::iter_values().map(|enterprise| enterprise.owner));
	holders.extend(pallet_usage_log::Grants::<Runtime>::iter_values().map(|grant| grant.operator));
	for who in holders {
		let roles = usize::from(pallet_agencies::SeatAccounts::<Runtime>::contains_key(&who))
			+ usize::from(pallet_agencies::Officers::<Runtime>::contains_key(&who))
			+ usize::from(pallet_agencies::Validators::<Runtime>::contains_key(&who))
			+ pallet_e_seal::Pallet::<Runtime>::roles_of(&who)
			+ pallet_usage_log::Pallet::<Runtime>::roles_of(&who);
		let account = System::account(&who);
		if account.data.roles() as usize != roles {
			return Err(format!(
				"{who} has {roles} roles, and {} are on record",
				account.data.roles()
			));
		}
		if account.providers as usize != roles || account.sufficients != 0 {
			return Err(format!(
				"{who} has {roles} roles, {} provider and {} sufficient references",
				account.providers, account.sufficients
			));
		}
	}
	Ok(())
}

/// The invariants of the five pallets, and the references.
pub fn check() {
	check_since(|_| 0);
}

/// The same, but verifies the signatures only of the records from a number on in the log of each e-seal.
pub fn check_since(first: impl Fn(SealId) -> u64) {
	pallet_admission::Pallet::<Runtime>::do_try_state().expect("the accounts' invariants hold");
	pallet_agencies::Pallet::<Runtime>::do_try_state().expect("the agencies' invariants hold");
	pallet_dual_control::Pallet::<Runtime>::do_try_state().expect("the waiting acts' invariants hold");
	pallet_e_seal::Pallet::<Runtime>::do_try_state().expect("the e-seals' invariants hold");
	pallet_usage_log::Pallet::<Runtime>::do_try_state_since(first).expect("the usage log's invariants hold");
	check_references().expect("references and roles agree");
}

/// Runs a story on a fresh chain, and checks references and invariants at its end.
pub fn run(story: impl FnOnce()) {
	chain().execute_with(|| {
		story();
		check();
		next_block(0);
		check();
	});
}

/// The number of the open block.
pub fn height() -> BlockNumber {
	System::block_number()
}
