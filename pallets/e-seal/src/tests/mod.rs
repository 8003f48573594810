//! Tests, by call and by concept.
//!
//! Every test runs in [`run`], which checks all invariants at its end; only those that corrupt the storage on purpose
//! do not. A refusal is asserted with `assert_noop!`: the exact error, and nothing changed.

mod apply;
mod approve;
mod corrections;
mod counts;
mod decide;
mod decisions;
mod deregister_enterprise;
mod file_physical_seal;
mod freeze;
mod history;
mod holds;
mod liquidation;
mod origins;
mod register_enterprise;
mod registry;
mod reject;
mod rename_ahead;
mod rename_enterprise;
mod renewal;
mod replacement;
mod report_physical_seal;
mod representative;
mod restriction;
mod revoke;
mod runtime_api;
mod succession;
mod suspension;
mod try_state;
mod weight;
mod withdraw;

use crate::{
	mock::*, Actor, Certificates, Change, Correction, CorrectionOf, Corrections, Enterprise, EnterpriseStatus,
	Enterprises, Error, Event, Freeze, Freezes, History, HistoryEntry, Hold, Holds, Keys, LatestSeal, Liquidator,
	Liquidators, Loss, NextCorrectionId, NextName, NextSealId, Offer, Offers, OpenCorrections, PendingApplication,
	PhysicalSeal, PhysicalSealReport, PhysicalSealStatus, PhysicalSeals, RegisterChange, RegisterEntry, RegisterHead,
	RegisterHeads, RegisterHistory, RegisterSubject, RejectionReason, Revocation, RevocationReason, Seal, SealKind,
	SealState, SealStatus, Seals, Successors, Term, Terms,
};
use codec::{Decode, Encode};
use eseal_crypto::Sm2Pair;
use eseal_primitives::{
	CorrectionId, DocumentDigest, Moment, PossessionClaim, RawText, SealCode, SealId, SealKey, SealSignature, Text,
	Uscc, UsccCheck, UsccDeviation,
};
use frame_support::{assert_noop, assert_ok};
use pallet_agencies::{genesis_hash, Officer, Seat};
use sp_core::{ecdsa, ed25519, sr25519, Pair, H256};
use sp_io::hashing::blake2_256;
use sp_runtime::{traits::IdentifyAccount, DispatchError, DispatchResult, MultiSigner};

/// The seats, short.
const MS: Seat = Seat::MarketSupervision;
const PS: Seat = Seat::PublicSecurity;
const DR: Seat = Seat::DataResources;

/// The enterprise of most tests, its name and its official physical seals.
const USCC: &str = "91330100799655058B";
const NAME: &str = "杭州示例科技有限公司";
const CODE: &str = "3301000000001";
const NEW_CODE: &str = "3301000000002";

/// Another enterprise.
const OTHER_USCC: &str = "91440300708461136T";
const OTHER_CODE: &str = "4403000000001";

/// A right code that no test registers unless it says so.
const UNKNOWN_USCC: &str = "91110000802100433B";
/// A code of 13 digits that no test files unless it says so.
const UNKNOWN_CODE: &str = "1100000000001";
/// Issued in reality with a wrong check character.
const WAIVED_USCC: &str = "91350628M0000K0H44";

/// The order that an enterprise is frozen on where a test does not say which.
const ORDER: DocumentDigest = DocumentDigest::Sha256(H256([0xf0; 32]));

const MAKER: &str = "杭州刻章社";

const OWNER: AccountId = AccountId::new([1; 32]);
const NEW_OWNER: AccountId = AccountId::new([2; 32]);
const OTHER_OWNER: AccountId = AccountId::new([3; 32]);
const STRANGER: AccountId = AccountId::new([9; 32]);
const LIQUIDATOR: AccountId = AccountId::new([7; 32]);

