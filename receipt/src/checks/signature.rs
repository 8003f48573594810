//! Who signed: the seal key, and the account that sent the use. Verified without a node's help.

use crate::{format::SenderSignature, reason::Reason, AccountId, BlockNumber};
use codec::{Decode, DecodeAll, Encode};
use eseal_crypto::{
	ecdsa::is_canonical,
	seal_key::{verify_ed25519, verify_sr25519},
};
use eseal_primitives::{usage::UseRecord, SealKey, UseStatement};
use sp_core::{ecdsa, ed25519, sr25519, H256};

/// What an extrinsic that records a use begins its call with: the numbers of the pallet and of the call in the runtime.
pub const RECORD_USE: [u8; 2] = [11, 2];

/// The length from which on an account signs the BLAKE2b-256 digest of an extrinsic's payload, and not the payload.
const MAX_PLAIN_PAYLOAD: usize = 256;

/// Checks that the seal key signed the statement of the use, which carries the chain's first block and the sender.
///
/// # Errors
///
/// Anyone can sign for the key, or it did not sign this.
pub(crate) fn by_the_seal_key(
	key: &SealKey,
	used: &UseRecord<AccountId, BlockNumber>,
	statement: &UseStatement,
	genesis: H256,
) -> Result<Reason, Reason> {
	if eseal_crypto::is_weak(key) {
		return Err(Reason::WeakSealKey);
	}
	let signed = statement.bytes_to_sign(genesis, &used.account);
	match eseal_crypto::verify(key, &used.signature, &signed) {
		true => Ok(Reason::SignedBySealKey),
		false => Err(Reason::SealSignature),
	}
}

/// Checks that the sender signed the extrinsic that recorded the use: rebuilds the call, the transaction extensions, and
/// what they imply, which carries the chain's first block.
///
/// # Errors
///
/// What does not hold.
pub(crate) fn by_the_sender(
	sender: &SenderSignature,
	used: &UseRecord<AccountId, BlockNumber>,
	statement: &UseStatement,
	genesis: H256,
) -> Result<Reason, Reason> {
	let signature =
		AccountSignature::decode_all(&mut &*sender.signature.0).map_err(|_| Reason::SenderSignatureMalformed)?;
	if !signature.is_canonical() {
		return Err(Reason::SenderSignatureForm);
	}
	if sender.call.0 != RECORD_USE {
		return Err(Reason::AnotherCall);
	}
	// Spec version, transaction version, genesis hash, first valid block.
	type Implied = (u32, u32, H256, H256);
	let (_, _, signed, _) = Implied::decode_all(&mut &*sender.implied.0).map_err(|_| Reason::ImpliedMalformed)?;
	if signed != genesis {
		return Err(Reason::SignedForAnotherChain { genesis, signed });
	}
	let mut payload = RECORD_USE.to_vec();
	(used.seal, statement, &used.signature).encode_to(&mut payload);
	payload.extend(&sender.extensions.0);
	payload.extend(&sender.implied.0);
	if payload.len() > MAX_PLAIN_PAYLOAD {
		payload = sp_crypto_hashing::blake2_256(&payload).to_vec();
	}
	match signature.is_by(&used.account, &payload) {
		true => Ok(Reason::SignedBySender),
		false => Err(Reason::SenderSignature),
	}
}

/// The signature of an account over an extrinsic, encoded as the chain encodes it (`sp_runtime::MultiSignature`).
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum AccountSignature {
	/// Ed25519 (RFC 8032). The account is the public key.
	#[codec(index = 0)]
	Ed25519([u8; 64]),
	/// Schnorr on Ristretto25519, signing context `substrate`. The account is the public key.
	#[codec(index = 1)]
	Sr25519([u8; 64]),
	/// ECDSA on secp256k1 over the BLAKE2b-256 digest: r, s and the recovery id. The account is the BLAKE2b-256 digest of the
	/// compressed public key.
	#[codec(index = 2)]
	Ecdsa([u8; 65]),
	/// ECDSA on secp256k1 over the Keccak-256 digest: r, s and the recovery id. The account is the last 20 bytes of the
	/// Keccak-256 digest of the public key, and 12 bytes EE.
	#[codec(index = 3)]
	Eth([u8; 65]),
}

impl AccountSignature {
	/// Whether it has the one form that counts here: of ECDSA the canonical one. The chain takes an account's signature in
	/// others too (s or its negative, the recovery id from 0 or 27), so anyone could make another receipt of one.
	pub fn is_canonical(&self) -> bool {
		match self {
			Self::Ed25519(_) | Self::Sr25519(_) => true,
			Self::Ecdsa(signature) | Self::Eth(signature) => is_canonical(signature),
		}
	}

	/// The same signature in the form that receipts have.
	pub fn canonical(self) -> Self {
		match self {
			Self::Ecdsa(signature) => Self::Ecdsa(canonical(signature)),
			Self::Eth(signature) => Self::Eth(canonical(signature)),
			other => other,
		}
	}

	/// Whether it is canonical and by `account` over `message`, as the chain checks an extrinsic.
	pub fn is_by(&self, account: &AccountId, message: &[u8]) -> bool {
		let bytes: &[u8; 32] = account.as_ref();
		match self {
			Self::Ed25519(signature) => {
				verify_ed25519(&ed25519::Public::from_raw(*bytes), &(*signature).into(), message)
			}
			Self::Sr25519(signature) => {
				verify_sr25519(&sr25519::Public::from_raw(*bytes), &(*signature).into(), message)
			}
			Self::Ecdsa(signature) => recovered(signature, &sp_crypto_hashing::blake2_256(message))
				.is_some_and(|key| sp_crypto_hashing::blake2_256(&key.0) == *bytes),
			Self::Eth(signature) => {
				recovered(signature, &sp_crypto_hashing::keccak_256(message)).is_some_and(|key| {
					let address = sp_crypto_hashing::keccak_256(&key.0);
					// The last 20 bytes, then 12 times EE.
					let expected = address.iter().skip(12).copied().chain([0xee; 12]);
					expected.eq(bytes.iter().copied())
				})
			}
		}
	}
}

/// The order of the group of secp256k1 (SEC 2, 2.4.1), big-endian.
const ORDER: [u8; 32] = [
	0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfe, 0xba, 0xae, 0xdc,
	0xe6, 0xaf, 0x48, 0xa0, 0x3b, 0xbf, 0xd2, 0x5e, 0x8c, 0xd0, 0x36, 0x41, 0x41,
];

/// The canonical form of an ECDSA signature that the chain took in any of its four; of what is no signature something else
/// that is none.
fn canonical(mut signature: [u8; 65]) -> [u8; 65] {
	let [.., id] = &mut signature;
	*id = id.checked_sub(27).unwrap_or(*id);
	if is_canonical(&signature) {
		return signature;
	}
	let (_, rest) = signature.split_at_mut(32);
	if let Some((id, s)) = rest.split_last_mut() {
		let mut borrow = false;
		for (digit, minuend) in s.iter_mut().zip(ORDER).rev() {
			let (difference, first) = minuend.overflowing_sub(*digit);
			let (difference, second) = difference.overflowing_sub(u8::from(borrow));
			*digit = difference;
			borrow = first || second;
		}
		*id ^= 1;
	}
	signature
}

/// The key that a canonical ECDSA signature over `digest` is by.
fn recovered(signature: &[u8; 65], digest: &[u8; 32]) -> Option<ecdsa::Public> {
	if !is_canonical(signature) {
		return None;
	}
	ecdsa::Signature::from(*signature).recover_prehashed(digest)
}
