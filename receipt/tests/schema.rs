//! The JSON Schemas say what the parser says: what is good passes both, what is broken passes neither.

use boon::{Compiler, SchemaIndex, Schemas};
use codec::Encode;
use eseal_receipt::{
	format::{parse, Base64, HistoryHeader, HistoryLine, LogHeader, LogLine, Period},
	Anchor, Language, Outcome, Reason, Receipt,
};
use eseal_receipt_testkit::*;
use serde_json::{json, Value};
use std::{fs, path::Path};

struct Schema {
	schemas: Schemas,
	index: SchemaIndex,
	parses: fn(&[u8]) -> bool,
}

impl Schema {
	fn new(name: &str, parses: fn(&[u8]) -> bool) -> Self {
		let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("schema/{name}.schema.json"));
		let text: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
		let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
		let id = text["$id"].as_str().unwrap().to_owned();
		compiler.add_resource(&id, text).unwrap();
		let index = compiler.compile(&id, &mut schemas).unwrap();
		Self { schemas, index, parses }
	}

	fn receipt() -> Self {
		Self::new("receipt", |bytes| parse::<Receipt>(bytes).is_ok())
	}

	fn anchor() -> Self {
		Self::new("anchor", |bytes| parse::<Anchor>(bytes).is_ok())
	}

	fn log() -> Self {
		Self::new("log", |bytes| parse::<LogHeader>(bytes).is_ok())
	}

	fn history() -> Self {
		Self::new("officer-history", |bytes| parse::<HistoryHeader>(bytes).is_ok())
	}

	fn takes(&self, value: &Value) -> bool {
		self.schemas.validate(value, self.index).is_ok()
	}

	#[track_caller]
	fn good(&self, value: &Value) {
		self.schemas
			.validate(value, self.index)
			.map_err(|error| error.to_string())
			.unwrap();
		assert!((self.parses)(&serde_json::to_vec(value).unwrap()));
	}

	#[track_caller]
	fn bad(&self, value: &Value) {
		assert!(
			!self.takes(value),
			"the schema takes {}",
			value.to_string().chars().take(2_000).collect::<String>()
		);
		assert!(
			!(self.parses)(&serde_json::to_vec(value).unwrap()),
			"the parser takes {value}"
		);
	}
}

/// Every field of every object removed, of another kind or with another value, and one too many in every object.
fn broken(value: &Value) -> Vec<(String, Value)> {
	fn paths(value: &Value, path: String, all: &mut Vec<String>) {
		all.push(path.clone());
		match value {
			Value::Object(fields) => fields
				.iter()
				.for_each(|(name, field)| paths(field, format!("{path}/{name}"), all)),
			Value::Array(items) => {
				items
					.iter()
					.enumerate()
					.for_each(|(index, item)| paths(item, format!("{path}/{index}"), all));
			}
			_ => (),
		}
	}
	let mut all = Vec::new();
	paths(value, String::new(), &mut all);
	let mut broken = Vec::new();
	for path in all {
		let at = value.pointer(&path).unwrap();
		let mut with = |other: Value| {
			let mut changed = value.clone();
			*changed.pointer_mut(&path).unwrap() = other;
			broken.push((path.clone(), changed));
		};
		with(json!(true));
		match at {
			Value::Object(fields) => {
				for name in fields.keys() {
					let mut less = fields.clone();
					less.remove(name);
					if !["salt", "ancestors", "batch", "documents"].contains(&name.as_str()) {
						with(less.into());
					}
				}
				let mut more = fields.clone();
				more.insert("note".into(), json!("x"));
				with(more.into());
				with(json!([]));
			}
			Value::Array(_) => with(json!({})),
			Value::Number(_) => {
				for other in [json!(-1), json!(1.5), json!("1"), json!(1e30)] {
					with(other);
				}
			}
			Value::String(text) => {
				for other in [
					json!(1),
					json!(format!("{text}x")),
					json!(format!(" {text}")),
					json!(format!("{text}\n")),
				] {
					with(other);
				}
				if text.starts_with("0x") {
					with(json!(text.to_uppercase()));
					with(json!(text[..text.len() - 1]));
					with(json!(text.replacen("0x", "", 1)));
				} else {
					with(json!(text.replacen(|c: char| c.is_ascii_alphabetic(), "-", 1)));
					with(json!(format!("{text}=")));
				}
			}
			_ => (),
		}
	}
	broken
}

