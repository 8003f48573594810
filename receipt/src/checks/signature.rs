//! Who signed: the seal key, and the account that sent the use. Verified without a node's help.

use crate::{format::SenderSignature, reason::Reason, AccountId, BlockNumber};
use codec::{Decode, DecodeAll, Encode};
use eseal_crypto::{
	batch::batch,
	ecdsa::is_canonical,
	seal_key::{verify_ed25519, verify_sr25519},
};
use eseal_primitives::{
	documents::Listed,
	statement::{Approval, MAX_MANY},
	usage::UseRecord,
	Documents, SealId, SealKey, SealSignature, SignedUse, UseStatement,
};
use sp_core::{bounded::BoundedVec, ecdsa, ed25519, sr25519, ConstU32, H256};

/// The number of the pallet in the runtime whose calls record uses.
pub const USAGE_LOG: u8 = 11;

/// The number of its call that records one use.
pub const RECORD_USE: u8 = 2;

/// The number of its call that records a batch of uses and lists their documents.
pub const RECORD_USES: u8 = 5;

/// The number of its call that records a batch of uses by the root of their documents.
pub const ANCHOR_BATCH: u8 = 6;

/// The number of its call that records single uses of many e-seals.
pub const RECORD_FOR_MANY: u8 = 7;

/// The number of its call that records a use, or a batch of uses, that a second operator approved.
pub const RECORD_WITH_SECOND: u8 = 64;

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
	genesis: H256,
) -> Result<Reason, Reason> {
	if eseal_crypto::is_weak(key) {
		return Err(Reason::WeakSealKey);
	}
	let signed = used.statement().bytes_to_sign(genesis, &used.account);
	match eseal_crypto::verify(key, &used.signature, &signed) {
		true => Ok(Reason::SignedBySealKey),
		false => Err(Reason::SealSignature),
	}
}

/// Checks that the sender signed the extrinsic that recorded the use: a call that has it, the transaction extensions, and
/// what they imply, which carries the chain's first block.
///
/// # Errors
///
/// What does not hold.
pub(crate) fn by_the_sender(
	sender: &SenderSignature,
	used: &UseRecord<AccountId, BlockNumber>,
	genesis: H256,
) -> Result<Reason, Reason> {
	let signature =
		AccountSignature::decode_all(&mut &*sender.signature.0).map_err(|_| Reason::SenderSignatureMalformed)?;
	if !signature.is_canonical() {
		return Err(Reason::SenderSignatureForm);
	}
	if !Call::decode_call(&sender.call.0)?.has(used) {
		return Err(Reason::CallWithoutUse);
	}
	// Spec version, transaction version, genesis hash, first valid block, hash of the metadata.
	type Implied = (u32, u32, H256, H256, Option<H256>);
	let (_, _, signed, ..) = Implied::decode_all(&mut &*sender.implied.0).map_err(|_| Reason::ImpliedMalformed)?;
	if signed != genesis {
		return Err(Reason::SignedForAnotherChain { genesis, signed });
	}
	let mut payload = [&*sender.call.0, &*sender.extensions.0, &*sender.implied.0].concat();
	if payload.len() > MAX_PLAIN_PAYLOAD {
		payload = sp_crypto_hashing::blake2_256(&payload).to_vec();
	}
	match signature.is_by(&used.account, &payload) {
		true => Ok(Reason::SignedBySender),
		false => Err(Reason::SenderSignature),
	}
}

