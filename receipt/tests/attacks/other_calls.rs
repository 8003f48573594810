//! Calls that do not have the use. The sender, who helps the attacker, signed each of them.

use crate::*;
use codec::{Compact, Encode};
use eseal_primitives::{
	documents::MAX_LISTED, statement::MAX_MANY, DocumentDigest, Documents, GrantId, Purpose, SealId, SealSignature,
	SignedUse, UseStatement,
};
use eseal_receipt::{checks::signature::AccountSignature, format::Base64};
use sp_core::H256;

/// The seal, the statement and the seal key's signature of the use.
fn parts(world: &World) -> (SealId, UseStatement, SealSignature) {
	(world.used.seal, world.statement(), world.used.signature.clone())
}

/// Sends each of the calls in place of the one that recorded the use, and none of them has it.
#[track_caller]
fn refused(case: &mut Case, calls: impl IntoIterator<Item = Vec<u8>>, code: &str) {
	for call in calls {
		case.send(call);
		invalid(case, Subject::Sender, code);
	}
	case.send(case.world.call());
	assert_valid(&case.verify());
}

/// The constants of the verifier are those of the chain.
#[test]
fn the_numbers_of_the_calls() {
	use eseal_receipt::checks::signature::{ANCHOR_BATCH, RECORD_FOR_MANY, RECORD_USE, RECORD_USES, USAGE_LOG};
	let calls = Recorded::ALL.map(|recorded_as| recorded(recorded_as, ProofKind::BLOCK).world.call());
	for (call, number) in calls
		.iter()
		.zip([RECORD_USE, RECORD_USES, ANCHOR_BATCH, RECORD_FOR_MANY])
	{
		assert_eq!(call[..2], [USAGE_LOG, number]);
	}
}

#[test]
fn another_call() {
	for (recorded_as, proof) in with_both(Recorded::ALL) {
		let mut case = recorded(recorded_as, proof);
		let good = case.world.call();
		let numbered = |pallet: u8, call: u8| [&[pallet, call][..], &good[2..]].concat();
		let (seal, index) = (case.world.used.seal, case.receipt.index);
		let calls = [
			// The same arguments to other calls of the pallet, to one that there is not, and to other pallets.
			numbered(11, 0),
			numbered(11, 1),
			numbered(11, 3),
			numbered(11, 4),
			numbered(11, 8),
			numbered(11, u8::MAX),
			numbered(0, good[1]),
			numbered(10, good[1]),
			numbered(12, good[1]),
			numbered(u8::MAX, good[1]),
			// A flag of the use, and the end of a grant.
			(11u8, 3u8, seal, index, RECORD, H256([4; 32]), 0u8, 0u8).encode(),
			(11u8, 1u8, GRANT).encode(),
			// The call in a call: alone, in a list, and in the name of another.
			[&[20, 3][..], &good].concat(),
			[&[20, 2, 4][..], &good].concat(),
			[&[0][..], &good].concat(),
			// What is too short to have a number.
			vec![],
			vec![11],
			vec![0],
		];
		refused(&mut case, calls, "another-call");
	}
}

#[test]
fn calls_that_do_not_decode() {
	for (recorded_as, proof) in with_both(Recorded::ALL) {
		let mut case = recorded(recorded_as, proof);
		let good = case.world.call();
		let mut calls = vec![
			[&good[..], &[0]].concat(),
			[&good[..], &[1]].concat(),
			[&good[..], &good].concat(),
			[&good[..], &good[2..]].concat(),
		];
		// As receipts of version 3 had it, and cut off anywhere.
		let step = (good.len() / 60).max(1);
		calls.extend((2..good.len()).step_by(step).map(|length| good[..length].to_vec()));
		calls.push(good[..good.len() - 1].to_vec());
		refused(&mut case, calls, "call-malformed");
	}
	// Lists that are longer than the chain takes, or claim to be: of documents, and of uses.
	let many = |length: u32| Compact(length).encode();
	let mut case = recorded(Recorded::LISTED, ProofKind::BLOCK);
	let (seal, statement, signature) = parts(&case.world);
	let head = (11u8, 5u8, seal, &statement).encode();
	let own = case.world.document();
	let calls = [
		[&head[..], &many(1 << 30)].concat(),
		[&head[..], &many(u32::MAX), &[0; 100]].concat(),
		[&head[..], &many(MAX_LISTED + 1), &[0; 33 * 1_025], &signature.encode()].concat(),
		calls::record_uses(seal, &statement, &documents_around(own, MAX_LISTED + 1, 2), &signature),
	];
	refused(&mut case, calls, "call-malformed");
	let mut case = recorded(Recorded::FOR_MANY, ProofKind::BLOCK);
	let own = case.world.signed_use();
	let most = MAX_MANY as usize;
	let calls = [
		[vec![11, 7], many(1 << 30)].concat(),
		[vec![11, 7], many(u32::MAX), vec![0; 100]].concat(),
		calls::record_for_many(&vec![own; most + 1]),
	];
	refused(&mut case, calls, "call-malformed");
}

