//! A new owner account: offered by Market Supervision, accepted by the account, with the e-seal's key replaced by a date.

use super::*;
use decide::change_owner;

const ROTATION: Hold = Hold::KeyRotationDue;

fn offer(to: AccountId, until: Moment, rotate_by: Moment) -> DispatchResult {
	ESeal::offer_ownership(ms(), text(USCC), to, until, rotate_by)
}

fn accept(who: AccountId, rotate_by: Moment) -> DispatchResult {
	outcome(ESeal::accept_ownership(by(who), text(USCC), rotate_by))
}

fn offered() -> Option<Offer<AccountId>> {
	Offers::<Test>::get(uscc(USCC))
}

fn last_change() -> RegisterEntry<AccountId, u64> {
	records(USCC).pop().unwrap()
}

/// The offer as [`change_owner`] makes it.
fn offered_event() -> Event<Test> {
	Event::OwnershipOffered {
		uscc: uscc(USCC),
		to: NEW_OWNER,
		until: now() + DAY,
		rotate_by: now() + MaxRotation::get(),
		by: officer_of(MS),
	}
}

fn changed_event() -> Event<Test> {
	Event::OwnerChanged {
		uscc: uscc(USCC),
		from: OWNER,
		to: NEW_OWNER,
	}
}

#[test]
fn another_account_acts_for_the_enterprise() {
	run(|| {
		registered();
		let before = enterprise(USCC);
		assert_ok!(change_owner(NEW_OWNER));
		assert_eq!(
			enterprise(USCC),
			Enterprise {
				owner: NEW_OWNER,
				revision: 1,
				..before
			}
		);
		assert_eq!(events(), [offered_event(), changed_event()]);
		assert_eq!((providers(&OWNER), providers(&NEW_OWNER)), (0, 1));
		assert_dissolved(&[]);
	});
}

#[test]
fn all_grants_of_the_live_seal_end_and_its_key_must_be_replaced() {
	run(|| {
		let id = issued();
		let before = seal(id);
		assert_ok!(change_owner(NEW_OWNER));
		assert_dissolved(&[id]);
		assert_eq!(physical(CODE).paired, Some(id));
		let term = Some(Term::From(now() + MaxRotation::get()));
		let by = Actor::Owner { account: NEW_OWNER };
		let placed = Event::HoldPlaced {
			seal: id,
			hold: ROTATION,
			order: None,
			term,
			effective_at: now(),
			by: by.clone(),
		};
		assert_eq!(events(), [offered_event(), changed_event(), placed]);
		let placed = Change::HoldPlaced {
			hold: ROTATION,
			order: None,
			term,
		};
		assert_eq!(last_entry(id), entry(id, placed, by));
		assert_eq!(
			seal(id),
			Seal {
				holds: seal(id).holds,
				terms: seal(id).terms,
				history_len: before.history_len + 1,
				history_digest: covering(&entries(id)),
				..before
			}
		);
		assert_eq!(seal(id).obstacles(now()), []);
	});
}

#[test]
fn until_the_account_accepts_the_owner_remains() {
	run(|| {
		let id = issued();
		let before = enterprise(USCC);
		let (until, rotate_by) = (now() + DAY, now() + 2 * DAY);
		assert_ok!(offer(NEW_OWNER, until, rotate_by));
		assert_eq!(enterprise(USCC), before);
		assert_eq!(
			offered(),
			Some(Offer {
				owner: NEW_OWNER,
				offered_at: now(),
				until,
				rotate_by
			})
		);
		assert_eq!((providers(&OWNER), providers(&NEW_OWNER)), (1, 1));
		assert_noop!(decide::suspend(by(NEW_OWNER), id), Error::<Test>::NotAuthorized);
		assert_ok!(decide::suspend(owner(), id));
		assert_dissolved(&[]);

		assert_ok!(accept(NEW_OWNER, rotate_by));
		assert_eq!(enterprise(USCC).owner, NEW_OWNER);
		assert_eq!(offered(), None);
		assert_eq!((providers(&OWNER), providers(&NEW_OWNER)), (0, 1));
		let (from, to) = (OWNER, NEW_OWNER);
		let entry = last_change();
		assert_eq!(entry.change, RegisterChange::OwnerChanged { from, to });
		assert_eq!(entry.by, Actor::Owner { account: NEW_OWNER });
		assert_noop!(accept(NEW_OWNER, rotate_by), Error::<Test>::NotOffered);
	});
}

