//! Headers and accounts' signatures are encoded as the chain encodes them: held against the types that the runtime uses.

use codec::{Decode, DecodeAll, Encode};
use eseal_receipt::{checks::signature::AccountSignature, DigestItem, Header};
use eseal_receipt_testkit::{AccountPair, Algorithm};
use sp_core::H256;
use sp_runtime::{
	generic,
	traits::{BlakeTwo256, Verify},
	MultiSignature,
};

type ChainHeader = generic::Header<u32, BlakeTwo256>;

fn items() -> Vec<DigestItem> {
	vec![
		DigestItem::PreRuntime(*b"aura", vec![1; 8]),
		DigestItem::Consensus(*b"USES", vec![2; 36]),
		DigestItem::Consensus(*b"FRNK", vec![]),
		DigestItem::Other(vec![3; 70]),
		DigestItem::RuntimeEnvironmentUpdated,
		DigestItem::Seal(*b"aura", vec![4; 64]),
	]
}

#[test]
fn headers() {
	for number in [0, 1, 63, 64, 16_383, 16_384, 50_000, 1 << 30, u32::MAX] {
		for items in [vec![], items()] {
			let header = Header {
				parent_hash: H256([5; 32]),
				number,
				state_root: H256([6; 32]),
				extrinsics_root: H256([7; 32]),
				digest: items,
			};
			let bytes = header.encode();
			let chain = ChainHeader::decode_all(&mut &*bytes).unwrap();
			assert_eq!(chain.encode(), bytes);
			assert_eq!(chain.hash(), header.hash());
			assert_eq!(Header::decode_all(&mut &*bytes).unwrap(), header);
		}
	}
}

/// What one refuses the other does: kinds of items that there are not, and numbers that are too long.
#[test]
fn what_is_no_header() {
	let header = Header {
		parent_hash: H256([5; 32]),
		number: 7,
		state_root: H256([6; 32]),
		extrinsics_root: H256([7; 32]),
		digest: items(),
	};
	let good = header.encode();
	let mut tried = 0;
	for index in 32..good.len() {
		for value in 0..=u8::MAX {
			let mut bytes = good.clone();
			bytes[index] = value;
			let (mine, chain) = (Header::decode_all(&mut &*bytes), ChainHeader::decode_all(&mut &*bytes));
			assert_eq!(mine.is_ok(), chain.is_ok(), "byte {index}: {value}");
			if let (Ok(mine), Ok(chain)) = (mine, chain) {
				assert_eq!(mine.encode(), chain.encode());
			}
			tried += 1;
		}
	}
	assert!(tried > 50_000);
}

#[test]
fn accounts_signatures() {
	for algorithm in [Algorithm::Sr25519, Algorithm::Ed25519, Algorithm::Ecdsa, Algorithm::Eth] {
		let pair = AccountPair::new(algorithm, 1);
		let (signature, account) = (pair.sign(b"payload"), pair.account());
		let chain = MultiSignature::decode(&mut &*signature.encode()).unwrap();
		assert_eq!(chain.encode(), signature.encode());
		assert!(chain.verify(&b"payload"[..], &account));
		assert!(signature.is_by(&account, b"payload"));
		for (other, message) in [(account.clone(), &b"another"[..]), ([1; 32].into(), b"payload")] {
			assert!(!chain.verify(message, &other));
			assert!(!signature.is_by(&other, message));
		}
	}
	for kind in 4..=u8::MAX {
		let bytes = [vec![kind], vec![0; 65]].concat();
		assert!(AccountSignature::decode_all(&mut &*bytes).is_err());
		assert!(MultiSignature::decode_all(&mut &*bytes).is_err());
	}
}
