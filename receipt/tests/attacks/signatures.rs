//! Signatures by others, or of something else.

use crate::*;
use codec::Encode;
use eseal_primitives::{Purpose, SealKey, SealSignature};
use eseal_receipt::format::Base64;
use sp_core::{ed25519, sr25519, H256};

/// A record that the chain would never have taken: its seal signature is for something else.
#[test]
fn the_seal_key_signed_something_else() {
	for seal_key in SEAL_ALGORITHMS {
		let changes: [fn(&mut World); 8] = [
			|world| world.used.nonce += 1,
			|world| world.used.signed_at.0 += 1,
			|world| world.used.purpose = Purpose::Invoice,
			|world| world.sign_for(H256([1; 32]), &world.used.account.clone()),
			|world| world.sign_for(world.genesis, &world.seal.applicant.clone()),
			|world| world.seal.key = SealPair::new(world.setup.seal_key, 2).public(),
			|world| world.used.signature = SealPair::new(world.setup.seal_key, 2).sign(b"x"),
			|world| {
				let signed = world.statement().bytes_to_sign(world.genesis, &world.used.account);
				let other = if world.setup.seal_key == Algorithm::Ed25519 {
					Algorithm::Sr25519
				} else {
					Algorithm::Ed25519
				};
				world.used.signature = SealPair::new(other, 1).sign(&signed);
			},
		];
		for (change, proof) in with_both(changes) {
			let mut world = World::new(Setup {
				seal_key,
				proof,
				..Setup::default()
			});
			world.sign_for(world.genesis, &world.used.account.clone());
			change(&mut world);
			invalid(&world.finalize(), Subject::SealKey, "seal-signature");
		}
	}
}

#[test]
fn a_key_that_belongs_to_nobody() {
	let mut signature = [0; 64];
	signature[0] = 1;
	let mut key = [0; 32];
	key[0] = 1;
	let case = Case::with(|world| {
		world.seal.key = SealKey::Ed25519(ed25519::Public::from_raw(key));
		world.used.signature = SealSignature::Ed25519(ed25519::Signature::from_raw(signature));
		world.unsigned = false;
	});
	invalid(&case, Subject::SealKey, "weak-seal-key");
	let mut signature = [0; 64];
	signature[63] = 0x80;
	let case = Case::with(|world| {
		world.seal.key = SealKey::Sr25519(sr25519::Public::from_raw([0; 32]));
		world.used.signature = SealSignature::Sr25519(sr25519::Signature::from_raw(signature));
		world.unsigned = false;
	});
	invalid(&case, Subject::SealKey, "weak-seal-key");
}

/// SM2 covers the signer's identity.
#[test]
fn another_identity() {
	let mut world = World::new(Setup {
		seal_key: Algorithm::Sm2WithIdentity,
		..Setup::default()
	});
	world.sign_for(world.genesis, &world.used.account.clone());
	if let SealKey::Sm2 { identity, .. } = &mut world.seal.key {
		*identity = None;
	}
	invalid(&world.finalize(), Subject::SealKey, "seal-signature");
}

#[test]
fn the_account_signed_something_else() {
	for (account, proof) in with_both([Algorithm::Sr25519, Algorithm::Ed25519, Algorithm::Ecdsa, Algorithm::Eth]) {
		let setup = Setup {
			account,
			proof,
			..Setup::default()
		};
		let good = Case::of(setup);
		// Another use's.
		let mut world = World::new(setup);
		world.used.nonce += 1;
		let mut case = Case::of(setup);
		case.receipt.sender = world.finalize().receipt.sender;
		invalid(&case, Subject::Sender, "call-without-use");
		// Another account's, over the same.
		let mut world = World::new(setup);
		world.account = AccountPair::new(account, 3);
		invalid(&world.finalize(), Subject::Sender, "sender-signature");
		// For another chain.
		let mut case = Case::of(setup);
		let implied = (100u32, 1u32, H256([1; 32]), H256([2; 32]), None::<H256>).encode();
		case.receipt.sender.implied = Base64(implied);
		invalid(&case, Subject::Sender, "signed-for-another-chain");
		// Bytes moved from one part to the next: what was signed is the same.
		let mut case = Case::of(setup);
		let moved = case.receipt.sender.extensions.0.pop().unwrap();
		case.receipt.sender.implied.0.insert(0, moved);
		invalid(&case, Subject::Sender, "implied-malformed");
		let mut case = Case::of(setup);
		let moved = case.receipt.sender.call.0.pop().unwrap();
		case.receipt.sender.extensions.0.insert(0, moved);
		invalid(&case, Subject::Sender, "call-malformed");
		let mut case = Case::of(setup);
		let moved = case.receipt.sender.extensions.0.remove(0);
		case.receipt.sender.call.0.push(moved);
		invalid(&case, Subject::Sender, "call-malformed");
		// Under the name of another algorithm.
		for algorithm in 0..6 {
			let mut case = Case::of(setup);
			if case.receipt.sender.signature.0[0] != algorithm {
				case.receipt.sender.signature.0[0] = algorithm;
				invalid(&case, Subject::Sender, "sender-signature|sender-signature-malformed");
			}
		}
		assert_valid(&good.verify());
	}
}

/// An ECDSA signature has four forms, of which receipts have one: nobody makes another receipt of a receipt.
#[test]
fn another_form_of_the_senders_signature() {
	for (account, proof) in with_both([Algorithm::Ecdsa, Algorithm::Eth]) {
		let setup = Setup {
			account,
			proof,
			..Setup::default()
		};
		let good = Case::of(setup).receipt.sender.signature.0;
		let raw: [u8; 65] = good[1..].try_into().unwrap();
		let mut others: Vec<[u8; 65]> = [(false, 27), (true, 0), (true, 27)]
			.map(|(negative, id_from)| other_form(raw, negative, id_from))
			.to_vec();
		// s from the order on is none at all.
		for s in [[0xff; 32], ORDER] {
			let mut beyond = raw;
			beyond[32..64].copy_from_slice(&s);
			others.push(beyond);
		}
		for other in others {
			let mut case = Case::of(setup);
			case.receipt.sender.signature.0[1..].copy_from_slice(&other);
			invalid(&case, Subject::Sender, "sender-signature-form");
		}
	}
}

/// The order of the group of secp256k1.
const ORDER: [u8; 32] = [
	0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfe, 0xba, 0xae, 0xdc,
	0xe6, 0xaf, 0x48, 0xa0, 0x3b, 0xbf, 0xd2, 0x5e, 0x8c, 0xd0, 0x36, 0x41, 0x41,
];