#[test]
fn nobody_else_accepts_and_nobody_what_was_not_offered() {
	run(|| {
		issued();
		other_filed();
		let end = now() + DAY;
		assert_noop!(accept(NEW_OWNER, end), Error::<Test>::NotOffered);
		assert_ok!(offer(NEW_OWNER, end, end));
		for who in [OWNER, OTHER_OWNER, STRANGER, officer(MS)] {
			assert_noop!(accept(who, end), Error::<Test>::NotOffered);
		}
		assert_noop!(
			ESeal::accept_ownership(by(NEW_OWNER), text(OTHER_USCC), end),
			Error::<Test>::NotOffered
		);
		assert_noop!(
			ESeal::accept_ownership(RuntimeOrigin::root(), text(USCC), end),
			DispatchError::BadOrigin
		);
		for other in [end - 1, end + 1, Moment(0)] {
			assert_noop!(accept(NEW_OWNER, other), Error::<Test>::OfferDiffers);
		}
		assert_ok!(accept(NEW_OWNER, end));
	});
}

#[test]
fn an_offer_ends_at_its_end() {
	run(|| {
		issued();
		let (until, rotate_by) = (now() + DAY, now() + 2 * DAY);
		assert_ok!(offer(NEW_OWNER, until, rotate_by));
		pass(DAY);
		assert_noop!(accept(NEW_OWNER, rotate_by), Error::<Test>::OfferEnded);
		// It is on record, with the account's role, until it is withdrawn or replaced.
		assert_eq!(providers(&NEW_OWNER), 1);
		let (until, rotate_by) = (now() + DAY, now() + 2 * DAY);
		assert_ok!(offer(NEW_OWNER, until, rotate_by));
		assert_eq!(providers(&NEW_OWNER), 1);
		pass(DAY - 1);
		assert_ok!(accept(NEW_OWNER, rotate_by));
	});
}

#[test]
fn the_moments_of_an_offer_have_bounds() {
	run(|| {
		issued();
		let (longest, latest) = (now() + MaxOffer::get(), now() + MaxRotation::get());
		for past in [now(), now() - 1] {
			assert_noop!(offer(NEW_OWNER, past, latest), Error::<Test>::OfferEndPast);
		}
		for far in [longest + 1, Moment::MAX] {
			assert_noop!(offer(NEW_OWNER, far, latest), Error::<Test>::OfferTooLong);
		}
		for soon in [longest - 1, Moment(0)] {
			assert_noop!(offer(NEW_OWNER, longest, soon), Error::<Test>::RotationTooSoon);
		}
		for late in [latest + 1, Moment::MAX] {
			assert_noop!(offer(NEW_OWNER, longest, late), Error::<Test>::RotationTooLate);
		}
		assert_eq!(providers(&NEW_OWNER), 0);
		assert_ok!(offer(NEW_OWNER, longest, latest));
	});
}

#[test]
fn an_offer_is_replaced_and_withdrawn_with_the_role() {
	run(|| {
		issued();
		let end = now() + DAY;
		let withdraw = || ESeal::withdraw_offer(ms(), text(USCC));
		assert_noop!(withdraw(), Error::<Test>::NoOffer);
		assert_ok!(offer(NEW_OWNER, end, end));
		assert_ok!(offer(STRANGER, end, end));
		assert_eq!((providers(&NEW_OWNER), providers(&STRANGER)), (0, 1));
		assert_noop!(accept(NEW_OWNER, end), Error::<Test>::NotOffered);
		settle();

		assert_ok!(withdraw());
		assert_eq!(providers(&STRANGER), 0);
		assert_eq!(
			events(),
			[Event::OfferWithdrawn {
				uscc: uscc(USCC),
				to: STRANGER,
				by: officer_of(MS)
			}]
		);
		let entry = last_change();
		assert_eq!(entry.change, RegisterChange::OfferWithdrawn { to: STRANGER });
		assert_eq!(entry.by, agency(MS));
		assert_noop!(accept(STRANGER, end), Error::<Test>::NotOffered);
		assert_noop!(withdraw(), Error::<Test>::NoOffer);
		let unknown = ESeal::withdraw_offer(ms(), text(UNKNOWN_USCC));
		assert_eq!(unknown, Err(Error::<Test>::EnterpriseNotFound.into()));
	});
}

#[test]
fn an_offer_ends_with_the_enterprise() {
	run(|| {
		issued();
		let end = now() + DAY;
		assert_ok!(offer(NEW_OWNER, end, end));
		assert_ok!(ESeal::deregister_enterprise(ms(), text(USCC)));
		assert_eq!((providers(&OWNER), providers(&NEW_OWNER)), (0, 0));
		assert_noop!(accept(NEW_OWNER, end), Error::<Test>::NotOffered);
		assert_noop!(ESeal::withdraw_offer(ms(), text(USCC)), Error::<Test>::NoOffer);
	});
}

