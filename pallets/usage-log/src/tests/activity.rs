//! Statistics by day, and the alarms that follow.

use super::*;
use crate::{
	activity::MAX_DROPPED, Activity, DayActivity, DayTotals, FirstDay, RefusedInBlock, SealActivity, TotalsOfDay,
};
use eseal_primitives::{
	activity::{COUNTED_DAYS, PAST_DAYS},
	documents::MAX_ANCHORED,
};
use frame_support::{assert_noop, assert_storage_noop};

/// Of the uses of an e-seal on a day: recorded and refused.
fn day(uses: u64, refused: u64) -> DayActivity {
	DayActivity { uses, refused }
}

/// The activity of an e-seal, as of today: today's, and that of the days before.
fn activity(seal: SealId) -> (DayActivity, Vec<DayActivity>) {
	let SealActivity { day, today, past } = UsageLog::api_activity(seal).unwrap();
	assert_eq!(u64::from(day), now().day());
	(today, past.to_vec())
}

/// The totals of today: records, uses and refused ones, once the block has ended.
fn totals() -> (u64, u64, u64) {
	pass(2_000);
	let DayTotals { records, uses, refused } = TotalsOfDay::<Test>::get(UsageLog::today());
	(records, uses, refused)
}

/// The alarms since the last call.
fn alarms() -> Vec<Event<Test>> {
	events().into_iter().filter(is_alarm).collect()
}

fn burst(seal: SealId, uses: u64, busiest: u64) -> Event<Test> {
	Event::BurstOfUses {
		seal,
		day: UsageLog::today(),
		uses,
		busiest,
	}
}

// --- Uses ---

#[test]
fn a_batch_counts_by_its_uses_whether_listed_or_anchored() {
	run(|| {
		let company = Company::new(1);
		let owner = &company.owner;
		assert_ok!(company.use_by(owner));
		assert_eq!(activity(company.seal), (day(1, 0), vec![]));
		assert_ok!(company.list(owner, &[1, 2, 3].map(document)));
		assert_ok!(company.anchor(owner, MAX_ANCHORED));
		let uses = 4 + u64::from(MAX_ANCHORED);
		assert_eq!(activity(company.seal), (day(uses, 0), vec![]));
		assert_eq!(totals(), (3, uses, 0));
	});
}

#[test]
fn each_e_seal_counts_by_itself_and_all_of_them_for_the_chain() {
	run(|| {
		let companies = [Company::new(1), Company::new(2), Company::new(3)];
		for (company, uses) in companies.iter().zip(0..) {
			for _ in 0..uses {
				assert_ok!(company.use_by(&company.owner));
			}
		}
		for (company, uses) in companies.iter().zip(0..) {
			assert_eq!(activity(company.seal), (day(uses, 0), vec![]));
		}
		// None was ever used of the first.
		assert!(!Activity::<Test>::contains_key(companies[0].seal));
		assert_eq!(totals(), (3, 3, 0));
	});
}

#[test]
fn a_day_that_is_over_is_the_first_of_the_past_and_days_without_uses_count_none() {
	run(|| {
		let company = Company::new(1);
		let owner = &company.owner;
		assert_ok!(company.anchor(owner, 5));
		// The last moment of the day, and the first of the next.
		go_to(START + DAY - 1);
		assert_ok!(company.anchor(owner, 2));
		assert_eq!(activity(company.seal), (day(7, 0), vec![]));
		go_to(START + DAY);
		assert_eq!(activity(company.seal), (day(0, 0), vec![day(7, 0)]));
		assert_ok!(company.use_by(owner));
		go_to(START + 4 * DAY);
		assert_ok!(company.use_by(owner));
		let past = vec![day(0, 0), day(0, 0), day(1, 0), day(7, 0)];
		assert_eq!(activity(company.seal), (day(1, 0), past));
		assert_eq!(totals(), (1, 1, 0));
		let by_day = UsageLog::api_totals_of_days(0, 9);
		let today = UsageLog::today();
		let days: Vec<_> = by_day.iter().map(|(day, totals)| (today - day, totals.uses)).collect();
		assert_eq!(days, [(4, 7), (3, 1), (0, 1)]);
	});
}