#[test]
fn receipts() {
	let schema = Schema::receipt();
	let plain = Setup::default();
	for setup in [
		plain,
		Setup {
			digest: DigestKind::Commitment,
			..plain
		},
		Setup {
			hand_offs: 2,
			authorities: 16,
			seal_key: Algorithm::Sm2,
			account: Algorithm::Ecdsa,
			..plain
		},
		Setup {
			under_grant: false,
			account: Algorithm::Ed25519,
			..plain
		},
		Setup::by_block(),
		Setup {
			proof: ProofKind::Block {
				uses: 1,
				position: 0,
				later: 0,
			},
			hand_offs: 1,
			seal_key: Algorithm::Sm2,
			..plain
		},
		Setup {
			recorded: Recorded::LISTED,
			..plain
		},
		Setup {
			recorded: Recorded::ANCHORED,
			digest: DigestKind::CommitmentSm3,
			..Setup::by_block()
		},
		Setup {
			recorded: Recorded::FOR_MANY,
			..Setup::by_block()
		},
	] {
		let value = serde_json::to_value(&Case::of(setup).receipt).unwrap();
		schema.good(&value);
		let broken = broken(&value);
		assert!(broken.len() > 80);
		for (_, value) in broken {
			schema.bad(&value);
		}
	}
	// No headers between: left out, or an empty list.
	let mut value = serde_json::to_value(&Case::of(Setup::by_block()).receipt).unwrap();
	let proof = value["proof"]["block"].as_object_mut().unwrap();
	proof.insert("ancestors".into(), json!([]));
	schema.good(&value);
	value["proof"]["block"].as_object_mut().unwrap().remove("ancestors");
	schema.good(&value);
	let mut without = serde_json::to_value(&Case::of(plain).receipt).unwrap();
	(without["salt"], without["batch"]) = (Value::Null, Value::Null);
	schema.good(&without);
}

/// Calls and leaves of every length and kind are as the schema has them.
#[test]
fn calls_and_batches() {
	let schema = Schema::receipt();
	let digests = [
		DigestKind::Sha256,
		DigestKind::Sm3,
		DigestKind::Blake2b256,
		DigestKind::Commitment,
		DigestKind::CommitmentSm3,
	];
	for digest in digests {
		for under_grant in [false, true] {
			for entries in 1..4 {
				let one = Recorded::ForMany { entries, position: 0 };
				let batch = Recorded::Listed {
					count: entries,
					position: 0,
				};
				for recorded in Recorded::ALL.into_iter().chain([one, batch]) {
					let case = Case::of(Setup {
						recorded,
						digest,
						under_grant,
						..Setup::by_block()
					});
					schema.good(&serde_json::to_value(&case.receipt).unwrap());
				}
			}
		}
	}
	let case = Case::of(Setup {
		recorded: Recorded::LISTED,
		..Setup::by_block()
	});
	for batch in [
		json!([]),
		json!({}),
		json!("AAAA"),
		json!({ "document": "AAAA" }),
		json!({ "auditPath": "AAAA" }),
		json!({ "document": null, "auditPath": "AAAA" }),
		json!({ "document": "AAAA", "auditPath": ["AAAA"] }),
	] {
		let mut value = serde_json::to_value(&case.receipt).unwrap();
		value["batch"] = batch;
		schema.bad(&value);
	}
}

/// One proof, and not both; and what is not a list of headers or a place among uses.
#[test]
fn proofs() {
	let schema = Schema::receipt();
	let by_state = serde_json::to_value(&Case::of(Setup::default()).receipt).unwrap();
	let by_block = serde_json::to_value(&Case::of(Setup::by_block()).receipt).unwrap();
	let (state, block) = (&by_state["proof"]["state"], &by_block["proof"]["block"]);
	for proof in [
		json!({ "state": state, "block": block }),
		json!({ "state": block }),
		json!({ "block": state }),
		json!({ "state": null, "block": block }),
		json!({ "block": null }),
		json!({ "Block": block }),
		json!({}),
		json!("state"),
		json!(null),
		state.clone(),
		block.clone(),
	] {
		let mut value = by_block.clone();
		value["proof"] = proof;
		schema.bad(&value);
	}
	for (field, other) in [
		("ancestors", json!(null)),
		("ancestors", json!("")),
		("ancestors", json!([null])),
		("ancestors", json!([["AAAA"]])),
		("ancestors", json!(["AAA"])),
		("leafIndex", json!(4_294_967_296u64)),
		("leafIndex", json!(null)),
		("auditPath", json!([])),
		("leaf", json!({})),
	] {
		let mut value = by_block.clone();
		value["proof"]["block"][field] = other;
		schema.bad(&value);
	}
	// What the evidence and the proof had in one is neither's now.
	for (value, path) in [(by_state.clone(), "/evidence"), (by_block.clone(), "/evidence/block")] {
		let mut value = value;
		value.pointer_mut(path).unwrap()["proof"] = state.clone();
		schema.bad(&value);
	}
}

