//! What the history says of any moment, and that nothing is ever taken out of it.

use super::*;
use crate::{Obstacle, Standing};
use frame_support::storage::with_storage_layer;
use std::collections::{BTreeMap, BTreeSet};
use RevocationReason::KeyCompromised;

/// The status, the holds and the obstacles at `START + after`.
fn standing(id: SealId, after: u64) -> (Option<SealStatus>, Vec<Hold>, Vec<Obstacle>) {
	let Standing {
		status,
		holds,
		obstacles,
		usable,
	} = ESeal::standing_at(id, START + after).unwrap();
	assert_eq!(usable, obstacles.is_empty());
	(status, holds, obstacles)
}

fn usable(id: SealId, after: u64) -> bool {
	ESeal::standing_at(id, START + after).unwrap().usable
}

/// Filed on day 0, applied for on day 1, active from day 2 on; valid from day 3 to day 100. It is day 10.
fn on_day_10() -> SealId {
	filed();
	pass(DAY);
	let (valid_from, valid_until) = (START + 3 * DAY, START + 100 * DAY);
	let id = Application {
		valid_from,
		valid_until,
		..Application::new(1)
	}
	.applied();
	pass(DAY);
	assert_ok!(decide::approve(dr(), id));
	pass(8 * DAY);
	settle();
	id
}

#[test]
fn a_seal_that_does_not_exist_has_no_standing() {
	run(|| assert_eq!(ESeal::standing_at(SealId(0), START), None));
}

#[test]
fn a_seal_is_usable_from_activation_and_validity_on_to_its_end() {
	run(|| {
		let id = on_day_10();
		let (not_issued, not_yet, expired) = (Obstacle::NotIssued, Obstacle::NotYetValid, Obstacle::Expired);
		let cases = [
			(0, None, vec![not_issued, not_yet]),
			(DAY - 1, None, vec![not_issued, not_yet]),
			(DAY, Some(SealStatus::Applied), vec![not_issued, not_yet]),
			(2 * DAY - 1, Some(SealStatus::Applied), vec![not_issued, not_yet]),
			(2 * DAY, Some(SealStatus::Active), vec![not_yet]),
			(3 * DAY - 1, Some(SealStatus::Active), vec![not_yet]),
			(3 * DAY, Some(SealStatus::Active), vec![]),
			(10 * DAY, Some(SealStatus::Active), vec![]),
			(100 * DAY - 1, Some(SealStatus::Active), vec![]),
			(100 * DAY, Some(SealStatus::Active), vec![expired]),
		];
		for (after, status, obstacles) in cases {
			assert_eq!(
				standing(id, Moment(after).0),
				(status, vec![], obstacles),
				"{after} ms after the start"
			);
		}
	});
}

#[test]
fn an_application_that_failed_was_never_usable() {
	for (status, end) in [
		(
			SealStatus::Withdrawn,
			(|id| outcome(ESeal::withdraw(owner(), id))) as fn(SealId) -> DispatchResult,
		),
		(SealStatus::Rejected, |id| {
			decide::reject(dr(), id, RejectionReason::Other)
		}),
	] {
		run(|| {
			let id = applied();
			pass(DAY);
			assert_ok!(end(id));
			assert_eq!(
				standing(id, Moment(0).0),
				(Some(SealStatus::Applied), vec![], vec![Obstacle::NotIssued])
			);
			assert_eq!(
				standing(id, Moment(DAY).0),
				(Some(status), vec![], vec![Obstacle::NotIssued])
			);
		});
	}
}

#[test]
fn a_hold_stood_from_its_placing_to_its_lifting() {
	run(|| {
		let id = on_day_10();
		assert_ok!(decide::suspend(owner(), id));
		pass(DAY);
		assert_ok!(decide::freeze(ps(), sha256(1)));
		pass(DAY);
		assert_ok!(decide::resume(owner(), id));
		pass(DAY);
		assert_ok!(decide::unfreeze(ps()));

		let (suspension, freeze) = (Hold::OwnerSuspension, Hold::Freeze);
		let cases = [
			(10 * DAY - 1, vec![]),
			(10 * DAY, vec![suspension]),
			(11 * DAY, vec![suspension, freeze]),
			(12 * DAY, vec![freeze]),
			(13 * DAY - 1, vec![freeze]),
			(13 * DAY, vec![]),
		];
		for (after, holds) in cases {
			let obstacles = holds.iter().copied().map(Obstacle::OnHold).collect();
			assert_eq!(
				standing(id, Moment(after).0),
				(Some(SealStatus::Active), holds, obstacles),
				"{after} ms"
			);
		}
	});
}

