//! Tests, by subject.

mod activity;
mod anchor_batch;
mod block_uses;
mod carry_over;
mod dissolution;
mod expiry;
mod flags;
mod grant;
mod lending;
mod liquidation;
mod log_head;
mod record_for_many;
mod record_use;
mod record_uses;
mod refused_uses;
mod renewal;
mod retention;
mod revoke_grant;
mod runtime_api;
mod second_operator;
mod try_state;
mod voided;

use crate::{
	mock::*, Event, Expiries, FlagId, FlagOutcome, FlagReason, Flags, GrantEnd, GrantId, Grants, NextGrantId,
	OpenGrants, Purposes,
};
use codec::Encode;
use core::ops::Range;
use eseal_crypto::{
	batch::batch,
	decision::{application_digest, flag_digest, use_digest},
	Sm2Pair,
};
use eseal_primitives::{
	answers::UseRight, documents::Listed, DocumentDigest, Documents, Moment, Purpose, RawText, SealCode, SealId,
	SealKey, SealSignature, SignedUse, Uscc, UsccCheck, UseStatement,
};
use frame_support::{assert_ok, dispatch::DispatchResult};
use pallet_agencies::genesis_hash;
use pallet_e_seal::{ApplicationForm, Hold, PhysicalSealReport, RevocationReason, SealKind};
use sp_core::{ecdsa, ed25519, sr25519, Pair, H256};
use sp_io::hashing::blake2_256;
use std::collections::BTreeSet;

/// An hour in milliseconds.
const HOUR: u64 = (Moment(60 * 60 * 1_000)).0;

/// Every hold that counts as soon as it is placed.
const ALL_HOLDS: [Hold; 6] = [
	Hold::OwnerSuspension,
	Hold::PlatformSuspension,
	Hold::Freeze,
	Hold::PhysicalSealLost,
	Hold::EnterpriseRestricted,
	Hold::EnterpriseRenamed,
];

/// What a [`Company::grants`] allows, and until when.
const GRANTED: [Purpose; 2] = [Purpose::Contract, Purpose::Invoice];
const GRANTED_UNTIL: Moment = START.saturating_add(36 * HOUR);
const QUOTA: u32 = 3;

/// A seal key with its secret part.
#[derive(Clone)]
enum Key {
	Sr25519(sr25519::Pair),
	Ed25519(ed25519::Pair),
	Ecdsa(ecdsa::Pair),
	Sm2(Box<Sm2Pair>),
}

impl Key {
	fn new(n: u8) -> Self {
		Self::Sr25519(sr25519::Pair::from_seed(&[n; 32]))
	}

	fn of_each_algorithm(n: u8) -> [Self; 4] {
		[
			Self::new(n),
			Self::Ed25519(ed25519::Pair::from_seed(&[n; 32])),
			Self::Ecdsa(ecdsa::Pair::from_seed(&[n; 32])),
			Self::Sm2(Box::new(Sm2Pair::from_seed(&[n; 32], None).unwrap())),
		]
	}

