//! Benchmarks of the calls, each in its worst case.

use super::*;
use alloc::{format, vec::Vec};
use codec::Encode;
use eseal_crypto::{
	benchmarking::BenchmarkKey,
	decision::{
		application_digest, correction_digest, history_entry_digest, register_entry_digest, registration_digest,
	},
};
use eseal_primitives::{
	Act, CorrectionId, DocumentDigest, Moment, RawText, SealCode, SealId, SealKey, SealSignature, Seat, Uscc, UsccCheck,
};
use frame_benchmarking::v2::*;
use frame_support::traits::Get;
use frame_system::{pallet_prelude::OriginFor, RawOrigin};
use pallet_admission::OfficerGate;
use pallet_agencies::genesis_hash;
use sp_core::H256;

fn raw(bytes: &[u8]) -> RawText {
	RawText::try_from(bytes).expect("a benchmark's text is short")
}

/// A right code, for each `n` another.
fn uscc(n: u32) -> RawText {
	let mut code: Vec<u8> = format!("9133{n:013}").into_bytes();
	code.push(Uscc::check_character(&code).expect("digits are in the alphabet"));
	raw(&code)
}

fn code(n: u32) -> RawText {
	raw(format!("{n:013}").as_bytes())
}

fn digest(n: u8) -> DocumentDigest {
	DocumentDigest::Sha256(H256::repeat_byte(n))
}

/// An officer for whom one suffices.
fn alone<T: Config>(act: Act) -> OriginFor<T> {
	T::Officers::benchmark_origin(act, &())
}

/// Two officers, of whom the second confirmed the act with these arguments.
fn confirmed<T: Config>(act: Act, arguments: impl Encode) -> OriginFor<T> {
	T::Officers::benchmark_origin(act, &arguments)
}

fn now<T: Config>() -> Moment {
	Pallet::<T>::now()
}

/// The first physical seal was lost just now.
fn physical_seal_lost<T: Config>() {
	let report = (code(1), PhysicalSealReport::Lost, now::<T>());
	Pallet::<T>::report_physical_seal(
		confirmed::<T>(Act::ReportPhysicalSeal, &report),
		code(1),
		PhysicalSealReport::Lost,
		now::<T>(),
	)
	.expect("a right call");
}

fn parsed(n: u32) -> SealCode {
	SealCode::parse(code(n).as_bytes()).expect("right")
}

/// This many wrong codes lead to the physical seal `n`.
fn misfiled<T: Config>(n: u32, wrong: u32) {
	let right = PhysicalSeals::<T>::get(parsed(n)).expect("it is on file");
	let mut from = eseal_primitives::correction::RectifiedFrom::default();
	for wrong in (0..wrong).map(|wrong| parsed(wrong.saturating_add(1_000))) {
		let misfiled = PhysicalSeal {
			status: PhysicalSealStatus::Misfiled,
			paired: None,
			..right.clone()
		};
		PhysicalSeals::<T>::insert(wrong, misfiled);
		from.try_push(RegisterSubject::PhysicalSeal(wrong))
			.expect("there is room");
	}
	RectifiedFrom::<T>::insert(RegisterSubject::PhysicalSeal(parsed(n)), from);
}

/// Whether the note that it is gone is on all wrong codes of a physical seal, and they are this many.
fn are_gone<T: Config>(n: u32, wrong: usize) -> bool {
	let gone = PhysicalSeals::<T>::get(parsed(n)).and_then(|physical| physical.gone());
	let from = RectifiedFrom::<T>::get(RegisterSubject::PhysicalSeal(parsed(n)));
	from.len() == wrong
		&& PhysicalSeals::<T>::iter_values()
			.filter(|physical| physical.status == PhysicalSealStatus::Misfiled)
			.all(|physical| physical.gone_under_right_code == gone)
}

