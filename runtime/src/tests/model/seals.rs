//! E-seals: from the application to the end.

use super::{log::Record, texts, Broken, Caller, Model, SealError, Verdict};
use crate::{tests::env::genesis_hash, AccountId, BlockNumber, MaxValidity};
use codec::Encode;
use eseal_primitives::{DocumentDigest, Moment, SealId, SealKey, SealSignature};
use pallet_agencies::Seat;
use pallet_e_seal::{
	Actor, Change, EnterpriseStatus, HistoryEntry, Hold, Holds, PhysicalSealStatus, RejectionReason, RevocationReason,
	SealKind, SealState, SealStatus, Term, Terms,
};
use sm2::dsa::{signature::Verifier, Signature, VerifyingKey};
use sp_core::{Pair, H256};
use sp_runtime::{traits::IdentifyAccount, DispatchError, MultiSigner};
use std::collections::{BTreeMap, BTreeSet};

/// For how long a hold stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldSpan {
	/// The hold.
	pub hold: Hold,
	/// From when on.
	pub from: Moment,
	/// When it was lifted; it stands until then.
	pub until: Option<Moment>,
	/// When it ends by itself; it no longer counts then, though it stands.
	pub ends: Option<Moment>,
	/// When it begins to count, though it stands before.
	pub begins: Option<Moment>,
}

impl HoldSpan {
	/// Whether it counts at a moment, as far as its own beginning and end go.
	fn is_within_its_term(&self, moment: Moment) -> bool {
		self.ends.is_none_or(|end| moment < end) && self.begins.is_none_or(|beginning| moment >= beginning)
	}

	fn term(&self) -> Option<Term> {
		self.ends.map(Term::Until).or(self.begins.map(Term::From))
	}
}

/// An e-seal or an application.
#[derive(Debug, Clone)]
pub struct Seal {
	/// Whose it is.
	pub uscc: String,
	/// The physical seal.
	pub code: String,
	/// The enterprise's name at the beginning of the validity, as it was on record when its owner applied.
	pub name: String,
	/// Who applied.
	pub applicant: AccountId,
	/// What the application said.
	pub form: Form,
	/// Where it stands.
	pub status: SealStatus,
	/// What stopped it, and when.
	pub holds: Vec<HoldSpan>,
	/// The e-seal before it.
	pub supersedes: Option<SealId>,
	/// How often the enterprise's owner had changed when its owner applied.
	pub changes: u32,
	/// When its owner applied.
	pub applied_at: Moment,
	/// When it became active, or will.
	pub activated_at: Option<Moment>,
	/// By when its key must be replaced.
	pub rotate_by: Option<Moment>,
	/// Since when it is revoked, or will be.
	pub revoked_at: Option<Moment>,
	/// All that happened to it.
	pub history: Vec<HistoryEntry<AccountId, BlockNumber>>,
	/// Its log.
	pub records: Vec<Record>,
	/// How many of them, from the first on, left the state.
	pub left: usize,
	/// The hash of its log.
	pub head: H256,
}

/// What an application says.
#[derive(Debug, Clone)]
pub struct Form {
	/// The key.
	pub key: SealKey,
	/// The certificate.
	pub certificate: DocumentDigest,
	/// The picture.
	pub picture: DocumentDigest,
	/// Since when it is valid.
	pub valid_from: Moment,
	/// When it ceases to be valid.
	pub valid_until: Moment,
}

impl Seal {
	/// Whether a hold stands.
	pub fn has(&self, hold: Hold) -> bool {
		self.standing_holds().contains(&hold)
	}

	/// The holds that stand.
	pub fn standing_holds(&self) -> BTreeSet<Hold> {
		self.standing().map(|span| span.hold).collect()
	}

	/// The holds that stand and count now.
	pub fn counting_holds(&self, now: Moment) -> BTreeSet<Hold> {
		let counting = self.standing().filter(|span| span.is_within_its_term(now));
		counting.map(|span| span.hold).collect()
	}