#[test]
fn the_gravest_obstacle_comes_first() {
	run(|| {
		let id = on_day_10();
		assert_ok!(decide::freeze(ps(), sha256(1)));
		assert_ok!(decide::revoke(dr(), id, KeyCompromised, now()));
		let expected = [Obstacle::Revoked, Obstacle::OnHold(Hold::Freeze), Obstacle::Expired];
		assert_eq!(standing(id, (Moment(100 * DAY)).0).2, expected);
	});
}

#[test]
fn a_loss_reported_later_counts_from_the_moment_of_the_loss() {
	run(|| {
		let id = on_day_10();
		assert!(usable(id, (Moment(6 * DAY)).0));
		assert_ok!(ESeal::report_physical_seal(
			ps(),
			text(CODE),
			PhysicalSealReport::Lost,
			START + 5 * DAY
		));
		assert!(usable(id, (Moment(5 * DAY - 1)).0));
		for after in [5 * DAY, 6 * DAY, 10 * DAY, 50 * DAY] {
			let obstacles = vec![Obstacle::OnHold(Hold::PhysicalSealLost)];
			assert_eq!(
				standing(id, Moment(after).0),
				(Some(SealStatus::Active), vec![Hold::PhysicalSealLost], obstacles)
			);
		}
		assert_eq!(
			(last_entry(id).effective_at, last_entry(id).recorded_at),
			(START + 5 * DAY, now())
		);
	});
}

#[test]
fn a_loss_before_the_application_holds_nothing_before_it() {
	run(|| {
		let id = on_day_10();
		assert_ok!(ESeal::report_physical_seal(
			ps(),
			text(CODE),
			PhysicalSealReport::Lost,
			START
		));
		assert_eq!(standing(id, Moment(0).0).1, []);
		assert_eq!(standing(id, (Moment(DAY - 1)).0).0, None);
		assert_eq!(standing(id, Moment(DAY).0).1, [Hold::PhysicalSealLost]);
		assert!(!usable(id, (Moment(3 * DAY)).0));
	});
}

#[test]
fn a_revocation_recorded_later_counts_from_the_moment_that_it_names() {
	run(|| {
		let id = on_day_10();
		assert_ok!(decide::revoke(dr(), id, KeyCompromised, START + 5 * DAY));
		assert!(usable(id, (Moment(5 * DAY - 1)).0));
		for after in [5 * DAY, 10 * DAY] {
			assert_eq!(
				standing(id, Moment(after).0),
				(Some(SealStatus::Revoked), vec![], vec![Obstacle::Revoked])
			);
		}
	});
}

#[test]
fn a_revocation_from_the_activation_on_leaves_no_moment_of_use() {
	run(|| {
		let id = on_day_10();
		assert_ok!(decide::revoke(
			dr(),
			id,
			RevocationReason::IssuedInError,
			START + 2 * DAY
		));
		for after in (0..100).map(|day| day * DAY) {
			assert!(!usable(id, Moment(after).0), "{after} ms");
		}
		assert_eq!(standing(id, (Moment(2 * DAY - 1)).0).0, Some(SealStatus::Applied));
	});
}

#[test]
fn what_happened_after_a_moment_that_a_revocation_names_stays_on_record() {
	run(|| {
		let id = on_day_10();
		assert_ok!(decide::freeze(ps(), sha256(1)));
		pass(DAY);
		assert_ok!(decide::revoke(dr(), id, KeyCompromised, START + 5 * DAY));
		pass(DAY);
		assert_ok!(decide::unfreeze(ps()));
		pass(MaxFreeze::get());

		let revoked = Some(SealStatus::Revoked);
		assert_eq!(standing(id, (Moment(6 * DAY)).0).0, revoked);
		assert_eq!(standing(id, (Moment(6 * DAY)).0).1, []);
		assert_eq!(standing(id, (Moment(11 * DAY)).0).1, [Hold::Freeze]);
		// The hold stays with it as it was when it was revoked, to its end.
		let end = 10 * DAY + MaxFreeze::get();
		assert_eq!(standing(id, end - 1).1, [Hold::Freeze]);
		assert_eq!(
			standing(id, end),
			(revoked, vec![], vec![Obstacle::Revoked, Obstacle::Expired])
		);
	});
}

