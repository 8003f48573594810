//! Many calls, signed on top of one block. [`Block::sign`] reads the metadata for each call, which takes longer than the
//! signature; a [`Frame`] reads it once.

use crate::{
	block::Block,
	calls::Call,
	error::ReadError,
	interface,
	submit::{Signed, Signer, SubmitError},
	AccountId,
};
use codec::{Compact, Encode};
use sp_crypto_hashing::blake2_256;
use sp_runtime::{generic::Era, MultiAddress};
use subxt::metadata::ArcMetadata;

/// A signed extrinsic of version 4: what its first byte says.
pub const SIGNED_V4: u8 = 0b1000_0100;

/// What is longer is signed by its digest.
const LONGEST_SIGNED_AS_IT_IS: usize = 256;

/// What surrounds the calls that are signed on top of one block. It holds no connection: threads may share it.
#[derive(Debug, Clone)]
pub struct Frame {
	metadata: ArcMetadata,
	/// SCALE of the era, which an extrinsic says before its number.
	era: Vec<u8>,
	/// SCALE of what is signed and not sent: the runtime's versions, the chain, the block, and no hash of the metadata.
	implicit: Vec<u8>,
	valid_until: u64,
}

impl Block {
	/// For calls on top of this block. They are valid as long as one that [`Block::sign`] signs.
	///
	/// # Errors
	///
	/// The runtime checks other things of an extrinsic than this crate knows.
	pub fn frame(&self) -> Result<Frame, ReadError> {
		if !interface::has_known_extensions(self.metadata()) {
			return Err(ReadError::Unknown("transaction extensions of the known order".into()));
		}
		let mortality = self.mortality()?;
		let versions = (self.spec_version(), self.transaction_version());
		let no_hash: Option<[u8; 32]> = None;
		Ok(Frame {
			metadata: self.at.metadata(),
			era: Era::mortal(mortality, self.number()).encode(),
			implicit: (versions, self.client().genesis(), self.hash(), no_hash).encode(),
			valid_until: self.number().saturating_add(mortality),
		})
	}
}

impl Frame {
	/// Signs a call, with the number that the account's extrinsic has. The arguments are not checked against the runtime.
	///
	/// # Errors
	///
	/// [`SubmitError::Read`] where the runtime has no such call, [`SubmitError::Unsigned`] where the key is none of an
	/// account's.
	pub fn sign(&self, call: &Call, signer: &impl Signer, index: u64) -> Result<Signed, SubmitError> {
		let call = call.bytes_in(&self.metadata)?;
		let mut explicit = self.era.clone();
		// No hash of the metadata: this says mode 0.
		(Compact(index), 0u8).encode_to(&mut explicit);
		assemble(&call, &explicit, &self.implicit, signer, self.valid_until)
	}
}

/// Signs an extrinsic of version 4, and puts it together.
///
/// - `call`: SCALE of the call.
/// - `explicit`: SCALE of what its extensions say, which is signed and sent.
/// - `implicit`: SCALE of what they imply, which is signed and not sent.
/// - `valid_until`: the last block that may have it.
///
/// # Errors
///
/// [`SubmitError::Unsigned`] where the key is none of an account's.
pub fn assemble(
	call: &[u8],
	explicit: &[u8],
	implicit: &[u8],
	signer: &impl Signer,
	valid_until: u64,
) -> Result<Signed, SubmitError> {
	let account = signer.account();
	let mut payload = [call, explicit, implicit].concat();
	if payload.len() > LONGEST_SIGNED_AS_IT_IS {
		payload = blake2_256(&payload).to_vec();
	}
	let signature = signer
		.sign(&payload)
		.ok_or_else(|| SubmitError::Unsigned(account.clone()))?;

	let mut body = vec![SIGNED_V4];
	MultiAddress::<AccountId, ()>::Id(account.clone()).encode_to(&mut body);
	signature.encode_to(&mut body);
	body.extend(explicit);
	body.extend(call);
	Ok(Signed {
		// A list of bytes is encoded as its length and they, as an extrinsic is.
		bytes: body.encode(),
		account,
		valid_until,
	})
}