	/// The status and the holds, as an entry of the history has them.
	pub fn state(&self) -> SealState {
		let terms = self
			.standing()
			.filter_map(|span| Some((span.hold, span.term()?)))
			.collect::<BTreeMap<_, _>>();
		SealState {
			status: self.status,
			holds: Holds::try_from(self.standing_holds()).expect("no more than there are"),
			terms: Terms::try_from(terms).expect("no more than there are"),
		}
	}

	/// When a hold that stands begins to count, if it has such a moment.
	pub fn begins(&self, hold: Hold) -> Option<Moment> {
		self.standing().find(|span| span.hold == hold)?.begins
	}

	fn standing(&self) -> impl Iterator<Item = &HoldSpan> {
		self.holds.iter().filter(|span| span.until.is_none())
	}
}

/// Whether `signature` is `key`'s over `bytes`. A signature of another algorithm is not.
pub(super) fn is_signed(key: &SealKey, signature: &SealSignature, bytes: &[u8]) -> bool {
	match (key, signature) {
		(SealKey::Sr25519(key), SealSignature::Sr25519(signature)) => {
			sp_core::sr25519::Pair::verify(signature, bytes, key)
		}
		(SealKey::Ed25519(key), SealSignature::Ed25519(signature)) => {
			sp_core::ed25519::Pair::verify(signature, bytes, key)
		}
		(SealKey::Ecdsa(key), SealSignature::Ecdsa(signature)) => sp_core::ecdsa::Pair::verify(signature, bytes, key),
		(SealKey::Sm2 { point, identity }, SealSignature::Sm2(signature)) => {
			let identity = identity
				.as_ref()
				.map_or("1234567812345678", |identity| identity.as_str());
			let mut sec1 = vec![4];
			sec1.extend(point.0);
			let key = VerifyingKey::from_sec1_bytes(identity, &sec1);
			let signature = Signature::from_slice(&signature.0);
			key.is_ok_and(|key| signature.is_ok_and(|signature| key.verify(bytes, &signature).is_ok()))
		}
		_ => false,
	}
}

/// The accounts whose extrinsics whoever has a key can sign.
pub fn holders(key: &SealKey) -> Vec<AccountId> {
	let signers = match key {
		SealKey::Sr25519(key) => vec![MultiSigner::Sr25519(*key)],
		SealKey::Ed25519(key) => vec![MultiSigner::Ed25519(*key)],
		SealKey::Ecdsa(key) => vec![
			MultiSigner::Ecdsa(*key),
			MultiSigner::Eth(sp_core::ecdsa::KeccakPublic::from_raw(key.0)),
		],
		SealKey::Sm2 { .. } => vec![],
	};
	signers.into_iter().map(IdentifyAccount::into_account).collect()
}

impl Model {
	// --- What follows from the facts ---

	/// The status of an e-seal now: what lies ahead does not count yet.
	pub fn status(&self, id: usize) -> SealStatus {
		let seal = &self.seals[id];
		match (seal.activated_at, seal.revoked_at) {
			(None, _) => seal.status,
			(_, Some(revoked)) if revoked <= self.now => SealStatus::Revoked,
			(Some(activated), _) if activated <= self.now => SealStatus::Active,
			_ => SealStatus::Approved,
		}
	}

	/// Whether an e-seal is live, or will take over from the live one.
	pub fn is_in_force(&self, id: usize) -> bool {
		matches!(self.status(id), SealStatus::Active | SealStatus::Approved)
	}

	fn with_status(&self, uscc: &str, status: SealStatus) -> Option<usize> {
		let found: Vec<_> = (0..self.seals.len())
			.filter(|id| self.seals[*id].uscc == uscc && self.status(*id) == status)
			.collect();
		assert!(found.len() <= 1, "{uscc} has two e-seals that are {status:?}");
		found.first().copied()
	}