/// Codes that no call takes, and why.
const WRONG_USCCS: [(&str, Error<Test>); 14] = [
	("", Error::UsccWrongLength),
	("91330100799655058", Error::UsccWrongLength),
	("91330100799655058B0", Error::UsccWrongLength),
	("91330100799655058b", Error::UsccInvalidCharacter),
	("9133010079965505IB", Error::UsccInvalidCharacter),
	("9133010079965505OB", Error::UsccInvalidCharacter),
	("9133010079965505SB", Error::UsccInvalidCharacter),
	("9133010079965505VB", Error::UsccInvalidCharacter),
	("9133010079965505ZB", Error::UsccInvalidCharacter),
	("B13301007996550589", Error::UsccWrongDepartment),
	("94330100799655058B", Error::UsccWrongClass),
	("943301007996550582", Error::UsccWrongClass),
	("913301A07996550586", Error::UsccWrongRegion),
	("91330100799655059B", Error::UsccWrongCheckCharacter),
];

/// Texts that are no code of a physical seal.
const WRONG_CODES: [&str; 7] = [
	"",
	"330100000000",
	"33010000000011",
	"330100000000A",
	"330100000000 ",
	"-330100000001",
	"3301000000０",
];

fn text(text: &str) -> RawText {
	RawText::try_from(text).unwrap()
}

fn uscc(text: &str) -> Uscc {
	Uscc::parse(text.as_bytes(), UsccCheck::Waived).unwrap()
}

fn code(text: &str) -> SealCode {
	SealCode::parse(text.as_bytes()).unwrap()
}

/// A checked text, as the chain stores it.
fn stored<const MAX: u32>(text: &str) -> Text<MAX> {
	Text::parse(text.as_bytes()).unwrap()
}

/// Texts that no field of `max` bytes takes, and why.
fn wrong_texts(max: usize) -> Vec<(RawText, Error<Test>)> {
	vec![
		(text(""), Error::TextEmpty),
		(text(" \u{3000}"), Error::TextEmpty),
		(text(&"x".repeat(max + 1)), Error::TextTooLong),
		(text(&format!("{}x", "州".repeat(max.div_ceil(3)))), Error::TextTooLong),
		(text(" 杭州"), Error::TextBlank),
		(text("杭州 "), Error::TextBlank),
		(text("杭  州"), Error::TextBlank),
		(text("Cafe\u{301}"), Error::TextNotNormalized),
		(text("新\u{f92c}州"), Error::TextNotNormalized),
		(text("杭州\u{3000}"), Error::TextInvalid),
		(text("杭\u{a0}州"), Error::TextInvalid),
		(text("杭州\u{e000}"), Error::TextInvalid),
		(text("杭\u{2800}州"), Error::TextInvalid),
		(text("\u{3164}"), Error::TextInvalid),
		(text("杭\u{fe00}州"), Error::TextInvalid),
	]
}

fn sha256(n: u8) -> DocumentDigest {
	DocumentDigest::Sha256(H256::repeat_byte(n))
}

fn commitment(n: u8) -> DocumentDigest {
	DocumentDigest::Commitment(H256::repeat_byte(n))
}

/// Digests of every other kind than the one that certificates and pictures have.
fn other_digests(n: u8) -> [DocumentDigest; 4] {
	let digest = H256::repeat_byte(n);
	[
		DocumentDigest::Sm3(digest),
		DocumentDigest::Blake2b256(digest),
		commitment(n),
		DocumentDigest::CommitmentSm3(digest),
	]
}

fn by(account: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(account)
}

fn owner() -> RuntimeOrigin {
	by(OWNER)
}

fn officer_of(seat: Seat) -> Officer<AccountId> {
	Officer {
		seat,
		account: officer(seat),
	}
}

/// The officer of a seat, as histories name it.
fn agency(seat: Seat) -> Actor<AccountId> {
	officer_of(seat).into()
}

/// The owner of most tests, as histories name it.
fn by_owner() -> Actor<AccountId> {
	Actor::Owner { account: OWNER }
}

fn now() -> Moment {
	Moment(Timestamp::get())
}

fn enterprise(code: &str) -> Enterprise<AccountId> {
	Enterprises::<Test>::get(uscc(code)).unwrap()
}

