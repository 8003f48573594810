//! Transfers on the stock runtime: `balances.transferKeepAlive`, each operator to an account of its own that exists.

use super::Load;
use crate::{
	error::{BenchError, Result},
	estate::{Estate, Who},
	keys::Algorithm,
};
use codec::Compact;
use eseal_client::{calls::Call, AccountId};
use eseal_primitives::Moment;
use sp_runtime::MultiAddress;
use std::sync::Arc;

/// How much each transfer is. Fees are much more.
const UNIT: u128 = 1;

/// Operators pay.
pub struct Transfers(pub Arc<Estate>);

impl Load for Transfers {
	fn who(&self) -> Who {
		Who::Operators(Algorithm::Sr25519)
	}

	fn call(&self, operator: usize, _: u64, _: Moment) -> Result<Call> {
		let nobody = || BenchError::NoKey(format!("whom operator {operator} pays"));
		let receiver = self.0.receivers.get(operator).ok_or_else(nobody)?;
		let to = MultiAddress::<AccountId, ()>::Id(receiver.clone());
		Ok(Call::new("Balances", "transfer_keep_alive", (to, Compact(UNIT))))
	}

	fn counts(&self) -> &'static str {
		"transfers"
	}

	fn statements(&self) -> u64 {
		0
	}

	fn uses(&self) -> u64 {
		0
	}

	fn pays(&self) -> u128 {
		UNIT
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use codec::DecodeAll;

	#[test]
	fn each_operator_pays_an_account_of_its_own() {
		let load = Transfers(Arc::new(Estate::stock(2).unwrap()));
		let receiver = |operator| {
			let call = load.call(operator, 7, Moment(3)).unwrap();
			let (to, amount) =
				<(MultiAddress<AccountId, ()>, Compact<u128>)>::decode_all(&mut &call.arguments[..]).unwrap();
			assert_eq!(amount.0, load.pays());
			to
		};
		assert_ne!(receiver(0), receiver(1));
		assert!(load.call(2, 0, Moment(3)).is_err());
	}
}