	/// The live e-seal of an enterprise.
	pub fn live(&self, uscc: &str) -> Option<usize> {
		self.with_status(uscc, SealStatus::Active)
	}

	/// The e-seal of an enterprise that will take over from the live one.
	pub fn awaited(&self, uscc: &str) -> Option<usize> {
		self.with_status(uscc, SealStatus::Approved)
	}

	/// Both.
	pub fn in_force(&self, uscc: &str) -> Vec<usize> {
		[self.live(uscc), self.awaited(uscc)].into_iter().flatten().collect()
	}

	/// The e-seals that a physical seal pairs with: the live one, and the one that will take over with it.
	pub fn paired(&self, code: &str) -> Vec<usize> {
		(0..self.seals.len())
			.filter(|id| self.seals[*id].code == code && self.is_in_force(*id))
			.collect()
	}

	/// The e-seal of an enterprise that was approved last, but for those that were revoked before they took over.
	pub fn latest(&self, uscc: &str) -> Option<usize> {
		self.seals.iter().rposition(|seal| {
			let served = seal.revoked_at.is_none_or(|revoked| Some(revoked) >= seal.activated_at);
			seal.uscc == uscc && seal.activated_at.is_some() && served
		})
	}

	/// The e-seal of an enterprise that became active last.
	pub fn current(&self, uscc: &str) -> Option<usize> {
		let before = |id: usize| self.seals[id].supersedes.and_then(|id| self.find_seal(id));
		match self.awaited(uscc) {
			Some(awaited) => before(awaited),
			None => self.latest(uscc),
		}
	}

	/// The application of an enterprise that waits for a decision.
	pub fn pending(&self, uscc: &str) -> Option<usize> {
		self.seals
			.iter()
			.position(|seal| seal.uscc == uscc && seal.status == SealStatus::Applied)
	}

	/// The e-seal with a number, if there is one.
	pub fn find_seal(&self, id: SealId) -> Option<usize> {
		usize::try_from(id.0).ok().filter(|id| *id < self.seals.len())
	}

	/// The e-seal that a key belongs to, under whatever identity, or belonged to.
	pub fn key_of(&self, key: &SealKey) -> Option<usize> {
		let same = |seal: &Seal| seal.form.key.without_identity() == key.without_identity();
		self.seals
			.iter()
			.position(|seal| seal.activated_at.is_some() && same(seal))
	}

	/// The e-seal that a certificate belongs to, or belonged to.
	pub fn certificate_of(&self, certificate: DocumentDigest) -> Option<usize> {
		self.seals
			.iter()
			.position(|seal| seal.activated_at.is_some() && seal.form.certificate == certificate)
	}

	/// What an application names that belongs to an e-seal already.
	fn belonging(&self, form: &Form) -> Vec<SealError> {
		let mut taken = Vec::new();
		if self.key_of(&form.key).is_some() {
			taken.push(SealError::KeyAlreadyUsed);
		}
		if self.certificate_of(form.certificate).is_some() {
			taken.push(SealError::CertificateAlreadyUsed);
		}
		taken
	}

	/// Who owns the enterprise of an e-seal.
	pub fn owner_of(&self, id: usize) -> &AccountId {
		&self.enterprises[&self.seals[id].uscc].owner
	}

