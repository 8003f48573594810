//! JSON that is not what it should be, and lengths that claim more than there is.

use crate::*;
use codec::{Compact, Encode};
use eseal_receipt::{
	format::{Base64, MAX_BYTES, RECEIPT_TYPE},
	Language,
};
use serde_json::{json, Value};

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
		"salt",
		"nodes",
		"leaf",
		"auditPath",
	]
	.iter()
	.any(|field| path.ends_with(field))
		|| path.contains("/ancestors/")
}

/// Every byte of every part counts: of the headers, justifications, trie nodes, leaves and signatures too.
#[test]
fn every_byte_of_every_part() {
	use base64::{engine::general_purpose::STANDARD, Engine};
	for (proof, least) in BOTH.into_iter().zip([8_000, 4_000]) {
		let case = Case::of(Setup {
			digest: DigestKind::Commitment,
			hand_offs: 1,
			others: 20,
			proof,
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
					let verdict = with_receipt(&case, &replaced(&json, path, STANDARD.encode(&bytes).into()));
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
				let verdict = with_receipt(&case, &replaced(&json, path, STANDARD.encode(&bytes).into()));
				assert_ne!(verdict.result, Outcome::Valid, "{path}, {} bytes", bytes.len());
			}
		});
		assert!(tried > least, "{tried}");
	}
}

/// Of what a batch or many e-seals' uses add too: the other documents and the other entries that the sender signed.
#[test]
fn every_byte_of_a_call_and_of_a_batch() {
	use base64::{engine::general_purpose::STANDARD, Engine};
	for (recorded_as, proof) in with_both([Recorded::LISTED, Recorded::ANCHORED, Recorded::FOR_MANY]) {
		let case = recorded(recorded_as, proof);
		let json = serde_json::to_value(&case.receipt).unwrap();
		let mut tried = 0;
		for path in ["/sender/call", "/batch/document", "/batch/auditPath"] {
			let Some(field) = json.pointer(path) else {
				assert!(!recorded_as.is_batch());
				continue;
			};
			let bytes = STANDARD.decode(field.as_str().unwrap()).unwrap();
			for index in 0..bytes.len() {
				for bit in [0x01, 0x80] {
					let mut bytes = bytes.clone();
					bytes[index] ^= bit;
					let verdict = with_receipt(&case, &replaced(&json, path, STANDARD.encode(&bytes).into()));
					assert_eq!(verdict.result, Invalid, "{path}, byte {index}, bit {bit}");
					tried += 1;
				}
			}
		}
		assert!(tried > 300, "{tried}");
	}
}

#[test]
fn every_field_changed() {
	for (recorded, proof) in with_both(Recorded::ALL) {
		let case = Case::of(Setup {
			digest: DigestKind::Commitment,
			hand_offs: 1,
			recorded,
			proof,
			..Setup::default()
		});
		let json = serde_json::to_value(&case.receipt).unwrap();
		for_each_leaf(&json, String::new(), &mut |path, leaf| {
			for other in others(leaf) {
				// Leaving the salt out and `null` are the same; without it the document cannot be checked.
				let verdict = with_receipt(&case, &replaced(&json, path, other.clone()));
				assert_ne!(verdict.result, Outcome::Valid, "{path}: {other}");
			}
		});
	}
}

/// What a leaf of a JSON may be changed to.
fn others(leaf: &Value) -> Vec<Value> {
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
	others
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
	for ((recorded, proof), parts) in with_both([Recorded::Single, Recorded::LISTED]).zip([7, 7, 8, 8]) {
		let case = Case::of(Setup {
			digest: DigestKind::Commitment,
			hand_offs: 1,
			recorded,
			proof,
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
				let verdict = with_receipt(&case, &serde_json::to_vec(&less).unwrap());
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
					let verdict = with_receipt(&case, text.replacen(&once, &twice, 1).as_bytes());
					assert_caught(&verdict, Subject::Format, "duplicate-name", Invalid);
				}
			}
			let mut more = json.clone();
			more.pointer_mut(path)
				.unwrap()
				.as_object_mut()
				.unwrap()
				.insert("note".into(), json!("x"));
			assert_caught(
				&with_receipt(&case, &serde_json::to_vec(&more).unwrap()),
				Subject::Format,
				"malformed",
				Invalid,
			);
		});
		assert_eq!(objects, parts);
	}
}