#[test]
fn a_seal_was_usable_up_to_its_successor() {
	run(|| {
		let old = on_day_10();
		let successor = Application::new(2).issued();
		pass(DAY);
		assert!(usable(old, (Moment(10 * DAY - 1)).0) && !usable(old, (Moment(10 * DAY)).0));
		assert!(!usable(successor, (Moment(10 * DAY - 1)).0) && usable(successor, (Moment(10 * DAY)).0));
	});
}

#[test]
fn how_it_stands_now_is_what_its_facts_say() {
	for hold in ALL_HOLDS {
		run(|| {
			let id = issued();
			pass(DAY);
			place(hold, id);
			let now_standing = ESeal::standing_at(id, now()).unwrap();
			assert_eq!(now_standing.status, Some(seal(id).status));
			assert_eq!(now_standing.holds, holds(id));
			assert_eq!(now_standing.obstacles, seal(id).obstacles(now()));
		});
	}
}

#[test]
fn a_history_only_grows() {
	run(|| {
		let id = applied();
		let mut before = entries(id);
		let steps: [fn(SealId) -> DispatchResult; 8] = [
			|id| decide::approve(dr(), id),
			|id| decide::suspend(owner(), id),
			|_| decide::freeze(ps(), sha256(1)),
			|id| decide::resume(owner(), id),
			|_| decide::rename("新名"),
			|_| {
				outcome(ESeal::report_physical_seal(
					ps(),
					text(CODE),
					PhysicalSealReport::Lost,
					START,
				))
			},
			|_| outcome(ESeal::restrict_enterprise(ms(), text(USCC))),
			|_| outcome(ESeal::deregister_enterprise(ms(), text(USCC))),
		];
		for step in steps {
			pass(DAY);
			assert_ok!(step(id));
			let after = entries(id);
			assert_eq!(after.len(), before.len() + 1);
			assert_eq!(after[..before.len()], before);
			let last = after.last().unwrap();
			assert_eq!((last.recorded_at, last.block), (now(), System::block_number()));
			before = after;
		}
		assert_eq!(History::<Test>::iter().count(), before.len());
	});
}

#[test]
fn a_history_is_read_page_by_page() {
	run(|| {
		let id = issued();
		for _ in 0..150 {
			assert_ok!(decide::suspend(owner(), id));
			assert_ok!(decide::resume(owner(), id));
		}
		let all = entries(id);
		assert_eq!(all.len(), 302);

		assert_eq!(ESeal::history_page(id, 0, 0), []);
		assert_eq!(ESeal::history_page(id, 0, 1), all[..1]);
		assert_eq!(ESeal::history_page(id, 1, 3), all[1..4]);
		assert_eq!(ESeal::history_page(id, 300, 10), all[300..]);
		assert_eq!(ESeal::history_page(id, 302, 10), []);
		assert_eq!(ESeal::history_page(id, u32::MAX, u32::MAX), []);
		assert_eq!(ESeal::history_page(SealId(id.0 + 1), 0, 10), []);

		// An answer of the runtime API has at most 256.
		assert_eq!(ESeal::api_history(id, 0, u32::MAX), all[..256]);
		assert_eq!(ESeal::api_history(id, 0, 256), all[..256]);
		assert_eq!(ESeal::api_history(id, 256, u32::MAX), all[256..]);
		let pages: Vec<_> = (0..4)
			.flat_map(|page| ESeal::api_history(id, page * 100, 100))
			.collect();
		assert_eq!(pages, all);
	});
}

#[test]
fn a_loss_counts_for_the_seals_before_too() {
	run(|| {
		let old = on_day_10();
		let _renewed = Application::new(2).issued();
		pass(DAY);
		assert!(usable(old, (Moment(6 * DAY)).0));
		assert_ok!(ESeal::report_physical_seal(
			ps(),
			text(CODE),
			PhysicalSealReport::Lost,
			START + 5 * DAY
		));
		assert!(usable(old, (Moment(4 * DAY)).0));
		assert!(!usable(old, (Moment(6 * DAY)).0));
	});
}