/// Whoever acted before may have the key: it serves until the date, and nobody has to do anything for that.
#[test]
fn the_seal_is_on_hold_from_the_date_on() {
	run(|| {
		let id = issued();
		assert_ok!(offer(NEW_OWNER, now() + DAY, now() + 10 * DAY));
		let due = now() + 10 * DAY;
		pass(DAY - 1);
		assert_ok!(accept(NEW_OWNER, due));
		let standing = |moment| ESeal::standing_at(id, moment).unwrap();
		pass(9 * DAY);
		assert_eq!(seal(id).obstacles(now()), []);
		pass(1);
		assert_eq!(now(), due);
		assert_eq!(seal(id).obstacles(now()), [crate::Obstacle::OnHold(ROTATION)]);
		assert_eq!((standing(due - 1).usable, standing(due).usable), (true, false));
		assert_eq!((standing(due - 1).holds, standing(due).holds), (vec![], vec![ROTATION]));
		// Nobody lifts it.
		for lift in [decide::resume(by(NEW_OWNER), id), decide::resume(dr(), id)] {
			assert_eq!(lift, Err(Error::<Test>::HoldNotPlaced.into()));
		}
	});
}

#[test]
fn a_successor_with_another_key_helps() {
	run(|| {
		let id = issued();
		assert_ok!(change_owner(NEW_OWNER));
		let heirs = |n| Application {
			owner: NEW_OWNER,
			..Application::new(n)
		};
		// Not the same key once more.
		let same = Application {
			certificate: sha256(77),
			..heirs(1)
		};
		assert_noop!(same.send(), Error::<Test>::KeyAlreadyUsed);
		pass(MaxRotation::get() + DAY);
		let successor = heirs(2).issued();
		assert_eq!(seal(id).status, SealStatus::Revoked);
		assert_eq!(holds(successor), []);
		assert_eq!(seal(successor).obstacles(now()), []);
	});
}

/// What the owner before applied for, with a key that it chose, is no way around.
#[test]
fn an_application_of_the_owner_before_is_no_successor() {
	run(|| {
		issued();
		let pending = Application::new(2).applied();
		assert_ok!(change_owner(NEW_OWNER));
		assert_noop!(decide::approve(dr(), pending), Error::<Test>::EnterpriseChanged);
	});
}

#[test]
fn a_second_change_of_owner_gives_no_more_time() {
	run(|| {
		let id = issued();
		let first = now() + 10 * DAY;
		assert_ok!(offer(NEW_OWNER, now() + DAY, first));
		assert_ok!(accept(NEW_OWNER, first));
		assert_ok!(change_owner(STRANGER));
		assert_eq!(seal(id).terms.get(&ROTATION), Some(&Term::From(first)));
		assert_eq!(entries(id).len(), 3);
		// But less.
		let sooner = now() + 2 * DAY;
		assert_ok!(offer(OWNER, now() + DAY, sooner));
		assert_ok!(accept(OWNER, sooner));
		assert_eq!(seal(id).terms.get(&ROTATION), Some(&Term::From(sooner)));
		assert_eq!(holds(id), [ROTATION]);
		assert_eq!(entries(id).len(), 4);
	});
}

/// Until then the old key's holder is not unwatched: the other authorities stop the e-seal at once.
#[test]
fn meanwhile_data_resources_suspends() {
	run(|| {
		let id = issued();
		assert_ok!(offer(NEW_OWNER, now() + DAY, now() + 2 * DAY));
		assert_ok!(decide::suspend(dr(), id));
		assert_noop!(decide::resume(owner(), id), Error::<Test>::HoldNotPlaced);
	});
}

#[test]
fn a_seal_that_is_not_live_has_no_grants_to_end() {
	for status in statuses_but(SealStatus::Active) {
		run(|| {
			let id = applied();
			bring_to(status, id);
			assert_ok!(change_owner(NEW_OWNER));
			assert_dissolved(&[]);
		});
	}
}

#[test]
fn the_owner_before_has_no_say_any_more() {
	run(|| {
		let live = issued();
		let pending = Application::new(2).applied();
		assert_ok!(change_owner(NEW_OWNER));
		let reason = RevocationReason::CessationOfUse;
		assert_noop!(decide::suspend(owner(), live), Error::<Test>::NotAuthorized);
		assert_noop!(decide::resume(owner(), live), Error::<Test>::NotAuthorized);
		assert_noop!(
			decide::revoke(owner(), live, reason, None),
			Error::<Test>::NotAuthorized
		);
		assert_noop!(ESeal::withdraw(owner(), pending), Error::<Test>::NotOwner);
		assert_noop!(Application::new(3).send(), Error::<Test>::NotOwner);
	});
}

