//! Receipts that must not be found valid, each with the check that must catch it.

mod network;

use codec::{Compact, Encode};
use eseal_primitives::{
	grant::GrantEnd,
	history::Change,
	seal::{Hold, RevocationReason},
	Purpose, SealKey, SealSignature, Seat,
};
use eseal_receipt::{
	finality::Justification,
	format::{Authority, Base64, MAX_BYTES, RECEIPT_TYPE},
	storage,
	verdict::{Outcome, Subject},
	verify, Header, Verdict,
};
use network::*;
use serde_json::{json, Value};
use sp_core::{ed25519, sr25519, Pair, H256};
use sp_runtime::DigestItem;
use Outcome::{Indeterminate, Invalid};

#[track_caller]
fn invalid(case: &Case, subject: Subject) {
	assert_caught(&case.verify(), subject, Invalid);
}

#[track_caller]
fn open(case: &Case, subject: Subject) {
	assert_caught(&case.verify(), subject, Indeterminate);
}

fn plain() -> Case {
	Case::of(Setup::default())
}

fn handed_over(hand_offs: usize) -> Case {
	Case::of(Setup {
		hand_offs,
		..Setup::default()
	})
}

fn verify_json(case: &Case, receipt: &[u8]) -> Verdict {
	verify(&case.document, receipt, &case.anchor_json())
}

// The document.

#[test]
fn another_document() {
	for digest in [
		DigestKind::Sha256,
		DigestKind::Sm3,
		DigestKind::Blake2b256,
		DigestKind::Commitment,
	] {
		let mut case = Case::of(Setup {
			digest,
			..Setup::default()
		});
		for byte in 0..case.document.len() {
			case.document[byte] ^= 1;
			invalid(&case, Subject::Document);
			case.document[byte] ^= 1;
		}
		for document in [&b""[..], b"another", &DOCUMENT[1..], &[DOCUMENT, b" "].concat()] {
			case.document = document.to_vec();
			invalid(&case, Subject::Document);
		}
	}
}

#[test]
fn another_salt() {
	let mut case = Case::of(Setup {
		digest: DigestKind::Commitment,
		..Setup::default()
	});
	for salt in [
		None,
		Some(vec![]),
		Some(vec![1; 32]),
		Some(SALT[..31].to_vec()),
		Some([&SALT[..], &[0]].concat()),
	] {
		case.receipt.salt = salt.map(Base64);
		invalid(&case, Subject::Document);
	}
	// What is committed to must not shift between salt and document.
	case.receipt.salt = Some(Base64([&SALT[..], &DOCUMENT[..1]].concat()));
	case.document = DOCUMENT[1..].to_vec();
	invalid(&case, Subject::Document);

	let mut case = plain();
	case.receipt.salt = Some(Base64(SALT.to_vec()));
	invalid(&case, Subject::Document);
}

// The JSON.

/// Calls `change` with every leaf of a JSON, one at a time, as long as it returns a replacement.
fn for_each_leaf(value: &Value, path: String, visit: &mut impl FnMut(&str, &Value)) {
	match value {
		Value::Object(fields) => {
			for (name, field) in fields {
				for_each_leaf(field, format!("{path}/{name}"), visit);
			}
		}
		Value::Array(items) => {
			for (index, item) in items.iter().enumerate() {
				for_each_leaf(item, format!("{path}/{index}"), visit);
			}
		}
		leaf => visit(&path, leaf),
	}
}

fn replaced(value: &Value, path: &str, with: Value) -> Vec<u8> {
	let mut value = value.clone();
	*value.pointer_mut(path).unwrap() = with;
	serde_json::to_vec(&value).unwrap()
}

fn is_base64_field(path: &str) -> bool {
	[
		"call",
		"extensions",
		"implied",
		"signature",
		"header",
		"justification",
		"proof",
		"salt",
	]
	.iter()
	.any(|field| path.ends_with(field))
}

/// Every byte of every part counts: of the headers, justifications, trie nodes and signatures too.
#[test]
fn every_byte_of_every_part() {
	use base64::{engine::general_purpose::STANDARD, Engine};
	let case = Case::of(Setup {
		digest: DigestKind::Commitment,
		hand_offs: 1,
		others: 20,
		..Setup::default()
	});
	let json = serde_json::to_value(&case.receipt).unwrap();
	let mut tried = 0;
	for_each_leaf(&json, String::new(), &mut |path, leaf| {
		if !is_base64_field(path) {
			return;
		}
		let bytes = STANDARD.decode(leaf.as_str().unwrap()).unwrap();
		for index in 0..bytes.len() {
			for bit in [0x01, 0x80] {
				let mut bytes = bytes.clone();
				bytes[index] ^= bit;
				let verdict = verify_json(&case, &replaced(&json, path, STANDARD.encode(&bytes).into()));
				assert_ne!(verdict.result, Outcome::Valid, "{path}, byte {index}, bit {bit}");
				tried += 1;
			}
		}
		for bytes in [
			bytes[1..].to_vec(),
			bytes[..bytes.len() - 1].to_vec(),
			[&bytes[..], &[0]].concat(),
			vec![],
		] {
			let verdict = verify_json(&case, &replaced(&json, path, STANDARD.encode(&bytes).into()));
			assert_ne!(verdict.result, Outcome::Valid, "{path}, {} bytes", bytes.len());
		}
	});
	assert!(tried > 8_000, "{tried}");
}

