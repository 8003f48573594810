//! The gate that every act of an officer passes.

use codec::Encode;
use eseal_primitives::{Act, Officer};
use sp_runtime::DispatchError;

/// The gate that every act of an officer passes: each call that is one begins here.
pub trait OfficerGate<Origin, AccountId> {
	/// Lets an act pass, and enters it into the officer's history: if the origin is an officer for whom one suffices, or two of
	/// whom the second confirmed the first one's act. A call that fails afterwards leaves no entry.
	///
	/// - `arguments`: those of the call, in their order. The act's digest is over them.
	///
	/// Returns the officer who made the act, or prepared it.
	///
	/// # Errors
	///
	/// `BadOrigin` for whoever is no officer of the act's seat, and what the gate's pallet says of an act that takes two.
	fn pass(origin: Origin, act: Act, arguments: &impl Encode) -> Result<Officer<AccountId>, DispatchError>;

	/// An origin for which an act with these arguments passes.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_origin(act: Act, arguments: &impl Encode) -> Origin {
		let seat = act.seat().unwrap_or(eseal_primitives::Seat::MarketSupervision);
		Self::benchmark_origin_of(seat, act, arguments)
	}

	/// The same, of officers of this seat, whose act it is.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_origin_of(seat: eseal_primitives::Seat, act: Act, arguments: &impl Encode) -> Origin;
}