/// A list of one document more than the chain takes, whose root is that of the record: the chain would never.
#[test]
fn a_list_that_is_too_long_and_right() {
	let case = recorded(
		Recorded::Listed {
			count: MAX_LISTED + 1,
			position: 7,
		},
		ProofKind::BLOCK,
	);
	invalid(&case, Subject::Sender, "call-malformed");
	let most = Recorded::Listed {
		count: MAX_LISTED,
		position: 7,
	};
	assert_valid(&recorded(most, ProofKind::BLOCK).verify());
}

/// The statement says what the record does, in every field, and so do the signature and the e-seal beside it.
#[test]
fn calls_with_something_else() {
	let changes: [fn(&mut UseStatement); 13] = [
		|statement| statement.seal.0 += 1,
		|statement| statement.grant = None,
		|statement| statement.grant = Some(GrantId(8)),
		|statement| statement.nonce += 1,
		|statement| statement.nonce -= 1,
		|statement| statement.nonce = 0,
		|statement| statement.documents = Documents::One(another_document(0)),
		|statement| {
			statement.documents = Documents::Batch {
				count: 5,
				root: H256::zero(),
			}
		},
		|statement| statement.documents = as_batch(&[another_document(0)]),
		|statement| statement.purpose = Purpose::Invoice,
		|statement| statement.purpose = Purpose::Other,
		|statement| statement.signed_at.0 += 1,
		|statement| statement.signed_at.0 -= 1,
	];
	for (recorded_as, proof) in with_both(Recorded::ALL) {
		let mut case = recorded(recorded_as, proof);
		let world = &case.world;
		let call = |seal, statement: &UseStatement, signature: &SealSignature| match recorded_as {
			Recorded::Single => calls::record_use(seal, statement, signature),
			Recorded::Listed { .. } => calls::record_uses(seal, statement, &world.documents, signature),
			Recorded::Anchored { .. } => calls::anchor_batch(seal, statement, signature),
			Recorded::ForMany { .. } => calls::record_for_many(&[
				world.another_seals_use(0),
				SignedUse {
					statement: statement.clone(),
					signature: signature.clone(),
				},
			]),
		};
		let (seal, good, signature) = parts(world);
		let signed_by = |pair: &SealPair, statement: &UseStatement| {
			pair.sign(&statement.bytes_to_sign(world.genesis, &world.used.account))
		};
		let mut calls = Vec::new();
		for change in changes {
			let mut statement = good.clone();
			change(&mut statement);
			assert_ne!(statement, good);
			// With the record's signature, and with one of its own by the seal key.
			calls.push(call(seal, &statement, &signature));
			calls.push(call(seal, &statement, &signed_by(&world.seal_pair, &statement)));
			calls.push(call(statement.seal, &statement, &signature));
		}
		// Another signature over the same statement: by the seal key, by another key, by none.
		let again = signed_by(&world.seal_pair, &good);
		assert_ne!(again, signature, "Sr25519 signs otherwise each time");
		calls.push(call(seal, &good, &again));
		for algorithm in SEAL_ALGORITHMS {
			calls.push(call(seal, &good, &signed_by(&SealPair::new(algorithm, 2), &good)));
		}
		// The e-seal beside the statement.
		if !matches!(recorded_as, Recorded::ForMany { .. }) {
			for other in [0, seal.0 - 1, seal.0 + 1, u64::MAX] {
				calls.push(call(SealId(other), &good, &signature));
			}
		}
		refused(&mut case, calls, "call-without-use");
	}
}