	/// The status and holds of an e-seal at a moment, by all that is known now: a loss reported later counts from the
	/// moment of the loss.
	pub fn standing(&self, id: usize, moment: Moment) -> (Option<SealStatus>, BTreeSet<Hold>) {
		let seal = &self.seals[id];
		if moment < seal.applied_at {
			return (None, BTreeSet::new());
		}
		let decided = seal.history.iter().any(|entry| {
			matches!(entry.change, Change::Withdrawn | Change::Rejected { .. }) && entry.recorded_at <= moment
		});
		let status = if seal.revoked_at.is_some_and(|at| at <= moment) {
			SealStatus::Revoked
		} else if seal.activated_at.is_some_and(|at| at <= moment) {
			SealStatus::Active
		} else if seal.activated_at.is_some() && seal.history[1].recorded_at <= moment {
			SealStatus::Approved
		} else if decided {
			seal.status
		} else {
			SealStatus::Applied
		};
		let mut holds: BTreeSet<_> = seal
			.holds
			.iter()
			.filter(|span| span.from <= moment && span.until.is_none_or(|until| moment < until))
			.filter(|span| span.is_within_its_term(moment))
			.map(|span| span.hold)
			.collect();
		let in_force = matches!(status, SealStatus::Active | SealStatus::Approved);
		if in_force && self.gone(&seal.code).is_some_and(|gone| gone.since <= moment) {
			holds.insert(Hold::PhysicalSealLost);
		}
		(Some(status), holds)
	}

	/// The status and holds of an e-seal by what was on record at a moment.
	pub fn on_record(&self, id: usize, moment: Moment) -> (Option<SealStatus>, BTreeSet<Hold>) {
		let mut recorded = self.seals[id]
			.history
			.iter()
			.filter(|entry| entry.recorded_at <= moment);
		let Some(HistoryEntry { after, .. }) = recorded.clone().next_back() else {
			return (None, BTreeSet::new());
		};
		let mut since =
			|change: fn(&Change) -> bool| recorded.rfind(|entry| change(&entry.change)).map(|e| e.effective_at);
		// What was recorded ahead counts from then on.
		let status = match after.status {
			SealStatus::Superseded => match since(|change| matches!(change, Change::SuccessorApproved { .. })) {
				Some(at) if at <= moment => SealStatus::Revoked,
				_ => SealStatus::Active,
			},
			SealStatus::Active => match since(|change| *change == Change::Activated) {
				Some(at) if at > moment => SealStatus::Approved,
				_ => SealStatus::Active,
			},
			status => status,
		};
		let counts = |hold: &&Hold| after.terms.get(hold).is_none_or(|term| term.covers(moment));
		(Some(status), after.holds.iter().filter(counts).copied().collect())
	}

	// --- What calls and their consequences do ---

	pub(super) fn record(&mut self, id: usize, change: Change, by: Actor<AccountId>, effective_at: Moment) {
		let after = self.seals[id].state();
		let entry = HistoryEntry {
			change,
			by,
			effective_at,
			recorded_at: self.now,
			block: self.height,
			after,
		};
		self.seals[id].history.push(entry);
	}

	pub(super) fn place(&mut self, id: usize, hold: Hold, by: Actor<AccountId>, from: Moment) {
		assert!(!self.seals[id].has(hold), "the model places {hold:?} twice");
		self.seals[id].holds.push(HoldSpan {
			hold,
			from,
			until: None,
			ends: None,
			begins: None,
		});
		let placed = Change::HoldPlaced {
			hold,
			order: None,
			term: None,
		};
		self.record(id, placed, by, from);
	}

	/// Places the hold of a freeze with its end, in place of one that stands.
	pub(super) fn place_freeze(&mut self, id: usize, order: DocumentDigest, end: Moment, by: Actor<AccountId>) {
		let hold = Hold::Freeze;
		self.end_span(id, hold);
		self.seals[id].holds.push(HoldSpan {
			hold,
			from: self.now,
			until: None,
			ends: Some(end),
			begins: None,
		});
		let placed = Change::HoldPlaced {
			hold,
			order: Some(order),
			term: Some(Term::Until(end)),
		};
		self.record(id, placed, by, self.now);
	}

	/// The e-seal is on hold from `due` on, if it is not so earlier already.
	pub(super) fn require_rotation(&mut self, id: usize, due: Moment, by: Actor<AccountId>) {
		let hold = Hold::KeyRotationDue;
		let before = self.seals[id].begins(hold);
		if before.is_none_or(|before| before > due) {
			self.place_from(id, hold, due, by);
		}
	}