/// A call that records uses, as its sender signed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Call {
	/// Records one use.
	RecordUse {
		/// The e-seal.
		seal: SealId,
		/// The statement and the seal key's signature.
		signed: SignedUse,
	},
	/// Records a batch of uses.
	RecordUses {
		/// The e-seal.
		seal: SealId,
		/// The statement and the seal key's signature.
		signed: SignedUse,
		/// The documents, in the order of their uses.
		documents: Listed,
	},
	/// Records a batch of uses whose documents the call does not list.
	AnchorBatch {
		/// The e-seal.
		seal: SealId,
		/// The statement and the seal key's signature.
		signed: SignedUse,
	},
	/// Records a use or a batch of uses that a second operator approved.
	RecordWithSecond {
		/// The e-seal.
		seal: SealId,
		/// The statement and the seal key's signature.
		signed: SignedUse,
		/// The documents of a batch that lists them.
		documents: Option<Listed>,
		/// The second operator's approval.
		approval: Approval,
	},
	/// Records single uses, each by itself.
	RecordForMany {
		/// Of each the statement and the seal key's signature.
		uses: BoundedVec<SignedUse, ConstU32<MAX_MANY>>,
	},
}

impl Call {
	/// Reads a whole call: the numbers of the pallet and of the call, and SCALE of its arguments, with no more documents or
	/// uses than the chain takes.
	///
	/// # Errors
	///
	/// It is another call, or its arguments do not decode.
	pub fn decode_call(bytes: &[u8]) -> Result<Self, Reason> {
		let [USAGE_LOG, call, arguments @ ..] = bytes else {
			return Err(Reason::AnotherCall);
		};
		match *call {
			RECORD_USE => {
				let (seal, signed) = decode::<(SealId, SignedUse)>(arguments)?;
				Ok(Self::RecordUse { seal, signed })
			}
			RECORD_USES => {
				let (seal, statement, documents, signature) =
					decode::<(SealId, UseStatement, Listed, SealSignature)>(arguments)?;
				let signed = SignedUse { statement, signature };
				Ok(Self::RecordUses {
					seal,
					signed,
					documents,
				})
			}
			ANCHOR_BATCH => {
				let (seal, signed) = decode::<(SealId, SignedUse)>(arguments)?;
				Ok(Self::AnchorBatch { seal, signed })
			}
			RECORD_WITH_SECOND => {
				let (seal, statement, documents, signature, approval) =
					decode::<(SealId, UseStatement, Option<Listed>, SealSignature, Approval)>(arguments)?;
				Ok(Self::RecordWithSecond {
					seal,
					signed: SignedUse { statement, signature },
					documents,
					approval,
				})
			}
			RECORD_FOR_MANY => Ok(Self::RecordForMany {
				uses: decode(arguments)?,
			}),
			_ => Err(Reason::AnotherCall),
		}
	}

	/// Whether this is what the chain records of the call if it takes it: the call has the record's statement and the seal
	/// key's signature, and is one for a single use or for a batch as the record is.
	pub fn has(&self, record: &UseRecord<AccountId, BlockNumber>) -> bool {
		let recorded = SignedUse {
			statement: record.statement(),
			signature: record.signature.clone(),
		};
		let is_one = matches!(record.documents, Documents::One(_));
		let approval = match self {
			Self::RecordWithSecond { approval, .. } => Some(approval),
			_ => None,
		};
		if approval != record.approval.as_ref() {
			return false;
		}
		match self {
			Self::RecordUse { seal, signed } => is_one && *seal == record.seal && *signed == recorded,
			Self::RecordUses {
				seal,
				signed,
				documents,
			} => *seal == record.seal && *signed == recorded && batch(documents) == Some(record.documents),
			Self::AnchorBatch { seal, signed } => !is_one && *seal == record.seal && *signed == recorded,
			Self::RecordWithSecond {
				seal,
				signed,
				documents,
				..
			} => {
				let is_of = |documents: &Listed| batch(documents) == Some(record.documents);
				*seal == record.seal && *signed == recorded && documents.as_ref().is_none_or(is_of)
			}
			Self::RecordForMany { uses } => is_one && uses.contains(&recorded),
		}
	}
}