/// Which call a record can come from: a batch from either of two, a single use from either of two.
#[test]
fn calls_of_another_kind() {
	for (recorded_as, proof) in with_both(Recorded::ALL) {
		let mut case = recorded(recorded_as, proof);
		let world = &case.world;
		let (seal, statement, signature) = parts(world);
		let single = calls::record_use(seal, &statement, &signature);
		let for_many = calls::record_for_many(&[world.signed_use()]);
		let listed = calls::record_uses(seal, &statement, &world.documents, &signature);
		let anchored = calls::anchor_batch(seal, &statement, &signature);
		let (others, same) = match recorded_as.is_batch() {
			true => ([single, for_many], [listed, anchored]),
			false => ([listed, anchored], [single, for_many]),
		};
		refused(&mut case, others, "call-without-use");
		// The record does not say which of the two it was, and the sender signed this one.
		for call in same {
			case.send(call);
			assert_valid(&case.verify());
		}
	}
}

/// In a call for many e-seals the use is one entry, whole.
#[test]
fn entries_of_other_seals() {
	for proof in BOTH {
		let mut case = recorded(Recorded::FOR_MANY, proof);
		let world = &case.world;
		let own = world.signed_use();
		let theirs = |number| world.another_seals_use(number);
		// The same document, purpose and time for another e-seal.
		let mut twin = own.clone();
		twin.statement.seal = SealId(43);
		let mixed = |statement: &SignedUse, signature: &SignedUse| SignedUse {
			statement: statement.statement.clone(),
			signature: signature.signature.clone(),
		};
		let lists: [Vec<SignedUse>; 7] = [
			vec![],
			vec![theirs(0)],
			(0..MAX_MANY).map(theirs).collect(),
			vec![twin.clone()],
			vec![mixed(&own, &theirs(0)), mixed(&theirs(0), &own)],
			vec![mixed(&theirs(0), &own)],
			vec![mixed(&own, &theirs(0)), theirs(1), twin],
		];
		let calls = lists.map(|list| calls::record_for_many(&list));
		refused(&mut case, calls, "call-without-use");
		// Anywhere in the list, and twice, though the chain refused it the second time.
		let world = &case.world;
		let mut lists: Vec<Vec<SignedUse>> = [0, 1, 62, 63]
			.map(|place| {
				let mut list: Vec<_> = (0..63).map(|number| world.another_seals_use(number)).collect();
				list.insert(place, own.clone());
				list
			})
			.into();
		lists.push(vec![own.clone(), own.clone()]);
		for list in lists {
			case.send(calls::record_for_many(&list));
			assert_valid(&case.verify());
		}
	}
}

/// A listed batch is signed document by document.
#[test]
fn another_list() {
	for (recorded_as, proof) in with_both([(1, 0), (2, 1), (3, 0), (5, 2), (256, 100)]) {
		let (count, position) = recorded_as;
		let mut case = recorded(Recorded::Listed { count, position }, proof);
		let (seal, statement, signature) = parts(&case.world);
		let own = case.world.documents.clone();
		let mut lists: Vec<Vec<DocumentDigest>> = vec![
			vec![],
			vec![case.world.document(); 2],
			documents_around(another_document(9_999), count, position),
			documents_around(case.world.document(), count + 1, position),
			[&own[..], &own].concat(),
			[&own[..], &own[own.len() - 1..]].concat(),
		];
		if count < 10 {
			lists.extend(rearranged(&own));
		} else {
			let mut turned = own.clone();
			turned.rotate_right(1);
			let mut reversed = own.clone();
			reversed.reverse();
			lists.extend([turned, reversed, own[1..].to_vec(), own[..own.len() - 1].to_vec()]);
		}
		for place in [0, own.len() / 2, own.len() - 1] {
			let mut other = own.clone();
			other[place] = another_document(9_999);
			lists.push(other);
			// The same hash by another algorithm.
			let mut other = own.clone();
			other[place] = match other[place] {
				DocumentDigest::Sha256(hash) => DocumentDigest::Sm3(hash),
				DocumentDigest::Sm3(hash) | DocumentDigest::Blake2b256(hash) => DocumentDigest::Commitment(hash),
				DocumentDigest::Commitment(hash) | DocumentDigest::CommitmentSm3(hash) => DocumentDigest::Sha256(hash),
			};
			lists.push(other);
		}
		let calls: Vec<_> = lists
			.into_iter()
			.filter(|list| *list != own)
			.map(|list| calls::record_uses(seal, &statement, &list, &signature))
			.collect();
		assert!(calls.len() >= 8);
		refused(&mut case, calls, "call-without-use");
	}
}