/// How an e-seal stood at a moment, from every entry of its history: what [`ESeal::standing_at`] must say after 32 of them at
/// most.
fn by_the_whole_history(id: SealId, moment: Moment) -> Standing {
	let seal = seal(id);
	let mut status = None;
	let mut held: BTreeMap<Hold, Option<Term>> = BTreeMap::new();
	for entry in entries(id) {
		if entry.effective_at > moment {
			if entry.change == Change::Activated && entry.recorded_at <= moment {
				status = Some(SealStatus::Approved);
			}
			continue;
		}
		match entry.change {
			Change::Applied => status = Some(SealStatus::Applied),
			Change::Withdrawn => status = Some(SealStatus::Withdrawn),
			Change::Rejected { .. } => status = Some(SealStatus::Rejected),
			Change::Activated | Change::RevocationReversed { .. } | Change::SuccessorRevoked { .. } => {
				status = Some(SealStatus::Active)
			}
			Change::Revoked { .. } | Change::SuccessorApproved { .. } => status = Some(SealStatus::Revoked),
			Change::HoldPlaced { hold, term, .. } => {
				held.insert(hold, term);
			}
			Change::HoldLifted { hold } => {
				held.remove(&hold);
			}
			Change::LossReversed { .. } => {
				held.remove(&Hold::PhysicalSealLost);
			}
		}
	}
	let counts = |term: &Option<Term>| match term {
		Some(Term::Until(end)) => moment < *end,
		Some(Term::From(beginning)) => moment >= *beginning,
		None => true,
	};
	let mut held: BTreeSet<_> = held
		.iter()
		.filter(|(_, term)| counts(term))
		.map(|(hold, _)| *hold)
		.collect();
	// A loss may count from before the application, when there was nothing to place a hold on.
	if status.is_none() {
		held.clear();
	}
	let lost = PhysicalSeals::<Test>::get(seal.code).is_some_and(|physical| physical.is_gone_at(moment));
	if lost && matches!(status, Some(SealStatus::Active | SealStatus::Approved)) {
		held.insert(Hold::PhysicalSealLost);
	}
	let obstacles = crate::obstacles(
		status.unwrap_or(SealStatus::Applied),
		held.iter().copied(),
		seal.valid_from,
		seal.valid_until,
		moment,
	);
	Standing {
		status,
		holds: held.into_iter().collect(),
		usable: obstacles.is_empty(),
		obstacles,
	}
}

/// Every e-seal at every moment at which anything changed or counts from, just before and just after it.
fn assert_standings_are_those_of_the_whole_history() {
	for (id, seal) in Seals::<Test>::iter() {
		let physical = PhysicalSeals::<Test>::get(seal.code).unwrap();
		let mut moments: BTreeSet<_> = entries(id)
			.into_iter()
			.flat_map(|entry| [entry.effective_at, entry.recorded_at])
			.collect();
		moments.extend([seal.valid_from, seal.valid_until, physical.status_since, now()]);
		moments.extend([Moment(0), Moment(u64::MAX)]);
		for moment in moments {
			for moment in [moment.saturating_sub(1), moment, moment.saturating_add(1)] {
				assert_eq!(
					ESeal::standing_at(id, moment),
					Some(by_the_whole_history(id, moment)),
					"e-seal {id:?} at {moment:?}: {:#?}",
					entries(id)
				);
			}
		}
	}
}

/// Numbers that look random, the same on every run.
struct Dice(u64);

impl Dice {
	/// A number below `end`.
	fn below(&mut self, end: u64) -> u64 {
		// Xorshift (Marsaglia).
		self.0 ^= self.0 << 13;
		self.0 ^= self.0 >> 7;
		self.0 ^= self.0 << 17;
		self.0 % end
	}

	/// A moment from the start to now.
	fn moment(&mut self) -> Moment {
		START + self.below(now().since(START) + 1)
	}
}

