//! Each invariant is attacked: what no call can do is written into the storage, and the check must find it.

use super::*;
use crate::Counts;
use eseal_primitives::key::Sm2Point;
use pallet_admission::{Admission as _, Role};
use std::collections::BTreeSet;

const THIRD_USCC: &str = UNKNOWN_USCC;
const THIRD_CODE: &str = "1100000000002";
const THIRD_FINANCE: &str = "1100000000003";
const FOURTH_USCC: &str = "91330106MA2KXYA720";
const FOURTH_CODE: &str = "1100000000004";
const FOURTH_OWNER: AccountId = AccountId::new([4; 32]);
const FIFTH_USCC: &str = "91330100123456788G";
const FIFTH_OWNER: AccountId = AccountId::new([5; 32]);

/// The e-seals of the world that is corrupted.
const REVOKED: SealId = SealId(0);
const LIVE: SealId = SealId(1);
const FAILED: SealId = SealId(2);
const OTHER_LIVE: SealId = SealId(3);
const WITHDRAWN: SealId = SealId(4);
const PENDING: SealId = SealId(5);
const SUCCEEDED: SealId = SealId(6);
const AWAITED: SealId = SealId(7);

/// [`USCC`] has a live e-seal with a revoked predecessor, [`OTHER_USCC`] a live one after an application that failed, frozen
/// with a freeze that was renewed, and offered to [`STRANGER`], and succeeded by [`USCC`], and [`THIRD_USCC`] a withdrawn and a pending application. [`FOURTH_USCC`] has a
/// live e-seal from which another one takes over later. [`FIFTH_USCC`] has none, is to have another name, and a liquidator.
fn world() {
	assert_eq!(issued(), REVOKED);
	pass(DAY);
	assert_eq!(Application::new(2).issued(), LIVE);

	other_filed();
	let failed = Application::of_other(3).applied();
	assert_ok!(decide::reject(dr(), failed, RejectionReason::Other));
	assert_eq!(failed, FAILED);
	assert_eq!(Application::of_other(4).issued(), OTHER_LIVE);

	register(THIRD_USCC, NEW_OWNER);
	file(THIRD_CODE, THIRD_USCC);
	file_kind(THIRD_FINANCE, THIRD_USCC, SealKind::Finance);
	let third = |n| Application {
		uscc: THIRD_USCC,
		code: THIRD_CODE,
		owner: NEW_OWNER,
		..Application::new(n)
	};
	assert_eq!(third(5).applied(), WITHDRAWN);
	pass(DAY);
	assert_ok!(ESeal::withdraw(by(NEW_OWNER), WITHDRAWN));
	assert_eq!(third(6).applied(), PENDING);

	for order in [1, 2] {
		pass(DAY);
		let until = now() + 10 * DAY;
		assert_ok!(outcome(ESeal::freeze(ps(), text(OTHER_USCC), sha256(order), until)));
	}
	pass(DAY);
	assert_ok!(ESeal::record_successor(ms(), text(OTHER_USCC), text(USCC)));
	let (until, rotate_by) = (now() + DAY, now() + 2 * DAY);
	assert_ok!(ESeal::offer_ownership(
		ms(),
		text(OTHER_USCC),
		STRANGER,
		until,
		rotate_by
	));
	pass(DAY);

	register(FOURTH_USCC, FOURTH_OWNER);
	file(FOURTH_CODE, FOURTH_USCC);
	let fourth = |n| Application {
		uscc: FOURTH_USCC,
		code: FOURTH_CODE,
		owner: FOURTH_OWNER,
		..Application::new(n)
	};
	assert_eq!(fourth(7).issued(), SUCCEEDED);
	let ahead = Application {
		valid_from: now() + DAY,
		valid_until: now() + YEAR,
		..fourth(8)
	};
	assert_eq!(ahead.issued(), AWAITED);

	register(FIFTH_USCC, FIFTH_OWNER);
	let (uscc, from) = (text(FIFTH_USCC), Some(now() + DAY));
	assert_ok!(ESeal::rename_enterprise(ms(), uscc.clone(), text("新名"), from));
	assert_ok!(ESeal::restrict_enterprise(ms(), uscc.clone()));
	assert_ok!(ESeal::name_liquidator(ms(), uscc, LIQUIDATOR, ORDER));
}