#[test]
fn every_field_changed() {
	let case = Case::of(Setup {
		digest: DigestKind::Commitment,
		hand_offs: 1,
		..Setup::default()
	});
	let json = serde_json::to_value(&case.receipt).unwrap();
	for_each_leaf(&json, String::new(), &mut |path, leaf| {
		let mut others = vec![
			json!(null),
			json!(true),
			json!([]),
			json!({}),
			json!(-1),
			json!(1.5),
			json!("x"),
			json!(""),
		];
		match leaf {
			Value::Number(number) => {
				let number = number.as_u64().unwrap();
				others.extend([
					json!(number + 1),
					json!(number - 1),
					json!(u64::MAX),
					json!(number.to_string()),
				]);
				others.extend([json!(number as f64 + 0.0)]);
			}
			Value::String(text) => {
				others.extend([
					json!(format!("{text} ")),
					json!(format!(" {text}")),
					json!(text[1..]),
					json!([text]),
				]);
				others.push(json!(format!("{text}=")));
				if let Some(digits) = text.strip_prefix("0x") {
					others.extend([json!(text.to_uppercase()), json!(text.replace('0', "1")), json!(digits)]);
					others.push(json!(format!("{}  ", &text[..64])));
				}
				if let Some(unpadded) = text.strip_suffix('=') {
					others.push(json!(unpadded));
				}
			}
			_ => (),
		}
		for other in others {
			// Leaving the salt out and `null` are the same; without it the document cannot be checked.
			let verdict = verify_json(&case, &replaced(&json, path, other.clone()));
			assert_ne!(verdict.result, Outcome::Valid, "{path}: {other}");
		}
	});
}

fn for_each_object(value: &Value, path: String, visit: &mut impl FnMut(&str, &serde_json::Map<String, Value>)) {
	match value {
		Value::Object(fields) => {
			visit(&path, fields);
			for (name, field) in fields {
				for_each_object(field, format!("{path}/{name}"), visit);
			}
		}
		Value::Array(items) => {
			for (index, item) in items.iter().enumerate() {
				for_each_object(item, format!("{path}/{index}"), visit);
			}
		}
		_ => (),
	}
}

#[test]
fn removed_unknown_and_repeated_fields() {
	let case = Case::of(Setup {
		digest: DigestKind::Commitment,
		hand_offs: 1,
		..Setup::default()
	});
	let json = serde_json::to_value(&case.receipt).unwrap();
	let text = serde_json::to_string(&json).unwrap();
	let mut objects = 0;
	for_each_object(&json, String::new(), &mut |path, fields| {
		objects += 1;
		for name in fields.keys() {
			let mut less = json.clone();
			less.pointer_mut(path).unwrap().as_object_mut().unwrap().remove(name);
			let verdict = verify_json(&case, &serde_json::to_vec(&less).unwrap());
			assert_ne!(verdict.result, Outcome::Valid, "{path} without {name}");

			// Twice, the same and another value first.
			let field = serde_json::to_string(&fields[name]).unwrap();
			let once = format!("\"{name}\":{field}");
			assert!(text.contains(&once));
			for twice in [
				format!("{once},{once}"),
				format!("\"{name}\":0,{once}"),
				format!("{once},\"{name}\":null"),
			] {
				let verdict = verify_json(&case, text.replacen(&once, &twice, 1).as_bytes());
				assert_caught(&verdict, Subject::Format, Invalid);
			}
		}
		let mut more = json.clone();
		more.pointer_mut(path)
			.unwrap()
			.as_object_mut()
			.unwrap()
			.insert("note".into(), json!("x"));
		assert_caught(
			&verify_json(&case, &serde_json::to_vec(&more).unwrap()),
			Subject::Format,
			Invalid,
		);
	});
	assert_eq!(objects, 5);
}

#[test]
fn another_type() {
	let mut case = plain();
	for other in [
		"application/vnd.eseal.receipt+json;version=2",
		"",
		"application/json",
		&case.anchor.media_type,
	] {
		let mut json = serde_json::to_value(&case.receipt).unwrap();
		json["type"] = json!(other);
		// A newer version may have fields that this one does not know.
		json["more"] = json!(1);
		assert_caught(
			&verify_json(&case, &serde_json::to_vec(&json).unwrap()),
			Subject::Format,
			Indeterminate,
		);
	}
	case.anchor.media_type = RECEIPT_TYPE.into();
	open(&case, Subject::Format);
}

#[test]
fn cut_off_anywhere() {
	let case = plain();
	let json = case.receipt_json();
	for length in 0..json.len() {
		assert_caught(&verify_json(&case, &json[..length]), Subject::Format, Invalid);
	}
	let anchor = case.anchor_json();
	for length in 0..anchor.len() {
		assert_caught(
			&verify(&case.document, &json, &anchor[..length]),
			Subject::Format,
			Indeterminate,
		);
	}
}

#[test]
fn something_after_the_end() {
	let case = plain();
	for more in [&b"x"[..], b"{}", b"\0", &case.receipt_json()] {
		let verdict = verify_json(&case, &[&case.receipt_json(), more].concat());
		assert_caught(&verdict, Subject::Format, Invalid);
	}
}

#[test]
fn too_long() {
	let case = plain();
	let mut json = case.receipt_json();
	json.resize(MAX_BYTES, b' ');
	assert_valid(&verify_json(&case, &json));
	json.push(b' ');
	assert_caught(&verify_json(&case, &json), Subject::Format, Invalid);
	let mut anchor = case.anchor_json();
	anchor.resize(MAX_BYTES + 1, b' ');
	assert_caught(
		&verify(&case.document, &case.receipt_json(), &anchor),
		Subject::Format,
		Indeterminate,
	);
}

#[test]
fn nested_too_deep() {
	let case = plain();
	let deep = "[".repeat(100_000);
	let objects = "{\"x\":".repeat(100_000);
	for bomb in [
		deep.clone(),
		objects.clone(),
		format!("{{\"type\":\"{RECEIPT_TYPE}\",\"x\":{deep}"),
		format!("{{\"x\":{deep},\"type\":\"{RECEIPT_TYPE}\"}}"),
		format!(
			"{{\"type\":\"{RECEIPT_TYPE}\",\"operator\":{deep}{}}}",
			"]".repeat(100_000)
		),
		format!("{{\"type\":\"{RECEIPT_TYPE}\",\"evidence\":{objects}"),
	] {
		assert_caught(&verify_json(&case, bomb.as_bytes()), Subject::Format, Invalid);
		let verdict = verify(&case.document, &case.receipt_json(), bomb.as_bytes());
		assert_caught(&verdict, Subject::Format, Indeterminate);
	}
}

/// What an error quotes of a receipt neither fills a screen nor steers a terminal.
#[test]
fn errors_quote_safely() {
	let case = plain();
	let name = format!("\\u001b[31m{}", "x".repeat(1_000_000));
	for text in [
		format!("{{\"type\":\"{RECEIPT_TYPE}\",\"{name}\":1}}"),
		format!("{{\"type\":\"{name}\"}}"),
	] {
		let summary = verify_json(&case, text.as_bytes()).summary;
		assert!(summary.chars().count() < 400, "{}", summary.len());
		assert!(!summary.chars().any(char::is_control), "{summary:?}");
	}
}