fn registered<T: Config>(owner: &T::AccountId, n: u32) {
	let name = raw(&Name::longest());
	Pallet::<T>::register_enterprise(
		alone::<T>(Act::RegisterEnterprise),
		uscc(n),
		name,
		owner.clone(),
		UsccCheck::Enforced,
	)
	.expect("a fresh code");
}

fn filed<T: Config>(uscc_n: u32, code_n: u32) {
	let maker = raw(&MakerName::longest());
	Pallet::<T>::file_physical_seal(
		alone::<T>(Act::FilePhysicalSeal),
		code(code_n),
		uscc(uscc_n),
		SealKind::Official,
		digest(1),
		maker,
	)
	.expect("a fresh code");
}

fn form<T: Config>(key: SealKey, n: u8) -> ApplicationForm {
	let valid_until = now::<T>().saturating_add(T::MaxValidity::get());
	ApplicationForm {
		key,
		certificate: digest(n),
		picture: digest(n),
		valid_from: now::<T>(),
		valid_until,
	}
}

fn form_and_proof<T: Config>(
	seal_key: &BenchmarkKey,
	owner: &T::AccountId,
	uscc_n: u32,
	code_n: u32,
	n: u8,
) -> (ApplicationForm, SealSignature) {
	let form = form::<T>(seal_key.public(), n);
	let uscc = Uscc::parse(uscc(uscc_n).as_bytes(), UsccCheck::Enforced).expect("right");
	let code = SealCode::parse(code(code_n).as_bytes()).expect("right");
	let bytes = form.claim(uscc, code).bytes_to_sign(genesis_hash::<T>(), owner);
	(form, seal_key.sign(&bytes).expect("the key is there"))
}

fn applied<T: Config>(owner: &T::AccountId, uscc_n: u32, code_n: u32, n: u8) -> SealId {
	let id = NextSealId::<T>::get();
	let (form, proof) = form_and_proof::<T>(&BenchmarkKey::ecdsa(), owner, uscc_n, code_n, n);
	Pallet::<T>::do_apply(owner.clone(), &uscc(uscc_n), &code(code_n), form, &proof).expect("a right application");
	id
}

fn issued<T: Config>() -> (T::AccountId, SealId) {
	let owner: T::AccountId = account("owner", 0, 0);
	registered::<T>(&owner, 1);
	filed::<T>(1, 1);
	let id = applied::<T>(&owner, 1, 1, 1);
	Pallet::<T>::approve(alone::<T>(Act::Approve), id, decided::<T>(id)).expect("a right application");
	(owner, id)
}

/// Freezes the first enterprise for a minute, on the order with the digest 9.
fn frozen<T: Config>() {
	let until = now::<T>().saturating_add(60_000);
	Pallet::<T>::freeze(alone::<T>(Act::Freeze), uscc(1), digest(9), until).expect("a right call");
}

/// When an offer ends that is made now, and when the key must have been replaced: as late as may be.
fn dates<T: Config>() -> (Moment, Moment) {
	let now = now::<T>();
	(
		now.saturating_add(T::MaxOffer::get()),
		now.saturating_add(T::MaxRotation::get()),
	)
}

/// The longest name again, with another letter of the same kind in front.
fn another_name() -> RawText {
	let mut name = "\u{3b0}".as_bytes().to_vec();
	name.extend(Name::longest().into_iter().skip(2));
	raw(&name)
}

/// Puts the first enterprise in liquidation, with a liquidator.
fn in_liquidation<T: Config>() {
	Pallet::<T>::restrict_enterprise(alone::<T>(Act::RestrictEnterprise), uscc(1)).expect("a right call");
	let liquidator: T::AccountId = account("liquidator", 0, 0);
	Pallet::<T>::name_liquidator(alone::<T>(Act::NameLiquidator), uscc(1), liquidator, digest(9))
		.expect("a right call");
}