	/// Places a hold that counts from a moment on, in place of one that stands.
	pub(super) fn place_from(&mut self, id: usize, hold: Hold, due: Moment, by: Actor<AccountId>) {
		self.end_span(id, hold);
		self.seals[id].holds.push(HoldSpan {
			hold,
			from: self.now,
			until: None,
			ends: None,
			begins: Some(due),
		});
		let placed = Change::HoldPlaced {
			hold,
			order: None,
			term: Some(Term::From(due)),
		};
		self.record(id, placed, by, self.now);
	}

	fn end_span(&mut self, id: usize, hold: Hold) {
		let now = self.now;
		for span in &mut self.seals[id].holds {
			if span.hold == hold && span.until.is_none() {
				span.until = Some(now);
			}
		}
	}

	pub(super) fn lift(&mut self, id: usize, hold: Hold, by: Actor<AccountId>) {
		self.end_span(id, hold);
		self.record(id, Change::HoldLifted { hold }, by, self.now);
	}

	/// Places a hold on each of these that does not have it.
	pub(super) fn place_on_each(&mut self, ids: Vec<usize>, hold: Hold, by: &Actor<AccountId>, from: Moment) {
		for id in ids {
			if !self.seals[id].has(hold) {
				self.place(id, hold, by.clone(), from);
			}
		}
	}

	/// Lifts a hold from each of these that has it.
	pub(super) fn lift_from_each(&mut self, ids: Vec<usize>, hold: Hold, by: &Actor<AccountId>) {
		for id in ids {
			if self.seals[id].has(hold) {
				self.lift(id, hold, by.clone());
			}
		}
	}

	/// Revokes an e-seal. If it was to take over from one that is still to end, that one goes on.
	pub(super) fn end(&mut self, id: usize, reason: RevocationReason, by: Actor<AccountId>, at: Moment) {
		let was_awaited = self.status(id) == SealStatus::Approved;
		self.seals[id].status = SealStatus::Revoked;
		self.seals[id].revoked_at = Some(at);
		self.record(id, Change::Revoked { reason }, by.clone(), at);
		self.end_grants(id);
		let before = self.seals[id].supersedes.and_then(|before| self.find_seal(before));
		if let Some(before) =
			before.filter(|before| was_awaited && self.seals[*before].status == SealStatus::Superseded)
		{
			self.seals[before].status = SealStatus::Active;
			self.seals[before].revoked_at = None;
			let successor = SealId(id as u64);
			self.record(before, Change::SuccessorRevoked { successor }, by, self.now);
		}
	}

	/// Lets an e-seal end at a moment that lies ahead, when its successor takes over.
	fn end_ahead(&mut self, id: usize, successor: usize, by: Actor<AccountId>, at: Moment) {
		self.end_left_behind(id);
		self.seals[id].status = SealStatus::Superseded;
		self.seals[id].revoked_at = Some(at);
		let successor = SealId(successor as u64);
		self.record(id, Change::SuccessorApproved { successor }, by, at);
	}

	pub(super) fn refuse(&mut self, id: usize, reason: RejectionReason, by: Actor<AccountId>) {
		self.seals[id].status = SealStatus::Rejected;
		self.record(id, Change::Rejected { reason }, by, self.now);
		self.end_grants(id);
	}

	// --- Calls ---

	pub(super) fn suspend(&mut self, caller: &Caller, id: SealId, digest: H256) -> Verdict {
		let (id, by, hold) = self.suspender(caller, id)?;
		self.placeable(id, digest, hold).verdict()?;
		self.place(id, hold, by, self.now);
		Ok(())
	}

	pub(super) fn resume(&mut self, caller: &Caller, id: SealId, digest: H256) -> Verdict {
		let (id, by, hold) = self.suspender(caller, id)?;
		let mut broken = self.decided(id, digest);
		broken.unless(self.is_in_force(id), SealError::SealNotActive);
		broken.unless(self.seals[id].has(hold), SealError::HoldNotPlaced);
		broken.verdict()?;
		self.lift(id, hold, by);
		Ok(())
	}