// Lengths that claim more than there is.

#[test]
fn claimed_lengths() {
	let many = Compact(1u32 << 30).encode();
	let justification = |tail: &[u8]| [&ROUND.to_le_bytes()[..], &[1; 32], &PROVEN_IN.to_le_bytes(), tail].concat();
	for bomb in [
		justification(&many),
		justification(&[&[0][..], &many].concat()),
		justification(&[&Compact(u32::MAX).encode()[..], &[0; 1_000]].concat()),
		many.clone(),
		vec![0xff; 100],
	] {
		let mut case = plain();
		case.receipt.evidence.block.justification = Base64(bomb);
		invalid(&case, Subject::Finality);
	}
	for bomb in [
		many.clone(),
		[&many[..], &many].concat(),
		[&Compact(1u32).encode()[..], &many].concat(),
		Compact(u32::MAX).encode(),
		// So many empty nodes are there, but may not be.
		[&Compact(2_000_000u32).encode()[..], &[0; 2_000_000]].concat(),
		vec![0xff; 100],
	] {
		let mut case = plain();
		case.receipt.evidence.proof = Base64(bomb);
		invalid(&case, Subject::State);
	}
	let mut case = plain();
	let mut header = Header {
		digest: Default::default(),
		..case.header.clone()
	}
	.encode();
	header.pop();
	header.extend(&many);
	case.receipt.evidence.block.header = Base64(header);
	invalid(&case, Subject::Finality);

	let mut case = handed_over(1);
	let log = [&[1u8][..], &many].concat();
	let header = header_with(DigestItem::Consensus(*b"FRNK", log));
	case.receipt.evidence.hand_offs[0] = Chain::new(3, 0).finalize(&header);
	invalid(&case, Subject::Authorities);
}

// Another part of the chain, or another chain.

#[test]
fn another_chain() {
	let mut case = plain();
	case.anchor.genesis = H256([1; 32]);
	invalid(&case, Subject::Format);
	// The same authorities run two chains: what was signed for one does not hold on the other.
	case.receipt.genesis = H256([1; 32]);
	invalid(&case, Subject::SealKey);
	let verdict = case.verify();
	let account = verdict
		.checks
		.iter()
		.find(|check| check.check == Subject::Account)
		.unwrap();
	assert_eq!(account.result, Invalid);
}

#[test]
fn another_use_or_another_seal() {
	let mut case = plain();
	case.receipt.index = 2;
	invalid(&case, Subject::State);
	let mut case = plain();
	case.receipt.seal = 1_000;
	invalid(&case, Subject::State);
	// The proof of another e-seal's keys.
	let mut case = plain();
	case.receipt.evidence.proof =
		case.state
			.prove(&[storage::now(), storage::use_record(1_000, 0), storage::seal(1_000)]);
	invalid(&case, Subject::State);
	// A record under a key that is not its own.
	let case = Case::with(|world| world.used.index = 4);
	let mut receipt = case.receipt.clone();
	receipt.index = 3;
	let verdict = verify_json(&case, &serde_json::to_vec(&receipt).unwrap());
	assert_caught(&verdict, Subject::State, Invalid);
}

#[test]
fn the_state_of_another_block() {
	let (mut case, other) = (plain(), Case::with(|world| world.now += 2_000));
	case.receipt.evidence.proof = other.receipt.evidence.proof;
	invalid(&case, Subject::State);
	let mut case = plain();
	case.receipt.evidence.block = other.receipt.evidence.block;
	invalid(&case, Subject::State);
}

#[test]
fn no_such_use() {
	let mut case = plain();
	let mut keys = case.keys.clone();
	keys[0] = storage::use_record(42, 9);
	case.receipt.index = 9;
	case.receipt.evidence.proof = case.state.prove(&keys);
	invalid(&case, Subject::State);
}

#[test]
fn trie_nodes_missing_added_repeated_or_changed() {
	let mut case = plain();
	let nodes = case.state.nodes(&case.keys);
	for index in 0..nodes.len() {
		let mut less = nodes.clone();
		less.remove(index);
		case.receipt.evidence.proof = Base64(less.encode());
		invalid(&case, Subject::State);

		let mut twice = nodes.clone();
		twice.push(nodes[index].clone());
		case.receipt.evidence.proof = Base64(twice.encode());
		invalid(&case, Subject::State);

		let mut cut = nodes.clone();
		cut[index].pop();
		case.receipt.evidence.proof = Base64(cut.encode());
		invalid(&case, Subject::State);
	}
	// One that has nothing to do with it, one that has, and an empty one.
	let elsewhere = case.state.nodes(&[storage::log_head(42)]);
	let elsewhere = elsewhere.into_iter().find(|node| !nodes.contains(node)).unwrap();
	for more in [b"nothing".to_vec(), elsewhere, vec![]] {
		let mut nodes = nodes.clone();
		nodes.push(more);
		case.receipt.evidence.proof = Base64(nodes.encode());
		invalid(&case, Subject::State);
	}
	case.receipt.evidence.proof = Base64([nodes.encode(), vec![0]].concat());
	invalid(&case, Subject::State);
}

#[test]
fn a_part_that_is_not_proven() {
	let mut case = plain();
	for missing in 0..case.keys.len() {
		let mut keys = case.keys.clone();
		keys.remove(missing);
		case.receipt.evidence.proof = case.state.prove(&keys);
		invalid(&case, Subject::State);
	}
}

/// The chain would never, but a history that claims to be endless must not take endlessly.
#[test]
fn a_history_without_end() {
	let mut case = plain();
	case.world.seal.history_len = u32::MAX;
	let mut state: std::collections::BTreeMap<_, _> = [(storage::seal(42), case.world.seal.encode())].into();
	state.insert(storage::now(), case.world.now.encode());
	state.insert(storage::use_record(42, 3), case.world.used.encode());
	let state = StateDb::new(&state);
	let keys = [
		storage::now(),
		storage::seal(42),
		storage::use_record(42, 3),
		storage::history_entry(42, 0),
	];
	case.receipt.evidence.proof = state.prove(&keys);
	case.receipt.evidence.block = case.chain.finalize(&header(PROVEN_IN, state.root, vec![]));
	invalid(&case, Subject::State);
}