/// Writes other moments into the offer's entry: so long after it was made.
fn with_offer(until: u64, rotate_by: u64) {
	RegisterHistory::<Test>::mutate(RegisterSubject::Enterprise(uscc(OTHER_USCC)), 3, |entry| {
		let entry = entry.as_mut().unwrap();
		entry.change = RegisterChange::OwnershipOffered {
			to: STRANGER,
			until: entry.recorded_at + until,
			rotate_by: entry.recorded_at + rotate_by,
		};
	});
}

fn with_enterprise(code: &str, change: fn(&mut Enterprise<AccountId>)) {
	Enterprises::<Test>::mutate(uscc(code), |e| change(e.as_mut().unwrap()));
}

fn with_physical(digits: &str, change: fn(&mut PhysicalSeal)) {
	PhysicalSeals::<Test>::mutate(code(digits), |p| change(p.as_mut().unwrap()));
}

fn with_seal(id: SealId, change: fn(&mut Seal<AccountId>)) {
	Seals::<Test>::mutate(id, |s| change(s.as_mut().unwrap()));
}

fn with_entry(id: SealId, index: u32, change: fn(&mut HistoryEntry<AccountId, u64>)) {
	History::<Test>::mutate(id, index, |e| change(e.as_mut().unwrap()));
}

fn with_change(index: u32, change: fn(&mut RegisterEntry<AccountId, u64>)) {
	RegisterHistory::<Test>::mutate(RegisterSubject::Enterprise(uscc(OTHER_USCC)), index, |e| {
		change(e.as_mut().unwrap())
	});
}

/// Changes a record of the fifth enterprise: 0 is its new name, 1 its restriction, 2 its liquidator.
fn with_fifth(index: u32, change: fn(&mut RegisterEntry<AccountId, u64>)) {
	RegisterHistory::<Test>::mutate(RegisterSubject::Enterprise(uscc(FIFTH_USCC)), index, |e| {
		change(e.as_mut().unwrap())
	});
}

/// A text as it can be read, whatever rules it breaks.
fn unchecked<const MAX: u32>(text: &str) -> Text<MAX> {
	Text::decode(&mut &text.encode()[..]).unwrap()
}

/// An enterprise's owner is another account, rightly admitted.
fn change_hands(code: &str, to: AccountId) {
	let from = enterprise(code).owner;
	Enterprises::<Test>::mutate(uscc(code), |e| e.as_mut().unwrap().owner = to.clone());
	Admission::admit(&to, Role::Owner).unwrap();
	Admission::dismiss(&from, Role::Owner).unwrap();
}

