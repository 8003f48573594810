//! Of which calls the runtime is told that they failed.

use crate::{mock::*, Admission as _, Refusal, Role};
use frame_support::{assert_ok, weights::Weight};
use sp_runtime::DispatchError;

const FAILURE: Result<Weight, DispatchError> = Err(DispatchError::CannotLookup);
const NOTHING: [u8; 0] = [];

#[test]
fn a_call_that_failed_is_told_of_once() {
	run(|| {
		admit(7, Role::Owner);
		assert_eq!(
			block_with_call(7, &remark(3), 1, FAILURE),
			Ok(Err(DispatchError::CannotLookup))
		);
		assert_eq!(failed(), [3]);
		assert_eq!(failed(), NOTHING);
		// Each of several.
		for _ in 0..2 {
			assert_ok!(block_with_call(7, &remark(4), 1, FAILURE));
		}
		assert_eq!(failed(), [4, 4]);
	});
}

#[test]
fn a_call_that_succeeded_and_one_of_no_interest_are_not_told_of() {
	run(|| {
		admit(7, Role::Owner);
		assert_ok!(block_with_call(7, &remark(3), 1, Ok(Weight::zero())));
		assert_ok!(block_with_call(7, &remark(9), 1, FAILURE));
		assert_eq!(failed(), NOTHING);
	});
}

/// What is in no block, cost nobody anything: so it must count nothing.
#[test]
fn a_call_that_is_refused_before_its_block_is_not_told_of() {
	run(|| {
		assert_eq!(block_with_call(7, &remark(3), 1, FAILURE), refused(Refusal::NoRole));
		admit(7, Role::Owner);
		assert_eq!(block_with_call(7, &remark(0), 1, FAILURE), refused(Refusal::NotYours));
		let whole = DefaultBudgets::get().owner.bytes.burst as usize;
		let too_large = block_with_call(7, &remark(3), whole + 1, FAILURE);
		assert_eq!(too_large, refused(Refusal::TooLargeForBudget));
		// The pool has no outcome.
		assert_ok!(pool(7, 0, &remark(3), 1));
		assert_eq!(failed(), NOTHING);
	});
}

/// Whoever fails pays in full, so what a failure stores is paid for.
#[test]
fn a_failure_that_is_told_of_counts_in_full() {
	run(|| {
		admit(7, Role::Owner);
		let spent = |call| {
			let before = AdmissionPallet::member(&7).spent.weight;
			assert_ok!(block_with_call(7, call, 1, FAILURE));
			AdmissionPallet::member(&7).spent.weight - before
		};
		assert_eq!([spent(&remark(3)), spent(&remark(9))], [charged(), charged()]);
		failed();
	});
}