// Finality.

fn pairs_and_header(case: &Case) -> (Vec<ed25519::Pair>, Header) {
	(case.chain.authorities(), case.header.clone())
}

#[test]
fn too_few_votes() {
	for (authorities, votes) in [(3, 2), (4, 2), (16, 10), (1, 0)] {
		let mut case = Case::of(Setup {
			authorities,
			..Setup::default()
		});
		let (pairs, header) = pairs_and_header(&case);
		let votes: Vec<_> = pairs
			.into_iter()
			.take(votes)
			.map(|pair| (pair, header.clone()))
			.collect();
		case.justify(&justification(&header, 2, &votes, vec![]));
		invalid(&case, Subject::Finality);
	}
}

#[test]
fn an_authority_votes_twice() {
	let mut case = plain();
	let (pairs, header) = pairs_and_header(&case);
	let later = descendants(&header, 1);
	for second in [header.clone(), later[0].clone()] {
		let ancestries = if second == header { vec![] } else { later.clone() };
		let mut votes = vec![(pairs[0], header.clone()), (pairs[1], header.clone())];
		votes.push((pairs[1], second));
		case.justify(&justification(&header, 2, &votes, ancestries.clone()));
		invalid(&case, Subject::Finality);
		votes.push((pairs[2], header.clone()));
		case.justify(&justification(&header, 2, &votes, ancestries));
		invalid(&case, Subject::Finality);
	}
}

/// s and s + ℓ are the same scalar; only the smaller is a signature (RFC 8032, 5.1.7).
#[test]
fn a_malleated_vote() {
	let mut case = plain();
	let (pairs, header) = pairs_and_header(&case);
	let votes: Vec<_> = pairs.iter().map(|pair| (*pair, header.clone())).collect();
	let good = justification(&header, 2, &votes, vec![]);
	let order =
		sp_core::U256::from_str_radix("1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed", 16).unwrap();
	let malleated = |signature: [u8; 64]| {
		let mut other = signature;
		let s = sp_core::U256::from_little_endian(&signature[32..]) + order;
		other[32..].copy_from_slice(&s.to_little_endian());
		other
	};
	let mut replaced = good.clone_by_codec();
	replaced.commit.precommits[0].signature = malleated(replaced.commit.precommits[0].signature);
	case.justify(&replaced);
	invalid(&case, Subject::Finality);

	// Nor does it make two votes of one.
	let mut twice = good.clone_by_codec();
	twice.commit.precommits[2] = twice.commit.precommits[0].clone();
	twice.commit.precommits[2].signature = malleated(twice.commit.precommits[2].signature);
	case.justify(&twice);
	invalid(&case, Subject::Finality);
}

trait CloneByCodec {
	fn clone_by_codec(&self) -> Self;
}

impl CloneByCodec for Justification {
	fn clone_by_codec(&self) -> Self {
		codec::Decode::decode(&mut &*self.encode()).unwrap()
	}
}

#[test]
fn outsiders_vote() {
	let mut case = plain();
	let (pairs, header) = pairs_and_header(&case);
	let outsider: ed25519::Pair = pair("outsider", 1);
	let mut votes: Vec<_> = pairs.into_iter().map(|pair| (pair, header.clone())).collect();
	votes.push((outsider, header.clone()));
	case.justify(&justification(&header, 2, &votes, vec![]));
	invalid(&case, Subject::Finality);
	votes.remove(0);
	case.justify(&justification(&header, 2, &votes, vec![]));
	invalid(&case, Subject::Finality);

	// An outsider's signature under an authority's name.
	let mut forged = justification(&header, 2, &votes, vec![]);
	forged.commit.precommits[2].id = case.chain.authorities()[0].public().0;
	case.justify(&forged);
	invalid(&case, Subject::Finality);
}

#[test]
fn another_set_or_round_signed() {
	let mut case = plain();
	let (pairs, header) = pairs_and_header(&case);
	let votes: Vec<_> = pairs.into_iter().map(|pair| (pair, header.clone())).collect();
	for set_id in [0, 1, 3, u64::MAX] {
		case.justify(&justification(&header, set_id, &votes, vec![]));
		invalid(&case, Subject::Finality);
	}
	for round in [0, ROUND - 1, ROUND + 1, u64::MAX] {
		let mut other = justification(&header, 2, &votes, vec![]);
		other.round = round;
		case.justify(&other);
		invalid(&case, Subject::Finality);
	}

	// The old set, after it handed over, and the next one before.
	let mut case = handed_over(1);
	for (set_id, signed_for) in [(2, 3), (2, 2), (4, 3), (4, 4)] {
		let header = case.header.clone();
		let votes: Vec<_> = authorities(set_id, 3)
			.into_iter()
			.map(|pair| (pair, header.clone()))
			.collect();
		case.justify(&justification(&header, signed_for, &votes, vec![]));
		invalid(&case, Subject::Finality);
	}
}

#[test]
fn set_id_off_by_one() {
	let mut case = plain();
	case.receipt.evidence.set_id = 1;
	open(&case, Subject::Authorities);
	case.receipt.evidence.set_id = 3;
	open(&case, Subject::Authorities);
	case.receipt.evidence.set_id = u64::MAX;
	open(&case, Subject::Authorities);
	let mut case = handed_over(2);
	case.receipt.evidence.set_id = 3;
	// The first hand-off is then taken to lie before the anchor, and the second is not by the anchor's set.
	invalid(&case, Subject::Authorities);
	case.receipt.evidence.set_id = 2;
	invalid(&case, Subject::Finality);
}