/// Where the schema is stricter: what the parser takes, the checks that follow do not.
#[test]
fn what_the_checks_refuse() {
	let schema = Schema::receipt();
	let case = Case::of(Setup {
		digest: DigestKind::Commitment,
		recorded: Recorded::LISTED,
		..Setup::default()
	});
	let takes = |path: &str, bytes: &[u8]| {
		let mut value = serde_json::to_value(&case.receipt).unwrap();
		*value.pointer_mut(path).unwrap() = json!(Base64(bytes.to_vec()));
		let json = serde_json::to_vec(&value).unwrap();
		assert!(parse::<Receipt>(&json).is_ok(), "{path}");
		let verdict = verify_json(DOCUMENT, &json, &case.anchor_json());
		(schema.takes(&value), verdict.result)
	};
	for path in ["/salt", "/sender/call", "/sender/implied", "/batch/document"] {
		assert_eq!(takes(path, &[0; 3]), (false, Outcome::Invalid), "{path}");
		assert_eq!(takes(path, &[]), (false, Outcome::Invalid), "{path}");
	}
	// The first two bytes of a call say which it is, and the first of a digest by which algorithm.
	for pallet in [10, 11, 12] {
		for call in (0..10).chain([u8::MAX]) {
			let is_known = pallet == 11 && [2, 5, 6, 7].contains(&call);
			for more in 1..4 {
				let bytes = [&[pallet, call][..], &vec![0; more]].concat();
				let taken = takes("/sender/call", &bytes);
				assert_eq!(taken, (is_known, Outcome::Invalid), "{pallet} {call}");
			}
		}
	}
	for kind in (0..8).chain([u8::MAX]) {
		for length in [31, 32, 33] {
			let bytes = [&[kind][..], &vec![0; length]].concat();
			let taken = takes("/batch/document", &bytes);
			assert_eq!(taken, (kind < 5 && length == 32, Outcome::Invalid), "{kind}");
		}
	}
	let mut case = Case::of(Setup::by_block());
	case.block_proof().ancestors = vec![Base64(vec![]); 1_025];
	assert!(!schema.takes(&serde_json::to_value(&case.receipt).unwrap()));
	assert_eq!(case.verify().result, Outcome::Invalid);
	let schema = Schema::anchor();
	let value = serde_json::to_value(&case.anchor).unwrap();
	let twice = json!([value["authorities"][0], value["authorities"][0]]);
	let mut weightless = value["authorities"].clone();
	weightless[0]["weight"] = json!(0);
	let many: Vec<_> = (0..257)
		.map(|n| json!({ "key": format!("0x{n:064x}"), "weight": 1 }))
		.collect();
	for authorities in [json!([]), twice, weightless, json!(many)] {
		let mut value = value.clone();
		value["authorities"] = authorities;
		assert!(!schema.takes(&value), "{value}");
		let verdict = verify_json(DOCUMENT, &case.receipt_json(), &serde_json::to_vec(&value).unwrap());
		assert_eq!(verdict.result, Outcome::Indeterminate);
	}
}

#[test]
fn anchors() {
	let schema = Schema::anchor();
	for authorities in [1, 3, 16] {
		let value = serde_json::to_value(
			&Case::of(Setup {
				authorities,
				..Setup::default()
			})
			.anchor,
		)
		.unwrap();
		schema.good(&value);
		for (_, value) in broken(&value) {
			schema.bad(&value);
		}
	}
}

#[test]
fn first_lines_of_logs() {
	let schema = Schema::log();
	for log in [LogCase::new(0), LogCase::new(3), LogCase::mixed(3)] {
		let value = serde_json::to_value(&log.header).unwrap();
		schema.good(&value);
		for (_, value) in broken(&value) {
			schema.bad(&value);
		}
	}
}

#[test]
fn lines_of_logs() {
	let schema = Schema::new("log-line", |bytes| LogLine::parse(bytes).is_ok());
	for under_grant in [false, true] {
		for recorded in Recorded::ALL {
			let world = World::new(Setup {
				under_grant,
				..Setup::default()
			});
			let log = LogCase::of_records(&world, &[recorded], 1);
			assert_eq!(log.check().result, Outcome::Valid);
			let value = serde_json::to_value(log_line(&log.records[0])).unwrap();
			schema.good(&value);
			let mut others = broken(&value);
			let mut with = |change: &dyn Fn(&mut Value)| {
				let mut other = value.clone();
				change(&mut other);
				others.push(("changed".into(), other));
			};
			let hash = json!(format!("0x{:064}", 0));
			let digest = json!(format!("sha256:0x{:064}", 0));
			with(&|line| line["count"] = json!(0));
			with(&|line| line["documents"] = json!(["AAAA"]));
			with(&|line| (line["document"], line["root"]) = (Value::Null, Value::Null));
			with(&|line| (line["document"], line["root"]) = (digest.clone(), hash.clone()));
			with(&|line| (line["document"], line["root"]) = (hash.clone(), Value::Null));
			with(&|line| (line["document"], line["root"]) = (Value::Null, digest.clone()));
			if !recorded.is_batch() {
				let documents = json!(Base64(vec![world.document()].encode()));
				with(&|line| line["documents"] = documents.clone());
				with(&|line| line["count"] = json!(2));
			}
			for (path, value) in others {
				assert!(!schema.takes(&value), "{path}: {value}");
				// What the parser takes says something else than the record.
				let verdict = log.check_lines(&[serde_json::to_vec(&value).unwrap()]);
				assert_eq!(verdict.result, Outcome::Invalid, "{path}: {value}");
			}
			// Documents may be left out, or null.
			for documents in [None, Some(Value::Null)] {
				let mut line = value.clone();
				line.as_object_mut().unwrap().remove("documents");
				if let Some(documents) = documents {
					line["documents"] = documents;
				}
				schema.good(&line);
				let verdict = log.check_lines(&[serde_json::to_vec(&line).unwrap()]);
				assert_eq!(verdict.result, Outcome::Valid, "{line}");
			}
		}
	}
}