/// The chain would never: a record of a root or a number that the list does not have. The seal key and the sender signed it.
#[test]
fn a_list_that_is_not_of_the_root() {
	for proof in BOTH {
		let with = |change: fn(&mut World)| {
			let setup = Setup {
				recorded: Recorded::LISTED,
				proof,
				..Setup::default()
			};
			Case::changed(setup, change)
		};
		// The same root with more documents, which leaves the way to it as it is.
		let case = with(|world| {
			if let Documents::Batch { count, .. } = &mut world.used.documents {
				*count = 6;
			}
			world.grant.as_mut().unwrap().used = 9;
		});
		invalid(&case, Subject::Sender, "call-without-use");
		// The list of another batch of as many documents. The one that is shown is at its place in both.
		let mut case = with(|world| world.documents[0] = another_document(9_999));
		invalid(&case, Subject::Document, "not-in-batch");
		*case.batch() = batch_part(&documents_around(case.world.document(), 5, 2), 2);
		invalid(&case, Subject::Sender, "call-without-use");
	}
}

/// What the call has besides the use is signed too: nobody can put other entries or another list beside it.
#[test]
fn a_call_that_the_sender_did_not_sign() {
	for (recorded_as, proof) in with_both(Recorded::ALL) {
		let mut case = recorded(recorded_as, proof);
		let good = case.receipt.sender.clone();
		let world = &case.world;
		let (seal, statement, signature) = parts(world);
		let theirs = world.another_seals_use(7);
		// Each has the use, and is another than the one that was signed.
		let calls = match recorded_as.is_batch() {
			true => vec![
				calls::record_uses(seal, &statement, &world.documents, &signature),
				calls::anchor_batch(seal, &statement, &signature),
			],
			false => vec![
				calls::record_use(seal, &statement, &signature),
				calls::record_for_many(&[world.signed_use()]),
				calls::record_for_many(&[world.signed_use(), theirs.clone()]),
				calls::record_for_many(&[theirs, world.signed_use()]),
			],
		};
		for call in calls.into_iter().filter(|call| *call != good.call.0) {
			case.receipt.sender.call = Base64(call);
			invalid(&case, Subject::Sender, "sender-signature");
		}
		case.receipt.sender = good;
		assert_valid(&case.verify());
	}
}

/// Whoever else sends what an account's statement is for did not record the use: statement and record name the account.
#[test]
fn a_call_that_another_account_sent() {
	for (recorded_as, proof) in with_both(Recorded::ALL) {
		for account in [Algorithm::Sr25519, Algorithm::Ed25519, Algorithm::Ecdsa, Algorithm::Eth] {
			let setup = Setup {
				recorded: recorded_as,
				proof,
				..Setup::default()
			};
			let case = Case::changed(setup, |world| world.account = AccountPair::new(account, 3));
			invalid(&case, Subject::Sender, "sender-signature");
		}
	}
}

/// An account signs a payload of up to 256 bytes as it is, and the digest of a longer one: never the other way round.
#[test]
fn a_payload_that_was_signed_in_another_way() {
	for recorded_as in Recorded::ALL {
		let mut case = recorded(recorded_as, ProofKind::BLOCK);
		let sender = case.receipt.sender.clone();
		let payload = [&sender.call.0[..], &sender.extensions.0, &sender.implied.0].concat();
		let digest = sp_crypto_hashing::blake2_256(&payload);
		let signed = |bytes: &[u8]| {
			let pair: sp_core::sr25519::Pair = pair("account", 2);
			AccountSignature::Sr25519(sp_core::Pair::sign(&pair, bytes).0).encode()
		};
		let (right, wrong) = match payload.len() > 256 {
			true => (&digest[..], &payload[..]),
			false => (&payload[..], &digest[..]),
		};
		case.receipt.sender.signature = Base64(signed(right));
		assert_valid(&case.verify());
		case.receipt.sender.signature = Base64(signed(wrong));
		invalid(&case, Subject::Sender, "sender-signature");
		// The call alone.
		case.receipt.sender.signature = Base64(signed(&sender.call.0));
		invalid(&case, Subject::Sender, "sender-signature");
	}
}