fn decode<T: DecodeAll>(mut arguments: &[u8]) -> Result<T, Reason> {
	T::decode_all(&mut arguments).map_err(|_| Reason::CallMalformed)
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

#[cfg(test)]
mod tests {
	use super::*;
	use alloc::{vec, vec::Vec};
	use eseal_primitives::{documents::MAX_LISTED, DocumentDigest, GrantId, Moment, Purpose};

	type Record = UseRecord<AccountId, BlockNumber>;

	fn record(documents: Documents) -> Record {
		UseRecord {
			seal: SealId(3),
			index: 5,
			documents,
			purpose: Purpose::Contract,
			account: AccountId::new([7; 32]),
			grant: Some(GrantId(2)),
			nonce: 4,
			signed_at: Moment(1),
			recorded_at: Moment(2),
			block: 9,
			history_len: 2,
			approval: None,
			signature: SealSignature::Sr25519([6; 64].into()),
		}
	}

	fn documents(count: u32) -> Vec<DocumentDigest> {
		let document = |n| DocumentDigest::Sm3(sp_crypto_hashing::blake2_256(&u32::to_le_bytes(n)).into());
		(0..count).map(document).collect()
	}

	fn single() -> Record {
		record(Documents::One(documents(1)[0]))
	}

	fn batch_of(count: u32) -> Record {
		record(batch(&documents(count)).unwrap())
	}

	/// The call of this number that names no documents but those of the statement.
	fn plain(number: u8, record: &Record) -> Vec<u8> {
		(USAGE_LOG, number, record.seal, record.statement(), &record.signature).encode()
	}

	fn listing(record: &Record, documents: &[DocumentDigest]) -> Vec<u8> {
		(
			USAGE_LOG,
			RECORD_USES,
			record.seal,
			record.statement(),
			documents,
			&record.signature,
		)
			.encode()
	}

	fn for_many(records: &[Record]) -> Vec<u8> {
		let uses: Vec<_> = records
			.iter()
			.map(|record| (record.statement(), &record.signature))
			.collect();
		(USAGE_LOG, RECORD_FOR_MANY, uses).encode()
	}

	fn approval() -> Approval {
		Approval {
			key: SealKey::Ed25519([8; 32].into()),
			signature: SealSignature::Ed25519([9; 64].into()),
		}
	}

	fn with_second(record: &Record, documents: Option<Vec<DocumentDigest>>) -> Vec<u8> {
		(
			(USAGE_LOG, RECORD_WITH_SECOND, record.seal, record.statement()),
			(documents, &record.signature, approval()),
		)
			.encode()
	}

	fn has(call: &[u8], record: &Record) -> bool {
		Call::decode_call(call).unwrap().has(record)
	}

	#[test]
	fn a_call_has_what_the_chain_makes_of_it() {
		let (one, three) = (single(), batch_of(3));
		assert!(has(&plain(RECORD_USE, &one), &one));
		assert!(has(&listing(&three, &documents(3)), &three));
		assert!(has(&plain(ANCHOR_BATCH, &three), &three));
		let other = Record {
			seal: SealId(4),
			..single()
		};
		assert!(has(&for_many(&[other.clone(), one.clone()]), &one));
		assert!(!has(&for_many(&[other]), &one));
		assert!(!has(&for_many(&[]), &one));
		let approved = |record: Record| Record {
			approval: Some(approval()),
			..record
		};
		for (call, record) in [
			(with_second(&one, None), &one),
			(with_second(&three, None), &three),
			(with_second(&three, Some(documents(3))), &three),
		] {
			assert!(has(&call, &approved(record.clone())));
			assert!(!has(&call, record));
		}
		assert!(!has(&with_second(&three, Some(documents(2))), &approved(three.clone())));
		assert!(!has(&plain(RECORD_USE, &one), &approved(one.clone())));
		// What the chain refuses: a batch as one use, one use as a batch, a batch among single uses, a list of another batch.
		assert!(!has(&plain(RECORD_USE, &three), &three));
		assert!(!has(&plain(ANCHOR_BATCH, &one), &one));
		assert!(!has(&for_many(core::slice::from_ref(&three)), &three));
		assert!(!has(&listing(&one, &documents(1)), &one));
		let mut swapped = documents(3);
		swapped.swap(0, 1);
		for others in [documents(0), documents(2), documents(4), swapped] {
			assert!(!has(&listing(&three, &others), &three));
		}
		// A batch of one is a batch.
		let alone = batch_of(1);
		assert!(has(&listing(&alone, &documents(1)), &alone));
		assert!(!has(&plain(RECORD_USE, &one), &alone));
	}

	/// A call for another e-seal, with another statement or another signature.
	#[test]
	fn a_call_has_no_other_use() {
		let changes: [fn(&mut Record); 7] = [
			|record| record.seal = SealId(4),
			|record| record.grant = None,
			|record| record.nonce = 5,
			|record| record.purpose = Purpose::Invoice,
			|record| record.signed_at = Moment(3),
			|record| record.signature = SealSignature::Ed25519([6; 64].into()),
			|record| record.documents = Documents::One(documents(2)[1]),
		];
		for change in changes {
			let (one, mut three) = (single(), batch_of(3));
			let mut other = single();
			change(&mut other);
			assert!(!has(&plain(RECORD_USE, &other), &one));
			assert!(!has(&for_many(&[other]), &one));
			let calls = [plain(ANCHOR_BATCH, &three), listing(&three, &documents(3))];
			change(&mut three);
			for call in calls {
				assert!(!has(&call, &three));
			}
		}
		// The e-seal stands twice in a call for one.
		let one = single();
		let twice = (USAGE_LOG, RECORD_USE, SealId(4), one.statement(), &one.signature).encode();
		assert!(!has(&twice, &one));
	}

	#[test]
	fn another_call_or_a_broken_one_is_not_read() {
		let (one, three) = (single(), batch_of(3));
		let calls = [
			plain(RECORD_USE, &one),
			listing(&three, &documents(3)),
			plain(ANCHOR_BATCH, &three),
			for_many(&[one.clone(), one.clone()]),
			with_second(&one, None),
			with_second(&three, Some(documents(3))),
		];
		for call in calls {
			for length in 0..call.len() {
				let reason = match length {
					0 | 1 => Reason::AnotherCall,
					_ => Reason::CallMalformed,
				};
				assert_eq!(Call::decode_call(&call[..length]), Err(reason), "{length} bytes");
			}
			let longer = [&call[..], &[0]].concat();
			assert_eq!(Call::decode_call(&longer), Err(Reason::CallMalformed));
			for pallet in (0..=u8::MAX).filter(|pallet| *pallet != USAGE_LOG) {
				let mut call = call.clone();
				call[0] = pallet;
				assert_eq!(Call::decode_call(&call), Err(Reason::AnotherCall), "pallet {pallet}");
			}
		}
		let known = [
			RECORD_USE,
			RECORD_USES,
			ANCHOR_BATCH,
			RECORD_FOR_MANY,
			RECORD_WITH_SECOND,
		];
		for number in (0..=u8::MAX).filter(|number| !known.contains(number)) {
			assert_eq!(
				Call::decode_call(&plain(number, &one)),
				Err(Reason::AnotherCall),
				"call {number}"
			);
		}
	}

	#[test]
	fn a_call_lists_no_more_than_the_chain_takes() {
		let most = batch_of(MAX_LISTED);
		assert!(has(&listing(&most, &documents(MAX_LISTED)), &most));
		let more = batch_of(MAX_LISTED + 1);
		let listed = listing(&more, &documents(MAX_LISTED + 1));
		assert_eq!(Call::decode_call(&listed), Err(Reason::CallMalformed));
		let one = single();
		assert!(has(&for_many(&vec![one.clone(); MAX_MANY as usize]), &one));
		let many = for_many(&vec![one; MAX_MANY as usize + 1]);
		assert_eq!(Call::decode_call(&many), Err(Reason::CallMalformed));
	}
}