	/// A decision is about the application whose digest it names.
	fn decided(&self, id: usize, digest: H256) -> Broken {
		let mut broken = Broken::default();
		broken.unless(self.seals[id].digest() == digest, SealError::ApplicationDiffers);
		broken
	}

	fn placeable(&self, id: usize, digest: H256, hold: Hold) -> Broken {
		let mut broken = self.decided(id, digest);
		broken.unless(self.is_in_force(id), SealError::SealNotActive);
		broken.unless(!self.seals[id].has(hold), SealError::HoldAlreadyPlaced);
		broken
	}

	/// The e-seal, and who acts on it: the owner, or else Data Resources.
	fn owner_or_platform(&self, caller: &Caller, id: SealId) -> Result<(usize, Actor<AccountId>), Vec<DispatchError>> {
		let seat = Seat::DataResources;
		let two = matches!(caller, Caller::Officers { .. });
		if !two {
			let account = Self::account(caller)?;
			let id = self.find_seal(id).ok_or_else(not_found)?;
			if self.owner_of(id) == account {
				if self.liquidator_of(id).is_some_and(|liquidator| liquidator != account) {
					return Err(vec![SealError::LiquidatorActs.into()]);
				}
				let account = account.clone();
				return Ok((id, Actor::Owner { account }));
			}
		}
		let by = self
			.officer(caller, seat)
			.map_err(|_| vec![SealError::NotAuthorized.into()])?;
		let id = self.find_seal(id).ok_or_else(not_found)?;
		Ok((id, by))
	}

	fn suspender(&self, caller: &Caller, id: SealId) -> Result<(usize, Actor<AccountId>, Hold), Vec<DispatchError>> {
		let (id, by) = self.owner_or_platform(caller, id)?;
		let hold = match by {
			Actor::Owner { .. } => Hold::OwnerSuspension,
			Actor::Officer { .. } | Actor::Agencies { .. } | Actor::Motion => Hold::PlatformSuspension,
		};
		Ok((id, by, hold))
	}

