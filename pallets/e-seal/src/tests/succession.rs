//! Mergers and divisions.

use super::*;
use crate::{Predecessors, MAX_SUCCESSORS};

/// A right code; for each `n` another.
fn numbered(n: u32) -> String {
	let mut code = format!("9133{n:013}").into_bytes();
	code.push(Uscc::check_character(&code).unwrap());
	String::from_utf8(code).unwrap()
}

fn record(of: &str, successor: &str) -> DispatchResult {
	ESeal::record_successor(ms(), text(of), text(successor))
}

fn both_registered() {
	registered();
	register(OTHER_USCC, OTHER_OWNER);
}

fn last_change(code: &str) -> RegisterChange<AccountId> {
	records(code).pop().unwrap().change
}

#[test]
fn a_successor_is_found_both_ways_and_nothing_else_changes() {
	run(|| {
		let id = issued();
		register(OTHER_USCC, OTHER_OWNER);
		let (before, other, sealed) = (enterprise(USCC), enterprise(OTHER_USCC), seal(id));
		assert_ok!(record(USCC, OTHER_USCC));
		let (from, to) = (uscc(USCC), uscc(OTHER_USCC));
		assert_eq!(
			events(),
			[Event::SuccessorRecorded {
				uscc: from,
				successor: to,
				by: officer_of(MS)
			}]
		);
		assert_eq!(last_change(USCC), RegisterChange::SucceededBy { successor: to });
		assert_eq!(last_change(OTHER_USCC), RegisterChange::Succeeds { predecessor: from });
		let told = |code: &str| ESeal::api_enterprise(code.into()).unwrap().successors.into_inner();
		assert_eq!((told(USCC), told(OTHER_USCC)), (vec![to], vec![]));
		let precede = |code: &str| ESeal::api_predecessors(code.into(), None, 10);
		assert_eq!((precede(OTHER_USCC), precede(USCC)), (vec![from], vec![]));
		assert_eq!(
			(enterprise(USCC), enterprise(OTHER_USCC), seal(id)),
			(before, other, sealed)
		);
		assert_dissolved(&[]);
	});
}

#[test]
fn a_successor_of_one_that_left_the_register_is_recorded_too() {
	run(|| {
		both_registered();
		assert_ok!(ESeal::deregister_enterprise(ms(), text(USCC)));
		assert_ok!(record(USCC, OTHER_USCC));
	});
}

#[test]
fn one_that_left_the_register_takes_nothing_over() {
	run(|| {
		both_registered();
		assert_ok!(ESeal::deregister_enterprise(ms(), text(OTHER_USCC)));
		assert_noop!(record(USCC, OTHER_USCC), Error::<Test>::EnterpriseIsDeregistered);
	});
}

#[test]
fn a_successor_is_another_one_and_recorded_once() {
	run(|| {
		both_registered();
		assert_noop!(record(USCC, USCC), Error::<Test>::SuccessorIsItself);
		assert_ok!(record(USCC, OTHER_USCC));
		assert_noop!(record(USCC, OTHER_USCC), Error::<Test>::SuccessorAlreadyRecorded);
		assert_noop!(record(OTHER_USCC, USCC), Error::<Test>::SuccessorPrecedes);
	});
}

#[test]
fn codes_that_are_not_registered_are_refused_with_the_reason() {
	run(|| {
		registered();
		let unknown = (UNKNOWN_USCC, Error::<Test>::EnterpriseNotFound);
		for (wrong, error) in WRONG_USCCS.into_iter().chain([unknown]) {
			let error = DispatchError::from(error);
			assert_noop!(record(USCC, wrong), error);
			assert_noop!(record(wrong, USCC), error);
		}
	});
}

#[test]
fn a_division_has_at_most_eight_successors() {
	run(|| {
		registered();
		for n in 0..MAX_SUCCESSORS {
			register(&numbered(n), OWNER);
			assert_ok!(record(USCC, &numbered(n)));
		}
		register(&numbered(99), OWNER);
		assert_noop!(record(USCC, &numbered(99)), Error::<Test>::TooManySuccessors);
		let expected: Vec<_> = (0..MAX_SUCCESSORS).map(|n| uscc(&numbered(n))).collect();
		assert_eq!(Successors::<Test>::get(uscc(USCC)).into_inner(), expected);
	});
}

/// One enterprise may take over from any number, page by page.
#[test]
fn a_merger_has_any_number_of_predecessors() {
	run(|| {
		registered();
		for n in 0..300 {
			register(&numbered(n), OTHER_OWNER);
			assert_ok!(record(&numbered(n), USCC));
		}
		let page = |after, limit| ESeal::api_predecessors(USCC.into(), after, limit);
		assert_eq!(page(None, u32::MAX).len(), 256);
		let mut all: Vec<Uscc> = vec![];
		loop {
			let after = all.last().map(Uscc::to_string);
			let next = page(after, 70);
			if next.is_empty() {
				break;
			}
			all.extend(next);
		}
		let found: std::collections::BTreeSet<_> = all.iter().copied().collect();
		assert_eq!((all.len(), found.len()), (300, 300));
		assert!(all
			.iter()
			.all(|from| Predecessors::<Test>::contains_key(uscc(USCC), from)));
		assert_eq!(ESeal::api_predecessors("no code".into(), None, 10), []);
		assert_eq!(page(Some("no code".into()), 10), []);
	});
}