/// Offers the first enterprise to an account.
fn offered<T: Config>(to: T::AccountId) {
	let (until, rotate_by) = dates::<T>();
	Pallet::<T>::offer_ownership(alone::<T>(Act::OfferOwnership), uscc(1), to, until, rotate_by).expect("a right call");
}

/// A usable e-seal of an enterprise of its own with a given key, for other pallets' benchmarks; up to 200 of them.
pub(crate) fn active_seal<T: Config>(owner: &T::AccountId, key: SealKey) -> SealId {
	let n = u8::try_from(NextSealId::<T>::get().0).expect("there are few") + 7;
	registered::<T>(owner, n.into());
	filed::<T>(n.into(), n.into());
	let id = applied::<T>(owner, n.into(), n.into(), n);
	Pallet::<T>::approve(alone::<T>(Act::Approve), id, decided::<T>(id)).expect("a right application");
	Seals::<T>::mutate(id, |seal| {
		if let Some(seal) = seal {
			Keys::<T>::remove(seal.key.without_identity());
			Keys::<T>::insert(key.without_identity(), id);
			seal.key = key;
		}
	});
	id
}

/// The digest that decisions about an e-seal name.
fn decided<T: Config>(id: SealId) -> H256 {
	Seals::<T>::get(id).map_or_else(H256::zero, |seal| application_digest(&seal))
}

/// An e-seal that Data Resources revoked, and the correction that reverses that.
fn revoked<T: Config>() -> (SealId, Correction) {
	let (_, id) = issued::<T>();
	let (reason, since) = (RevocationReason::CourtOrder, Some(now::<T>()));
	let origin = confirmed::<T>(Act::Revoke, (id, decided::<T>(id), reason, since));
	Pallet::<T>::revoke(origin, id, decided::<T>(id), reason, since).expect("a right call");
	let entry = Seals::<T>::get(id).expect("it is there").history_len - 1;
	let recorded = History::<T>::get(id, entry).expect("it is there");
	let digest = history_entry_digest(decided::<T>(id), entry, &recorded);
	(
		id,
		Correction::ReverseRevocation {
			seal: id,
			entry,
			digest,
		},
	)
}

/// Two officers of the agency that erred, of whom the second confirmed that they propose a correction.
fn proposers<T: Config>(correction: Correction) -> OriginFor<T> {
	T::Officers::benchmark_origin_of(correction.seat(), Act::ProposeCorrection, &(correction, digest(9)))
}

/// The agency has as many corrections waiting as it may have, without one. All have this end.
fn others_wait<T: Config>(correction: Correction, until: Moment) {
	for _ in 1..T::MaxOpenCorrections::get() {
		let id = NextCorrectionId::<T>::get();
		Pallet::<T>::propose_correction(proposers::<T>(correction), correction, digest(9)).expect("a right call");
		Corrections::<T>::mutate(id, |proposed| {
			if let Some(proposed) = proposed {
				proposed.until = until;
			}
		});
	}
}

/// A correction that was proposed as the last one that may be, and its digest.
fn proposed<T: Config>(correction: Correction) -> (CorrectionId, H256) {
	others_wait::<T>(correction, now::<T>().saturating_add(1));
	let id = NextCorrectionId::<T>::get();
	Pallet::<T>::propose_correction(proposers::<T>(correction), correction, digest(9)).expect("a right call");
	let proposed = Corrections::<T>::get(id).expect("it was just proposed");
	(id, correction_digest(&proposed))
}

fn status_of<T: Config>(id: SealId) -> Option<SealStatus> {
	Seals::<T>::get(id).map(|seal| seal.status)
}