#[test]
fn a_target_other_than_the_header() {
	let (pairs, header) = pairs_and_header(&plain());
	let votes: Vec<_> = pairs.into_iter().map(|pair| (pair, header.clone())).collect();
	let good = justification(&header, 2, &votes, vec![]);
	let mut case = plain();
	let mut other = good.clone_by_codec();
	other.commit.target_number += 1;
	case.justify(&other);
	invalid(&case, Subject::Finality);
	let mut other = good.clone_by_codec();
	other.commit.target_hash = H256([1; 32]);
	case.justify(&other);
	invalid(&case, Subject::Finality);

	// Another header, whose justification says it is its own, with the votes for the first.
	let mut forged = header.clone();
	forged.state_root = H256([1; 32]);
	let mut other = good.clone_by_codec();
	other.commit.target_hash = hash(&forged);
	case.receipt.evidence.block = finalized(&forged, &other);
	invalid(&case, Subject::Finality);

	// The same, and the first as its "descendant".
	let mut child_of_forged = header.clone();
	child_of_forged.parent_hash = hash(&forged);
	other.votes_ancestries = vec![child_of_forged.clone()];
	case.receipt.evidence.block = finalized(&forged, &other);
	invalid(&case, Subject::Finality);
	other.votes_ancestries = vec![header];
	case.receipt.evidence.block = finalized(&forged, &other);
	invalid(&case, Subject::Finality);
}

/// One authority of four is in the attacker's hands; two honest ones voted for another branch.
#[test]
fn forged_descent() {
	let mut case = Case::of(Setup {
		authorities: 4,
		..Setup::default()
	});
	let (pairs, honest) = pairs_and_header(&case);
	let mut forged = honest.clone();
	forged.state_root = H256([1; 32]);
	let branch = descendants(&forged, 3);
	let honest_branch = descendants(&honest, 2);
	for honest_vote in [&honest, &honest_branch[1]] {
		for ancestries in [
			vec![],
			branch.clone(),
			vec![honest.clone()],
			[branch.clone(), honest_branch.clone()].concat(),
			[branch.clone(), vec![honest.clone()], honest_branch.clone()].concat(),
		] {
			let votes = [
				(pairs[0], branch[2].clone()),
				(pairs[1], honest_vote.clone()),
				(pairs[2], honest_vote.clone()),
			];
			case.receipt.evidence.block = finalized(&forged, &justification(&forged, 2, &votes, ancestries));
			invalid(&case, Subject::Finality);
		}
	}
}

#[test]
fn votes_for_blocks_before() {
	let mut case = plain();
	let pairs = case.chain.authorities();
	let parent = header(PROVEN_IN - 1, H256([1; 32]), vec![]);
	let block = child(hash(&parent), PROVEN_IN, case.state.root, vec![]);
	for ancestries in [
		vec![],
		vec![parent.clone()],
		vec![block.clone()],
		vec![block.clone(), parent.clone()],
	] {
		let votes = [
			(pairs[0], block.clone()),
			(pairs[1], block.clone()),
			(pairs[2], parent.clone()),
		];
		case.receipt.evidence.block = finalized(&block, &justification(&block, 2, &votes, ancestries));
		invalid(&case, Subject::Finality);
	}
}

#[test]
fn headers_that_are_not_needed() {
	let mut case = plain();
	let (pairs, header) = pairs_and_header(&case);
	let later = descendants(&header, 3);
	let votes = [
		(pairs[0], header.clone()),
		(pairs[1], later[1].clone()),
		(pairs[2], later[0].clone()),
	];
	let needed = later[..2].to_vec();
	case.justify(&justification(&header, 2, &votes, needed.clone()));
	assert_valid(&case.verify());
	let fork = child(hash(&header), header.number + 1, H256([1; 32]), vec![]);
	for more in [later[2].clone(), header.clone(), fork, later[0].clone()] {
		case.justify(&justification(
			&header,
			2,
			&votes,
			[needed.clone(), vec![more]].concat(),
		));
		invalid(&case, Subject::Finality);
	}
	for missing in 0..2 {
		let mut less = needed.clone();
		less.remove(missing);
		case.justify(&justification(&header, 2, &votes, less));
		invalid(&case, Subject::Finality);
	}
}

#[test]
fn a_voted_block_with_another_number() {
	let mut case = plain();
	let (pairs, header) = pairs_and_header(&case);
	let later = descendants(&header, 2);
	for (target, number, ancestries) in [
		(&header, header.number + 1, vec![]),
		(&header, 0, vec![]),
		(&later[1], header.number, later.clone()),
		(&later[1], u32::MAX, later.clone()),
	] {
		let votes: Vec<_> = pairs.iter().take(2).map(|pair| (*pair, header.clone())).collect();
		let mut forged = justification(&header, 2, &votes, ancestries);
		forged
			.commit
			.precommits
			.push(vote(&pairs[2], 2, ROUND, (hash(target), number)));
		case.justify(&forged);
		invalid(&case, Subject::Finality);
	}
}

/// Numbers at the end of their range, and branches whose numbers make no sense, signed by all: no panic.
#[test]
fn numbers_that_make_no_sense() {
	let case = plain();
	let pairs = case.chain.authorities();
	for number in [0, 1, u32::MAX - 1, u32::MAX] {
		for later_number in [0, number, number.wrapping_add(1), u32::MAX] {
			let block = header(number, case.state.root, vec![]);
			let first = child(hash(&block), later_number, H256([1; 32]), vec![]);
			let second = child(hash(&first), number, H256([1; 32]), vec![]);
			let votes = [
				(pairs[0], block.clone()),
				(pairs[1], first.clone()),
				(pairs[2], second.clone()),
			];
			let mut receipt = case.receipt.clone();
			receipt.evidence.block = finalized(&block, &justification(&block, 2, &votes, vec![first, second]));
			let _ = verify_json(&case, &serde_json::to_vec(&receipt).unwrap());
		}
	}
}

#[test]
fn too_many_votes_or_headers() {
	let mut case = plain();
	let (pairs, header) = pairs_and_header(&case);
	let votes: Vec<_> = (0..1_025).map(|_| (pairs[0], header.clone())).collect();
	case.justify(&justification(&header, 2, &votes, vec![]));
	invalid(&case, Subject::Finality);
	let later = descendants(&header, 1_025);
	let votes: Vec<_> = pairs.iter().map(|pair| (*pair, later[1_024].clone())).collect();
	case.justify(&justification(&header, 2, &votes, later));
	invalid(&case, Subject::Finality);
}

