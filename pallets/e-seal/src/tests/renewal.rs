//! A successor that is approved ahead takes over at the first moment of its validity, and its predecessor serves until then.

use super::*;
use crate::{Obstacle, SealRegistry};

/// When the successor of these tests takes over.
const AHEAD: u64 = 30 * DAY;

/// A live e-seal, and the one that takes over from it at the moment returned.
fn renewed() -> (SealId, SealId, Moment) {
	let old = issued();
	let (new, at) = renew(2, CODE);
	(old, new, at)
}

fn ahead(n: u8, code: &'static str) -> Application {
	Application {
		code,
		valid_from: now() + AHEAD,
		valid_until: now() + AHEAD + YEAR,
		..Application::new(n)
	}
}

/// Has a successor approved that takes over later.
fn renew(n: u8, code: &'static str) -> (SealId, Moment) {
	let application = ahead(n, code);
	(application.issued(), application.valid_from)
}

/// Lets time pass until `moment`.
fn go_to(moment: Moment) {
	pass(moment.since(now()));
}

fn revoked(id: SealId, reason: RevocationReason, origin: RuntimeOrigin) {
	assert_ok!(decide::revoke(origin, id, reason, None));
}

/// The e-seals of [`USCC`] that can be used now, and those that are live, told in each way that there is.
fn live() -> Vec<SealId> {
	let ids: Vec<_> = (0..NextSealId::<Test>::get().0).map(SealId).collect();
	let by_record: Vec<_> = ids.iter().copied().filter(|id| seal(*id).is_live_at(now())).collect();
	let by_facts = ids
		.iter()
		.copied()
		.filter(|id| <ESeal as SealRegistry<AccountId>>::facts(*id, now()).unwrap().live);
	assert_eq!(by_facts.collect::<Vec<_>>(), by_record);
	let by_history = ids
		.iter()
		.copied()
		.filter(|id| ESeal::standing_at(*id, now()).unwrap().status == Some(SealStatus::Active));
	assert_eq!(by_history.collect::<Vec<_>>(), by_record);
	let answered = ids
		.iter()
		.copied()
		.filter(|id| ESeal::api_seal(*id).unwrap().status == SealStatus::Active);
	assert_eq!(answered.collect::<Vec<_>>(), by_record);
	assert!(by_record.len() <= 1, "two live e-seals: {by_record:?}");
	by_record
}

fn usable() -> Vec<SealId> {
	(0..NextSealId::<Test>::get().0)
		.map(SealId)
		.filter(|id| {
			let usable = ESeal::api_seal(*id).unwrap().usable;
			assert_eq!(ESeal::standing_at(*id, now()).unwrap().usable, usable);
			usable
		})
		.collect()
}

#[test]
fn a_successor_takes_over_to_the_millisecond_and_without_a_gap() {
	run(|| {
		let (old, new, at) = renewed();
		for before in [AHEAD, DAY, 1] {
			go_to(Moment(at.0 - before));
			assert_eq!((live(), usable()), (vec![old], vec![old]));
			assert_eq!(seal(new).obstacles(now()), [Obstacle::NotYetValid]);
			let told = ESeal::api_enterprise(USCC.into()).unwrap();
			assert_eq!((told.latest_seal, told.next_seal), (Some(old), Some(new)));
			assert_eq!(ESeal::api_seal_of(USCC.into()).unwrap().id, old);
			assert_eq!(ESeal::api_seal(new).unwrap().status, SealStatus::Approved);
		}
		for after in [0, 1, DAY] {
			go_to(at + after);
			assert_eq!((live(), usable()), (vec![new], vec![new]));
			assert_eq!(seal(old).obstacles(now()), [Obstacle::Revoked]);
			let told = ESeal::api_enterprise(USCC.into()).unwrap();
			assert_eq!((told.latest_seal, told.next_seal), (Some(new), None));
			assert_eq!(ESeal::api_seal_of(USCC.into()).unwrap().id, new);
		}
	});
}

