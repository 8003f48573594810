//! What was sent to the chain: the extrinsics of a block.

use crate::{
	block::Block,
	connection::Client,
	error::{NotFound, ReadError},
	value::Field,
	AccountId,
};
use codec::Decode;
use scale_info::{form::PortableForm, Variant};
use sp_core::H256;
use sp_crypto_hashing::blake2_256;
use sp_runtime::MultiAddress;

/// An extrinsic in a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extrinsic {
	/// Its number in the block, which events name.
	pub index: u32,
	/// Its hash.
	pub hash: H256,
	/// The call's pallet.
	pub pallet: String,
	/// The call.
	pub call: String,
	/// The account that signed it; none if nobody did.
	pub signer: Option<AccountId>,
	/// SCALE of the call: the numbers of pallet and call, then the arguments.
	pub call_bytes: Vec<u8>,
	/// The signature with the number of its algorithm, as the extrinsic has it; none if nobody signed.
	pub signature: Option<Vec<u8>>,
	/// What its extensions say, as the extrinsic has it; none if nobody signed.
	pub extensions: Option<Vec<u8>>,
}

/// What the bytes of a call say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadCall {
	/// The pallet.
	pub pallet: String,
	/// The call.
	pub call: String,
	/// The arguments by their names, in order.
	pub arguments: Vec<(String, Field)>,
}

impl Client {
	/// The extrinsics of a block as bytes, in order. Nodes that prune keep these longer than states.
	pub(crate) async fn bodies_of(&self, block: H256) -> Result<Vec<Vec<u8>>, ReadError> {
		let found = self
			.answer(self.methods().chain_get_block(Some(block.0.into())))
			.await?;
		let found = found.ok_or(NotFound::BlockHash(block))?;
		Ok(found.block.extrinsics.into_iter().map(|bytes| bytes.0).collect())
	}
}

impl Block {
	/// The block's extrinsics, in order. Each is read for itself: one that cannot be read hides no other.
	pub async fn extrinsics(&self) -> Result<Vec<Result<Extrinsic, ReadError>>, ReadError> {
		let bodies = self.bodies().await?;
		Ok(self.decode_extrinsics(bodies).await)
	}

	/// The block's extrinsics as bytes, in order.
	pub async fn bodies(&self) -> Result<Vec<Vec<u8>>, ReadError> {
		self.client().bodies_of(self.hash()).await
	}

	/// Extrinsics in the terms of this block's metadata.
	pub(crate) async fn decode_extrinsics(&self, bodies: Vec<Vec<u8>>) -> Vec<Result<Extrinsic, ReadError>> {
		let found = self.at.extrinsics().from_bytes(bodies).await;
		found
			.iter()
			.map(|extrinsic| {
				let extrinsic = extrinsic.map_err(|error| self.unreadable("an extrinsic", error))?;
				let signer = extrinsic.address_bytes().and_then(|bytes| {
					match MultiAddress::<AccountId, ()>::decode(&mut &*bytes) {
						Ok(MultiAddress::Id(account)) => Some(account),
						_ => None,
					}
				});
				Ok(Extrinsic {
					index: u32::try_from(extrinsic.index()).unwrap_or(u32::MAX),
					hash: blake2_256(extrinsic.bytes()).into(),
					pallet: extrinsic.pallet_name().to_owned(),
					call: extrinsic.call_name().to_owned(),
					signer,
					call_bytes: extrinsic.call_data_bytes().to_vec(),
					signature: extrinsic.signature_bytes().map(<[u8]>::to_vec),
					extensions: extrinsic.transaction_extensions_bytes().map(<[u8]>::to_vec),
				})
			})
			.collect()
	}

	/// The arguments of an extrinsic of this block, by their names.
	pub fn arguments(&self, extrinsic: &Extrinsic) -> Result<Vec<(String, Field)>, ReadError> {
		let variant = self
			.metadata()
			.pallet_by_name(&extrinsic.pallet)
			.and_then(|pallet| pallet.call_variant_by_name(&extrinsic.call));
		self.read_arguments(&extrinsic.pallet, &extrinsic.call, variant, &extrinsic.call_bytes)
	}

	/// What a call's bytes say, in the terms of this block's metadata: pallet, call, and the arguments by their names.
	pub fn read_call(&self, bytes: &[u8]) -> Result<ReadCall, ReadError> {
		let (pallet, call) = match bytes {
			[pallet, call, ..] => (*pallet, *call),
			_ => return Err(self.unreadable("a call", "it is too short")),
		};
		let found = self.metadata().pallet_by_call_index(pallet);
		let variant = found.as_ref().and_then(|pallet| pallet.call_variant_by_index(call));
		let name = |known: Option<&str>, number: u8| known.map_or_else(|| number.to_string(), str::to_owned);
		let pallet = name(found.as_ref().map(|pallet| pallet.name()), pallet);
		let call = name(variant.map(|variant| variant.name.as_str()), call);
		let arguments = self.read_arguments(&pallet, &call, variant, bytes)?;
		Ok(ReadCall {
			pallet,
			call,
			arguments,
		})
	}

	fn read_arguments(
		&self,
		pallet: &str,
		call: &str,
		variant: Option<&Variant<PortableForm>>,
		bytes: &[u8],
	) -> Result<Vec<(String, Field)>, ReadError> {
		let unreadable = |reason: &str| self.unreadable(format!("{pallet}.{call}"), reason);
		let variant = variant.ok_or_else(|| unreadable("the metadata does not have it"))?;
		let input = &mut bytes.get(2..).unwrap_or_default();
		let arguments: Result<Vec<_>, ReadError> = variant
			.fields
			.iter()
			.map(|field| {
				let name = field.name.clone().unwrap_or_default();
				let value =
					Field::read(input, field.ty.id, self.metadata()).map_err(|error| unreadable(&error.to_string()))?;
				Ok((name, value))
			})
			.collect();
		match input.is_empty() {
			true => arguments,
			false => arguments.and_then(|_| Err(unreadable("it is longer than its arguments"))),
		}
	}
}
