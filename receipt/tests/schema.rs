//! The JSON Schemas say what the parser says: what is good passes both, what is broken passes neither.

use boon::{Compiler, SchemaIndex, Schemas};
use eseal_receipt::{
	format::{parse, Base64, LogHeader, LogLine},
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
					if !["salt", "ancestors"].contains(&name.as_str()) {
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
	let mut without_salt = serde_json::to_value(&Case::of(plain).receipt).unwrap();
	without_salt["salt"] = Value::Null;
	schema.good(&without_salt);
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
		..Setup::default()
	});
	for path in ["/salt", "/sender/call", "/sender/implied"] {
		let mut value = serde_json::to_value(&case.receipt).unwrap();
		*value.pointer_mut(path).unwrap() = json!("AAAA");
		assert!(!schema.takes(&value), "{path}");
		let verdict = verify_json(DOCUMENT, &serde_json::to_vec(&value).unwrap(), &case.anchor_json());
		assert_eq!(verdict.result, Outcome::Invalid);
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
	for count in [0, 3] {
		let value = serde_json::to_value(&LogCase::new(count).header).unwrap();
		schema.good(&value);
		for (_, value) in broken(&value) {
			schema.bad(&value);
		}
	}
}

#[test]
fn lines_of_logs() {
	let schema = Schema::new("log-line", |bytes| LogLine::parse(bytes).is_ok());
	for grant in [None, Some(GRANT)] {
		let mut used = LogCase::new(1).uses[0].clone();
		used.grant = grant;
		let value = serde_json::to_value(LogLine::of(&used)).unwrap();
		schema.good(&value);
		for (path, value) in broken(&value) {
			assert!(!schema.takes(&value), "{path}: {value}");
			// What the parser takes says something else than the record.
			let mut log = LogCase::new(1);
			log.uses[0] = used.clone();
			let verdict = log.check_lines(&[serde_json::to_vec(&value).unwrap()]);
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
	let cases = [
		Case::of(Setup::default()),
		Case::of(Setup::by_block()),
		another,
		unread,
		Case::with(|world| world.lose(USED_AT - DAY, USED_AT + 5_000, USED_IN + 2)),
		Case::with(|world| world.freeze(USED_AT + 1, USED_IN + 2)),
		Case::with(|world| world.freeze(USED_AT - DAY, 49_000)),
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
	];
	for (one, schema) in [Schema::receipt(), Schema::anchor(), Schema::log()].iter().enumerate() {
		for (other, value) in values.iter().enumerate() {
			assert_eq!(schema.takes(value), one == other);
		}
	}
}