#[test]
fn another_type() {
	let mut case = plain();
	for other in ["", "application/json", &case.anchor.media_type] {
		let mut json = serde_json::to_value(&case.receipt).unwrap();
		json["type"] = json!(other);
		// A newer version may have fields that this one does not know.
		json["more"] = json!(1);
		assert_caught(
			&with_receipt(&case, &serde_json::to_vec(&json).unwrap()),
			Subject::Format,
			"unknown-type",
			Indeterminate,
		);
	}
	case.anchor.media_type = RECEIPT_TYPE.into();
	open(&case, Subject::Format, "unknown-type");
}

/// A parser may take an array for an object, its items for the fields in order.
#[test]
fn arrays_for_objects() {
	let arrays = |json: &Value| {
		let mut all = Vec::new();
		for_each_object(json, String::new(), &mut |path, fields| {
			for array in [
				Value::Array(fields.values().cloned().collect()),
				json!([fields]),
				json!([]),
				json!([null]),
			] {
				all.push(if path.is_empty() {
					serde_json::to_vec(&array).unwrap()
				} else {
					replaced(json, path, array)
				});
			}
		});
		all
	};
	for proof in BOTH {
		let case = Case::of(Setup {
			hand_offs: 1,
			proof,
			..Setup::default()
		});
		let receipts = arrays(&serde_json::to_value(&case.receipt).unwrap());
		assert!(receipts.len() >= 24);
		for receipt in receipts {
			assert_caught(
				&with_receipt(&case, &receipt),
				Subject::Format,
				"misplaced-array",
				Invalid,
			);
		}
		for anchor in arrays(&serde_json::to_value(&case.anchor).unwrap()) {
			assert_caught(
				&with_anchor(&case, &anchor),
				Subject::Format,
				"misplaced-array",
				Indeterminate,
			);
		}
	}
	// In the order of the fields, as a parser would take them.
	let case = plain();
	let authority = &case.anchor.authorities[0];
	let anchor = format!(
		"{{\"type\":\"{}\",\"genesis\":\"{:?}\",\"setId\":2,\"authorities\":[[\"{:?}\",1]]}}",
		case.anchor.media_type, case.anchor.genesis, authority.key
	);
	let verdict = with_anchor(&case, anchor.as_bytes());
	assert_caught(&verdict, Subject::Format, "misplaced-array", Indeterminate);
}

/// A name twice among very many: found, and in no time.
#[test]
fn many_names() {
	let case = plain();
	let names: String = (0..200_000).map(|number| format!("\"{number}\":0,")).collect();
	for (last, code) in [
		("\"7\"", "duplicate-name"),
		("\"199999\"", "duplicate-name"),
		("\"x\"", "malformed"),
	] {
		let receipt = format!("{{{names}{last}:0}}");
		assert_caught(&with_receipt(&case, receipt.as_bytes()), Subject::Format, code, Invalid);
	}
}

/// One program takes the first of two fields with the same name, another the last.
#[test]
fn names_twice_in_an_anchor() {
	let case = plain();
	let good = String::from_utf8(case.anchor_json()).unwrap();
	let forged = format!("{:?}", H256([1; 32]));
	for (once, twice) in [
		("\"setId\":", "\"setId\":0,\"setId\":".to_owned()),
		("\"genesis\":", format!("\"genesis\":\"{forged}\",\"genesis\":")),
		("\"genesis\":", format!("\"gen\\u0065sis\":\"{forged}\",\"genesis\":")),
		("\"weight\":", "\"weight\":9,\"weight\":".to_owned()),
		("\"key\":", format!("\"key\":\"{forged}\",\"key\":")),
		("{\"type\":", "{\"type\":\"x\",\"type\":".to_owned()),
	] {
		let anchor = good.replacen(once, &twice, 1);
		assert_ne!(anchor, good);
		let verdict = with_anchor(&case, anchor.as_bytes());
		assert_caught(&verdict, Subject::Format, "duplicate-name", Indeterminate);
	}
}

#[test]
fn cut_off_anywhere() {
	for case in [plain(), by_block()] {
		let json = case.receipt_json();
		for length in 0..json.len() {
			assert_caught(
				&with_receipt(&case, &json[..length]),
				Subject::Format,
				"malformed",
				Invalid,
			);
		}
	}
	let case = plain();
	let anchor = case.anchor_json();
	for length in 0..anchor.len() {
		assert_caught(
			&with_anchor(&case, &anchor[..length]),
			Subject::Format,
			"malformed",
			Indeterminate,
		);
	}
}

#[test]
fn something_after_the_end() {
	for case in [plain(), by_block()] {
		for more in [&b"x"[..], b"{}", b"\0", &case.receipt_json()] {
			let verdict = with_receipt(&case, &[&case.receipt_json(), more].concat());
			assert_caught(&verdict, Subject::Format, "malformed", Invalid);
		}
	}
}