/// Tries something on the enterprise and its e-seals, several times in a block or days apart. Much of it is refused.
fn step(dice: &mut Dice, applications: &mut u8) {
	let id = SealId(dice.below(NextSealId::<Test>::get().0 + 1));
	let latest = LatestSeal::<Test>::get(uscc(USCC)).unwrap_or(id);
	let pending = PendingApplication::<Test>::get(uscc(USCC)).unwrap_or(id);
	let number = if dice.below(4) == 0 { id } else { latest };
	let code = if dice.below(2) == 0 { CODE } else { NEW_CODE };
	// All or nothing, as the runtime dispatches.
	let _ = with_storage_layer(|| match dice.below(24) {
		0..=2 => decide::suspend(owner(), number),
		3..=5 => decide::resume(owner(), number),
		6 => decide::suspend(dr(), number),
		7 => decide::resume(dr(), number),
		8 => {
			let until = now() + 1 + dice.below(20 * DAY);
			outcome(ESeal::freeze(ps(), text(USCC), sha256(1), until))
		}
		9 | 10 => decide::unfreeze(ps()),
		11 => outcome(ESeal::restrict_enterprise(ms(), text(USCC))),
		12 => outcome(ESeal::lift_restriction(ms(), text(USCC))),
		13 if dice.below(20) == 0 => decide::rename("更名有限公司"),
		13 if dice.below(5) == 0 => decide::rename_from("改名有限公司", now() + 1 + dice.below(20 * DAY)),
		13 => decide::withdraw_rename("改名有限公司"),
		14 if dice.below(10) == 0 => outcome(ESeal::report_physical_seal(
			ps(),
			text(code),
			PhysicalSealReport::Lost,
			dice.moment(),
		)),
		15 if dice.below(3) == 0 => decide::revoke(dr(), number, KeyCompromised, dice.moment()),
		16 => outcome(ESeal::withdraw(owner(), pending)),
		17 => decide::reject(dr(), pending, RejectionReason::Other),
		18 | 19 => decide::approve(dr(), pending),
		20 => {
			*applications += 1;
			let mut application = Application::new(*applications);
			application.code = code;
			application.valid_from = dice.moment();
			application.send()
		}
		// Most blocks bring several of these.
		_ => {
			pass([1, DAY, 1 + dice.below(10 * DAY)][dice.below(3) as usize]);
			Ok(())
		}
	});
}

#[test]
fn a_standing_is_that_of_the_whole_history() {
	let mut losses = 0;
	let mut dated_back = 0;
	let mut ended = 0;
	for seed in 1..=60 {
		run(|| {
			filed();
			file(NEW_CODE, USCC);
			let mut dice = Dice(0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(seed));
			let mut applications = 0;
			for round in 0..400 {
				step(&mut dice, &mut applications);
				if round % 100 == 99 {
					assert_standings_are_those_of_the_whole_history();
				}
			}
			for seal in Seals::<Test>::iter_values() {
				losses += u32::from(seal.loss.is_some_and(|loss| loss.effective_at < seal.applied_at));
				let revoked = seal.revoked;
				dated_back += u32::from(revoked.is_some_and(|revoked| revoked.effective_at < revoked.recorded_at));
				ended += u32::from(seal.terms.values().any(|term| !term.covers(now())));
			}
		});
	}
	// It met what is hard: a loss as of before the application, a revocation of before, and a freeze that ended by itself.
	assert!(
		losses > 0 && dated_back > 0 && ended > 0,
		"{losses} {dated_back} {ended}"
	);
}

/// However long the history is, only those entries are read that halving it leads to: the others are not even there.
#[test]
fn a_standing_takes_32_entries_at_most() {
	for (length, most) in [(1, 1), (57_000, 16), (1_000_000, 20), (u32::MAX, 32)] {
		new_test_ext().execute_with(|| {
			let id = issued();
			let entry = last_entry(id);
			// Entry n is recorded n milliseconds after the start, and each second one finds the e-seal suspended.
			let recorded = |index: u32| {
				let mut entry = entry.clone();
				entry.recorded_at = START + u64::from(index);
				if index % 2 == 1 {
					entry.after.place(Hold::OwnerSuspension);
				}
				entry
			};
			Seals::<Test>::mutate(id, |seal| seal.as_mut().unwrap().history_len = length);
			for wanted in [0, 1, length / 3, length / 2, length.saturating_sub(2), length - 1]
				.into_iter()
				.filter(|wanted| *wanted < length)
			{
				History::<Test>::remove(id, 0);
				History::<Test>::remove(id, 1);
				let (mut low, mut high, mut read) = (0u64, u64::from(length), 0);
				let mut there = vec![];
				while low < high {
					let middle = (low + high) / 2;
					there.push(middle as u32);
					read += 1;
					if middle <= u64::from(wanted) {
						low = middle + 1;
					} else {
						high = middle;
					}
				}
				assert!(read <= most, "{read} entries of {length}");
				for index in &there {
					History::<Test>::insert(id, index, recorded(*index));
				}
				let standing = ESeal::standing_at(id, START + u64::from(wanted)).unwrap();
				let held: &[Hold] = if wanted % 2 == 1 { &[Hold::OwnerSuspension] } else { &[] };
				assert_eq!(standing.holds, held, "entry {wanted} of {length}");
				for index in there {
					History::<Test>::remove(id, index);
				}
			}
		});
	}
}
