//! What dApps and explorers are told.

use super::*;

#[test]
fn what_waits_is_told_with_the_calls_own_bytes() {
	run(|| {
		registered();
		let first = prepared(ms(), deregister());
		let second_id = prepared(second(MS), restrict());
		let told = DualControl::api_waiting_acts(MS);
		assert_eq!(told.iter().map(|act| act.id).collect::<Vec<_>>(), [first, second_id]);
		assert_eq!(told[0].call, deregister().encode());
		assert_eq!(told[0].digest, digest(Act::DeregisterEnterprise, &deregister()));
		assert!(told.iter().all(|act| act.open));
		assert_eq!(DualControl::api_waiting_act(first).as_ref(), Some(&told[0]));
		assert_eq!(DualControl::api_waiting_acts(PS), []);
		assert_eq!(DualControl::api_waiting_act(ActId(9)), None);
	});
}

#[test]
fn what_can_no_longer_be_confirmed_is_told_as_such() {
	run(|| {
		registered();
		let of_leaver = prepared(ms(), deregister());
		let open = |id| DualControl::api_waiting_act(id).unwrap().open;
		assert_ok!(Agencies::remove_officer(governor(MS), officer(MS)));
		assert!(!open(of_leaver));
		let id = prepared(second(MS), restrict());
		assert!(open(id));
		pass(HOUR);
		assert!(!open(id));
	});
}