#[test]
fn first_lines_of_histories() {
	let schema = Schema::history();
	for case in [HistoryCase::default(), HistoryCase::of(Vec::new())] {
		let value = serde_json::to_value(&case.header).unwrap();
		schema.good(&value);
		for (_, value) in broken(&value) {
			schema.bad(&value);
		}
	}
}

#[test]
fn lines_of_histories() {
	let schema = Schema::new("officer-history-line", |bytes| HistoryLine::parse(bytes).is_ok());
	let case = HistoryCase::default();
	for (number, line) in case.lines().iter().enumerate() {
		let value: Value = serde_json::from_slice(line).unwrap();
		schema.good(&value);
		for (path, value) in broken(&value) {
			assert!(!schema.takes(&value), "{path}: {value}");
			// What the parser takes says something else than the entry.
			let mut lines = case.lines();
			lines[number] = serde_json::to_vec(&value).unwrap();
			let verdict = case.check_lines(&lines, Period::default());
			assert_eq!(verdict.result, Outcome::Invalid, "{path}: {value}");
		}
	}
}

/// Every verdict is one by its schema, which has every code.
#[test]
fn verdicts() {
	let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/verdict.schema.json");
	let text: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
	let codes: Vec<_> = text["$defs"]["check"]["properties"]["code"]["enum"]
		.as_array()
		.unwrap()
		.iter()
		.map(|code| code.as_str().unwrap())
		.collect();
	let known: Vec<_> = Reason::CODES.iter().map(|(code, _)| *code).collect();
	assert_eq!(codes, known);

	let schema = Schema::new("verdict", |_| true);
	let mut another = Case::of(Setup::by_block());
	another.document.clear();
	let mut unread = Case::of(Setup::default());
	unread.receipt.media_type.clear();
	let of = |recorded| {
		Case::of(Setup {
			recorded,
			..Setup::by_block()
		})
	};
	// No document is proven, and another record is.
	let (mut without_batch, mut of_another) = (of(Recorded::ANCHORED), of(Recorded::LISTED));
	without_batch.receipt.batch = None;
	of_another.receipt.index = 0;
	let cases = [
		Case::of(Setup::default()),
		Case::of(Setup::by_block()),
		another,
		unread,
		Case::with(|world| world.lose(USED_AT - DAY, USED_AT + 5_000, USED_IN + 2)),
		Case::with(|world| world.freeze(USED_AT + 1, USED_IN + 2)),
		Case::with(|world| world.freeze(USED_AT - DAY, 49_000)),
		of(Recorded::LISTED),
		of(Recorded::ANCHORED),
		of(Recorded::FOR_MANY),
		without_batch,
		of_another,
	];
	for case in cases {
		let by_itself = case.verify();
		let expected = case.verify_by(case.world.seal.uscc);
		for language in Language::ALL {
			for verdict in [&by_itself, &expected] {
				let value = serde_json::to_value(verdict.worded(language)).unwrap();
				schema.good(&value);
			}
		}
	}
}

/// None is taken for another.
#[test]
fn each_type_is_its_own() {
	let case = Case::of(Setup::by_block());
	let values = [
		serde_json::to_value(&case.receipt).unwrap(),
		serde_json::to_value(&case.anchor).unwrap(),
		serde_json::to_value(&LogCase::new(1).header).unwrap(),
		serde_json::to_value(&HistoryCase::default().header).unwrap(),
	];
	let schemas = [Schema::receipt(), Schema::anchor(), Schema::log(), Schema::history()];
	for (one, schema) in schemas.iter().enumerate() {
		for (other, value) in values.iter().enumerate() {
			assert_eq!(schema.takes(value), one == other);
		}
	}
}