#[test]
fn votes_weigh() {
	let mut case = plain();
	for (authority, weight) in case.anchor.authorities.iter_mut().zip([1, 1, 5]) {
		authority.weight = weight;
	}
	let (pairs, header) = pairs_and_header(&case);
	let vote = |index: usize| (pairs[index], header.clone());
	case.justify(&justification(&header, 2, &[vote(2)], vec![]));
	assert_valid(&case.verify());
	case.justify(&justification(&header, 2, &[vote(0), vote(1)], vec![]));
	invalid(&case, Subject::Finality);
}

// Hand-offs.

fn header_with(item: DigestItem) -> Header {
	header(1_000, H256([6; 32]), vec![item])
}

#[test]
fn hand_offs_missing() {
	for missing in 0..3 {
		let mut case = handed_over(3);
		case.receipt.evidence.hand_offs.remove(missing);
		open(&case, Subject::Authorities);
	}
	let mut case = handed_over(1);
	case.receipt.evidence.hand_offs.clear();
	open(&case, Subject::Authorities);
}

#[test]
fn hand_offs_swapped_or_repeated() {
	for (one, other) in [(0, 1), (1, 2), (0, 2)] {
		let mut case = handed_over(3);
		case.receipt.evidence.hand_offs.swap(one, other);
		invalid(&case, Subject::Authorities);
		let mut case = handed_over(3);
		case.receipt.evidence.hand_offs[one] = case.receipt.evidence.hand_offs[other].clone();
		invalid(&case, Subject::Authorities);
	}
}

/// What stands before the anchor is passed over; a hand-off too many after it is taken for one of those.
#[test]
fn hand_offs_too_many() {
	let mut case = handed_over(2);
	let first = case.receipt.evidence.hand_offs[0].clone();
	case.receipt.evidence.hand_offs.insert(0, first);
	assert_valid(&case.verify());
	let mut case = handed_over(2);
	let last = case.receipt.evidence.hand_offs[1].clone();
	case.receipt.evidence.hand_offs.push(last);
	invalid(&case, Subject::Authorities);
}

#[test]
fn hand_offs_forged() {
	let outsiders: Vec<ed25519::Pair> = (0..3).map(|number| pair("outsider", number)).collect();
	let forged = header_with(scheduled_change(&outsiders, 0));
	let votes = |pairs: &[ed25519::Pair]| pairs.iter().map(|pair| (*pair, forged.clone())).collect::<Vec<_>>();
	for signers in [&outsiders[..], &authorities(2, 2), &authorities(3, 3)] {
		let mut case = handed_over(1);
		case.receipt.evidence.hand_offs[0] = finalized(&forged, &justification(&forged, 2, &votes(signers), vec![]));
		invalid(&case, Subject::Authorities);
	}
	// A hand-off to others than those who finalized.
	let mut case = handed_over(1);
	case.receipt.evidence.hand_offs[0] = Chain::new(3, 0).finalize(&forged);
	invalid(&case, Subject::Finality);
}

#[test]
fn hand_offs_that_are_none() {
	let next = authorities(3, 3);
	let scheduled = |delay| match scheduled_change(&next, delay) {
		DigestItem::Consensus(_, log) => log,
		_ => vec![],
	};
	let keys: Vec<([u8; 32], u64)> = next.iter().map(|pair| (pair.public().0, 1)).collect();
	let good = scheduled_change(&next, 0);
	let frnk = |log| DigestItem::Consensus(*b"FRNK", log);
	let forced = frnk((2u8, 900u32, keys.clone(), 0u32).encode());
	let with = |keys: &[([u8; 32], u64)]| frnk((1u8, keys, 0u32).encode());
	for logs in [
		vec![],
		vec![scheduled_change(&next, 1)],
		vec![forced.clone()],
		vec![forced.clone(), good.clone()],
		vec![good.clone(), forced],
		vec![good.clone(), good.clone()],
		vec![DigestItem::Consensus(*b"BEEF", scheduled(0))],
		vec![DigestItem::PreRuntime(*b"FRNK", scheduled(0))],
		vec![DigestItem::Seal(*b"FRNK", scheduled(0))],
		vec![DigestItem::Other(scheduled(0))],
		vec![frnk([scheduled(0), vec![0]].concat())],
		vec![frnk(vec![])],
		vec![frnk((3u8, 0u64).encode())],
		vec![frnk((4u8, 0u32).encode())],
		vec![with(&[])],
		vec![with(&[keys[0], keys[1], keys[2], keys[0]])],
		vec![with(&[keys[0], keys[1], keys[2], ([9; 32], 0)])],
		vec![with(&[(keys[0].0, u64::MAX), keys[1], keys[2]])],
		vec![with(
			&(0..257u64).map(|n| (H256::from_low_u64_be(n).0, 1)).collect::<Vec<_>>(),
		)],
	] {
		let mut case = handed_over(1);
		let header = header(1_000, H256([6; 32]), logs.clone());
		case.receipt.evidence.hand_offs[0] = Chain::new(3, 0).finalize(&header);
		assert_caught(&case.verify(), Subject::Authorities, Invalid);
	}
	let mut case = handed_over(1);
	case.receipt.evidence.hand_offs[0] = Chain::new(3, 0).finalize(&header_with(good));
	assert_valid(&case.verify());
}

#[test]
fn hand_offs_out_of_order() {
	let mut case = handed_over(2);
	let mut chain = Chain::new(3, 0);
	for (number, hand_off) in [2_000, 2_000].into_iter().zip(&mut case.receipt.evidence.hand_offs) {
		*hand_off = chain.finalize(&chain.hand_off_header(number));
		chain.set_id += 1;
	}
	invalid(&case, Subject::Authorities);
}

// Anchors: of no use, so nothing can be said.