/// Used every day for longer than is remembered, an e-seal takes as much as it may and no more.
#[test]
fn an_e_seal_takes_the_same_room_however_long_it_is_used() {
	run(|| {
		let company = Company::new(1);
		let mut sizes = Vec::new();
		for n in 0..PAST_DAYS + 3 {
			assert_ok!(company.anchor(&company.owner, 100 + n));
			sizes.push(Activity::<Test>::get(company.seal).encoded_size());
			pass(DAY);
		}
		assert_eq!(sizes[sizes.len() - 2..], [sizes[PAST_DAYS as usize]; 2]);
		let (today, past) = activity(company.seal);
		assert_eq!((today, past.len()), (day(0, 0), PAST_DAYS as usize));
		assert_eq!((past[0].uses, past[30].uses), (133, 103));
	});
}

#[test]
fn records_that_left_the_state_still_count() {
	run(|| {
		let company = Company::new(1);
		crate::Retention::<Test>::put(10 * 60 * 1_000);
		for _ in 0..3 {
			assert_ok!(company.use_by(&company.owner));
		}
		pass(HOUR);
		UsageLog::drop_old_records(frame_support::weights::Weight::MAX);
		assert_eq!(crate::LogStarts::<Test>::get(company.seal).records, 3);
		assert_eq!(activity(company.seal), (day(3, 0), vec![]));
		assert_ok!(company.use_by(&company.owner));
		assert_eq!(activity(company.seal), (day(4, 0), vec![]));
		assert_eq!(totals(), (4, 4, 0));
	});
}

#[test]
fn counts_stay_at_their_maximum_and_no_use_fails_by_them() {
	new_test_ext().execute_with(|| {
		let company = Company::new(1);
		let most = SealActivity {
			day: UsageLog::today(),
			today: day(u64::MAX, u64::MAX),
			..SealActivity::default()
		};
		Activity::<Test>::insert(company.seal, &most);
		RefusedInBlock::<Test>::put(u64::MAX);
		let (records, uses, refused) = (u64::MAX, u64::MAX, u64::MAX);
		TotalsOfDay::<Test>::insert(UsageLog::today(), DayTotals { records, uses, refused });
		assert_ok!(company.use_by(&company.owner));
		UsageLog::note_refused(company.seal);
		assert_eq!(Activity::<Test>::get(company.seal), most);
		assert_eq!(totals(), (u64::MAX, u64::MAX, u64::MAX));
		assert_eq!(alarms(), []);
	});
}

/// Time does not go backwards. If it did, the day would go on.
#[test]
fn a_day_that_lies_before_breaks_nothing() {
	new_test_ext().execute_with(|| {
		let company = Company::new(1);
		assert_ok!(company.use_by(&company.owner));
		let before = Activity::<Test>::get(company.seal);
		Timestamp::set_timestamp((START - DAY).0);
		UsageLog::count_uses(company.seal, 2);
		UsageLog::note_refused(company.seal);
		let after = Activity::<Test>::get(company.seal);
		assert_eq!((after.day, after.today, after.past.len()), (before.day, day(3, 1), 0));
	});
}

// --- Refused uses ---

#[test]
fn a_refused_statement_counts_once_however_many_uses_it_claims() {
	run(|| {
		let company = Company::new(1);
		for _ in 0..2 {
			UsageLog::note_refused(company.seal);
		}
		assert_eq!(activity(company.seal), (day(0, 2), vec![]));
		assert_eq!(RefusedInBlock::<Test>::get(), 2);
		assert_eq!(totals(), (0, 0, 2));
		assert_eq!(RefusedInBlock::<Test>::get(), 0);
		UsageLog::note_refused(company.seal);
		assert_eq!(totals(), (0, 0, 3));
	});
}