#[test]
fn the_record_tells_ahead_what_happens_by_time() {
	run(|| {
		let old = issued();
		let application = ahead(2, CODE);
		let new = application.applied();
		let at = application.valid_from;
		let before = seal(old);
		pass(DAY);
		assert_ok!(decide::approve(dr(), new));
		assert_eq!(
			events(),
			[
				Event::SuccessorApproved {
					seal: old,
					successor: new,
					effective_at: at,
					by: agency(DR)
				},
				Event::Activated {
					seal: new,
					uscc: uscc(USCC),
					code: code(CODE),
					supersedes: Some(old),
					effective_at: at,
					by: officer_of(DR)
				},
			]
		);
		assert_eq!(
			seal(old),
			Seal {
				status: SealStatus::Superseded,
				revoked: Some(Revocation {
					reason: RevocationReason::Superseded,
					effective_at: at,
					recorded_at: now()
				}),
				history_len: 3,
				history_digest: covering(&entries(old)),
				..before
			}
		);
		assert_eq!(
			last_entry(old),
			HistoryEntry {
				effective_at: at,
				..entry(old, Change::SuccessorApproved { successor: new }, agency(DR))
			}
		);
		assert_eq!(
			last_entry(new),
			HistoryEntry {
				effective_at: at,
				..entry(new, Change::Activated, agency(DR))
			}
		);
		assert_eq!(
			(seal(new).status, seal(new).activated_at),
			(SealStatus::Active, Some(at))
		);
		// Its grants serve until then.
		assert_dissolved(&[]);
		assert_eq!(Dissolved::ending(), [(old, at)]);
		// No block has to do anything for it.
		let (old_record, new_record) = (seal(old), seal(new));
		go_to(at + DAY);
		assert_eq!((seal(old), seal(new)), (old_record, new_record));
		assert_eq!(live(), [new]);
	});
}

#[test]
fn past_present_and_future_are_told_by_time() {
	run(|| {
		let (old, new, at) = renewed();
		let told = |id: SealId, moment: Moment| ESeal::standing_at(id, moment).unwrap().status;
		let check = || {
			for moment in [Moment(at.0 - 1), START + DAY] {
				assert_eq!(told(old, moment), Some(SealStatus::Active));
				assert_eq!(told(new, moment), Some(SealStatus::Approved));
			}
			for moment in [at, at + YEAR] {
				assert_eq!(told(old, moment), Some(SealStatus::Revoked));
				assert_eq!(told(new, moment), Some(SealStatus::Active));
			}
		};
		check();
		go_to(at + DAY);
		check();
	});
}

#[test]
fn a_successor_that_is_valid_already_takes_over_at_once() {
	run(|| {
		let old = issued();
		let application = ahead(2, CODE);
		let new = application.applied();
		// Its validity has begun by the time of the approval, or begins with it.
		go_to(application.valid_from);
		assert_ok!(decide::approve(dr(), new));
		assert_eq!((seal(old).status, live()), (SealStatus::Revoked, vec![new]));
		assert_eq!(seal(new).activated_at, Some(now()));
	});
}

#[test]
fn without_a_live_predecessor_there_is_nobody_to_wait_for() {
	run(|| {
		let old = issued();
		revoked(old, RevocationReason::KeyCompromised, owner());
		let (new, at) = renew(2, CODE);
		assert_eq!(seal(new).activated_at, Some(now()));
		assert_eq!(seal(new).obstacles(now()), [Obstacle::NotYetValid]);
		go_to(at);
		assert_eq!(usable(), [new]);
	});
}

#[test]
fn a_successor_revoked_before_it_takes_over_leaves_its_predecessor_serving() {
	for by_owner in [true, false] {
		run(|| {
			let (old, new, at) = renewed();
			pass(DAY);
			let origin = if by_owner { owner() } else { dr() };
			let who = if by_owner { by_owner_actor() } else { agency(DR) };
			revoked(new, RevocationReason::CessationOfUse, origin);
			assert_eq!(
				events()[1],
				Event::SuccessorRevoked {
					seal: old,
					successor: new,
					by: who.clone()
				}
			);
			assert_eq!(
				last_entry(old),
				entry(old, Change::SuccessorRevoked { successor: new }, who)
			);
			assert_eq!((seal(old).status, seal(old).revoked), (SealStatus::Active, None));
			assert_eq!(LatestSeal::<Test>::get(uscc(USCC)), Some(old));
			assert_eq!(physical(CODE).paired, Some(old));
			assert_eq!(Dissolved::ending(), []);
			assert_dissolved(&[new]);
			go_to(at);
			assert_eq!(usable(), [old]);
			// Its key stays its own.
			assert_noop!(Application::new(2).send(), Error::<Test>::KeyAlreadyUsed);
			// And the next one is its predecessor's successor.
			let third = Application::new(3).issued();
			assert_eq!(seal(third).supersedes, Some(old));
			assert_eq!(live(), [third]);
		});
	}
}