#[test]
fn anchors_of_no_use() {
	let good = plain().anchor.authorities;
	let weighted = |weight| good.iter().map(|one| Authority { weight, ..*one }).collect::<Vec<_>>();
	let many: Vec<_> = (0..257)
		.map(|n| Authority {
			key: H256::from_low_u64_be(n),
			weight: 1,
		})
		.collect();
	for authorities in [
		vec![],
		weighted(0),
		weighted(u64::MAX),
		[good.clone(), vec![good[0]]].concat(),
		[
			good.clone(),
			vec![Authority {
				key: H256([1; 32]),
				weight: 0,
			}],
		]
		.concat(),
		many,
	] {
		let mut case = plain();
		case.anchor.authorities = authorities;
		open(&case, Subject::Authorities);
	}
	let mut case = plain();
	case.anchor.set_id = 3;
	open(&case, Subject::Authorities);
	let case = plain();
	for anchor in [&b""[..], b"{}", b"[]", &case.receipt_json()] {
		assert_caught(
			&verify(&case.document, &case.receipt_json(), anchor),
			Subject::Format,
			Indeterminate,
		);
	}
}

#[test]
fn another_networks_anchor() {
	let mut case = plain();
	case.anchor.authorities = authorities(3, 3)
		.iter()
		.map(|pair| Authority {
			key: H256(pair.public().0),
			weight: 1,
		})
		.collect();
	invalid(&case, Subject::Finality);
}

// Signatures.

