use super::*;
use PhysicalSealReport::{Destroyed, Lost};

fn report(report: PhysicalSealReport, effective_at: Moment) -> DispatchResult {
	outcome(ESeal::report_physical_seal(ps(), text(CODE), report, effective_at))
}

fn reported_event(report: PhysicalSealReport, effective_at: Moment) -> Event<Test> {
	Event::PhysicalSealReported {
		code: code(CODE),
		uscc: uscc(USCC),
		report,
		effective_at,
		by: officer_of(PS),
	}
}

#[test]
fn a_physical_seal_is_lost_or_destroyed() {
	for (what, status) in [
		(Lost, PhysicalSealStatus::Lost),
		(Destroyed, PhysicalSealStatus::Destroyed),
	] {
		run(|| {
			filed();
			let before = physical(CODE);
			pass(2 * DAY);
			assert_ok!(report(what, START + DAY));
			assert_eq!(
				physical(CODE),
				PhysicalSeal {
					status,
					status_since: START + DAY,
					..before
				}
			);
			assert_eq!(events(), [reported_event(what, START + DAY)]);
			assert_eq!(providers(&OWNER), 1);
			assert_dissolved(&[]);
		});
	}
}

#[test]
fn the_live_seal_goes_on_hold_in_the_same_call_from_the_moment_of_the_loss() {
	for what in [Lost, Destroyed] {
		run(|| {
			let id = issued();
			pass(2 * DAY);
			let effective_at = START + DAY;
			assert_ok!(report(what, effective_at));

			let hold = Hold::PhysicalSealLost;
			assert_eq!(holds(id), [hold]);
			assert_eq!(seal(id).status, SealStatus::Active);
			assert_eq!(
				seal(id).loss,
				Some(Loss {
					effective_at,
					recorded_at: now()
				})
			);
			assert_eq!(physical(CODE).paired, Some(id));
			assert_eq!(
				events(),
				[
					reported_event(what, effective_at),
					Event::HoldPlaced {
						seal: id,
						hold,
						order: None,
						term: None,
						effective_at,
						by: agency(PS)
					}
				]
			);
			assert_eq!(
				last_entry(id),
				HistoryEntry {
					effective_at,
					..entry(
						id,
						Change::HoldPlaced {
							hold,
							order: None,
							term: None
						},
						agency(PS)
					)
				}
			);
			assert_dissolved(&[]);
		});
	}
}

#[test]
fn a_loss_adds_to_the_holds_that_stand() {
	run(|| {
		let id = issued();
		place(Hold::OwnerSuspension, id);
		place(Hold::Freeze, id);
		assert_ok!(report(Lost, now()));
		assert_eq!(holds(id), [Hold::OwnerSuspension, Hold::Freeze, Hold::PhysicalSealLost]);
	});
}

#[test]
fn only_a_live_seal_goes_on_hold() {
	for status in statuses_but(SealStatus::Active) {
		run(|| {
			let id = applied();
			bring_to(status, id);
			let before = seal(id);
			assert_ok!(report(Lost, now()));
			assert_eq!(seal(id), before);
			assert_eq!(events(), [reported_event(Lost, now())]);
		});
	}
}

#[test]
fn a_seal_that_pairs_with_another_physical_seal_is_not_touched() {
	run(|| {
		issued();
		file(NEW_CODE, USCC);
		let successor = Application {
			code: NEW_CODE,
			..Application::new(2)
		}
		.issued();
		let before = seal(successor);
		assert_ok!(report(Lost, now()));
		assert_eq!(seal(successor), before);
	});
}

#[test]
fn a_report_is_for_good() {
	for first in [Lost, Destroyed] {
		run(|| {
			issued();
			assert_ok!(report(first, now()));
			for second in [Lost, Destroyed] {
				assert_noop!(report(second, now()), Error::<Test>::PhysicalSealGone);
			}
		});
	}
}

#[test]
fn a_loss_counts_from_the_filing_at_the_earliest_and_from_now_at_the_latest() {
	let refused = [
		(START + DAY - 1, Error::<Test>::EffectiveTooEarly),
		(START + 3 * DAY + 1, Error::<Test>::EffectiveInFuture),
	];
	for (moment, error) in refused {
		run(|| {
			registered();
			pass(DAY);
			file(CODE, USCC);
			pass(2 * DAY);
			assert_noop!(report(Lost, moment), error);
		});
	}
	for moment in [START + DAY, START + 3 * DAY] {
		run(|| {
			registered();
			pass(DAY);
			file(CODE, USCC);
			Application::new(1).issued();
			pass(2 * DAY);
			assert_ok!(report(Lost, moment));
			assert_eq!(physical(CODE).status_since, moment);
		});
	}
}

#[test]
fn the_physical_seal_of_a_deregistered_enterprise_may_be_reported() {
	run(|| {
		issued();
		assert_ok!(ESeal::deregister_enterprise(ms(), text(USCC)));
		settle();
		assert_ok!(report(Destroyed, now()));
		assert_eq!(events(), [reported_event(Destroyed, now())]);
	});
}

#[test]
fn a_code_that_is_not_filed_is_refused() {
	run(|| {
		filed();
		for wrong in WRONG_CODES {
			assert_noop!(
				ESeal::report_physical_seal(ps(), text(wrong), Lost, now()),
				Error::<Test>::SealCodeInvalid
			);
		}
		assert_noop!(
			ESeal::report_physical_seal(ps(), text(UNKNOWN_CODE), Lost, now()),
			Error::<Test>::PhysicalSealNotFound
		);
	});
}