fn by_owner_actor() -> Actor<AccountId> {
	by_owner()
}

#[test]
fn a_predecessor_revoked_before_the_takeover_leaves_a_gap_and_no_more() {
	run(|| {
		let (old, new, at) = renewed();
		pass(DAY);
		let compromised = now();
		revoked(old, RevocationReason::KeyCompromised, owner());
		assert_eq!((live(), usable()), (vec![], vec![]));
		assert_eq!(physical(CODE).paired, Some(new));
		assert_dissolved(&[old]);
		go_to(at);
		assert_eq!((live(), usable()), (vec![new], vec![new]));
		let then = |moment: Moment| ESeal::standing_at(old, moment).unwrap().status;
		assert_eq!(then(Moment(compromised.0 - 1)), Some(SealStatus::Active));
		assert_eq!(then(compromised), Some(SealStatus::Revoked));
	});
}

#[test]
fn a_predecessor_revoked_for_good_does_not_come_back_with_its_successors_end() {
	run(|| {
		let (old, new, at) = renewed();
		revoked(old, RevocationReason::KeyCompromised, owner());
		let record = seal(old);
		revoked(new, RevocationReason::CessationOfUse, owner());
		assert_eq!(seal(old), record);
		assert_eq!(physical(CODE).paired, None);
		go_to(at);
		assert_eq!(live(), []);
		assert_eq!(seal(Application::new(3).issued()).supersedes, Some(old));
	});
}

#[test]
fn agencies_date_back_what_has_served_and_nothing_else() {
	run(|| {
		let (old, new, at) = renewed();
		pass(DAY);
		let back = |id, moment: Moment| decide::revoke(dr(), id, RevocationReason::CourtOrder, moment);
		let yesterday = START + DAY / 2;
		// It has not served yet.
		assert_noop!(back(new, yesterday), Error::<Test>::EffectiveTooEarly);
		assert_noop!(back(new, at), Error::<Test>::EffectiveInFuture);
		assert_ok!(back(old, yesterday));
		go_to(at + DAY);
		assert_noop!(back(new, Moment(at.0 - 1)), Error::<Test>::EffectiveTooEarly);
		assert_ok!(back(new, at));
	});
}

#[test]
fn whoever_was_succeeded_is_out_of_reach() {
	run(|| {
		let (old, _, at) = renewed();
		go_to(at);
		let gone = Error::<Test>::SealNotActive;
		assert_noop!(
			decide::revoke(owner(), old, RevocationReason::KeyCompromised, None),
			gone
		);
		assert_noop!(decide::suspend(owner(), old), Error::<Test>::SealNotActive);
		let ended = seal(old);
		assert_ok!(decide::freeze(ps(), sha256(0xf0)));
		assert_eq!(seal(old), ended);
	});
}

/// Or a freeze would end when the successor takes over.
#[test]
fn a_freeze_of_the_enterprise_stops_both() {
	run(|| {
		let (old, new, at) = renewed();
		assert_ok!(decide::freeze(ps(), sha256(0xf0)));
		assert_eq!((holds(old), holds(new)), (vec![Hold::Freeze], vec![Hold::Freeze]));
		assert_eq!(usable(), []);
		// Nor does the owner get around it.
		revoked(new, RevocationReason::CessationOfUse, owner());
		assert_eq!(usable(), []);
		assert_noop!(Application::new(3).send(), Error::<Test>::EnterpriseIsFrozen);
		assert_ok!(decide::unfreeze(ps()));
		assert_eq!(usable(), [old]);
		go_to(at);
		assert_eq!(usable(), [old]);
	});
	run(|| {
		let (old, new, at) = renewed();
		assert_ok!(decide::freeze(ps(), sha256(0xf0)));
		revoked(old, RevocationReason::KeyCompromised, owner());
		go_to(at);
		assert_eq!((live(), usable()), (vec![new], vec![]));
		assert_ok!(decide::unfreeze(ps()));
		assert_eq!(usable(), [new]);
	});
	run(|| {
		let (old, new, at) = renewed();
		assert_ok!(decide::freeze(ps(), sha256(0xf0)));
		assert_ok!(decide::unfreeze(ps()));
		assert_eq!((holds(old), holds(new)), (vec![], vec![]));
		go_to(at);
		assert_eq!(usable(), [new]);
	});
}