	fn public(&self) -> SealKey {
		match self {
			Self::Sr25519(pair) => SealKey::Sr25519(pair.public()),
			Self::Ed25519(pair) => SealKey::Ed25519(pair.public()),
			Self::Ecdsa(pair) => SealKey::Ecdsa(pair.public()),
			Self::Sm2(pair) => pair.public(),
		}
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

/// An enterprise with its owner, and an e-seal of it with its key.
#[derive(Clone)]
struct Company {
	n: u8,
	owner: AccountId,
	key: Key,
	seal: SealId,
}

impl Company {
	/// Enterprise `n` with a usable e-seal.
	fn new(n: u8) -> Self {
		Self::with_key(n, Key::new(n))
	}

	fn with_key(n: u8, key: Key) -> Self {
		Self::register(n).apply(key, START..START + YEAR).approved()
	}

	/// Enterprise `n` with a physical seal and no e-seal; `seal` is one that does not exist.
	fn register(n: u8) -> Self {
		let company = Self {
			n,
			owner: account(n),
			key: Key::new(n),
			seal: SealId(u64::MAX),
		};
		let (uscc, code) = (company.uscc(), company.code());
		assert_ok!(ESeal::register_enterprise(
			ms(),
			uscc.clone(),
			raw("某某有限公司"),
			account(n),
			UsccCheck::Enforced
		));
		assert_ok!(ESeal::file_physical_seal(
			ps(),
			code,
			uscc,
			SealKind::Official,
			document(n),
			raw("刻章店")
		));
		company
	}

	/// The same enterprise with an application for another e-seal.
	fn apply(&self, key: Key, validity: Range<Moment>) -> Self {
		let form = ApplicationForm {
			key: key.public(),
			certificate: DocumentDigest::Sha256(blake2_256(&key.public().encode()).into()),
			picture: document(self.n),
			valid_from: validity.start,
			valid_until: validity.end,
		};
		let uscc = Uscc::parse(self.uscc().as_bytes(), UsccCheck::Enforced).unwrap();
		let code = SealCode::parse(self.code().as_bytes()).unwrap();
		let proof = key.sign(
			&form
				.claim(uscc, code)
				.bytes_to_sign(genesis_hash::<Test>(), &self.owner),
		);
		let seal = pallet_e_seal::NextSealId::<Test>::get();
		let ApplicationForm {
			key: public,
			certificate,
			picture,
			valid_from,
			valid_until,
		} = form;
		assert_ok!(ESeal::apply(
			self.origin(),
			self.uscc(),
			self.code(),
			public,
			certificate,
			picture,
			valid_from,
			valid_until,
			proof
		));
		Self {
			key,
			seal,
			..self.clone()
		}
	}

	fn approved(self) -> Self {
		assert_ok!(ESeal::approve(dr(), self.seal, self.digest()));
		self
	}

	fn origin(&self) -> RuntimeOrigin {
		RuntimeOrigin::signed(self.owner.clone())
	}

	fn uscc(&self) -> RawText {
		let mut code = format!("9133{:013}", self.n).into_bytes();
		code.push(Uscc::check_character(&code).unwrap());
		RawText::try_from(&code[..]).unwrap()
	}

	/// The same, as the chain has it.
	fn registered(&self) -> Uscc {
		Uscc::parse(self.uscc().as_bytes(), UsccCheck::Enforced).unwrap()
	}

	/// The digest of the e-seal's application, which every decision about it names.
	fn digest(&self) -> H256 {
		application_digest(&pallet_e_seal::Seals::<Test>::get(self.seal).unwrap())
	}

	/// The code of its physical seal.
	fn code(&self) -> RawText {
		raw(&format!("{:013}", self.n))
	}

	fn revoke(&self) {
		assert_ok!(ESeal::revoke(
			self.origin(),
			self.seal,
			self.digest(),
			RevocationReason::CessationOfUse,
			None
		));
	}

	/// The same enterprise and e-seal in another owner's hands.
	fn change_owner(&self, to: &AccountId) -> Self {
		let (until, rotate_by) = (now() + HOUR, now() + MaxRotation::get());
		assert_ok!(ESeal::offer_ownership(ms(), self.uscc(), to.clone(), until, rotate_by));
		assert_ok!(ESeal::accept_ownership(
			RuntimeOrigin::signed(to.clone()),
			self.uscc(),
			rotate_by
		));
		Self {
			owner: to.clone(),
			..self.clone()
		}
	}

	/// Has the authority whose hold it is place it on the e-seal.
	fn place(&self, hold: Hold) {
		assert_ok!(match hold {
			Hold::OwnerSuspension => ESeal::suspend(self.origin(), self.seal, self.digest()),
			Hold::PlatformSuspension => ESeal::suspend(dr(), self.seal, self.digest()),
			Hold::Freeze => outcome(ESeal::freeze(ps(), self.uscc(), document(99), now() + YEAR / 3)),
			Hold::PhysicalSealLost => outcome(ESeal::report_physical_seal(
				ps(),
				self.code(),
				PhysicalSealReport::Lost,
				now()
			)),
			Hold::EnterpriseRestricted => outcome(ESeal::restrict_enterprise(ms(), self.uscc())),
			Hold::EnterpriseRenamed => outcome(ESeal::rename_enterprise(ms(), self.uscc(), raw("另一公司"), None)),
			Hold::KeyRotationDue => unreachable!("it changes the owner"),
		});
	}

	/// Has the authority that placed a hold lift it; `false` for one that is never lifted.
	fn lift(&self, hold: Hold) -> bool {
		assert_ok!(match hold {
			Hold::OwnerSuspension => ESeal::resume(self.origin(), self.seal, self.digest()),
			Hold::PlatformSuspension => ESeal::resume(dr(), self.seal, self.digest()),
			Hold::Freeze => outcome(ESeal::unfreeze(ps(), self.uscc(), document(99))),
			Hold::EnterpriseRestricted => outcome(ESeal::lift_restriction(ms(), self.uscc())),
			Hold::PhysicalSealLost | Hold::EnterpriseRenamed | Hold::KeyRotationDue => return false,
		});
		true
	}

	/// Grants an operator [`QUOTA`] uses for [`GRANTED`], until [`GRANTED_UNTIL`].
	fn grants(&self, operator: &AccountId) -> GrantId {
		self.grants_until(operator, GRANTED_UNTIL)
	}

	fn grants_until(&self, operator: &AccountId, valid_until: Moment) -> GrantId {
		let id = NextGrantId::<Test>::get();
		assert_ok!(self.try_grant(operator, &GRANTED, valid_until, QUOTA));
		id
	}

	fn try_grant(&self, operator: &AccountId, allowed: &[Purpose], valid_until: Moment, quota: u32) -> DispatchResult {
		UsageLog::grant(
			self.origin(),
			self.seal,
			operator.clone(),
			purposes(allowed),
			valid_until,
			quota,
		)
	}

	/// The account's next statement, for a contract; without a right, the first one of an owner.
	fn statement(&self, who: &AccountId) -> UseStatement {
		let none = UseRight { grant: None, nonce: 0 };
		let UseRight { grant, nonce } = UsageLog::api_use_right(self.seal, who).unwrap_or(none);
		UseStatement {
			seal: self.seal,
			grant,
			nonce,
			documents: one(1),
			purpose: Purpose::Contract,
			signed_at: now(),
		}
	}

	/// The account's next statement of a batch.
	fn batch_statement(&self, who: &AccountId, documents: &[DocumentDigest]) -> UseStatement {
		UseStatement {
			documents: batch(documents).unwrap(),
			..self.statement(who)
		}
	}

	/// The seal key's signature over a statement that `who` sends.
	fn sign(&self, who: &AccountId, statement: &UseStatement) -> SealSignature {
		self.key.sign(&statement.bytes_to_sign(genesis_hash::<Test>(), who))
	}

	/// Sends a statement with the right signature.
	fn record(&self, who: &AccountId, statement: UseStatement) -> DispatchResult {
		let signature = self.sign(who, &statement);
		outcome(UsageLog::record_use(
			RuntimeOrigin::signed(who.clone()),
			self.seal,
			statement,
			signature,
		))
	}

	/// Sends a right use.
	fn use_by(&self, who: &AccountId) -> DispatchResult {
		self.record(who, self.statement(who))
	}

	/// Sends a right use on a document.
	fn use_on(&self, who: &AccountId, document: DocumentDigest) {
		assert_ok!(self.record(
			who,
			UseStatement {
				documents: Documents::One(document),
				..self.statement(who)
			}
		));
	}

	/// A statement with the right signature.
	fn signed(&self, who: &AccountId, statement: UseStatement) -> SignedUse {
		SignedUse {
			signature: self.sign(who, &statement),
			statement,
		}
	}

	/// Sends a statement and a list with the right signature.
	fn record_listed(&self, who: &AccountId, statement: UseStatement, documents: &[DocumentDigest]) -> DispatchResult {
		let signature = self.sign(who, &statement);
		let origin = RuntimeOrigin::signed(who.clone());
		outcome(UsageLog::record_uses(
			origin,
			self.seal,
			statement,
			listed(documents),
			signature,
		))
	}

	/// Sends a statement to be anchored with the right signature.
	fn record_anchored(&self, who: &AccountId, statement: UseStatement) -> DispatchResult {
		let signature = self.sign(who, &statement);
		outcome(UsageLog::anchor_batch(
			RuntimeOrigin::signed(who.clone()),
			self.seal,
			statement,
			signature,
		))
	}

	/// Sends a right batch with its documents.
	fn list(&self, who: &AccountId, documents: &[DocumentDigest]) -> DispatchResult {
		self.record_listed(who, self.batch_statement(who, documents), documents)
	}

	/// Sends a right batch of `count` documents, which the chain does not learn.
	fn anchor(&self, who: &AccountId, count: u32) -> DispatchResult {
		self.record_anchored(
			who,
			UseStatement {
				documents: anchored(count),
				..self.statement(who)
			},
		)
	}
}

fn raw(text: &str) -> RawText {
	text.try_into().unwrap()
}

fn document(n: u8) -> DocumentDigest {
	DocumentDigest::Sha256(H256::repeat_byte(n))
}

fn one(n: u8) -> Documents {
	Documents::One(document(n))
}

/// So many documents, each different.
fn many_documents(count: u32) -> Vec<DocumentDigest> {
	(0..count)
		.map(|n| DocumentDigest::Sha256(H256::from_low_u64_be(n.into())))
		.collect()
}

fn listed(documents: &[DocumentDigest]) -> Listed {
	documents.to_vec().try_into().unwrap()
}

/// A batch of which there is nothing but the root.
fn anchored(count: u32) -> Documents {
	Documents::Batch {
		count,
		root: H256::repeat_byte(7),
	}
}

fn purposes(list: &[Purpose]) -> Purposes {
	list.iter().copied().collect::<BTreeSet<_>>().try_into().unwrap()
}

/// An account that gets grants.
fn operator(n: u8) -> AccountId {
	account(100 + n)
}

fn now() -> Moment {
	UsageLog::now()
}

/// Lets time pass until `moment`.
fn go_to(moment: Moment) {
	pass(moment.since(now()));
}

/// The pallet's events since the last call.
fn events() -> Vec<Event<Test>> {
	let events = System::events();
	System::reset_events();
	events
		.into_iter()
		.filter_map(|record| match record.event {
			RuntimeEvent::UsageLog(event) => Some(event),
			_ => None,
		})
		.collect()
}

/// Whether an event is an alarm, which follows the record that gives it.
fn is_alarm(event: &Event<Test>) -> bool {
	matches!(event, Event::QuotaNearlyUsed { .. } | Event::BurstOfUses { .. })
}

/// The pallet's events since the last call, but for alarms.
fn events_but_alarms() -> Vec<Event<Test>> {
	events().into_iter().filter(|event| !is_alarm(event)).collect()
}

/// Flags a use as an officer does who has just looked at it. The digest of a use that does not exist is zero.
fn flag_use(
	origin: RuntimeOrigin,
	seal: SealId,
	index: u64,
	reason: FlagReason,
	note: Option<DocumentDigest>,
) -> DispatchResult {
	let (record, digest) = UsageLog::api_use_at(seal, index)
		.map_or((index, H256::zero()), |found| (found.record, use_digest(&found.used)));
	UsageLog::flag_use(origin, seal, index, record, digest, reason, note)
}

/// Closes a flag as an officer does who has just looked at it.
fn close_flag(origin: RuntimeOrigin, flag: FlagId, outcome: FlagOutcome) -> DispatchResult {
	let digest = Flags::<Test>::get(flag).map_or_else(H256::zero, |raised| flag_digest(&raised));
	UsageLog::close_flag(origin, flag, digest, outcome)
}

/// The event of the end of a grant.
fn grant_ended(id: GrantId, reason: GrantEnd) -> Event<Test> {
	let grant = Grants::<Test>::get(id).unwrap();
	Event::GrantEnded {
		grant: id,
		seal: grant.seal,
		operator: grant.operator,
		reason,
	}
}

/// The grant ended just now, and nothing leads to it as an open one.
fn assert_ended(id: GrantId, reason: GrantEnd) {
	let grant = Grants::<Test>::get(id).unwrap();
	assert_eq!(grant.ended, Some((now(), reason)), "grant {id}");
	assert_ne!(OpenGrants::<Test>::get(grant.seal, grant.operator), Some(id));
	assert!(!Expiries::<Test>::contains_key(grant.valid_until.day(), id));
}