#[test]
fn the_new_owner_takes_over_what_stands() {
	run(|| {
		let live = issued();
		assert_ok!(decide::suspend(owner(), live));
		let pending = Application::new(2).applied();
		assert_ok!(change_owner(NEW_OWNER));

		assert_ok!(decide::resume(by(NEW_OWNER), live));
		assert_eq!(last_entry(live).by, Actor::Owner { account: NEW_OWNER });
		assert_ok!(ESeal::withdraw(by(NEW_OWNER), pending));
		assert_eq!(
			last_entry(pending),
			entry(pending, Change::Withdrawn, Actor::Owner { account: NEW_OWNER })
		);
		let successor = Application {
			owner: NEW_OWNER,
			..Application::new(3)
		}
		.issued();
		assert_eq!(seal(successor).applicant, NEW_OWNER);
	});
}

#[test]
fn each_role_of_an_account_counts_for_itself() {
	run(|| {
		registered();
		register(OTHER_USCC, OTHER_OWNER);
		assert_ok!(change_owner(OTHER_OWNER));
		assert_eq!((providers(&OWNER), providers(&OTHER_OWNER)), (0, 2));
		assert_ok!(change_owner(OWNER));
		assert_eq!((providers(&OWNER), providers(&OTHER_OWNER)), (1, 1));
	});
}

#[test]
fn a_restricted_enterprise_may_have_a_new_owner() {
	run(|| {
		let id = issued();
		place(Hold::EnterpriseRestricted, id);
		assert_ok!(change_owner(NEW_OWNER));
		assert_eq!(holds(id), [Hold::EnterpriseRestricted, ROTATION]);
		assert_dissolved(&[id]);
	});
}

#[test]
fn a_change_that_changes_nothing_is_refused() {
	run(|| {
		issued();
		assert_noop!(change_owner(OWNER), Error::<Test>::OwnerUnchanged);
		assert_dissolved(&[]);
	});
}

#[test]
fn a_code_that_is_not_registered_is_refused_with_the_reason() {
	run(|| {
		let unknown = (UNKNOWN_USCC, Error::<Test>::EnterpriseNotFound);
		for (wrong, error) in WRONG_USCCS.into_iter().chain([unknown]) {
			assert_noop!(
				ESeal::offer_ownership(ms(), text(wrong), NEW_OWNER, now() + DAY, now() + DAY),
				error
			);
		}
	});
}

#[test]
fn a_revision_at_its_end_stops_the_change() {
	run(|| {
		issued();
		Enterprises::<Test>::mutate(uscc(USCC), |e| e.as_mut().unwrap().revision = u32::MAX);
		let end = now() + DAY;
		assert_ok!(offer(NEW_OWNER, end, end));
		assert_noop!(accept(NEW_OWNER, end), Error::<Test>::Overflow);
	});
}

/// Nor whoever came to have it between the offer and its acceptance.
#[test]
fn a_seal_key_that_was_applied_for_since_bars_the_acceptance() {
	run(|| {
		filed();
		let pair = SealPair::sr25519(7);
		let account = pair.accounts().remove(0);
		let end = now() + DAY;
		assert_ok!(offer(account.clone(), end, end));
		let application = Application {
			pair,
			..Application::new(1)
		};
		let id = application.applied();
		assert_noop!(accept(account.clone(), end), Error::<Test>::OwnerHasSealKey);
		assert_ok!(ESeal::withdraw(owner(), id));
		assert_ok!(accept(account, end));
	});
}

/// Whoever owned the e-seal's key and its enterprise's account would need no second secret.
#[test]
fn who_has_a_seal_key_does_not_become_its_owner() {
	for pair in SealPair::each(7) {
		let with_key = || Application {
			pair: pair.clone(),
			..Application::new(1)
		};
		for account in pair.accounts() {
			let change = || offer(account.clone(), now() + DAY, now() + DAY);
			// The key of a live e-seal, also beside an application with another key, and on hold.
			run(|| {
				filed();
				let id = with_key().issued();
				assert_noop!(change(), Error::<Test>::OwnerHasSealKey);
				Application::new(2).applied();
				place(Hold::Freeze, id);
				assert_noop!(change(), Error::<Test>::OwnerHasSealKey);
				// It revoked, nobody can use it.
				assert_ok!(decide::revoke(dr(), id, RevocationReason::CourtOrder, now()));
				assert_ok!(change());
			});
			// The key of an application, as the first one and for a successor.
			run(|| {
				filed();
				let id = with_key().applied();
				assert_noop!(change(), Error::<Test>::OwnerHasSealKey);
				assert_ok!(ESeal::withdraw(owner(), id));
				assert_ok!(change());
			});
			run(|| {
				filed();
				Application::new(2).issued();
				let id = with_key().applied();
				assert_noop!(change(), Error::<Test>::OwnerHasSealKey);
				assert_ok!(decide::reject(dr(), id, RejectionReason::Other));
				assert_ok!(change());
			});
			// That of another enterprise's e-seal does not matter.
			run(|| {
				issued();
				other_filed();
				Application {
					pair: pair.clone(),
					..Application::of_other(2)
				}
				.issued();
				assert_ok!(change());
			});
		}
	}
}
