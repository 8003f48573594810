//! What surrounds the calls that are signed on top of one block: of either composition.

use crate::{
	composition::Composition,
	error::{BenchError, Result},
	keys::Account,
};
use codec::{Compact, Encode};
use eseal_client::{
	calls::Call,
	frame::{assemble, Frame as ESealFrame},
	submit::Signed,
	Block, ReadError,
};
use sp_runtime::generic::Era;

/// What the stock runtime checks of every extrinsic, in its order.
const EXTENSIONS: [&str; 10] = [
	"CheckNonZeroSender",
	"CheckSpecVersion",
	"CheckTxVersion",
	"CheckGenesis",
	"CheckMortality",
	"CheckNonce",
	"CheckWeight",
	"ChargeTransactionPayment",
	"CheckMetadataHash",
	"WeightReclaim",
];

/// The calls that are sent to the stock runtime.
const CALLS: [(&str, &str); 2] = [("System", "remark"), ("Balances", "transfer_keep_alive")];

/// For how many blocks an extrinsic of the stock runtime is valid: as long as one of the e-seal chain, whose statements live ten
/// minutes.
const MORTALITY: u64 = 256;

/// Signs calls on top of one block. Threads may share it.
#[derive(Debug)]
pub enum Frame {
	/// As the e-seal chain wants them.
	ESeal(ESealFrame),
	/// As the stock runtime wants them.
	Stock(Stock),
}

/// What surrounds the calls of the stock runtime.
#[derive(Debug)]
pub struct Stock {
	/// The numbers of pallet and call, in the order of [`CALLS`].
	numbers: [(u8, u8); CALLS.len()],
	/// SCALE of the era, which an extrinsic says before its number.
	era: Vec<u8>,
	/// SCALE of what is signed and not sent: the runtime's versions, the chain, the block, and no hash of the metadata.
	implicit: Vec<u8>,
	valid_until: u64,
}

impl Frame {
	/// For calls on top of this block.
	///
	/// # Errors
	///
	/// The runtime checks other things of an extrinsic than is known here, or has not the calls.
	pub fn on(block: &Block, composition: Composition) -> Result<Self> {
		Ok(match composition {
			Composition::Eseal => Self::ESeal(block.frame()?),
			Composition::Solochain => Self::Stock(Stock::on(block)?),
		})
	}

	/// Signs a call, with the number that the account's extrinsic has.
	///
	/// # Errors
	///
	/// The runtime has no such call, or the key is none of an account's.
	pub fn sign(&self, call: &Call, account: &Account, index: u64) -> Result<Signed> {
		match self {
			Self::ESeal(frame) => Ok(frame.sign(call, account, index)?),
			Self::Stock(stock) => stock.sign(call, account, index),
		}
	}
}

impl Stock {
	fn on(block: &Block) -> Result<Self> {
		let metadata = block.metadata();
		let extensions = metadata.extrinsic().transaction_extensions_to_use_for_encoding();
		if !extensions.map(|extension| extension.identifier()).eq(EXTENSIONS) {
			return Err(ReadError::Unknown("transaction extensions of the known order".into()).into());
		}
		let mut numbers = [(0, 0); CALLS.len()];
		for (place, (pallet, call)) in numbers.iter_mut().zip(CALLS) {
			let found = metadata.pallet_by_name(pallet).and_then(|found| {
				let call = found.call_variant_by_name(call)?.index;
				Some((found.call_index(), call))
			});
			*place = found.ok_or_else(|| unknown(pallet, call))?;
		}
		let versions = (block.spec_version(), block.transaction_version());
		let no_hash: Option<[u8; 32]> = None;
		Ok(Self {
			numbers,
			era: Era::mortal(MORTALITY, block.number()).encode(),
			implicit: (versions, block.client().genesis(), block.hash(), no_hash).encode(),
			valid_until: block.number().saturating_add(MORTALITY),
		})
	}

	fn sign(&self, call: &Call, account: &Account, index: u64) -> Result<Signed> {
		let place = CALLS.iter().position(|known| *known == (call.pallet, call.name));
		let number = place.and_then(|place| self.numbers.get(place));
		let (pallet, number) = number.ok_or_else(|| unknown(call.pallet, call.name))?;
		let call = call.bytes_with(*pallet, *number);

		// No tip, and no hash of the metadata: this says mode 0.
		let explicit = [&self.era[..], &(Compact(index), Compact(0u128), 0u8).encode()].concat();
		Ok(assemble(&call, &explicit, &self.implicit, account, self.valid_until)?)
	}
}

fn unknown(pallet: &str, call: &str) -> BenchError {
	ReadError::Unknown(format!("call {pallet}.{call}")).into()
}

#[cfg(test)]
mod tests {
	use super::*;
	use codec::Decode;
	use eseal_client::{frame::SIGNED_V4, AccountId};
	use sp_core::H256;
	use sp_runtime::{MultiAddress, MultiSignature};

	#[test]
	fn a_stock_extrinsic_has_no_tip_and_no_hash_of_the_metadata() {
		let era = Era::mortal(MORTALITY, 77);
		let implicit = ((100u32, 1u32), H256([1; 32]), H256([2; 32]), None::<[u8; 32]>);
		let stock = Stock {
			numbers: [(0, 0), (4, 3)],
			era: era.encode(),
			implicit: implicit.encode(),
			valid_until: 333,
		};
		let account = Account::of("one").unwrap();
		let to = MultiAddress::<AccountId, ()>::Id(Account::of("other").unwrap().id);
		let call = Call::new("Balances", "transfer_keep_alive", (&to, Compact(1u128)));
		let signed = stock.sign(&call, &account, 300).unwrap();
		assert_eq!(signed.valid_until, 333);

		type Extensions = (Era, Compact<u32>, Compact<u128>, u8);
		type Body = (u8, MultiAddress<AccountId, ()>, MultiSignature, Extensions, [u8; 2]);
		let body = Vec::<u8>::decode(&mut &signed.bytes[..]).unwrap();
		let input = &mut &body[..];
		let (version, from, signature, extensions, numbers) = Body::decode(input).unwrap();
		assert_eq!((version, from), (SIGNED_V4, MultiAddress::Id(account.id.clone())));
		assert_eq!((extensions, numbers), ((era, Compact(300), Compact(0), 0), [4, 3]));
		assert_eq!(*input, (&to, Compact(1u128)).encode());
		let payload = (numbers, &to, Compact(1u128), extensions, implicit).encode();
		assert!(account.has_signed(&signature, &payload));

		assert!(stock.sign(&Call::new("Sudo", "sudo", ()), &account, 0).is_err());
	}
}