/// A record that the chain would never have taken: its seal signature is for something else.
#[test]
fn the_seal_key_signed_something_else() {
	for seal_key in [
		Algorithm::Sr25519,
		Algorithm::Ed25519,
		Algorithm::Ecdsa,
		Algorithm::Sm2,
		Algorithm::Sm2WithIdentity,
	] {
		let changes: [fn(&mut World); 8] = [
			|world| world.used.nonce += 1,
			|world| world.used.signed_at += 1,
			|world| world.used.purpose = Purpose::Invoice,
			|world| world.sign_for(H256([1; 32]), &world.used.account.clone()),
			|world| world.sign_for(world.genesis, &world.enterprise.owner.clone()),
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
		for change in changes {
			let mut world = World::new(Setup {
				seal_key,
				..Setup::default()
			});
			world.sign_for(world.genesis, &world.used.account.clone());
			change(&mut world);
			invalid(&world.finalize(), Subject::SealKey);
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
	invalid(&case, Subject::SealKey);
	let mut signature = [0; 64];
	signature[63] = 0x80;
	let case = Case::with(|world| {
		world.seal.key = SealKey::Sr25519(sr25519::Public::from_raw([0; 32]));
		world.used.signature = SealSignature::Sr25519(sr25519::Signature::from_raw(signature));
		world.unsigned = false;
	});
	invalid(&case, Subject::SealKey);
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
	invalid(&world.finalize(), Subject::SealKey);
}

#[test]
fn the_account_signed_something_else() {
	for account in [Algorithm::Sr25519, Algorithm::Ed25519, Algorithm::Ecdsa, Algorithm::Eth] {
		let setup = Setup {
			account,
			..Setup::default()
		};
		let good = Case::of(setup);
		// Another use's.
		let mut world = World::new(setup);
		world.used.nonce += 1;
		let mut case = Case::of(setup);
		case.receipt.operator = world.finalize().receipt.operator;
		invalid(&case, Subject::Account);
		// Another account's, over the same.
		let mut world = World::new(setup);
		world.account = AccountPair::new(account, 3);
		invalid(&world.finalize(), Subject::Account);
		// For another chain.
		let mut case = Case::of(setup);
		let implied = (100u32, 1u32, H256([1; 32]), H256([2; 32])).encode();
		case.receipt.operator.implied = Base64(implied);
		invalid(&case, Subject::Account);
		// Of another call, of none, with what comes after in it.
		for call in [vec![], vec![11], vec![11, 3], vec![10, 2], vec![11, 2, 42]] {
			let mut case = Case::of(setup);
			case.receipt.operator.call = Base64(call);
			invalid(&case, Subject::Account);
		}
		// Bytes moved from one part to the next.
		let mut case = Case::of(setup);
		let moved = case.receipt.operator.extensions.0.pop().unwrap();
		case.receipt.operator.implied.0.insert(0, moved);
		invalid(&case, Subject::Account);
		// Under the name of another algorithm.
		for algorithm in 0..6 {
			let mut case = Case::of(setup);
			if case.receipt.operator.signature.0[0] != algorithm {
				case.receipt.operator.signature.0[0] = algorithm;
				invalid(&case, Subject::Account);
			}
		}
		assert_valid(&good.verify());
	}
}

// Grants.

#[test]
fn grants_that_did_not_cover_the_use() {
	let changes: [fn(&mut eseal_primitives::grant::Grant<eseal_receipt::AccountId>); 9] = [
		|grant| grant.valid_until = USED_AT,
		|grant| grant.valid_until = USED_AT - 1,
		|grant| grant.granted_at = USED_AT + 1,
		|grant| grant.operator = AccountPair::new(Algorithm::Sr25519, 8).account(),
		|grant| grant.seal = 43,
		|grant| grant.purposes = Default::default(),
		|grant| {
			grant.purposes = std::collections::BTreeSet::from([Purpose::Invoice, Purpose::Other])
				.try_into()
				.unwrap()
		},
		|grant| grant.ended = Some((USED_AT - 1, GrantEnd::Revoked)),
		|grant| grant.ended = Some((USED_AT - DAY, GrantEnd::Dissolved)),
	];
	for change in changes {
		invalid(
			&Case::with(|world| change(world.grant.as_mut().unwrap())),
			Subject::Grant,
		);
	}
	// No such grant on the chain.
	invalid(&Case::with(|world| world.used.grant = Some(8)), Subject::State);
}

// How the e-seal stood.

#[test]
fn not_usable_when_used() {
	let changes: [fn(&mut World); 11] = [
		|world| world.freeze(USED_AT - DAY, 49_000),
		|world| world.freeze(USED_AT - 1, USED_IN - 1),
		|world| world.lose(USED_AT - DAY, USED_AT - DAY, 49_000),
		|world| world.revoke(RevocationReason::CourtOrder, USED_AT - DAY, USED_AT - DAY, 49_000),
		|world| {
			let change = Change::HoldPlaced {
				hold: Hold::EnterpriseRestricted,
				order: None,
			};
			world.enter(change, officer(Seat::MarketSupervision), USED_AT - DAY, 49_000);
		},
		// Two holds, of which one was lifted.
		|world| {
			let change = Change::HoldPlaced {
				hold: Hold::PlatformSuspension,
				order: None,
			};
			world.enter(change, officer(Seat::DataResources), USED_AT - 2 * DAY, 48_500);
			world.freeze(USED_AT - DAY, 49_000);
			world.unfreeze(USED_AT - DAY, 49_001);
		},
		// Lifted after the use only.
		|world| {
			world.freeze(USED_AT - DAY, 49_000);
			world.unfreeze(USED_AT + 1, USED_IN + 1);
		},
		// Never activated, or later.
		|world| {
			world.history.pop();
		},
		|world| {
			world.history.pop();
			world.enter(
				Change::Activated,
				officer(Seat::DataResources),
				USED_AT + 1,
				USED_IN + 1,
			);
		},
		|world| world.seal.valid_from = USED_AT + 1,
		|world| world.seal.valid_until = USED_AT,
	];
	for change in changes {
		invalid(&Case::with(change), Subject::Standing);
	}
}

#[test]
fn reported_later_as_of_before() {
	let changes: [fn(&mut World); 8] = [
		|world| world.lose(USED_AT - DAY, USED_AT + 5_000, USED_IN + 2),
		// As of the very moment.
		|world| world.lose(USED_AT, USED_AT + 5_000, USED_IN + 2),
		|world| {
			world.revoke(
				RevocationReason::KeyCompromised,
				USED_AT - DAY,
				USED_AT + 5_000,
				USED_IN + 2,
			)
		},
		// In the block of the use.
		|world| world.lose(USED_AT - 1, USED_AT, USED_IN),
		|world| world.revoke(RevocationReason::KeyCompromised, USED_AT - 1, USED_AT, USED_IN),
		// After a successor took over: the loss is on the physical seal's record only.
		|world| {
			world.revoke(
				RevocationReason::Superseded,
				USED_AT + 1_000,
				USED_AT + 1_000,
				USED_IN + 1,
			);
			world.lose(USED_AT - DAY, USED_AT + 5_000, USED_IN + 2);
		},
		|world| {
			world.revoke(
				RevocationReason::Superseded,
				USED_AT + 1_000,
				USED_AT + 1_000,
				USED_IN + 1,
			);
			world.lose(USED_AT, USED_AT + 5_000, USED_IN + 2);
		},
		// Both.
		|world| {
			world.revoke(
				RevocationReason::KeyCompromised,
				USED_AT - 1,
				USED_AT + 1_000,
				USED_IN + 1,
			);
			world.lose(USED_AT - DAY, USED_AT + 5_000, USED_IN + 2);
		},
	];
	for change in changes {
		open(&Case::with(change), Subject::Dispute);
	}
	// As of after the use: no dispute.
	assert_valid(
		&Case::with(|world| {
			world.revoke(
				RevocationReason::Superseded,
				USED_AT + 1_000,
				USED_AT + 1_000,
				USED_IN + 1,
			);
			world.lose(USED_AT + 1, USED_AT + 5_000, USED_IN + 2);
		})
		.verify(),
	);
}

/// A failed check outweighs a dispute.
#[test]
fn the_worst_check_decides() {
	let mut case = Case::with(|world| world.lose(USED_AT - DAY, USED_AT + 5_000, USED_IN + 2));
	case.document = b"another".to_vec();
	let verdict = case.verify();
	assert_eq!(verdict.result, Invalid);
	assert!(
		verdict.summary.starts_with("invalid: the document is not"),
		"{}",
		verdict.summary
	);
}

// Exported logs.

#[track_caller]
fn incomplete(log: &LogCase, subject: Subject) {
	let verdict = log.check();
	let first = verdict
		.checks
		.iter()
		.find(|check| check.result != Outcome::Valid)
		.unwrap();
	assert_eq!((verdict.result, first.check), (Invalid, subject), "{verdict:#?}");
}

#[test]
fn logs_with_records_missing_added_swapped_or_changed() {
	for index in 0..5 {
		let mut log = LogCase::new(5);
		log.records.remove(index);
		incomplete(&log, Subject::Completeness);
		let mut log = LogCase::new(5);
		let twice = log.records[index].clone();
		log.records.insert(index, twice.clone());
		incomplete(&log, Subject::Completeness);
		log.records.remove(index);
		log.records.push(twice);
		incomplete(&log, Subject::Completeness);
		let mut log = LogCase::new(5);
		log.records.swap(index, (index + 1) % 5);
		incomplete(&log, Subject::Completeness);
		for byte in 0..LogCase::new(5).records[index].len() {
			let mut log = LogCase::new(5);
			log.records[index][byte] ^= 1;
			incomplete(&log, Subject::Completeness);
			if byte > 8 {
				break;
			}
		}
	}
	let good = LogCase::new(5);
	for byte in 0..good.records[2].len() {
		let mut log = LogCase {
			header: good.header.clone(),
			anchor: good.anchor.clone(),
			records: good.records.clone(),
		};
		log.records[2][byte] ^= 0x10;
		incomplete(&log, Subject::Completeness);
	}
}

#[test]
fn logs_with_another_head() {
	for count in [0, 4, 6, u64::MAX] {
		let mut log = LogCase::new(5);
		log.header.count = count;
		incomplete(&log, Subject::State);
	}
	let mut log = LogCase::new(5);
	log.header.seal += 1;
	incomplete(&log, Subject::State);
	let mut log = LogCase::new(5);
	log.header.evidence = LogCase::new(4).header.evidence;
	incomplete(&log, Subject::State);
	let mut log = LogCase::new(5);
	log.header.genesis = H256([1; 32]);
	incomplete(&log, Subject::Format);
	let mut log = LogCase::new(5);
	log.header.evidence.block.justification.0[70] ^= 1;
	incomplete(&log, Subject::Finality);
	// A newer version may be complete in ways that are not known here.
	let mut log = LogCase::new(5);
	log.header.media_type = "application/vnd.eseal.log+json;version=2".into();
	assert_eq!(log.check().result, Indeterminate);
	// An empty log is proven to be empty.
	let mut log = LogCase::new(0);
	log.records = LogCase::new(1).records;
	incomplete(&log, Subject::Completeness);
}