/// It was approved before. It takes over on time, and stays frozen until the end, which is the same.
#[test]
fn a_successor_takes_over_frozen_until_the_end_of_the_freeze() {
	run(|| {
		let (_, new, at) = renewed();
		pass(DAY);
		assert_ok!(outcome(ESeal::freeze(ps(), text(USCC), sha256(0xf0), at + DAY)));
		go_to(at);
		assert_eq!((live(), usable()), (vec![new], vec![]));
		go_to(at + DAY);
		assert_eq!(usable(), [new]);
	});
}

#[test]
fn what_stops_the_enterprise_stops_both() {
	run(|| {
		let (old, new, at) = renewed();
		place(Hold::EnterpriseRestricted, old);
		assert_eq!(
			(holds(old), holds(new)),
			(vec![Hold::EnterpriseRestricted], vec![Hold::EnterpriseRestricted])
		);
		go_to(at);
		assert_eq!((live(), usable()), (vec![new], vec![]));
		assert_ok!(ESeal::lift_restriction(ms(), text(USCC)));
		assert_eq!(usable(), [new]);
		// On its record, which counts no more.
		assert_eq!(holds(old), [Hold::EnterpriseRestricted]);
	});
	run(|| {
		let (old, new, at) = renewed();
		// The certificate of either is in the old name.
		place(Hold::EnterpriseRenamed, old);
		assert_eq!(
			(holds(old), holds(new)),
			(vec![Hold::EnterpriseRenamed], vec![Hold::EnterpriseRenamed])
		);
		assert_noop!(Application::new(3).send(), Error::<Test>::SuccessorAwaited);
		go_to(at);
		assert_eq!(usable(), []);
		assert_eq!(usable().len(), 0);
		file(NEW_CODE, USCC);
		let third = Application {
			code: NEW_CODE,
			..Application::new(3)
		}
		.issued();
		assert_eq!((usable(), seal(third).supersedes), (vec![third], Some(new)));
	});
}

#[test]
fn a_suspension_is_of_one_alone() {
	run(|| {
		let (old, new, at) = renewed();
		place(Hold::OwnerSuspension, old);
		place(Hold::PlatformSuspension, new);
		assert_eq!(
			(holds(old), holds(new)),
			(vec![Hold::OwnerSuspension], vec![Hold::PlatformSuspension])
		);
		assert_ok!(decide::resume(dr(), new));
		go_to(at);
		assert_eq!(usable(), [new]);
	});
}

#[test]
fn the_loss_of_their_physical_seal_stops_both() {
	run(|| {
		let (old, new, at) = renewed();
		assert_eq!(physical(CODE).paired, Some(new));
		place(Hold::PhysicalSealLost, old);
		assert_eq!(
			(holds(old), holds(new)),
			(vec![Hold::PhysicalSealLost], vec![Hold::PhysicalSealLost])
		);
		go_to(at);
		assert_eq!(usable(), []);
	});
}

#[test]
fn each_keeps_its_own_physical_seal_until_the_takeover() {
	run(|| {
		let old = issued();
		file(NEW_CODE, USCC);
		let (new, at) = renew(2, NEW_CODE);
		let paired = |code: &str| ESeal::api_physical_seal(code.into()).unwrap().paired;
		assert_eq!((paired(CODE), paired(NEW_CODE)), (Some(old), Some(new)));
		// What is lost stops the one that has it.
		assert_ok!(ESeal::report_physical_seal(
			ps(),
			text(NEW_CODE),
			PhysicalSealReport::Lost,
			now()
		));
		assert_eq!((holds(old), holds(new)), (vec![], vec![Hold::PhysicalSealLost]));
		assert_eq!(usable(), [old]);
		go_to(at);
		assert_eq!((paired(CODE), paired(NEW_CODE)), (None, Some(new)));
		// The old one's is free: for a report, and for the next e-seal.
		let third = Application::new(3).issued();
		assert_eq!((paired(CODE), usable()), (Some(third), vec![third]));
	});
	run(|| {
		let old = issued();
		file(NEW_CODE, USCC);
		let (new, at) = renew(2, NEW_CODE);
		go_to(at);
		let record = seal(old);
		assert_ok!(ESeal::report_physical_seal(
			ps(),
			text(CODE),
			PhysicalSealReport::Lost,
			now()
		));
		assert_eq!((seal(old), usable()), (record, vec![new]));
	});
}