/// Whoever may send could name any number. Each would take room in the state for ever.
#[test]
fn of_numbers_that_no_e_seal_has_nothing_is_counted() {
	run(|| {
		let company = Company::new(1);
		for seal in [1, 2, 1 << 40, u64::MAX].map(SealId) {
			assert_storage_noop!(UsageLog::note_refused(seal));
			assert_eq!(UsageLog::api_activity(seal), None);
		}
		// Nor in a call with others.
		let owner = &company.owner;
		let unknown = UseStatement {
			seal: SealId(9),
			..company.statement(owner)
		};
		let unknown = company.signed(owner, unknown);
		assert_ok!(UsageLog::record_for_many(
			company.origin(),
			vec![unknown; 3].try_into().unwrap()
		));
		assert_eq!(Activity::<Test>::iter().count(), 0);
		assert_eq!(totals(), (0, 0, 0));
	});
}

/// An application is an e-seal in its status: its number is known, and there is one entry of it at most.
#[test]
fn refused_uses_count_in_any_status() {
	run(|| {
		let company = Company::new(1);
		let pending = company.apply(Key::new(7), START..START + YEAR);
		company.revoke();
		for seal in [company.seal, pending.seal] {
			UsageLog::note_refused(seal);
			assert_eq!(activity(seal), (day(0, 1), vec![]));
		}
	});
}

#[test]
fn refused_uses_that_are_sent_with_others_are_counted_by_their_call() {
	run(|| {
		let companies = [Company::new(1), Company::new(2)];
		for company in &companies {
			company.grants(&operator(1));
		}
		let who = operator(1);
		let good = |company: &Company| company.signed(&who, company.statement(&who));
		let bad = |company: &Company| {
			let nonce = 7;
			company.signed(
				&who,
				UseStatement {
					nonce,
					..company.statement(&who)
				},
			)
		};
		let [a, b] = &companies;
		let uses = vec![bad(a), good(a), bad(b), bad(a)];
		let origin = RuntimeOrigin::signed(who.clone());
		assert_ok!(UsageLog::record_for_many(origin, uses.try_into().unwrap()));
		assert_eq!(activity(a.seal), (day(1, 2), vec![]));
		assert_eq!(activity(b.seal), (day(0, 1), vec![]));
		assert_eq!(totals(), (1, 1, 3));
	});
}

/// The call alone is dispatched here: who counts its failure is the check of the extrinsic, after the storage is rolled back.
#[test]
fn a_refused_call_itself_stores_nothing() {
	run(|| {
		let company = Company::new(1);
		let stranger = operator(9);
		assert_noop!(company.use_by(&stranger), crate::Error::<Test>::NoGrant);
		assert_eq!(activity(company.seal), (day(0, 0), vec![]));
	});
}

// --- Totals ---

#[test]
fn a_day_is_added_to_once_a_block() {
	run(|| {
		let company = Company::new(1);
		let today = UsageLog::today();
		for uses in 1..4 {
			assert_ok!(company.use_by(&company.owner));
			assert_eq!(
				TotalsOfDay::<Test>::get(today).uses,
				uses - 1,
				"the block has not ended"
			);
			assert_eq!(totals(), (uses, uses, 0));
			// Nor is anything added by blocks without uses.
			assert_eq!(totals(), (uses, uses, 0));
		}
	});
}