fn physical(text: &str) -> PhysicalSeal {
	PhysicalSeals::<Test>::get(code(text)).unwrap()
}

fn seal(id: SealId) -> Seal<AccountId> {
	Seals::<Test>::get(id).unwrap()
}

fn holds(id: SealId) -> Vec<Hold> {
	seal(id).holds.into_iter().collect()
}

fn providers(who: &AccountId) -> u32 {
	System::providers(who)
}

/// The whole history of an e-seal.
fn entries(id: SealId) -> Vec<HistoryEntry<AccountId, u64>> {
	(0..seal(id).history_len)
		.map(|index| History::<Test>::get(id, index).unwrap())
		.collect()
}

/// The digest that covers a history, as an auditor computes it: from bytes alone.
fn covering(entries: &[HistoryEntry<AccountId, u64>]) -> H256 {
	entries.iter().fold(H256::zero(), |digest, entry| {
		blake2_256(&[digest.as_bytes(), &entry.encode()].concat()).into()
	})
}

/// The last entry in the history of an e-seal.
fn last_entry(id: SealId) -> HistoryEntry<AccountId, u64> {
	entries(id).pop().unwrap()
}

/// An entry that is recorded now, counts from now on, and leaves the e-seal as it is now.
fn entry(id: SealId, change: Change, by: Actor<AccountId>) -> HistoryEntry<AccountId, u64> {
	HistoryEntry {
		change,
		by,
		effective_at: now(),
		recorded_at: now(),
		block: System::block_number(),
		after: seal(id).state(),
	}
}

/// What is on record of an enterprise, which its head covers.
fn records(code: &str) -> Vec<RegisterEntry<AccountId, u64>> {
	let subject = RegisterSubject::Enterprise(uscc(code));
	let records = ESeal::register_page(subject, 0, u32::MAX);
	let digest = records.iter().fold(H256::zero(), |digest, record| {
		blake2_256(&[digest.as_bytes(), &record.encode()].concat()).into()
	});
	let entries = records.len() as u32;
	assert_eq!(RegisterHeads::<Test>::get(subject), RegisterHead { entries, digest });
	records
}

/// A record that is made now, and counts from now on.
fn record(change: RegisterChange<AccountId>, by: Actor<AccountId>) -> RegisterEntry<AccountId, u64> {
	RegisterEntry {
		change,
		by,
		effective_at: now(),
		recorded_at: now(),
		block: System::block_number(),
	}
}

/// The pallet's events since the last call of this function, or since the last builder below.
fn events() -> Vec<Event<Test>> {
	let events = System::read_events_for_pallet::<Event<Test>>();
	System::reset_events();
	events
}

/// Forgets events and dissolved rights, so that a test sees only its own.
fn settle() {
	System::reset_events();
	Dissolved::take();
}

/// The rights of exactly these e-seals were dissolved since the last builder, in this order.
#[track_caller]
fn assert_dissolved(expected: &[SealId]) {
	assert_eq!(Dissolved::take(), expected);
}

/// A pair of a seal key, of any algorithm.
#[derive(Clone)]
enum SealPair {
	Sr25519(Box<sr25519::Pair>),
	Ed25519(Box<ed25519::Pair>),
	Ecdsa(Box<ecdsa::Pair>),
	Sm2(Box<Sm2Pair>),
}

impl SealPair {
	fn sr25519(n: u8) -> Self {
		Self::Sr25519(Box::new(sr25519::Pair::from_seed(&[n; 32])))
	}

	fn ed25519(n: u8) -> Self {
		Self::Ed25519(Box::new(ed25519::Pair::from_seed(&[n; 32])))
	}

	fn ecdsa(n: u8) -> Self {
		Self::Ecdsa(Box::new(ecdsa::Pair::from_seed(&[n; 32])))
	}

	fn sm2(n: u8) -> Self {
		Self::Sm2(Box::new(Sm2Pair::from_seed(&[n; 32], None).unwrap()))
	}