#[test]
fn deregistration_revokes_both_for_good() {
	run(|| {
		let (old, new, at) = renewed();
		assert_ok!(ESeal::deregister_enterprise(ms(), text(USCC)));
		for id in [old, new] {
			assert_eq!(seal(id).status, SealStatus::Revoked);
			assert_eq!(
				seal(id).revoked.unwrap().reason,
				RevocationReason::EnterpriseDeregistered
			);
		}
		assert_dissolved(&[old, new]);
		go_to(at);
		assert_eq!(live(), []);
	});
}

#[test]
fn a_new_owner_has_the_key_of_neither_and_ends_the_grants_of_both() {
	for n in [1, 2] {
		run(|| {
			renewed();
			let account = SealPair::sr25519(n).accounts().remove(0);
			let (until, rotate_by) = (now() + DAY, now() + 2 * DAY);
			assert_noop!(
				ESeal::offer_ownership(ms(), text(USCC), account, until, rotate_by),
				Error::<Test>::OwnerHasSealKey
			);
		});
	}
	run(|| {
		let (old, new, at) = renewed();
		assert_ok!(decide::change_owner(NEW_OWNER));
		assert_dissolved(&[old, new]);
		go_to(at);
		assert_eq!(usable(), [new]);
	});
}

/// Whoever acted for the enterprise before applied for both, and may have the key of both. A takeover is no way to keep one.
#[test]
fn the_key_of_a_successor_that_was_approved_before_must_be_replaced_too() {
	run(|| {
		let (old, new, at) = renewed();
		let rotate_by = at + DAY;
		assert_ok!(ESeal::offer_ownership(
			ms(),
			text(USCC),
			NEW_OWNER,
			now() + DAY,
			rotate_by
		));
		assert_ok!(outcome(ESeal::accept_ownership(by(NEW_OWNER), text(USCC), rotate_by)));
		for id in [old, new] {
			assert_eq!(seal(id).terms.get(&Hold::KeyRotationDue), Some(&Term::From(rotate_by)));
		}
		go_to(at);
		assert_eq!(usable(), [new]);
		go_to(rotate_by);
		assert_eq!((live(), usable()), (vec![new], vec![]));
		// The new owner's own serves.
		let third = Application {
			owner: NEW_OWNER,
			..Application::new(3)
		};
		let third = third.issued();
		assert_eq!(usable(), [third]);
	});
}

/// The one before goes on when its successor is revoked, and its key is as old.
#[test]
fn a_predecessor_that_goes_on_must_have_its_key_replaced() {
	run(|| {
		let (old, new, at) = renewed();
		assert_ok!(decide::change_owner(NEW_OWNER));
		revoked(new, RevocationReason::CessationOfUse, by(NEW_OWNER));
		go_to(at);
		assert_eq!(usable(), [old]);
		pass(MaxRotation::get());
		assert_eq!((live(), usable()), (vec![old], vec![]));
	});
}

#[test]
fn one_successor_waits_at_a_time() {
	run(|| {
		let (old, new, at) = renewed();
		file(NEW_CODE, USCC);
		for application in [Application::new(3), ahead(3, CODE), ahead(3, NEW_CODE)] {
			assert_noop!(application.send(), Error::<Test>::SuccessorAwaited);
		}
		go_to(Moment(at.0 - 1));
		assert_noop!(Application::new(3).send(), Error::<Test>::SuccessorAwaited);
		go_to(at);
		let (third, next) = renew(3, CODE);
		assert_eq!(seal(third).supersedes, Some(new));
		assert_eq!(live(), [new]);
		go_to(next);
		assert_eq!(live(), [third]);
		assert_eq!(seal(old).status, SealStatus::Superseded);
	});
}

#[test]
fn an_enterprise_counts_once_whoever_serves() {
	run(|| {
		let counts = || {
			let counts = crate::Counts::<Test>::get();
			(counts.active, counts.on_hold, counts.revoked, counts.superseded)
		};
		let (_, new, at) = renewed();
		assert_eq!(counts(), (1, 0, 0, 1));
		go_to(at);
		assert_eq!(counts(), (1, 0, 0, 1));
		revoked(new, RevocationReason::CessationOfUse, owner());
		assert_eq!(counts(), (0, 0, 1, 1));
	});
	run(|| {
		let (_, new, _) = renewed();
		revoked(new, RevocationReason::CessationOfUse, owner());
		let counts = crate::Counts::<Test>::get();
		assert_eq!((counts.active, counts.revoked, counts.superseded), (1, 1, 0));
	});
}