/// What the check says, and a corruption that it must find.
pub(super) type Attack = (&'static str, fn());

const NOT_ADMITTED: &str = "an owner or a liquidator is not admitted for each of its enterprises";
const NOT_ITS_LATEST: &str = "the latest e-seal of an enterprise is not its own, or was never active";
const NOT_ITS_PENDING: &str = "a pending application is not the enterprise's own, or is decided";
const WRONGLY_PAIRED: &str = "a physical seal is paired with an e-seal that is not live or has another";
const ONE_KEY: &str = "an e-seal has the key of its owner's or its liquidator's account";
const KEY_LEADS_ASTRAY: &str = "a key is not indexed under its e-seal";
const CERTIFICATE_LEADS_ASTRAY: &str = "a certificate is not indexed under its e-seal";
const ACTIVATION: &str = "activation and status do not agree";
const REVOCATION: &str = "revocation and status do not agree";
const NOT_KNOWN_PENDING: &str = "an application is not known to be pending, or a decided one is";
const LOSS: &str = "a live e-seal and its physical seal do not agree on a loss";
const RESTRICTION: &str = "a live e-seal and its enterprise do not agree on a restriction";
const BEGINNING: &str = "a history does not begin with the application";
const HISTORY_STATUS: &str = "a history does not add up to the e-seal's status";
const HISTORY_HOLDS: &str = "a history does not add up to the e-seal's holds";
const AFTER: &str = "an entry of a history does not say what the entries up to it add up to";
const DATED_BACK: &str = "a change that counts from when it is recorded is dated back";
const HISTORY_FACTS: &str = "a history does not say of the activation, loss and revocation what the e-seal does";
const MISCOUNTED: &str = "e-seals are not counted as they stand";
const FREEZE_END: &str = "a freeze ends before it was placed, or later than it may";
const NOT_ITS_FREEZE: &str = "a freeze is not what the enterprise's history leads to";
const APPROVED_WHILE_FROZEN: &str = "an e-seal was approved while its enterprise was frozen";
const TERMS: &str = "a hold without the term that its kind has, or with another";
const OFFER_END: &str = "an offer ends before it was made, or later than it may";
const ROTATION: &str = "a key must be replaced before an offer ends, or later than it may";
const NOT_ITS_OFFER: &str = "an offer is not what the enterprise's history leads to";
const NAME_TIME: &str = "a name counts from before it was recorded, or later than it may";
const NOT_ITS_NAME: &str = "the name of an enterprise is not the one that its history leads to";
const OTHER_NAME: &str = "a live e-seal has a name that its enterprise does not have, or a hold for a name that it has";
const NOT_ITS_LIQUIDATOR: &str = "a liquidator is not the one that the enterprise's history leads to";
const HISTORY_DIGEST: &str = "an e-seal's digest does not cover its history";

fn attacks() -> Vec<Attack> {
	vec![
		// Enterprises.
		(NOT_ADMITTED, || {
			System::dec_providers(&OWNER).unwrap();
		}),
		("an enterprise has two live e-seals", || {
			with_seal(REVOKED, |s| s.status = SealStatus::Active)
		}),
		("an enterprise has two e-seals that are to be live", || {
			with_seal(SUCCEEDED, |s| s.status = SealStatus::Active)
		}),
		("a deregistered enterprise has an e-seal that is to be live", || {
			with_seal(SUCCEEDED, |s| s.revoked.as_mut().unwrap().effective_at = START);
			with_enterprise(FOURTH_USCC, |e| e.status = EnterpriseStatus::Deregistered)
		}),
		("an application is pending while a successor waits to take over", || {
			PendingApplication::<Test>::insert(uscc(FOURTH_USCC), PENDING)
		}),
		("a deregistered enterprise has a live e-seal", || {
			with_enterprise(USCC, |e| e.status = EnterpriseStatus::Deregistered)
		}),
		("a deregistered enterprise has a pending application", || {
			with_enterprise(THIRD_USCC, |e| e.status = EnterpriseStatus::Deregistered)
		}),
		(NOT_ITS_LATEST, || LatestSeal::<Test>::insert(uscc(USCC), OTHER_LIVE)),
		(NOT_ITS_LATEST, || LatestSeal::<Test>::insert(uscc(THIRD_USCC), PENDING)),
		(NOT_ITS_LATEST, || LatestSeal::<Test>::insert(uscc(USCC), SealId(99))),
		(NOT_ITS_PENDING, || {
			PendingApplication::<Test>::insert(uscc(USCC), PENDING)
		}),
		(NOT_ITS_PENDING, || PendingApplication::<Test>::insert(uscc(USCC), LIVE)),
		(NOT_ITS_PENDING, || {
			PendingApplication::<Test>::insert(uscc(THIRD_USCC), WITHDRAWN)
		}),
		(NOT_ITS_PENDING, || {
			PendingApplication::<Test>::insert(uscc(THIRD_USCC), SealId(99))
		}),
		// The records of enterprises.
		(FREEZE_END, || {
			with_change(0, |e| {
				let (order, until) = (ORDER, e.recorded_at);
				e.change = RegisterChange::Frozen { order, until };
			})
		}),
		(FREEZE_END, || {
			with_change(0, |e| {
				let (order, until) = (ORDER, e.recorded_at + MaxFreeze::get() + 1);
				e.change = RegisterChange::Frozen { order, until };
			})
		}),
		(NOT_ITS_FREEZE, || Freezes::<Test>::remove(uscc(OTHER_USCC))),
		(NOT_ITS_FREEZE, || {
			Freezes::<Test>::mutate(uscc(OTHER_USCC), |freeze| freeze.as_mut().unwrap().until.0 -= 1)
		}),
		("a freeze without a history", || {
			Freezes::<Test>::insert(uscc(THIRD_USCC), Freezes::<Test>::get(uscc(OTHER_USCC)).unwrap())
		}),
		// Before the renewal, and after it.
		(APPROVED_WHILE_FROZEN, || {
			with_change(0, |e| e.recorded_at = START);
		}),
		(APPROVED_WHILE_FROZEN, || {
			with_change(0, |e| e.change = RegisterChange::Restricted);
			with_change(1, |e| e.recorded_at = START);
			for index in [2, 3] {
				with_change(index, |e| e.recorded_at = START);
			}
		}),
		("a live e-seal has a freeze that its enterprise does not have", || {
			let term = seal(OTHER_LIVE).terms.get(&Hold::Freeze).copied().unwrap();
			Seals::<Test>::mutate(LIVE, |s| {
				let s = s.as_mut().unwrap();
				assert_eq!(s.holds.try_insert(Hold::Freeze), Ok(true));
				assert_eq!(s.terms.try_insert(Hold::Freeze, term), Ok(None));
			})
		}),
		("a live e-seal has a freeze that its enterprise does not have", || {
			with_seal(OTHER_LIVE, |s| {
				let term = Term::Until(START);
				assert!(s.terms.try_insert(Hold::Freeze, term).is_ok());
			})
		}),
		("a frozen enterprise has a live e-seal that is not frozen", || {
			with_seal(OTHER_LIVE, |s| {
				s.holds.remove(&Hold::Freeze);
				s.terms.remove(&Hold::Freeze);
			})
		}),
		(TERMS, || {
			with_seal(OTHER_LIVE, |s| {
				s.terms.remove(&Hold::Freeze);
			})
		}),
		(TERMS, || {
			with_seal(LIVE, |s| {
				let term = Term::Until(START);
				assert_eq!(s.terms.try_insert(Hold::OwnerSuspension, term), Ok(None));
			})
		}),
		(TERMS, || {
			with_seal(OTHER_LIVE, |s| {
				let term = Term::From(START);
				assert!(s.terms.try_insert(Hold::Freeze, term).is_ok());
			})
		}),
		// Successors.
		("a successor does not know its predecessor, or is the same", || {
			crate::Predecessors::<Test>::remove(uscc(USCC), uscc(OTHER_USCC))
		}),
		("the successors of an enterprise are not those of its history", || {
			Successors::<Test>::remove(uscc(OTHER_USCC))
		}),
		("a successor or a predecessor without a history", || {
			crate::Predecessors::<Test>::insert(uscc(OTHER_USCC), uscc(USCC), ())
		}),
		("a successor or a predecessor without a history", || {
			Successors::<Test>::insert(uscc(THIRD_USCC), Successors::<Test>::get(uscc(OTHER_USCC)))
		}),
		// Names.
		("records of an enterprise that is not in the register", || {
			Enterprises::<Test>::remove(uscc(FIFTH_USCC))
		}),
		("an enterprise was renamed that had another name, or this one", || {
			with_fifth(0, |e| {
				let (from, to) = (stored(NAME), stored(NAME));
				e.change = RegisterChange::Renamed { from, to };
			})
		}),
		(NAME_TIME, || with_fifth(0, |e| e.effective_at = e.recorded_at - 1)),
		(NAME_TIME, || {
			with_fifth(0, |e| e.effective_at = e.recorded_at + MaxRenameAhead::get() + 1)
		}),
		("a name was withdrawn that did not lie ahead", || {
			with_fifth(1, |e| e.change = RegisterChange::RenameWithdrawn { to: stored(NAME) })
		}),
		(NOT_ITS_NAME, || with_enterprise(FIFTH_USCC, |e| e.next_name = None)),
		(NOT_ITS_NAME, || {
			with_enterprise(FIFTH_USCC, |e| e.next_name.as_mut().unwrap().from.0 += 1)
		}),
		(NOT_ITS_NAME, || {
			with_enterprise(FIFTH_USCC, |e| e.renamed_at = Some(START))
		}),
		("an enterprise's name breaks the rules of texts", || {
			with_enterprise(FIFTH_USCC, |e| e.next_name.as_mut().unwrap().name = unchecked(" "))
		}),
		("an enterprise was renamed, and nothing records it", || {
			with_enterprise(THIRD_USCC, |e| e.renamed_at = Some(START))
		}),
		(OTHER_NAME, || with_enterprise(OTHER_USCC, |e| e.name = stored("新名"))),
		// As if a name lay ahead that was withdrawn.
		(OTHER_NAME, || {
			with_seal(OTHER_LIVE, |s| {
				let term = Term::From(now() + 1);
				assert_eq!(s.holds.try_insert(Hold::EnterpriseRenamed), Ok(true));
				assert_eq!(s.terms.try_insert(Hold::EnterpriseRenamed, term), Ok(None));
			})
		}),
		(TERMS, || {
			with_seal(OTHER_LIVE, |s| {
				assert_eq!(s.holds.try_insert(Hold::EnterpriseRenamed), Ok(true))
			})
		}),
		// Liquidators.
		(NOT_ADMITTED, || System::dec_providers(&LIQUIDATOR).map(drop).unwrap()),
		("a liquidator was dismissed that there was not", || {
			with_fifth(1, |e| {
				e.change = RegisterChange::LiquidatorDismissed { account: LIQUIDATOR }
			})
		}),
		(NOT_ITS_LIQUIDATOR, || Liquidators::<Test>::remove(uscc(FIFTH_USCC))),
		(NOT_ITS_LIQUIDATOR, || {
			Liquidators::<Test>::mutate(uscc(FIFTH_USCC), |named| named.as_mut().unwrap().order = sha256(1))
		}),
		("an enterprise has a liquidator and is not in liquidation", || {
			with_enterprise(FIFTH_USCC, |e| e.status = EnterpriseStatus::Active)
		}),
		("a liquidator without a history", || {
			assert_ok!(Admission::admit(&LIQUIDATOR, Role::Owner));
			let liquidator = Liquidators::<Test>::get(uscc(FIFTH_USCC)).unwrap();
			Liquidators::<Test>::insert(uscc(THIRD_USCC), liquidator);
		}),
		// Offers.
		(NOT_ADMITTED, || System::dec_providers(&STRANGER).map(drop).unwrap()),
		(NOT_ITS_OFFER, || {
			assert_ok!(Admission::dismiss(&STRANGER, Role::Owner));
			Offers::<Test>::remove(uscc(OTHER_USCC));
		}),
		(NOT_ITS_OFFER, || {
			Offers::<Test>::mutate(uscc(OTHER_USCC), |offer| offer.as_mut().unwrap().until.0 -= 1)
		}),
		("an offer without a history", || {
			assert_ok!(Admission::admit(&STRANGER, Role::Owner));
			Offers::<Test>::insert(uscc(THIRD_USCC), Offers::<Test>::get(uscc(OTHER_USCC)).unwrap());
		}),
		(OFFER_END, || with_offer(0, DAY)),
		(OFFER_END, || with_offer(MaxOffer::get() + 1, MaxRotation::get())),
		(ROTATION, || with_offer(DAY, DAY - 1)),
		(ROTATION, || with_offer(DAY, MaxRotation::get() + 1)),
		("a key must be replaced that there never was", || {
			crate::RotateBy::<Test>::insert(PENDING, START)
		}),
		(
			"a live e-seal's key must be replaced, and it does not say so, or another moment",
			|| crate::RotateBy::<Test>::insert(LIVE, START),
		),
		(
			"an e-seal in force from before a change of owner whose key need not be replaced",
			|| {
				// By an entry more, which the head covers.
				assert_ok!(Admission::dismiss(&STRANGER, Role::Owner));
				Offers::<Test>::remove(uscc(OTHER_USCC));
				let (from, to) = (OTHER_OWNER, OTHER_OWNER);
				let change = RegisterChange::OwnerChanged { from, to };
				assert_ok!(ESeal::enter(uscc(OTHER_USCC), change, agency(MS)));
			},
		),
		// Physical seals.
		("a physical seal of an unknown enterprise", || {
			with_physical(THIRD_FINANCE, |p| p.uscc = uscc(WAIVED_USCC))
		}),
		("a physical seal was lost or destroyed before it was filed", || {
			with_physical(THIRD_FINANCE, |p| p.status_since = p.filed_at - 1)
		}),
		(WRONGLY_PAIRED, || with_physical(CODE, |p| p.paired = Some(REVOKED))),
		(WRONGLY_PAIRED, || with_physical(CODE, |p| p.paired = Some(OTHER_LIVE))),
		(WRONGLY_PAIRED, || {
			with_physical(THIRD_CODE, |p| p.paired = Some(PENDING))
		}),
		(WRONGLY_PAIRED, || {
			with_physical(THIRD_FINANCE, |p| p.paired = Some(SealId(99)))
		}),
		// The facts of an e-seal.
		("an e-seal of an unknown enterprise", || {
			with_seal(WITHDRAWN, |s| s.uscc = uscc(WAIVED_USCC))
		}),
		("an enterprise's name breaks the rules of texts", || {
			with_enterprise(OTHER_USCC, |e| e.name = unchecked("杭  州"))
		}),
		("a maker's name breaks the rules of texts", || {
			with_physical(THIRD_CODE, |p| p.maker = unchecked("Cafe\u{301}"))
		}),
		(
			"an e-seal's name or its key's identity breaks the rules of texts",
			|| with_seal(REVOKED, |s| s.name = unchecked("杭\u{3164}州")),
		),
		(
			"an e-seal's name or its key's identity breaks the rules of texts",
			|| {
				with_seal(REVOKED, |s| {
					s.key = SealKey::Sm2 {
						point: Sm2Point([1; 64]),
						identity: Some(unchecked(" ")),
					}
				})
			},
		),
		("a code that is not as the standard says, and nobody waived it", || {
			let mut other = enterprise(OTHER_USCC);
			other.status = EnterpriseStatus::Deregistered;
			Enterprises::<Test>::insert(uscc(WAIVED_USCC), other);
		}),
		(ONE_KEY, || {
			change_hands(USCC, SealPair::sr25519(2).accounts().remove(0));
		}),
		(ONE_KEY, || {
			change_hands(THIRD_USCC, SealPair::sr25519(6).accounts().remove(0));
		}),
		(KEY_LEADS_ASTRAY, || Keys::<Test>::insert(seal(LIVE).key, REVOKED)),
		(KEY_LEADS_ASTRAY, || Keys::<Test>::remove(seal(REVOKED).key)),
		(CERTIFICATE_LEADS_ASTRAY, || {
			Certificates::<Test>::insert(seal(LIVE).certificate, REVOKED)
		}),
		(CERTIFICATE_LEADS_ASTRAY, || {
			Certificates::<Test>::remove(seal(REVOKED).certificate)
		}),
		("a certificate or a picture is not named by its SHA-256 digest", || {
			with_seal(PENDING, |s| s.certificate = DocumentDigest::Sm3(H256::zero()))
		}),
		("a certificate or a picture is not named by its SHA-256 digest", || {
			with_seal(PENDING, |s| s.picture = commitment(1))
		}),
		("an imprint is not named by its SHA-256 digest", || {
			with_physical(THIRD_CODE, |p| p.imprint = DocumentDigest::Blake2b256(H256::zero()))
		}),
		("a validity is inverted", || {
			with_seal(LIVE, |s| s.valid_until = s.valid_from)
		}),
		("an e-seal without a physical seal", || {
			with_seal(WITHDRAWN, |s| s.code = code(UNKNOWN_CODE))
		}),
		("an e-seal with another enterprise's physical seal", || {
			with_seal(WITHDRAWN, |s| s.code = code(CODE))
		}),
		(
			"an e-seal that is live or applied for names a wrong code of a physical seal",
			|| with_physical(CODE, |p| p.status = PhysicalSealStatus::Misfiled),
		),
		("an e-seal with a physical seal that is not official", || {
			with_seal(WITHDRAWN, |s| s.code = code(THIRD_FINANCE))
		}),
		("an e-seal with a physical seal that is not official", || {
			with_physical(OTHER_CODE, |p| p.kind = SealKind::Contract)
		}),
		("an e-seal supersedes a later one", || {
			with_seal(WITHDRAWN, |s| s.supersedes = Some(PENDING))
		}),
		("an e-seal supersedes a later one", || {
			with_seal(WITHDRAWN, |s| s.supersedes = Some(WITHDRAWN))
		}),
		("an e-seal supersedes one that does not exist", || {
			Seals::<Test>::remove(REVOKED)
		}),
		("an e-seal supersedes another enterprise's", || {
			with_seal(WITHDRAWN, |s| s.supersedes = Some(REVOKED))
		}),
		("an e-seal became active and its predecessor is not revoked", || {
			with_seal(OTHER_LIVE, |s| s.supersedes = Some(FAILED))
		}),
		("an e-seal does not take over when its predecessor ends", || {
			with_seal(AWAITED, |s| s.activated_at = s.activated_at.map(|at| at + 1))
		}),
		// The status of an e-seal.
		("a status is stored that only answers have", || {
			with_seal(WITHDRAWN, |s| s.status = SealStatus::Approved)
		}),
		(ACTIVATION, || with_seal(WITHDRAWN, |s| s.activated_at = Some(START))),
		(ACTIVATION, || with_seal(REVOKED, |s| s.activated_at = None)),
		(REVOCATION, || {
			with_seal(OTHER_LIVE, |s| s.revoked = seal(REVOKED).revoked)
		}),
		(REVOCATION, || with_seal(REVOKED, |s| s.revoked = None)),
		("a hold on an e-seal that was never active", || {
			with_seal(PENDING, |s| assert_eq!(s.holds.try_insert(Hold::Freeze), Ok(true)))
		}),
		(NOT_KNOWN_PENDING, || {
			PendingApplication::<Test>::remove(uscc(THIRD_USCC))
		}),
		(NOT_KNOWN_PENDING, || {
			with_seal(WITHDRAWN, |s| s.status = SealStatus::Applied)
		}),
		(
			"a live e-seal is not its enterprise's latest, nor the one before it",
			|| LatestSeal::<Test>::insert(uscc(USCC), REVOKED),
		),
		(
			"a live e-seal is not its enterprise's latest, nor the one before it",
			|| LatestSeal::<Test>::insert(uscc(FOURTH_USCC), SUCCEEDED),
		),
		("a live e-seal of an enterprise that never had one", || {
			LatestSeal::<Test>::remove(uscc(OTHER_USCC))
		}),
		("a live e-seal is not paired with its physical seal", || {
			with_physical(OTHER_CODE, |p| p.paired = None)
		}),
		(LOSS, || {
			with_physical(OTHER_CODE, |p| p.status = PhysicalSealStatus::Lost)
		}),
		(LOSS, || {
			with_physical(OTHER_CODE, |p| p.status = PhysicalSealStatus::Destroyed)
		}),
		(LOSS, || {
			with_seal(OTHER_LIVE, |s| {
				assert_eq!(s.holds.try_insert(Hold::PhysicalSealLost), Ok(true))
			})
		}),
		(RESTRICTION, || {
			with_enterprise(OTHER_USCC, |e| e.status = EnterpriseStatus::Restricted)
		}),
		(RESTRICTION, || {
			with_seal(OTHER_LIVE, |s| {
				assert_eq!(s.holds.try_insert(Hold::EnterpriseRestricted), Ok(true))
			})
		}),
		// The history of an e-seal.
		("an e-seal without a history", || {
			with_seal(WITHDRAWN, |s| s.history_len = 0)
		}),
		("a history has a gap", || History::<Test>::remove(WITHDRAWN, 0)),
		("a history has a gap", || with_seal(WITHDRAWN, |s| s.history_len += 1)),
		(BEGINNING, || with_entry(WITHDRAWN, 0, |e| e.change = Change::Withdrawn)),
		(BEGINNING, || with_entry(WITHDRAWN, 1, |e| e.change = Change::Applied)),
		("a history goes back in time", || {
			with_entry(WITHDRAWN, 1, |e| e.recorded_at.0 -= DAY + 1)
		}),
		("a history goes back in time", || {
			with_entry(WITHDRAWN, 1, |e| e.block = 0)
		}),
		("a change takes effect after it was recorded", || {
			with_entry(WITHDRAWN, 1, |e| e.effective_at.0 += 1)
		}),
		(DATED_BACK, || with_entry(WITHDRAWN, 1, |e| e.effective_at.0 -= 1)),
		(DATED_BACK, || {
			with_entry(OTHER_LIVE, 1, |e| {
				e.change = Change::HoldPlaced {
					hold: Hold::Freeze,
					order: None,
					term: None,
				};
				e.effective_at.0 -= 1;
			})
		}),
		// An owner that disowns what was sealed, and one that speaks for an agency.
		(DATED_BACK, || {
			with_entry(REVOKED, 2, |e| {
				e.by = by_owner();
				e.effective_at.0 -= 1;
			})
		}),
		("an owner revoked for a reason that is not an owner's", || {
			with_entry(REVOKED, 2, |e| e.by = by_owner())
		}),
		// The state after an entry: another status, a hold more, and what only another entry explains.
		(AFTER, || {
			with_entry(WITHDRAWN, 1, |e| e.after.status = SealStatus::Active)
		}),
		(AFTER, || with_entry(LIVE, 1, |e| e.after.place(Hold::Freeze))),
		(AFTER, || with_entry(OTHER_LIVE, 1, |e| e.change = Change::Withdrawn)),
		(HISTORY_STATUS, || {
			with_seal(WITHDRAWN, |s| s.status = SealStatus::Rejected)
		}),
		(HISTORY_STATUS, || {
			History::<Test>::remove(REVOKED, 2);
			with_seal(REVOKED, |s| s.history_len -= 1);
		}),
		(HISTORY_HOLDS, || {
			with_seal(OTHER_LIVE, |s| {
				assert_eq!(s.holds.try_insert(Hold::OwnerSuspension), Ok(true))
			})
		}),
		(HISTORY_FACTS, || {
			with_seal(LIVE, |s| s.activated_at = Some(s.applied_at - 1))
		}),
		(HISTORY_FACTS, || {
			with_seal(LIVE, |s| {
				s.loss = Some(Loss {
					effective_at: START,
					recorded_at: START,
				})
			})
		}),
		(HISTORY_FACTS, || {
			with_seal(REVOKED, |s| {
				s.revoked = s.revoked.map(|revoked| Revocation {
					reason: RevocationReason::CourtOrder,
					..revoked
				})
			})
		}),
		(HISTORY_FACTS, || {
			with_seal(REVOKED, |s| {
				s.revoked = s.revoked.map(|revoked| Revocation {
					effective_at: START,
					..revoked
				})
			})
		}),
		(HISTORY_DIGEST, || with_entry(LIVE, 1, |e| e.by = agency(PS))),
		(HISTORY_DIGEST, || with_entry(REVOKED, 2, |e| e.block += 1)),
		(HISTORY_DIGEST, || {
			with_seal(WITHDRAWN, |s| s.history_digest = H256::zero())
		}),
		// All together.
		("e-seals are not numbered 0, 1, 2, …", || {
			NextSealId::<Test>::put(SealId(7))
		}),
		("a key without an e-seal", || {
			Keys::<Test>::insert(SealPair::ed25519(9).key(), LIVE)
		}),
		// What only an application named.
		("a key without an e-seal", || {
			Keys::<Test>::insert(seal(PENDING).key, PENDING)
		}),
		("a certificate without an e-seal", || {
			Certificates::<Test>::insert(seal(WITHDRAWN).certificate, WITHDRAWN)
		}),
		("a certificate without an e-seal", || {
			Certificates::<Test>::insert(sha256(99), LIVE)
		}),
		("history beyond its length", || {
			History::<Test>::insert(WITHDRAWN, 9, last_entry(WITHDRAWN))
		}),
		(MISCOUNTED, || Counts::<Test>::mutate(|counts| counts.active += 1)),
		// An e-seal more and one fewer, and one where another is.
		(MISCOUNTED, || {
			Counts::<Test>::mutate(|counts| {
				counts.revoked += 1;
				counts.rejected -= 1;
			})
		}),
		(MISCOUNTED, || {
			Counts::<Test>::mutate(|counts| {
				counts.active -= 1;
				counts.on_hold += 1;
			})
		}),
		(MISCOUNTED, Counts::<Test>::kill),
	]
}

/// Each of these corruptions of a good state is found, by the name of the invariant that it breaks.
pub(super) fn assert_each_is_found(world: fn(), attacks: Vec<Attack>) {
	for (expected, corrupt) in attacks {
		new_test_ext().execute_with(|| {
			world();
			assert_ok!(ESeal::do_try_state());
			corrupt();
			assert_eq!(ESeal::do_try_state().map_err(<&str>::from), Err(expected));
		});
	}
}

/// The names of the invariants in this source are those of the attacks, and of what another invariant stands before.
pub(super) fn assert_each_is_attacked<const N: usize>(
	source: &str,
	attacks: Vec<Attack>,
	behind_another: [&'static str; N],
) {
	let code = source
		.lines()
		.filter(|line| !line.trim_start().starts_with("//"))
		.collect::<String>();
	let said: BTreeSet<_> = code.split('"').skip(1).step_by(2).collect();
	let attacked = attacks
		.into_iter()
		.map(|(expected, _)| expected)
		.chain(behind_another)
		.collect();
	assert_eq!(said, attacked);
}

#[test]
fn each_corruption_is_found() {
	assert_each_is_found(world, attacks());
}

/// The check says these where an earlier one has already found the fault.
const BEHIND_ANOTHER: [&str; 1] = ["a live e-seal without a physical seal or an enterprise"];

#[test]
fn each_invariant_is_attacked() {
	assert_each_is_attacked(include_str!("../try_state.rs"), attacks(), BEHIND_ANOTHER);
}