#[test]
fn totals_are_kept_for_400_days_and_dropped_a_few_in_a_block() {
	run(|| {
		let company = Company::new(1);
		let first = UsageLog::today();
		let use_it = || {
			UsageLog::note_refused(company.seal);
			pass(0);
		};
		for _ in 0..6 {
			use_it();
			pass(DAY);
		}
		let days = || TotalsOfDay::<Test>::iter_keys().collect::<BTreeSet<_>>();
		assert_eq!(days(), (first..first + 6).collect());
		assert_eq!(FirstDay::<Test>::get(), Some(first));

		// The first day is still among them, and on the next it is not.
		go_to(START + u64::from(COUNTED_DAYS - 1) * DAY);
		use_it();
		assert!(days().contains(&first));
		assert_eq!(UsageLog::api_totals_of_days(0, 256)[0].0, first);
		pass(DAY);
		assert_eq!(
			UsageLog::api_totals_of_days(0, 256)[0].0,
			first + 1,
			"before any block dropped it"
		);
		use_it();
		assert!(!days().contains(&first) && days().contains(&(first + 1)));

		// Years later a block drops a few, and the next ones the others.
		pass(3 * YEAR);
		let before = FirstDay::<Test>::get().unwrap();
		let today = UsageLog::today();
		assert_eq!(UsageLog::api_totals_of_days(0, 256), []);
		use_it();
		assert_eq!(FirstDay::<Test>::get(), Some(before + MAX_DROPPED));
		let catching_up = (today - COUNTED_DAYS + 1 - before).div_ceil(MAX_DROPPED);
		for _ in 0..catching_up {
			use_it();
		}
		assert_eq!(days(), BTreeSet::from([today]));
		assert_eq!(FirstDay::<Test>::get(), Some(today - COUNTED_DAYS + 1));
	});
}

#[test]
fn totals_are_told_by_pages() {
	run(|| {
		let company = Company::new(1);
		let first = UsageLog::today();
		for _ in 0..COUNTED_DAYS - 1 {
			UsageLog::note_refused(company.seal);
			pass(DAY);
		}
		let page = UsageLog::api_totals_of_days(0, u32::MAX);
		assert_eq!(page.len(), 256);
		assert_eq!((page[0].0, page[255].0), (first, first + 255));
		let rest = UsageLog::api_totals_of_days(first + 256, u32::MAX);
		assert_eq!(rest.len(), COUNTED_DAYS as usize - 1 - 256);
		assert_eq!(UsageLog::api_totals_of_days(first + 7, 2).len(), 2);
		assert_eq!(UsageLog::api_totals_of_days(first + 7, 2)[0].0, first + 7);
		assert_eq!(UsageLog::api_totals_of_days(0, 0), []);
		assert_eq!(UsageLog::api_totals_of_days(u32::MAX, 9), []);
	});
}

// --- Alarms ---

#[test]
fn a_quota_gives_alarm_once_when_a_tenth_is_left() {
	run(|| {
		let company = Company::new(1);
		let who = operator(1);
		assert_ok!(company.try_grant(&who, &GRANTED, GRANTED_UNTIL, 20));
		let alarm = |used| Event::QuotaNearlyUsed {
			grant: GrantId(0),
			seal: company.seal,
			operator: who.clone(),
			used,
			quota: 20,
		};
		events();
		assert_ok!(company.anchor(&who, 16));
		assert_ok!(company.use_by(&who));
		assert_eq!(alarms(), []);
		assert_ok!(company.use_by(&who));
		assert_eq!(alarms(), [alarm(18)]);
		assert_ok!(company.use_by(&who));
		assert_ok!(company.use_by(&who));
		assert_eq!(alarms(), []);
	});
}

#[test]
fn a_quota_that_is_used_at_once_or_has_no_tenth_gives_alarm_with_its_last_use() {
	run(|| {
		let company = Company::new(1);
		for (n, quota) in [(1, 1), (2, 9), (3, 1_000)] {
			let grant = NextGrantId::<Test>::get();
			assert_ok!(company.try_grant(&operator(n), &GRANTED, GRANTED_UNTIL, quota));
			events();
			if quota == 9 {
				assert_ok!(company.anchor(&operator(n), 8));
				assert_eq!(alarms(), []);
			}
			let left = if quota == 9 { 1 } else { quota };
			assert_ok!(company.anchor(&operator(n), left));
			let Event::QuotaNearlyUsed { grant: of, used, .. } = &alarms()[0] else {
				panic!("no alarm");
			};
			assert_eq!((*of, *used), (grant, quota));
		}
	});
}