fn has_hold<T: Config>(id: SealId, hold: Hold) -> bool {
	Seals::<T>::get(id).is_some_and(|seal| seal.holds.contains(&hold))
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn register_enterprise() {
		let owner: T::AccountId = account("owner", 0, 0);
		let name = raw(&Name::longest());
		#[extrinsic_call]
		_(
			alone::<T>(Act::RegisterEnterprise) as OriginFor<T>,
			uscc(1),
			name,
			owner,
			UsccCheck::Enforced,
		);
		assert_eq!(Enterprises::<T>::iter().count(), 1);
	}

	#[benchmark]
	fn rename_enterprise() {
		let (_, id) = issued::<T>();
		let from = now::<T>().saturating_add(T::MaxRenameAhead::get());
		#[extrinsic_call]
		_(
			alone::<T>(Act::RenameEnterprise) as OriginFor<T>,
			uscc(1),
			another_name(),
			Some(from),
		);
		assert!(has_hold::<T>(id, Hold::EnterpriseRenamed));
	}

	#[benchmark]
	fn withdraw_rename() {
		let (_, id) = issued::<T>();
		let from = now::<T>().saturating_add(T::MaxRenameAhead::get());
		Pallet::<T>::rename_enterprise(alone::<T>(Act::RenameEnterprise), uscc(1), another_name(), Some(from))
			.expect("a right call");
		#[extrinsic_call]
		_(alone::<T>(Act::WithdrawRename) as OriginFor<T>, uscc(1), another_name());
		assert!(!has_hold::<T>(id, Hold::EnterpriseRenamed));
	}

	/// In place of another one, of an enterprise with a live e-seal and a pending application, whose keys the liquidator must not have.
	#[benchmark]
	fn name_liquidator() {
		let (owner, _) = issued::<T>();
		applied::<T>(&owner, 1, 1, 2);
		in_liquidation::<T>();
		let liquidator: T::AccountId = account("liquidator", 1, 0);
		#[extrinsic_call]
		_(
			alone::<T>(Act::NameLiquidator) as OriginFor<T>,
			uscc(1),
			liquidator.clone(),
			digest(10),
		);
		assert!(Liquidators::<T>::iter_values().all(|named| named.account == liquidator));
	}

	#[benchmark]
	fn restrict_enterprise() {
		let (_, id) = issued::<T>();
		#[extrinsic_call]
		_(alone::<T>(Act::RestrictEnterprise) as OriginFor<T>, uscc(1));
		assert!(has_hold::<T>(id, Hold::EnterpriseRestricted));
	}

	/// With a liquidator.
	#[benchmark]
	fn lift_restriction() {
		let (_, id) = issued::<T>();
		in_liquidation::<T>();
		#[extrinsic_call]
		_(alone::<T>(Act::LiftRestriction) as OriginFor<T>, uscc(1));
		assert!(!has_hold::<T>(id, Hold::EnterpriseRestricted));
	}

	/// With a live e-seal, a pending application and a liquidator.
	#[benchmark]
	fn deregister_enterprise() {
		let (owner, id) = issued::<T>();
		let pending = applied::<T>(&owner, 1, 1, 2);
		in_liquidation::<T>();
		#[extrinsic_call]
		_(
			confirmed::<T>(Act::DeregisterEnterprise, uscc(1)) as OriginFor<T>,
			uscc(1),
		);
		assert_eq!(status_of::<T>(id), Some(SealStatus::Revoked));
		assert_eq!(status_of::<T>(pending), Some(SealStatus::Rejected));
	}

	/// With a live e-seal and a pending application, whose keys the new owner must not have, and an offer that is replaced.
	#[benchmark]
	fn offer_ownership() {
		let (owner, _) = issued::<T>();
		applied::<T>(&owner, 1, 1, 2);
		let (heir, another): (T::AccountId, T::AccountId) = (account("heir", 0, 0), account("heir", 1, 0));
		offered::<T>(another);
		let (until, rotate_by) = dates::<T>();
		#[extrinsic_call]
		_(
			alone::<T>(Act::OfferOwnership) as OriginFor<T>,
			uscc(1),
			heir.clone(),
			until,
			rotate_by,
		);
		assert!(Offers::<T>::iter_values().all(|offer| offer.owner == heir));
	}

	/// With a live e-seal and a pending application, whose keys the new owner must not have.
	#[benchmark]
	fn accept_ownership() {
		let (owner, id) = issued::<T>();
		applied::<T>(&owner, 1, 1, 2);
		let heir: T::AccountId = account("heir", 0, 0);
		offered::<T>(heir.clone());
		#[extrinsic_call]
		_(RawOrigin::Signed(heir.clone()), uscc(1), dates::<T>().1);
		assert!(Enterprises::<T>::iter_values().all(|e| e.owner == heir && e.owner != owner));
		assert!(has_hold::<T>(id, Hold::KeyRotationDue));
	}

	#[benchmark]
	fn withdraw_offer() {
		issued::<T>();
		offered::<T>(account("heir", 0, 0));
		#[extrinsic_call]
		_(alone::<T>(Act::WithdrawOffer) as OriginFor<T>, uscc(1));
		assert_eq!(Offers::<T>::iter().count(), 0);
	}

	/// The last successor that there may be.
	#[benchmark]
	fn record_successor() {
		let owner: T::AccountId = account("owner", 0, 0);
		(1..=MAX_SUCCESSORS.saturating_add(1)).for_each(|n| registered::<T>(&owner, n));
		for n in 2..=MAX_SUCCESSORS {
			let origin = confirmed::<T>(Act::RecordSuccessor, (uscc(1), uscc(n)));
			Pallet::<T>::record_successor(origin, uscc(1), uscc(n)).expect("a right call");
		}
		let last = uscc(MAX_SUCCESSORS.saturating_add(1));
		let origin = confirmed::<T>(Act::RecordSuccessor, (uscc(1), last.clone()));
		#[extrinsic_call]
		_(origin as OriginFor<T>, uscc(1), last);
		assert_eq!(Successors::<T>::iter_values().flatten().count(), 8);
	}

	#[benchmark]
	fn file_physical_seal() {
		let owner: T::AccountId = account("owner", 0, 0);
		registered::<T>(&owner, 1);
		let maker = raw(&MakerName::longest());
		#[extrinsic_call]
		_(
			alone::<T>(Act::FilePhysicalSeal) as OriginFor<T>,
			code(1),
			uscc(1),
			SealKind::Official,
			digest(1),
			maker,
		);
		assert_eq!(PhysicalSeals::<T>::iter().count(), 1);
	}

	#[benchmark]
	fn report_physical_seal() {
		let (_, id) = issued::<T>();
		misfiled::<T>(1, MAX_RECTIFIED);
		let origin = confirmed::<T>(Act::ReportPhysicalSeal, (code(1), PhysicalSealReport::Lost, now::<T>()));
		#[extrinsic_call]
		_(origin as OriginFor<T>, code(1), PhysicalSealReport::Lost, now::<T>());
		assert!(has_hold::<T>(id, Hold::PhysicalSealLost) && are_gone::<T>(1, 4));
	}

	/// A freeze that renews another one.
	#[benchmark]
	fn freeze() {
		let (_, id) = issued::<T>();
		frozen::<T>();
		let until = now::<T>().saturating_add(T::MaxFreeze::get());
		#[extrinsic_call]
		_(alone::<T>(Act::Freeze) as OriginFor<T>, uscc(1), digest(10), until);
		assert!(has_hold::<T>(id, Hold::Freeze));
	}

	#[benchmark]
	fn unfreeze() {
		let (_, id) = issued::<T>();
		frozen::<T>();
		#[extrinsic_call]
		_(alone::<T>(Act::Unfreeze) as OriginFor<T>, uscc(1), digest(9));
		assert!(!has_hold::<T>(id, Hold::Freeze));
	}

	#[benchmark]
	fn apply() {
		let owner: T::AccountId = account("owner", 0, 0);
		registered::<T>(&owner, 1);
		filed::<T>(1, 1);
		let (form, proof) = form_and_proof::<T>(&BenchmarkKey::ecdsa(), &owner, 1, 1, 1);
		let ApplicationForm {
			key,
			certificate,
			picture,
			valid_from,
			valid_until,
		} = form;
		#[extrinsic_call]
		_(
			RawOrigin::Signed(owner),
			uscc(1),
			code(1),
			key,
			certificate,
			picture,
			valid_from,
			valid_until,
			proof,
		);
		assert_eq!(PendingApplication::<T>::iter().count(), 1);
	}

	#[benchmark]
	fn apply_sm2() {
		let owner: T::AccountId = account("owner", 0, 0);
		registered::<T>(&owner, 1);
		filed::<T>(1, 1);
		let (form, proof) = form_and_proof::<T>(&BenchmarkKey::sm2().expect("a key"), &owner, 1, 1, 1);
		let ApplicationForm {
			key,
			certificate,
			picture,
			valid_from,
			valid_until,
		} = form;
		#[extrinsic_call]
		apply(
			RawOrigin::Signed(owner),
			uscc(1),
			code(1),
			key,
			certificate,
			picture,
			valid_from,
			valid_until,
			proof,
		);
		assert_eq!(PendingApplication::<T>::iter().count(), 1);
	}

	#[benchmark]
	fn withdraw() {
		let owner: T::AccountId = account("owner", 0, 0);
		registered::<T>(&owner, 1);
		filed::<T>(1, 1);
		let id = applied::<T>(&owner, 1, 1, 1);
		#[extrinsic_call]
		_(RawOrigin::Signed(owner), id);
		assert_eq!(status_of::<T>(id), Some(SealStatus::Withdrawn));
	}

	/// By Data Resources, which the call looks for last.
	#[benchmark]
	fn suspend() {
		let (_, id) = issued::<T>();
		#[extrinsic_call]
		_(alone::<T>(Act::Suspend) as OriginFor<T>, id, decided::<T>(id));
		assert!(has_hold::<T>(id, Hold::PlatformSuspension));
	}

	/// By Data Resources, which the call looks for last.
	#[benchmark]
	fn resume() {
		let (_, id) = issued::<T>();
		Pallet::<T>::suspend(alone::<T>(Act::Suspend), id, decided::<T>(id)).expect("a right call");
		#[extrinsic_call]
		_(alone::<T>(Act::Resume) as OriginFor<T>, id, decided::<T>(id));
		assert!(!has_hold::<T>(id, Hold::PlatformSuspension));
	}

	/// With a live predecessor that has another physical seal.
	#[benchmark]
	fn approve() {
		let (owner, before) = issued::<T>();
		filed::<T>(1, 2);
		let id = applied::<T>(&owner, 1, 2, 2);
		#[extrinsic_call]
		_(alone::<T>(Act::Approve) as OriginFor<T>, id, decided::<T>(id));
		assert_eq!(status_of::<T>(id), Some(SealStatus::Active));
		assert_eq!(status_of::<T>(before), Some(SealStatus::Revoked));
	}

	#[benchmark]
	fn reject() {
		let owner: T::AccountId = account("owner", 0, 0);
		registered::<T>(&owner, 1);
		filed::<T>(1, 1);
		let id = applied::<T>(&owner, 1, 1, 1);
		#[extrinsic_call]
		_(
			alone::<T>(Act::Reject) as OriginFor<T>,
			id,
			decided::<T>(id),
			RejectionReason::Other,
		);
		assert_eq!(status_of::<T>(id), Some(SealStatus::Rejected));
	}

	/// By Data Resources, whose officers have it in their history.
	#[benchmark]
	fn revoke() {
		let (_, id) = issued::<T>();
		let reason = RevocationReason::CourtOrder;
		let origin = confirmed::<T>(Act::Revoke, (id, decided::<T>(id), reason, Some(now::<T>())));
		#[extrinsic_call]
		_(
			origin as OriginFor<T>,
			id,
			decided::<T>(id),
			RevocationReason::CourtOrder,
			Some(now::<T>()),
		);
		assert_eq!(status_of::<T>(id), Some(SealStatus::Revoked));
	}

	/// A reversal, with as many others waiting as may, of which as many have ended as are cleared at most.
	#[benchmark]
	fn propose_correction() {
		let (_, correction) = revoked::<T>();
		others_wait::<T>(correction, Moment(0));
		let id = NextCorrectionId::<T>::get();
		#[extrinsic_call]
		_(proposers::<T>(correction) as OriginFor<T>, correction, digest(9));
		assert!(Corrections::<T>::contains_key(id));
		assert!(!Corrections::<T>::contains_key(CorrectionId(0)));
	}

	/// While the e-seal was revoked, its physical seal was lost, and its enterprise restricted, renamed, frozen, accepted by another
	/// account, and given a liquidator.
	#[benchmark]
	fn agree_to_reversed_revocation() {
		let (seal, correction) = revoked::<T>();
		physical_seal_lost::<T>();
		Pallet::<T>::rename_enterprise(alone::<T>(Act::RenameEnterprise), uscc(1), raw(b"another"), None)
			.expect("a right call");
		in_liquidation::<T>();
		frozen::<T>();
		let heir: T::AccountId = account("heir", 0, 0);
		offered::<T>(heir.clone());
		Pallet::<T>::accept_ownership(RawOrigin::Signed(heir).into(), uscc(1), dates::<T>().1).expect("a right call");
		let (id, digest) = proposed::<T>(correction);
		let origin = T::Officers::benchmark_origin_of(Seat::PublicSecurity, Act::AgreeCorrection, &(id, digest));
		#[extrinsic_call]
		agree_correction(origin as OriginFor<T>, id, digest);
		assert_eq!(status_of::<T>(seal), Some(SealStatus::Active));
		assert_eq!(Seals::<T>::get(seal).map(|seal| seal.holds.len()), Some(5));
	}

	/// With a live e-seal that the report put on hold, and as many wrong codes as may be.
	#[benchmark]
	fn agree_to_reversed_report() {
		let (_, seal) = issued::<T>();
		misfiled::<T>(1, MAX_RECTIFIED);
		physical_seal_lost::<T>();
		let lost = parsed(1);
		let subject = RegisterSubject::PhysicalSeal(lost);
		let recorded = RegisterHistory::<T>::get(subject, 0).expect("it was just reported");
		let correction = Correction::ReverseReport {
			code: lost,
			entry: 0,
			digest: register_entry_digest(subject, 0, &recorded),
		};
		let (id, digest) = proposed::<T>(correction);
		let origin = T::Officers::benchmark_origin_of(Seat::DataResources, Act::AgreeCorrection, &(id, digest));
		#[extrinsic_call]
		agree_correction(origin as OriginFor<T>, id, digest);
		assert!(!has_hold::<T>(seal, Hold::PhysicalSealLost) && are_gone::<T>(1, 4));
	}

	/// With an e-seal that was revoked with it. Meanwhile its physical seal was lost, and its freeze lifted.
	#[benchmark]
	fn agree_to_reversed_deregistration() {
		let (_, seal) = issued::<T>();
		frozen::<T>();
		Pallet::<T>::deregister_enterprise(confirmed::<T>(Act::DeregisterEnterprise, uscc(1)), uscc(1))
			.expect("a right call");
		Pallet::<T>::unfreeze(alone::<T>(Act::Unfreeze), uscc(1), digest(9)).expect("a right call");
		physical_seal_lost::<T>();
		let gone = Uscc::parse(uscc(1).as_bytes(), UsccCheck::Enforced).expect("right");
		let subject = RegisterSubject::Enterprise(gone);
		let recorded = RegisterHistory::<T>::get(subject, 1).expect("it was just deregistered");
		let correction = Correction::ReverseDeregistration {
			uscc: gone,
			entry: 1,
			digest: register_entry_digest(subject, 1, &recorded),
		};
		let (id, digest) = proposed::<T>(correction);
		let origin = T::Officers::benchmark_origin_of(Seat::DataResources, Act::AgreeCorrection, &(id, digest));
		#[extrinsic_call]
		agree_correction(origin as OriginFor<T>, id, digest);
		assert_eq!(status_of::<T>(seal), Some(SealStatus::Active));
	}

	/// With a live e-seal, a pending application, an offer and a freeze, and with as many wrong codes before as may be.
	#[benchmark]
	fn agree_to_voided_registration() {
		let (owner, seal) = issued::<T>();
		let pending = applied::<T>(&owner, 1, 1, 2);
		offered::<T>(account("heir", 0, 0));
		frozen::<T>();
		let right = |n| Uscc::parse(uscc(n).as_bytes(), UsccCheck::Enforced).expect("right");
		let mut from = eseal_primitives::correction::RectifiedFrom::default();
		for n in 1..MAX_RECTIFIED {
			let wrong = RegisterSubject::Enterprise(right(n.saturating_add(1_000)));
			from.try_push(wrong).expect("there is room");
		}
		RectifiedFrom::<T>::insert(RegisterSubject::Enterprise(right(1)), from);
		let registered = Enterprises::<T>::get(right(1)).expect("it is registered");
		let correction = Correction::VoidRegistration {
			uscc: right(1),
			instead: right(2),
			check: UsccCheck::Enforced,
			digest: registration_digest(&right(1), &registered),
		};
		let (id, digest) = proposed::<T>(correction);
		let origin = T::Officers::benchmark_origin_of(Seat::DataResources, Act::AgreeCorrection, &(id, digest));
		#[extrinsic_call]
		agree_correction(origin as OriginFor<T>, id, digest);
		assert_eq!(status_of::<T>(seal), Some(SealStatus::Revoked));
		assert_eq!(status_of::<T>(pending), Some(SealStatus::Rejected));
		assert_eq!(Enterprises::<T>::iter().count(), 2);
		assert!(Freezes::<T>::contains_key(right(2)) && Offers::<T>::iter().count() == 0);
		assert_eq!(Rectified::<T>::iter().count(), 4);
	}

	/// To another enterprise and another code, while a live e-seal and a pending application have another one, and after as many wrong
	/// codes as may be.
	#[benchmark]
	fn agree_to_moved_physical_seal() {
		let (owner, _) = issued::<T>();
		applied::<T>(&owner, 1, 1, 2);
		registered::<T>(&owner, 2);
		filed::<T>(1, 2);
		misfiled::<T>(2, MAX_RECTIFIED.saturating_sub(1));
		let physical = PhysicalSeals::<T>::get(parsed(2)).expect("it is on file");
		let correction = Correction::MovePhysicalSeal {
			code: parsed(2),
			instead: parsed(3),
			uscc: Uscc::parse(uscc(2).as_bytes(), UsccCheck::Enforced).expect("right"),
			digest: Pallet::<T>::file_digest(parsed(2), &physical),
		};
		let (id, digest) = proposed::<T>(correction);
		let origin = T::Officers::benchmark_origin_of(Seat::DataResources, Act::AgreeCorrection, &(id, digest));
		#[extrinsic_call]
		agree_correction(origin as OriginFor<T>, id, digest);
		assert!(PhysicalSeals::<T>::contains_key(parsed(3)));
		assert_eq!(Rectified::<T>::iter().count(), 4);
	}

	#[benchmark]
	fn withdraw_correction() {
		let (_, correction) = revoked::<T>();
		let (id, digest) = proposed::<T>(correction);
		let origin = T::Officers::benchmark_origin_of(correction.seat(), Act::WithdrawCorrection, &(id, digest));
		#[extrinsic_call]
		_(origin as OriginFor<T>, id, digest);
		assert!(!Corrections::<T>::contains_key(id));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