#[test]
fn too_long() {
	let case = plain();
	let mut json = case.receipt_json();
	json.resize(MAX_BYTES, b' ');
	assert_valid(&with_receipt(&case, &json));
	json.push(b' ');
	assert_caught(&with_receipt(&case, &json), Subject::Format, "too-long", Invalid);
	let mut anchor = case.anchor_json();
	anchor.resize(MAX_BYTES + 1, b' ');
	assert_caught(&with_anchor(&case, &anchor), Subject::Format, "too-long", Indeterminate);
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
			"{{\"type\":\"{RECEIPT_TYPE}\",\"sender\":{deep}{}}}",
			"]".repeat(100_000)
		),
		format!("{{\"type\":\"{RECEIPT_TYPE}\",\"evidence\":{objects}"),
		format!("{{\"type\":\"{RECEIPT_TYPE}\",\"proof\":{objects}"),
		format!("{{\"type\":\"{RECEIPT_TYPE}\",\"proof\":{{\"block\":{{\"ancestors\":{deep}"),
	] {
		assert_caught(
			&with_receipt(&case, bomb.as_bytes()),
			Subject::Format,
			"malformed|misplaced-array",
			Invalid,
		);
		let verdict = with_anchor(&case, bomb.as_bytes());
		assert_caught(&verdict, Subject::Format, "malformed|misplaced-array", Indeterminate);
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
		format!("{{\"{name}\":1,\"{name}\":2}}"),
		format!("{{\"{name}\":[]}}"),
	] {
		for language in Language::ALL {
			let summary = with_receipt(&case, text.as_bytes()).summary(language);
			assert!(summary.chars().count() < 400, "{}", summary.len());
			assert!(!summary.chars().any(char::is_control), "{summary:?}");
		}
	}
}

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
		invalid(&case, Subject::Finality, "justification-malformed");
	}
	// Lists that claim what they do not have.
	let lists = [
		many.clone(),
		[&many[..], &many].concat(),
		[&Compact(1u32).encode()[..], &many].concat(),
		Compact(u32::MAX).encode(),
		vec![0xff; 100],
	];
	for bomb in lists.iter().cloned().chain([
		// So many empty nodes are there, but may not be.
		[&Compact(2_000_000u32).encode()[..], &[0; 2_000_000]].concat(),
	]) {
		let mut case = plain();
		*case.nodes() = Base64(bomb);
		invalid(&case, Subject::State, "nodes-malformed|too-many-nodes");
	}
	for bomb in lists
		.into_iter()
		.chain([[&Compact(1_000_000u32).encode()[..], &[0; 1_000_000]].concat(), vec![]])
	{
		let mut case = by_block();
		case.block_proof().audit_path = Base64(bomb.clone());
		invalid(&case, Subject::State, "audit-path-malformed");
		let mut case = by_block();
		case.block_proof().ancestors[0] = Base64(bomb.clone());
		invalid(&case, Subject::State, "ancestor-hash");
		let mut case = by_block();
		case.block_proof().leaf = Base64(bomb.clone());
		invalid(&case, Subject::State, "not-in-block");
		// The block itself says so.
		let mut case = by_block();
		case.leaves[2] = bomb.clone();
		case.record(case.leaves.clone());
		invalid(&case, Subject::State, "leaf-malformed");
		case.name_uses(vec![DigestItem::Consensus(*b"USES", bomb)]);
		invalid(&case, Subject::State, "uses-malformed");
	}
	// In a batch: a path with such a length, and a digest of an algorithm that there is not.
	for bomb in [
		many.clone(),
		[&many[..], &[0; 320]].concat(),
		Compact(u32::MAX).encode(),
		[&Compact(1_000_000u32).encode()[..], &[0; 1_000_000]].concat(),
		vec![0xff; 100],
		vec![],
	] {
		let mut case = Case::of(Setup {
			recorded: Recorded::LISTED,
			..Setup::by_block()
		});
		let good = case.batch().audit_path.clone();
		case.batch().audit_path = Base64(bomb.clone());
		invalid(&case, Subject::Document, "batch-malformed");
		case.batch().audit_path = good;
		case.batch().document = Base64(bomb);
		invalid(&case, Subject::Document, "batch-malformed");
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
	invalid(&case, Subject::Finality, "header-malformed");

	let mut case = handed_over(1);
	let log = [&[1u8][..], &many].concat();
	let header = hand_off_with(DigestItem::Consensus(*b"FRNK", log));
	case.receipt.evidence.hand_offs[0] = Chain::new(3, 0).finalize(&header);
	invalid(&case, Subject::Authorities, "not-handed-over-at-once");
}