#[test]
fn an_owner_has_no_quota_to_use_up() {
	run(|| {
		let company = Company::new(1);
		events();
		assert_ok!(company.anchor(&company.owner, 999));
		assert_eq!(alarms(), []);
	});
}

#[test]
fn an_alarm_follows_the_record_that_gives_it() {
	run(|| {
		let company = Company::new(1);
		let who = operator(1);
		assert_ok!(company.try_grant(&who, &GRANTED, GRANTED_UNTIL, 1_000));
		for send in [0, 1] {
			events();
			if send == 0 {
				assert_ok!(company.anchor(&who, 999));
			} else {
				assert_ok!(company.use_by(&who));
			}
			let events = events();
			match (send, &events[..]) {
				(0, [Event::BatchRecorded { .. }, Event::QuotaNearlyUsed { .. }]) => {}
				(1, [Event::UseRecorded { .. }, Event::BurstOfUses { .. }]) => {}
				other => panic!("{other:?}"),
			}
		}
	});
}

#[test]
fn an_e_seal_without_a_past_gives_alarm_at_the_floor_once_a_day() {
	run(|| {
		let company = Company::new(1);
		let owner = &company.owner;
		events();
		assert_ok!(company.anchor(owner, 999));
		assert_eq!(alarms(), []);
		assert_ok!(company.use_by(owner));
		assert_eq!(alarms(), [burst(company.seal, BurstFloor::get(), 0)]);
		// However many more.
		for _ in 0..3 {
			assert_ok!(company.anchor(owner, 100_000));
		}
		assert_eq!(alarms(), []);
	});
}

#[test]
fn an_e_seal_gives_alarm_above_ten_times_its_busiest_day() {
	run(|| {
		let company = Company::new(1);
		let owner = &company.owner;
		for uses in [30, 200, 50] {
			assert_ok!(company.anchor(owner, uses));
			pass(DAY);
		}
		events();
		assert_ok!(company.anchor(owner, 2_000));
		assert_eq!(alarms(), []);
		assert_ok!(company.use_by(owner));
		assert_eq!(alarms(), [burst(company.seal, 2_001, 200)]);

		// What was a burst yesterday is nothing new today; and once it is forgotten, it is again.
		pass(DAY);
		assert_ok!(company.anchor(owner, 20_010));
		assert_eq!(alarms(), []);
		pass(u64::from(PAST_DAYS) * DAY);
		assert_ok!(company.anchor(owner, 200_100));
		assert_eq!(alarms(), []);
		pass(u64::from(PAST_DAYS + 1) * DAY);
		assert_ok!(company.anchor(owner, 1_000));
		assert_eq!(alarms(), [burst(company.seal, 1_000, 0)]);
	});
}

/// A thief cannot make the alarm late by statements that are refused.
#[test]
fn refused_uses_make_no_day_busy() {
	run(|| {
		let company = Company::new(1);
		for _ in 0..500 {
			UsageLog::note_refused(company.seal);
		}
		pass(DAY);
		for _ in 0..500 {
			UsageLog::note_refused(company.seal);
		}
		events();
		assert_ok!(company.anchor(&company.owner, 1_000));
		assert_eq!(alarms(), [burst(company.seal, 1_000, 0)]);
	});
}

#[test]
fn a_refused_use_gives_no_alarm() {
	run(|| {
		let company = Company::new(1);
		let who = operator(1);
		assert_ok!(company.try_grant(&who, &GRANTED, GRANTED_UNTIL, 1_000));
		events();
		assert_noop!(company.anchor(&who, 1_001), crate::Error::<Test>::QuotaExhausted);
		assert_eq!(events(), []);
	});
}