	/// One of each algorithm.
	fn each(n: u8) -> [Self; 4] {
		[Self::sr25519(n), Self::ed25519(n), Self::ecdsa(n), Self::sm2(n)]
	}

	fn key(&self) -> SealKey {
		match self {
			Self::Sm2(pair) => pair.public(),
			Self::Sr25519(pair) => SealKey::Sr25519(pair.public()),
			Self::Ed25519(pair) => SealKey::Ed25519(pair.public()),
			Self::Ecdsa(pair) => SealKey::Ecdsa(pair.public()),
		}
	}

	/// The accounts whose extrinsics the same secret signs. No account has an SM2 key.
	fn accounts(&self) -> Vec<AccountId> {
		let signers = match self {
			Self::Sr25519(pair) => vec![MultiSigner::Sr25519(pair.public())],
			Self::Ed25519(pair) => vec![MultiSigner::Ed25519(pair.public())],
			Self::Ecdsa(pair) => vec![
				MultiSigner::Ecdsa(pair.public()),
				MultiSigner::Eth(ecdsa::KeccakPublic::from_raw(pair.public().0)),
			],
			Self::Sm2(_) => vec![],
		};
		signers.into_iter().map(MultiSigner::into_account).collect()
	}

	fn sign(&self, message: &[u8]) -> SealSignature {
		match self {
			Self::Sr25519(pair) => SealSignature::Sr25519(pair.sign(message)),
			Self::Ed25519(pair) => SealSignature::Ed25519(pair.sign(message)),
			Self::Ecdsa(pair) => SealSignature::Ecdsa(pair.sign(message)),
			Self::Sm2(pair) => pair.sign(message).unwrap(),
		}
	}
}

/// An application. A test changes what it is about and sends it.
#[derive(Clone)]
struct Application {
	uscc: &'static str,
	code: &'static str,
	owner: AccountId,
	pair: SealPair,
	certificate: DocumentDigest,
	picture: DocumentDigest,
	valid_from: Moment,
	valid_until: Moment,
}

impl Application {
	/// A right application of [`OWNER`] for [`USCC`] with [`CODE`]. Each `n` has a key and a certificate of its own.
	fn new(n: u8) -> Self {
		Self {
			uscc: USCC,
			code: CODE,
			owner: OWNER,
			pair: SealPair::sr25519(n),
			certificate: sha256(n),
			picture: sha256(0xee),
			valid_from: now(),
			valid_until: now() + YEAR,
		}
	}

	/// A right application of [`OTHER_OWNER`] for [`OTHER_USCC`] with [`OTHER_CODE`].
	fn of_other(n: u8) -> Self {
		Self {
			uscc: OTHER_USCC,
			code: OTHER_CODE,
			owner: OTHER_OWNER,
			..Self::new(n)
		}
	}

	fn claim(&self) -> PossessionClaim {
		PossessionClaim {
			uscc: uscc(self.uscc),
			code: code(self.code),
			key: self.pair.key(),
			certificate: self.certificate,
			picture: self.picture,
			valid_from: self.valid_from,
			valid_until: self.valid_until,
		}
	}

	fn proof(&self) -> SealSignature {
		self.pair
			.sign(&self.claim().bytes_to_sign(genesis_hash::<Test>(), &self.owner))
	}

	fn send(&self) -> DispatchResult {
		self.send_with(self.proof())
	}

	fn send_with(&self, proof: SealSignature) -> DispatchResult {
		self.send_from(by(self.owner.clone()), text(self.uscc), text(self.code), proof)
	}

	fn send_from(&self, origin: RuntimeOrigin, uscc: RawText, code: RawText, proof: SealSignature) -> DispatchResult {
		ESeal::apply(
			origin,
			uscc,
			code,
			self.pair.key(),
			self.certificate,
			self.picture,
			self.valid_from,
			self.valid_until,
			proof,
		)
	}

	/// Applies, and returns the number of the application.
	fn applied(&self) -> SealId {
		let id = NextSealId::<Test>::get();
		assert_ok!(self.send());
		settle();
		id
	}