	pub(super) fn apply(
		&mut self,
		caller: &Caller,
		uscc: &[u8],
		code: &[u8],
		form: Form,
		proof: &SealSignature,
	) -> Verdict {
		let who = Self::account(caller)?.clone();
		let mut broken = Broken::default();

		let found = self.find_enterprise(uscc);
		if let Ok(uscc) = &found {
			let enterprise = &self.enterprises[uscc];
			broken.unless(enterprise.owner == who, SealError::NotOwner);
			match enterprise.status {
				EnterpriseStatus::Active => {}
				EnterpriseStatus::Restricted => broken.all([SealError::EnterpriseIsRestricted]),
				EnterpriseStatus::Deregistered | EnterpriseStatus::Voided => broken.all(enterprise.not_registered()),
			}
			broken.unless(self.pending(uscc).is_none(), SealError::ApplicationPending);
			broken.unless(!enterprise.is_frozen(self.now), SealError::EnterpriseIsFrozen);
			broken.unless(self.awaited(uscc).is_none(), SealError::SuccessorAwaited);
		}

		let seal_code = texts::seal_code(code);
		match &seal_code {
			None => broken.all([SealError::SealCodeInvalid]),
			Some(code) => match self.physical.get(code) {
				None => broken.all([SealError::PhysicalSealNotFound]),
				Some(physical) => {
					if let Ok(uscc) = &found {
						broken.unless(physical.uscc == *uscc, SealError::PhysicalSealOfAnotherEnterprise);
						broken.unless(
							self.may_carry_name(uscc, physical.filed_at, form.valid_from.max(self.now)),
							SealError::PhysicalSealOfOldName,
						);
					}
					broken.unless(physical.kind == SealKind::Official, SealError::PhysicalSealNotOfficial);
					broken.unless(
						physical.status.0 == PhysicalSealStatus::Filed,
						SealError::PhysicalSealGone,
					);
					// Its own live e-seal is the predecessor, which gives way.
					let is_anothers = |id: usize| found.as_ref().is_ok_and(|uscc| self.seals[id].uscc != *uscc);
					let taken = self.paired(code).into_iter().any(is_anothers);
					broken.unless(!taken, SealError::PhysicalSealPaired);
				}
			},
		}

		let Form {
			key,
			certificate,
			picture,
			valid_from,
			valid_until,
		} = form.clone();
		broken.unless(valid_from < valid_until, SealError::ValidityInverted);
		broken.unless(valid_until > self.now, SealError::ValidityPast);
		broken.unless(
			valid_until.saturating_sub(valid_from.0) <= Moment(MaxValidity::get()),
			SealError::ValidityTooLong,
		);
		broken.unless(
			texts::is_sha256(certificate) && texts::is_sha256(picture),
			SealError::DigestNotSha256,
		);
		if let SealKey::Sm2 {
			identity: Some(identity),
			..
		} = &key
		{
			broken.all(texts::text(identity.as_bytes(), 64));
		}
		broken.unless(!holders(&key).contains(&who), SealError::KeyOfOwner);
		broken.all(self.belonging(&form));
		if texts::uscc_form(uscc).is_empty() && seal_code.is_some() {
			let mut bytes = b"eseal:possession:v1".to_vec();
			(genesis_hash(), &who).encode_to(&mut bytes);
			(uscc, code, key.clone(), certificate, picture, valid_from, valid_until).encode_to(&mut bytes);
			broken.unless(is_signed(&key, proof, &bytes), SealError::ProofInvalid);
		}

		let (uscc, code) = match (found, seal_code) {
			(Ok(uscc), Some(code)) => (uscc, code),
			(found, _) => {
				broken.all(found.err().unwrap_or_default());
				return broken.verdict();
			}
		};
		broken.verdict()?;

		let enterprise = &self.enterprises[&uscc];
		let name = enterprise.naming_at(form.valid_from.max(self.now)).name.clone();
		self.seals.push(Seal {
			supersedes: self.latest(&uscc).map(|id| SealId(id as u64)),
			name,
			changes: enterprise.changes,
			uscc,
			code,
			applicant: who.clone(),
			form,
			status: SealStatus::Applied,
			holds: Vec::new(),
			applied_at: self.now,
			activated_at: None,
			rotate_by: None,
			revoked_at: None,
			history: Vec::new(),
			records: Vec::new(),
			left: 0,
			head: H256::zero(),
		});
		self.record(
			self.seals.len() - 1,
			Change::Applied,
			Actor::Owner { account: who },
			self.now,
		);
		Ok(())
	}

	pub(super) fn withdraw(&mut self, caller: &Caller, id: SealId) -> Verdict {
		let account = Self::account(caller)?.clone();
		let id = self.find_seal(id).ok_or_else(not_found)?;
		let mut broken = Broken::default();
		broken.unless(*self.owner_of(id) == account, SealError::NotOwner);
		broken.unless(
			self.seals[id].status == SealStatus::Applied,
			SealError::ApplicationNotPending,
		);
		broken.verdict()?;
		self.seals[id].status = SealStatus::Withdrawn;
		self.record(id, Change::Withdrawn, Actor::Owner { account }, self.now);
		self.end_grants(id);
		Ok(())
	}

