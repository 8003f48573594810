//! Digests, and digests of lists that only grow.

use alloc::vec::Vec;
use codec::Encode;
use eseal_primitives::{
	act::{Deed, OfficerEntry, OfficerHead},
	usage::{LogHead, UseRecord},
};
use sp_core::H256;

/// The BLAKE2b digest of 256 bits (RFC 7693).
pub fn blake2_256(bytes: &[u8]) -> [u8; 32] {
	#[cfg(feature = "host-functions")]
	return sp_io::hashing::blake2_256(bytes);
	#[cfg(not(feature = "host-functions"))]
	sp_crypto_hashing::blake2_256(bytes)
}

/// The Keccak digest of 256 bits, with the padding from before it became SHA-3.
pub(crate) fn keccak_256(bytes: &[u8]) -> [u8; 32] {
	#[cfg(feature = "host-functions")]
	return sp_io::hashing::keccak_256(bytes);
	#[cfg(not(feature = "host-functions"))]
	sp_crypto_hashing::keccak_256(bytes)
}

/// The digest of a list that only ever grows, after one more item: `blake2_256(digest ‖ SCALE(item))`. For an empty list it
/// is zero.
pub fn chained(digest: H256, item: &impl Encode) -> H256 {
	let bytes: Vec<u8> = (digest, item).encode();
	blake2_256(&bytes).into()
}

/// The SHA-256 digest (FIPS 180-4).
pub(crate) fn sha2_256(bytes: &[u8]) -> [u8; 32] {
	#[cfg(feature = "host-functions")]
	return sp_io::hashing::sha2_256(bytes);
	#[cfg(not(feature = "host-functions"))]
	<sha2::Sha256 as sha2::Digest>::digest(bytes).into()
}

/// The head of an e-seal's log after one more record; `None` if a count would overflow.
pub fn advance<AccountId: Encode, BlockNumber: Encode>(
	head: LogHead,
	record: &UseRecord<AccountId, BlockNumber>,
) -> Option<LogHead> {
	let uses = u64::from(record.count());
	let by_owner = if record.grant.is_none() { uses } else { 0 };
	Some(LogHead {
		count: head.count.checked_add(uses)?,
		records: head.records.checked_add(1)?,
		by_owner: head.by_owner.checked_add(by_owner)?,
		digest: chained(head.digest, record),
	})
}

/// The head of an officer's history after one more entry. It takes longer than a chain will run to fill a count of 64 bits.
pub fn entered<AccountId: Encode, BlockNumber: Encode>(
	head: OfficerHead,
	entry: &OfficerEntry<AccountId, BlockNumber>,
) -> OfficerHead {
	OfficerHead {
		entries: head.entries.saturating_add(1),
		appointment: match entry.deed {
			Deed::Appointed { .. } => head.entries,
			_ => head.appointment,
		},
		digest: chained(head.digest, entry),
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use eseal_primitives::{Act, DocumentDigest, Documents, GrantId, Moment, Purpose, SealId, SealSignature, Seat};

	fn record(index: u64, documents: Documents, grant: Option<GrantId>) -> UseRecord<[u8; 32], u32> {
		UseRecord {
			seal: SealId(3),
			index,
			documents,
			purpose: Purpose::Other,
			account: [7; 32],
			grant,
			nonce: 0,
			signed_at: Moment(1),
			recorded_at: Moment(2),
			block: 1,
			history_len: 2,
			approval: None,
			signature: SealSignature::Sr25519([6; 64].into()),
		}
	}

	fn one(n: u8) -> Documents {
		Documents::One(DocumentDigest::Sha256(H256([n; 32])))
	}

	#[test]
	fn a_head_covers_every_record_and_their_order() {
		let log = |records: &[u8]| {
			records.iter().fold(LogHead::default(), |head, n| {
				advance(head, &record(0, one(*n), None)).unwrap()
			})
		};
		assert_eq!(log(&[]).digest, H256::zero());
		let first = record(0, one(1), None).encode();
		assert_eq!(log(&[1]).digest, H256(blake2_256(&[&[0; 32], &first[..]].concat())));
		assert_eq!(log(&[1, 2]).count, 2);
		assert_ne!(log(&[1, 2]), log(&[2, 1]));
	}

	#[test]
	fn a_head_counts_uses_and_records_and_those_of_the_owner() {
		let batch = Documents::Batch {
			count: 1_000,
			root: H256::zero(),
		};
		let head = advance(LogHead::default(), &record(0, batch, None)).unwrap();
		let head = advance(head, &record(1_000, one(1), Some(GrantId(0)))).unwrap();
		assert_eq!((head.count, head.records, head.by_owner), (1_001, 2, 1_000));
	}

	#[test]
	fn the_head_of_a_history_has_the_last_appointment_and_covers_every_entry() {
		let entry = |deed| OfficerEntry {
			deed,
			at: Moment(1),
			block: 7u32,
		};
		let seat = Seat::DataResources;
		let deeds = [
			Deed::<[u8; 32]>::Appointed { seat, by: None },
			Deed::Ended { by: Some([1; 32]) },
			Deed::Appointed { seat, by: None },
			Deed::Alone {
				act: Act::Approve,
				digest: H256([2; 32]),
			},
		];
		let entries = deeds.map(entry);
		let head = entries.iter().fold(OfficerHead::default(), entered);
		assert_eq!((head.entries, head.appointment), (4, 2));
		let by_hand = entries.iter().fold([0; 32], |digest, entry| {
			blake2_256(&[&digest[..], &entry.encode()].concat())
		});
		assert_eq!(head.digest, H256(by_hand));
	}

	#[test]
	fn a_full_log_has_no_next_head() {
		let full = LogHead {
			count: u64::MAX,
			..LogHead::default()
		};
		assert_eq!(advance(full, &record(u64::MAX, one(1), None)), None);
	}
}
