//! Which calls a member may send, and who is told of those that fail: the runtime says.

use crate::{Member, Refusal};
use frame_support::weights::Weight;

/// Before whom an extrinsic goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tier {
	/// What keeps the chain governed and running: motions, session keys, what a seat's governing account sends. It goes before
	/// everything ordinary, and has room in every block that nothing ordinary can take.
	Governance,
	/// Everything else.
	Ordinary,
}

/// What is known of an extrinsic that may be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pass {
	/// Before whom it goes.
	pub tier: Tier,
	/// Whether [`Access::succeeded`] wants to know of its success.
	pub noted: bool,
}

/// Which calls a member may send.
pub trait Access<AccountId, Call> {
	/// Whether a member may send a call, as far as can be told without executing it. Reads little: it runs for every extrinsic
	/// that anybody sends to a node.
	///
	/// # Errors
	///
	/// Why not.
	fn check(who: &AccountId, member: &Member, call: &Call) -> Result<Pass, Refusal>;

	/// What the check of this call weighs more than that of a remark, which is measured.
	fn weight(_: &Call) -> Weight {
		Weight::zero()
	}

	/// An extrinsic with [`Pass::noted`] succeeded.
	fn succeeded(who: &AccountId);
}

/// For tests: every member may send every call.
impl<AccountId, Call> Access<AccountId, Call> for () {
	fn check(_: &AccountId, _: &Member, _: &Call) -> Result<Pass, Refusal> {
		Ok(Pass {
			tier: Tier::Ordinary,
			noted: false,
		})
	}

	fn succeeded(_: &AccountId) {}
}

/// What is told of calls that fail in their block. What a failed call stored is undone; what is stored here remains.
pub trait Failures<Call> {
	/// What is remembered of a call until its outcome is known.
	type Subject;

	/// What to remember of a call; `None` for one whose failure is of no interest.
	fn subject(call: &Call) -> Option<Self::Subject>;

	/// The call failed. Must weigh no more than the failed call declared beyond what it did until then: it counts in full, and this
	/// is not weighed by itself.
	fn failed(subject: Self::Subject);
}

/// Nobody is told.
impl<Call> Failures<Call> for () {
	type Subject = ();

	fn subject(_: &Call) -> Option<()> {
		None
	}

	fn failed((): ()) {}
}