	pub(super) fn approve(&mut self, caller: &Caller, id: SealId, digest: H256) -> Verdict {
		let by = self.officer(caller, Seat::DataResources)?;
		let id = self.find_seal(id).ok_or_else(not_found)?;
		let seal = &self.seals[id];
		let mut broken = self.decided(id, digest);
		if seal.status != SealStatus::Applied {
			broken.all([SealError::ApplicationNotPending]);
			return broken.verdict();
		}
		let uscc = seal.uscc.clone();
		let enterprise = &self.enterprises[&uscc];
		match enterprise.status {
			EnterpriseStatus::Active => {}
			EnterpriseStatus::Restricted => broken.all([SealError::EnterpriseIsRestricted]),
			EnterpriseStatus::Deregistered | EnterpriseStatus::Voided => broken.all(enterprise.not_registered()),
		}
		broken.unless(
			enterprise.changes == seal.changes && self.carries_name(id),
			SealError::EnterpriseChanged,
		);
		broken.unless(
			self.physical[&seal.code].status.0 == PhysicalSealStatus::Filed,
			SealError::PhysicalSealGone,
		);
		let paired = self.paired(&seal.code).into_iter();
		let taken = paired.map(|other| &self.seals[other].uscc).any(|other| *other != uscc);
		broken.unless(!taken, SealError::PhysicalSealPaired);
		broken.unless(seal.form.valid_until > self.now, SealError::ValidityPast);
		broken.unless(!enterprise.is_frozen(self.now), SealError::EnterpriseIsFrozen);
		broken.all(self.belonging(&seal.form));
		broken.verdict()?;

		let mut activated_at = self.now;
		if let Some(predecessor) = self.live(&uscc) {
			activated_at = self.seals[id].form.valid_from.max(self.now);
			if activated_at == self.now {
				self.end(predecessor, RevocationReason::Superseded, by.clone(), self.now);
			} else {
				self.end_ahead(predecessor, id, by.clone(), activated_at);
			}
		}
		self.seals[id].status = SealStatus::Active;
		self.seals[id].activated_at = Some(activated_at);
		self.record(id, Change::Activated, by.clone(), activated_at);
		self.settle_name(id, &by);
		Ok(())
	}

	pub(super) fn reject(&mut self, caller: &Caller, id: SealId, digest: H256, reason: RejectionReason) -> Verdict {
		let by = self.officer(caller, Seat::DataResources)?;
		let mut broken = Broken::default();
		broken.unless(
			reason != RejectionReason::EnterpriseDeregistered,
			SealError::ReasonReserved,
		);
		let Some(id) = self.find_seal(id) else {
			broken.all([SealError::SealNotFound]);
			return broken.verdict();
		};
		broken.unless(self.seals[id].digest() == digest, SealError::ApplicationDiffers);
		broken.unless(
			self.seals[id].status == SealStatus::Applied,
			SealError::ApplicationNotPending,
		);
		broken.verdict()?;
		self.refuse(id, reason, by);
		Ok(())
	}

	pub(super) fn revoke(
		&mut self,
		caller: &Caller,
		id: SealId,
		digest: H256,
		reason: RevocationReason,
		effective_at: Option<Moment>,
	) -> Verdict {
		let (id, by) = self.owner_or_platform(caller, id)?;
		let seal = &self.seals[id];
		let mut broken = self.decided(id, digest);
		broken.unless(self.is_in_force(id), SealError::SealNotActive);
		broken.unless(
			!matches!(
				reason,
				RevocationReason::Superseded | RevocationReason::EnterpriseDeregistered
			),
			SealError::ReasonReserved,
		);
		if matches!(by, Actor::Owner { .. }) {
			broken.unless(
				!matches!(reason, RevocationReason::CourtOrder | RevocationReason::IssuedInError),
				SealError::ReasonOfAgencies,
			);
			broken.unless(effective_at.is_none(), SealError::OwnerRevokesFromNow);
		}
		let effective_at = effective_at.unwrap_or(self.now);
		broken.unless(effective_at <= self.now, SealError::EffectiveInFuture);
		broken.unless(
			// One that has not taken over yet is revoked from now on.
			seal.activated_at
				.is_none_or(|activated| effective_at >= activated.min(self.now)),
			SealError::EffectiveTooEarly,
		);
		broken.verdict()?;
		self.end(id, reason, by, effective_at);
		Ok(())
	}
}

fn not_found() -> Vec<DispatchError> {
	vec![SealError::SealNotFound.into()]
}