	/// Applies and has it approved.
	fn issued(&self) -> SealId {
		let id = self.applied();
		assert_ok!(decide::approve(dr(), id));
		settle();
		id
	}
}

fn register(uscc: &str, owner: AccountId) {
	assert_ok!(ESeal::register_enterprise(
		ms(),
		text(uscc),
		text(NAME),
		owner,
		UsccCheck::Enforced
	));
	settle();
}

fn file_kind(code: &str, uscc: &str, kind: SealKind) {
	assert_ok!(ESeal::file_physical_seal(
		ps(),
		text(code),
		text(uscc),
		kind,
		sha256(0xaa),
		text(MAKER)
	));
	settle();
}

fn file(code: &str, uscc: &str) {
	file_kind(code, uscc, SealKind::Official);
}

/// [`USCC`] is registered.
fn registered() {
	register(USCC, OWNER);
}

/// [`USCC`] is registered and [`CODE`] is its official physical seal.
fn filed() {
	registered();
	file(CODE, USCC);
}

/// The owner applied.
fn applied() -> SealId {
	filed();
	Application::new(1).applied()
}

/// The e-seal is active.
fn issued() -> SealId {
	filed();
	Application::new(1).issued()
}

/// [`OTHER_USCC`] is registered and [`OTHER_CODE`] is its official physical seal.
fn other_filed() {
	register(OTHER_USCC, OTHER_OWNER);
	file(OTHER_CODE, OTHER_USCC);
}

/// Brings about a hold on the live e-seal `id` of [`USCC`], by the call that places it.
fn place(hold: Hold, id: SealId) {
	assert_ok!(match hold {
		Hold::OwnerSuspension => decide::suspend(owner(), id),
		Hold::PlatformSuspension => decide::suspend(dr(), id),
		Hold::Freeze => decide::freeze(ps(), ORDER),
		Hold::PhysicalSealLost => outcome(ESeal::report_physical_seal(
			ps(),
			text(CODE),
			PhysicalSealReport::Lost,
			now()
		)),
		Hold::EnterpriseRestricted => outcome(ESeal::restrict_enterprise(ms(), text(USCC))),
		Hold::EnterpriseRenamed => decide::rename("更名有限公司"),
		Hold::KeyRotationDue => unreachable!("it changes the owner: see `representative.rs`"),
	});
	settle();
}

/// Every hold that counts as soon as it is placed, in the order in which sets of them are kept.
const ALL_HOLDS: [Hold; 6] = [
	Hold::OwnerSuspension,
	Hold::PlatformSuspension,
	Hold::Freeze,
	Hold::PhysicalSealLost,
	Hold::EnterpriseRestricted,
	Hold::EnterpriseRenamed,
];

/// Ends the application or the e-seal `id` in `status`, or leaves it as it is: a pending application or an active
/// e-seal.
fn bring_to(status: SealStatus, id: SealId) {
	assert_eq!(seal(id).status, SealStatus::Applied);
	let revoke = |()| decide::revoke(dr(), id, RevocationReason::CessationOfUse, now());
	assert_ok!(match status {
		SealStatus::Applied => Ok(()),
		SealStatus::Withdrawn => outcome(ESeal::withdraw(owner(), id)),
		SealStatus::Rejected => decide::reject(dr(), id, RejectionReason::Other),
		SealStatus::Active => decide::approve(dr(), id),
		SealStatus::Superseded | SealStatus::Approved => unreachable!("it takes two e-seals: see `renewal.rs`"),
		SealStatus::Revoked => decide::approve(dr(), id).and_then(revoke),
	});
	settle();
}

/// Every status but one.
fn statuses_but(status: SealStatus) -> impl Iterator<Item = SealStatus> {
	[
		SealStatus::Applied,
		SealStatus::Active,
		SealStatus::Revoked,
		SealStatus::Rejected,
		SealStatus::Withdrawn,
	]
	.into_iter()
	.filter(move |s| *s != status)
}
