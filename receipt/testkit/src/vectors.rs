//! Test vectors: receipts and exported logs, each with the verdict that every verifier must reach.

use crate::*;
use codec::{Compact, Encode};
use eseal_primitives::{
	grant::GrantEnd,
	history::Change,
	seal::{Hold, RevocationReason},
	Moment, Purpose, SealId, SealKey, SealSignature, Seat, Uscc, UsccCheck,
};
use eseal_receipt::{
	checks::{
		block_uses::MAX_ANCESTORS,
		finality::{Justification, MAX_VOTES},
		state::MAX_NODES,
	},
	format::{Anchor, Base64, LogLine, MAX_BYTES},
	log,
	verdict::{Check, Facts},
	verify, DigestItem, Header, Input, Outcome,
};
use serde::{Deserialize, Serialize};
use serde_json::{json, Value};
use sp_core::{ed25519, sr25519, Pair, H256};

/// A receipt or an exported log, and the verdict on it. In JSON one file of `receipt/vectors/`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Vector {
	/// What is particular about it, in a sentence.
	pub about: String,
	/// The anchor, as text.
	pub anchor: String,
	/// What is verified.
	#[serde(flatten)]
	pub paper: VectorPaper,
	/// The enterprise that is expected, if one is.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub expected_enterprise: Option<String>,
	/// The verdict.
	pub verdict: VectorVerdict,
}

/// What is verified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum VectorPaper {
	/// A receipt.
	Receipt {
		/// The receipt, as text.
		receipt: String,
		/// Spaces that follow the text, for what is too long to be written down.
		#[serde(default, skip_serializing_if = "is_zero")]
		spaces: usize,
		/// The document.
		document: Base64,
	},
	/// An exported log.
	Log {
		/// The whole export, as text.
		log: String,
	},
}

fn is_zero(number: &usize) -> bool {
	*number == 0
}

/// What a verdict says, without words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VectorVerdict {
	/// The outcome.
	pub result: String,
	/// Every check, in order: what was checked, how it ended, and the code of the reason.
	pub checks: Vec<[String; 3]>,
	/// What is proven of a use; `null` if nothing is, or for a log.
	pub facts: Value,
}

impl VectorVerdict {
	fn new(result: Outcome, checks: &[Check], facts: Option<&Facts>) -> Self {
		let name = |value: Value| value.as_str().unwrap_or_default().to_owned();
		Self {
			result: name(json!(result)),
			checks: checks
				.iter()
				.map(|check| {
					[
						name(json!(check.subject)),
						name(json!(check.result)),
						check.reason.code().to_owned(),
					]
				})
				.collect(),
			facts: json!(facts),
		}
	}

	/// The check that decides: the first that did not pass, with its outcome and code.
	pub fn decisive(&self) -> Option<&[String; 3]> {
		self.checks.iter().find(|[_, result, _]| result != "valid")
	}
}

impl Vector {
	/// The verdict that this repository's verifier reaches.
	pub fn verify(&self) -> VectorVerdict {
		let expected_enterprise = self
			.expected_enterprise
			.as_ref()
			.map(|uscc| Uscc::parse(uscc.as_bytes(), UsccCheck::Enforced).unwrap());
		match &self.paper {
			VectorPaper::Receipt {
				receipt,
				spaces,
				document,
			} => {
				let receipt = format!("{receipt}{}", " ".repeat(*spaces));
				let verdict = verify(&Input {
					document: &document.0.as_slice(),
					receipt: receipt.as_bytes(),
					anchor: self.anchor.as_bytes(),
					expected_enterprise,
				});
				VectorVerdict::new(verdict.result, &verdict.checks, verdict.facts.as_ref())
			}
			VectorPaper::Log { log } => {
				let verdict = log::check(log.as_bytes(), self.anchor.as_bytes(), expected_enterprise);
				VectorVerdict::new(verdict.result, &verdict.checks, None)
			}
		}
	}
}

/// Every vector, with its name: `good-…`, or the code of the reason that decides, and a word more where it has several.
#[derive(Default)]
pub struct Vectors(pub Vec<(String, Vector)>);

impl Vectors {
	/// All of them. Signatures of Sr25519 and ECDSA differ each time.
	pub fn all() -> Self {
		let mut all = Self::default();
		good(&mut all);
		format(&mut all);
		authorities_and_hand_offs(&mut all);
		finality(&mut all);
		by_the_block(&mut all);
		by_the_state(&mut all);
		history(&mut all);
		enterprise_and_document(&mut all);
		signatures(&mut all);
		grants(&mut all);
		standing_and_disputes(&mut all);
		logs(&mut all);
		all
	}

	fn add(&mut self, name: &str, about: &str, anchor: String, paper: VectorPaper, expected: Option<&str>) -> &Vector {
		let mut vector = Vector {
			about: about.to_owned(),
			anchor,
			paper,
			expected_enterprise: expected.map(str::to_owned),
			verdict: VectorVerdict {
				result: String::new(),
				checks: Vec::new(),
				facts: Value::Null,
			},
		};
		vector.verdict = vector.verify();
		// What it shows is in its name.
		match vector.verdict.decisive() {
			None => assert!(name.starts_with("good-"), "{name} is valid"),
			Some([_, _, code]) => assert!(
				name == code
					|| name
						.strip_prefix(code.as_str())
						.is_some_and(|more| more.starts_with("--")),
				"{name} is caught by {code}: {:#?}",
				vector.verdict
			),
		}
		self.0.push((name.to_owned(), vector));
		&self.0[self.0.len() - 1].1
	}

	fn case(&mut self, name: &str, about: &str, case: &Case) -> &Vector {
		self.text(name, about, case, &text(&case.receipt))
	}

	fn text(&mut self, name: &str, about: &str, case: &Case, receipt: &str) -> &Vector {
		let paper = VectorPaper::Receipt {
			receipt: receipt.to_owned(),
			spaces: 0,
			document: Base64(case.document.clone()),
		};
		self.add(name, about, text(&case.anchor), paper, None)
	}

	fn log(&mut self, name: &str, about: &str, anchor: &Anchor, lines: &[String]) -> &Vector {
		let log = lines.iter().map(|line| format!("{line}\n")).collect();
		self.add(name, about, text(anchor), VectorPaper::Log { log }, None)
	}
}

fn text<T: Serialize>(value: &T) -> String {
	serde_json::to_string(value).unwrap()
}

/// A small network; the use is proven by the state.
fn small() -> Setup {
	Setup {
		others: 0,
		..Setup::default()
	}
}

/// The same, and the use is proven by the header of its block.
fn small_by_block() -> Setup {
	Setup {
		others: 0,
		..Setup::by_block()
	}
}

fn with(setup: Setup, change: impl FnOnce(&mut World)) -> Case {
	let mut world = World::new(setup);
	change(&mut world);
	world.finalize()
}

fn handed_over(hand_offs: usize) -> Case {
	Case::of(Setup { hand_offs, ..small() })
}

fn good(all: &mut Vectors) {
	let state = small();
	let block = small_by_block();
	let algorithms = |seal_key, account| Setup {
		seal_key,
		account,
		..block
	};
	all.case(
		"good-state",
		"An operator's use, proven by the state of a later block.",
		&Case::of(state),
	);
	all.case(
		"good-block",
		"An operator's use, proven by the header of its own block, two blocks before the final one.",
		&Case::of(block),
	);
	all.case(
		"good-ed25519",
		"Ed25519 seal key and account.",
		&Case::of(algorithms(Algorithm::Ed25519, Algorithm::Ed25519)),
	);
	all.case(
		"good-ecdsa",
		"ECDSA seal key and account.",
		&Case::of(algorithms(Algorithm::Ecdsa, Algorithm::Ecdsa)),
	);
	all.case(
		"good-sm2-ethereum",
		"SM2 seal key with the default identity; the account signs as Ethereum wallets do.",
		&Case::of(algorithms(Algorithm::Sm2, Algorithm::Eth)),
	);
	all.case(
		"good-sm2-identity",
		"SM2 seal key with an identity of its own.",
		&Case::of(algorithms(Algorithm::Sm2WithIdentity, Algorithm::Sr25519)),
	);
	for (name, about, digest) in [
		("good-document-sm3", "The document's digest is SM3.", DigestKind::Sm3),
		(
			"good-document-blake2b256",
			"The document's digest is BLAKE2b-256.",
			DigestKind::Blake2b256,
		),
		(
			"good-commitment",
			"The document's digest is SHA-256 over a salt and the document.",
			DigestKind::Commitment,
		),
		(
			"good-commitment-sm3",
			"The document's digest is SM3 over a salt and the document.",
			DigestKind::CommitmentSm3,
		),
	] {
		all.case(name, about, &Case::of(Setup { digest, ..block }));
	}
	all.case(
		"good-owner",
		"The owner's use, without a grant, proven by the state.",
		&Case::of(Setup {
			under_grant: false,
			..state
		}),
	);
	all.case(
		"good-only-use",
		"The only use of the final block: the audit path is empty, and there are no ancestors.",
		&Case::of(Setup {
			proof: ProofKind::Block {
				uses: 1,
				position: 0,
				later: 0,
			},
			..block
		}),
	);
	all.case(
		"good-last-of-thirteen",
		"The last of thirteen uses: its hash moves up unchanged where it is the last of an odd number.",
		&Case::of(Setup {
			proof: ProofKind::Block {
				uses: 13,
				position: 12,
				later: 0,
			},
			..block
		}),
	);
	all.case(
		"good-three-hand-offs",
		"Three hand-offs from the anchor's authority set to the block's.",
		&Case::of(Setup {
			hand_offs: 3,
			authorities: 1,
			..block
		}),
	);
	all.case("good-three-of-four", "Three of four authorities voted.", &{
		let mut case = Case::of(Setup {
			authorities: 4,
			..block
		});
		let votes: Vec<_> = case
			.chain
			.authorities()
			.into_iter()
			.take(3)
			.map(|pair| (pair, case.header.clone()))
			.collect();
		case.justify(&justification(&case.header, 2, &votes, vec![]));
		case
	});
	all.case(
		"good-votes-for-descendants",
		"Two authorities voted for later blocks, whose headers are in the justification.",
		&{
			let mut case = Case::of(block);
			let later = descendants(&case.header, 2);
			let pairs = case.chain.authorities();
			let votes = [
				(pairs[0], case.header.clone()),
				(pairs[1], later[0].clone()),
				(pairs[2], later[1].clone()),
			];
			case.justify(&justification(&case.header, 2, &votes, later));
			case
		},
	);
	let edge = |change: fn(&mut World)| with(state, change);
	all.case(
		"good-revoked-since",
		"The e-seal was revoked after the use, with effect from after it.",
		&edge(|world| {
			world.revoke(
				RevocationReason::CessationOfUse,
				USED_AT + 1,
				USED_AT + 5_000,
				USED_IN + 2,
			)
		}),
	);
	all.case(
		"good-frozen-in-the-same-block",
		"The e-seal was frozen in the block that recorded the use: it was usable at some point within it.",
		&edge(|world| world.freeze(USED_AT, USED_IN)),
	);
	all.case(
		"good-unfrozen-in-the-same-block",
		"A freeze was lifted in the block that recorded the use.",
		&edge(|world| {
			world.freeze(USED_AT - DAY, USED_IN - 40_000);
			world.unfreeze(USED_AT, USED_IN);
			world.use_here();
		}),
	);
	for (name, about, setup) in [
		(
			"good-long-history",
			"The e-seal was suspended and resumed a thousand times before the use and after it, half of them in the block of \
			 the use, proven by the state.",
			state,
		),
		(
			"good-long-history-block",
			"The same, proven by the header of the use's block.",
			block,
		),
	] {
		let case = with(setup, |world| {
			world.suspend_and_resume(500, USED_AT - DAY, USED_IN - 40_000);
			world.suspend_and_resume(500, USED_AT, USED_IN);
			world.use_here();
			world.suspend_and_resume(1_000, USED_AT, USED_IN);
		});
		all.case(name, about, &case);
	}
	all.case(
		"good-first-moment",
		"The use was recorded at the first moment of the e-seal's validity and of the grant.",
		&edge(|world| {
			world.seal.valid_from = Moment(USED_AT);
			world.grant.as_mut().unwrap().granted_at = Moment(USED_AT);
		}),
	);
	all.case(
		"good-last-moment",
		"The use was recorded in the last millisecond of the e-seal's validity and of the grant.",
		&edge(|world| {
			world.seal.valid_until = Moment(USED_AT + 1);
			world.grant.as_mut().unwrap().valid_until = Moment(USED_AT + 1);
		}),
	);
	all.case(
		"good-grant-ended-with-the-use",
		"The grant was revoked at the very time of the block that recorded the use, and its last use was this one.",
		&edge(|world| {
			let grant = world.grant.as_mut().unwrap();
			grant.ended = Some((Moment(USED_AT), GrantEnd::Revoked));
			(grant.quota, grant.used) = (4, 4);
		}),
	);
	all.case(
		"good-lost-after",
		"The physical seal was lost a millisecond after the use, reported after the e-seal was revoked.",
		&edge(|world| {
			world.revoke(
				RevocationReason::Superseded,
				USED_AT + 1_000,
				USED_AT + 1_000,
				USED_IN + 1,
			);
			world.lose(USED_AT + 1, USED_AT + 5_000, USED_IN + 2);
		}),
	);
	all.case(
		"good-anchor-of-later",
		"The anchor is of a later authority set than the receipt's first hand-off leads from.",
		&{
			let mut case = Case::of(Setup {
				hand_offs: 2,
				authorities: 1,
				..block
			});
			let later = Chain {
				first_set: 3,
				..Chain::new(1, 0)
			};
			case.anchor = later.anchor(case.world.genesis);
			case
		},
	);
	let case = Case::of(block);
	let uscc = case.world.seal.uscc;
	let paper = VectorPaper::Receipt {
		receipt: text(&case.receipt),
		spaces: 0,
		document: Base64(case.document.clone()),
	};
	all.add(
		"good-expected-enterprise",
		"Sealed by the enterprise that was expected.",
		text(&case.anchor),
		paper,
		Some(uscc.as_str()),
	);
}

fn format(all: &mut Vectors) {
	let case = Case::of(small_by_block());
	let receipt = text(&case.receipt);
	let changed = |from: &str, to: &str| {
		assert_eq!(receipt.matches(from).count(), 1, "{from}");
		receipt.replace(from, to)
	};
	all.add(
		"too-long",
		"A receipt of one byte more than 4 MiB.",
		text(&case.anchor),
		VectorPaper::Receipt {
			receipt: receipt.clone(),
			spaces: MAX_BYTES + 1 - receipt.len(),
			document: Base64(case.document.clone()),
		},
		None,
	);
	all.text(
		"malformed",
		"A receipt that is cut off.",
		&case,
		&receipt[..receipt.len() - 1],
	);
	all.text(
		"malformed--surplus",
		"Something follows the receipt.",
		&case,
		&format!("{receipt}x"),
	);
	all.text(
		"malformed--unknown-field",
		"A field that receipts do not have.",
		&case,
		&changed("\"seal\":", "\"colour\":\"red\",\"seal\":"),
	);
	all.text(
		"malformed--missing-field",
		"A field is missing.",
		&case,
		&changed("\"seal\":42,", ""),
	);
	all.text(
		"malformed--number-as-text",
		"A number is written as text.",
		&case,
		&changed("\"seal\":42", "\"seal\":\"42\""),
	);
	all.text(
		"malformed--float",
		"A number has a fraction.",
		&case,
		&changed("\"seal\":42", "\"seal\":42.0"),
	);
	all.text("malformed--hash-in-capitals", "A hash has a capital digit.", &case, &{
		let genesis = text(&case.receipt.genesis);
		let digit = genesis.rfind(|c: char| ('a'..='f').contains(&c)).unwrap();
		let mut capital = genesis.clone();
		capital.replace_range(digit..=digit, &genesis[digit..=digit].to_uppercase());
		receipt.replacen(&genesis, &capital, 1)
	});
	all.text(
		"malformed--base64-bits",
		"The unused bits at the end of base64 are not zero.",
		&case,
		&{
			let call = text(&case.receipt.sender.call);
			receipt.replacen(&call, "\"CwJ=\"", 1)
		},
	);
	all.text("malformed--base64-padding", "Base64 without its padding.", &case, &{
		let call = text(&case.receipt.sender.call);
		receipt.replacen(&call, &call.replace('=', ""), 1)
	});
	all.text(
		"duplicate-name",
		"A name stands twice in one object.",
		&case,
		&changed("\"seal\":42", "\"seal\":42,\"seal\":42"),
	);
	all.text(
		"duplicate-name--escaped",
		"A name stands twice in one object, once with an escape.",
		&case,
		&changed("\"seal\":42", "\"seal\":42,\"se\\u0061l\":42"),
	);
	let array = |value: &Value| text(&value.as_object().unwrap().values().collect::<Vec<_>>());
	let as_value = serde_json::to_value(&case.receipt).unwrap();
	all.text(
		"misplaced-array",
		"The sender's part is an array instead of an object.",
		&case,
		&{ receipt.replacen(&text(&case.receipt.sender), &array(&as_value["sender"]), 1) },
	);
	all.text(
		"misplaced-array--top",
		"The receipt is an array.",
		&case,
		&format!("[{receipt}]"),
	);
	all.text(
		"older-version",
		"A receipt of version 2.",
		&case,
		&changed("version=3", "version=2"),
	);
	all.text(
		"newer-version",
		"A receipt of version 4.",
		&case,
		&changed("version=3", "version=4"),
	);
	all.text(
		"unknown-type",
		"Another media type.",
		&case,
		&changed("application/vnd.eseal.receipt+json", "text/plain"),
	);
	let mut other = Case::of(small_by_block());
	other.anchor.genesis = H256([1; 32]);
	all.case("another-chain", "The anchor is of another chain.", &other);
	let mut other = Case::of(small_by_block());
	other.anchor.media_type = other.anchor.media_type.replace("version=3", "version=2");
	all.case("older-version--anchor", "An anchor of version 2.", &other);
}

fn authorities_and_hand_offs(all: &mut Vectors) {
	let mut case = Case::of(small_by_block());
	case.anchor.authorities.clear();
	all.case("anchor-authorities", "The anchor has no authorities.", &case);
	let mut case = Case::of(small_by_block());
	case.anchor.authorities[1] = case.anchor.authorities[0];
	all.case(
		"anchor-authorities--repeated",
		"The anchor has an authority twice.",
		&case,
	);
	let mut case = Case::of(small_by_block());
	case.anchor.authorities[0].weight = u64::MAX;
	all.case(
		"anchor-authorities--weight",
		"The weights of the anchor's authorities add up to more than 2^64 - 1.",
		&case,
	);
	let mut case = Case::of(small_by_block());
	case.anchor.set_id = 3;
	all.case(
		"anchor-too-young",
		"The anchor is of a later authority set than the block.",
		&case,
	);
	let mut case = handed_over(2);
	case.receipt.evidence.hand_offs.pop();
	all.case("hand-offs-missing", "One of two hand-offs is missing.", &case);
	let mut case = Case::of(small());
	let hand_off = handed_over(1).receipt.evidence.hand_offs[0].clone();
	case.receipt.evidence.hand_offs = vec![hand_off; 3];
	all.case(
		"surplus-hand-offs",
		"Three hand-offs, and two authority sets before the block's.",
		&case,
	);
	let mut case = handed_over(2);
	let mut chain = Chain::new(3, 0);
	for hand_off in &mut case.receipt.evidence.hand_offs {
		*hand_off = chain.finalize(&chain.hand_off_header(2_000));
		chain.set_id += 1;
	}
	all.case(
		"hand-off-out-of-order",
		"Two hand-offs by blocks of the same number.",
		&case,
	);
	let next = authorities(3, 3);
	let hand_off = |items: Vec<DigestItem>| {
		let mut case = handed_over(1);
		case.receipt.evidence.hand_offs[0] = Chain::new(3, 0).finalize(&header(1_000, H256([6; 32]), items));
		case
	};
	all.case(
		"no-next-set",
		"The hand-off's header has no item FRNK.",
		&hand_off(vec![]),
	);
	all.case(
		"ambiguous-authorities",
		"The hand-off's header has two items FRNK.",
		&hand_off(vec![scheduled_change(&next, 0), scheduled_change(&next, 0)]),
	);
	all.case(
		"not-handed-over-at-once",
		"The change of authorities has a delay of one block.",
		&hand_off(vec![scheduled_change(&next, 1)]),
	);
	let keys: Vec<([u8; 32], u64)> = next.iter().map(|pair| (pair.public().0, 1)).collect();
	all.case(
		"not-handed-over-at-once--forced",
		"The change of authorities is a forced one.",
		&hand_off(vec![DigestItem::Consensus(
			*b"FRNK",
			(2u8, 900u32, keys, 0u32).encode(),
		)]),
	);
	all.case(
		"next-authorities",
		"The next authority set is empty.",
		&hand_off(vec![scheduled_change(&[], 0)]),
	);
	let mut case = Case::of(Setup {
		hand_offs: 1,
		..small()
	});
	case.anchor = Chain {
		first_set: 3,
		..Chain::new(3, 0)
	}
	.anchor(case.world.genesis);
	case.receipt.evidence.hand_offs[0] = Chain::new(3, 0).finalize(&header(
		1_000,
		H256([6; 32]),
		vec![scheduled_change(&authorities(9, 3), 0)],
	));
	all.case(
		"hand-off-past-anchor",
		"A hand-off from before the anchor names other authorities than the anchor has.",
		&case,
	);
}

fn decoded(justification: &Base64) -> Justification {
	codec::Decode::decode(&mut &*justification.0).unwrap()
}

fn finality(all: &mut Vectors) {
	let setup = small_by_block();
	let changed = |change: &dyn Fn(&mut Case, &mut Justification)| {
		let mut case = Case::of(setup);
		let mut justification = decoded(&case.receipt.evidence.block.justification);
		change(&mut case, &mut justification);
		case.justify(&justification);
		case
	};
	let mut case = Case::of(setup);
	case.receipt.evidence.block.header.0.pop();
	all.case("header-malformed", "The final block's header is cut off.", &case);
	let mut case = Case::of(setup);
	case.receipt.evidence.block.justification.0.push(0);
	all.case("justification-malformed", "A byte follows the justification.", &case);
	all.case(
		"justification-too-long",
		"The justification has 1,025 headers.",
		&changed(&|_, justification| {
			let bare = Header {
				parent_hash: H256::zero(),
				number: 0,
				state_root: H256::zero(),
				extrinsics_root: H256::zero(),
				digest: vec![],
			};
			justification.votes_ancestries = vec![bare; MAX_VOTES + 1];
		}),
	);
	all.case(
		"justification-of-another-block",
		"The justification is for another block.",
		&changed(&|_, justification| {
			justification.commit.target_hash = H256([1; 32]);
		}),
	);
	let target = |case: &Case| (hash(&case.header), case.header.number);
	all.case(
		"vote-by-outsider",
		"One vote is by a key that is not in the authority set.",
		&changed(&|case, justification| {
			justification.commit.precommits[2] = vote(&pair::<ed25519::Pair>("outsider", 1), 2, ROUND, target(case));
		}),
	);
	all.case(
		"vote-twice",
		"One authority voted twice.",
		&changed(&|_, justification| {
			justification.commit.precommits[2] = justification.commit.precommits[1].clone();
		}),
	);
	all.case(
		"vote-signature",
		"The signature of one vote is wrong.",
		&changed(&|_, justification| {
			justification.commit.precommits[1].signature[0] ^= 1;
		}),
	);
	all.case(
		"vote-signature--malleated",
		"The s of one vote's signature has the group's order added.",
		&changed(&|_, justification| {
			let order =
				sp_core::U256::from_str_radix("1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed", 16)
					.unwrap();
			let signature = &mut justification.commit.precommits[1].signature;
			let s = sp_core::U256::from_little_endian(&signature[32..]) + order;
			signature[32..].copy_from_slice(&s.to_little_endian());
		}),
	);
	all.case(
		"vote-signature--another-set",
		"The votes are signed for another authority set.",
		&changed(&|case, justification| {
			let votes: Vec<_> = case
				.chain
				.authorities()
				.into_iter()
				.map(|pair| (pair, case.header.clone()))
				.collect();
			*justification = crate::justification(&case.header, 3, &votes, vec![]);
		}),
	);
	all.case(
		"vote-for-another-block",
		"One vote is for a block that nothing links to the justified one.",
		&changed(&|case, justification| {
			let pair = case.chain.authorities()[2];
			justification.commit.precommits[2] = vote(&pair, 2, ROUND, (H256([3; 32]), case.header.number + 1));
		}),
	);
	all.case(
		"vote-number",
		"One vote gives its block a wrong number.",
		&changed(&|case, justification| {
			let pair = case.chain.authorities()[2];
			let (hash, number) = target(case);
			justification.commit.precommits[2] = vote(&pair, 2, ROUND, (hash, number + 1));
		}),
	);
	all.case(
		"vote-header-twice",
		"A header stands twice in the justification.",
		&changed(&|case, justification| {
			let later = descendants(&case.header, 1);
			let pair = case.chain.authorities()[2];
			justification.commit.precommits[2] = vote(&pair, 2, ROUND, (hash(&later[0]), later[0].number));
			justification.votes_ancestries = vec![later[0].clone(), later[0].clone()];
		}),
	);
	all.case(
		"vote-header-unneeded",
		"A header in the justification leads to no vote.",
		&changed(&|case, justification| {
			justification.votes_ancestries = descendants(&case.header, 1);
		}),
	);
	all.case(
		"too-few-votes",
		"Two of three authorities voted.",
		&changed(&|_, justification| {
			justification.commit.precommits.pop();
		}),
	);
	let mut case = handed_over(1);
	case.receipt.evidence.hand_offs[0] = Chain::new(3, 0).finalize(&Chain::new(3, 0).hand_off_header(PROVEN_IN));
	all.case(
		"final-block-out-of-order",
		"The final block has the number of the last hand-off's block.",
		&case,
	);
}

fn by_the_block(all: &mut Vectors) {
	let setup = small_by_block();
	let changed = |change: &dyn Fn(&mut Case)| {
		let mut case = Case::of(setup);
		change(&mut case);
		case
	};
	all.case(
		"too-many-ancestors",
		"1,025 headers lead to the block of the use.",
		&changed(&|case| {
			case.block_proof().ancestors = vec![Base64(vec![]); MAX_ANCESTORS + 1];
		}),
	);
	all.case(
		"ancestor-hash",
		"One of the headers between is missing.",
		&changed(&|case| {
			case.block_proof().ancestors.remove(1);
		}),
	);
	all.case(
		"ancestor-number",
		"The final block has a number two higher than its parent.",
		&changed(&|case| {
			let first = case.blocks[0].clone();
			let last = child(hash(&first), first.number + 2, H256([8; 32]), vec![]);
			case.lead_through(vec![first, last]);
		}),
	);
	all.case(
		"no-uses-named",
		"The header of the block has no item USES.",
		&changed(&|case| case.name_uses(vec![])),
	);
	let item = |case: &Case| uses_item(merkle(&case.leaves, 2).0, 5);
	all.case(
		"no-uses-named--another-kind",
		"The item USES is of the kind PreRuntime.",
		&changed(&|case| {
			let DigestItem::Consensus(engine, data) = item(case) else {
				unreachable!("the item is Consensus")
			};
			case.name_uses(vec![DigestItem::PreRuntime(engine, data)]);
		}),
	);
	all.case(
		"ambiguous-uses",
		"The header of the block has two items USES.",
		&changed(&|case| {
			case.name_uses(vec![item(case), item(case)]);
		}),
	);
	all.case(
		"uses-malformed",
		"The item USES is a byte short.",
		&changed(&|case| {
			let DigestItem::Consensus(engine, mut data) = item(case) else {
				unreachable!("the item is Consensus")
			};
			data.pop();
			case.name_uses(vec![DigestItem::Consensus(engine, data)]);
		}),
	);
	all.case(
		"audit-path-malformed",
		"A byte follows the audit path.",
		&changed(&|case| case.block_proof().audit_path.0.push(0)),
	);
	all.case(
		"leaf-index",
		"The index of the leaf is that after the last.",
		&changed(&|case| case.block_proof().leaf_index = 5),
	);
	all.case(
		"audit-path-length",
		"The audit path has a hash too few.",
		&changed(&|case| {
			let mut path = merkle(&case.leaves, 2).1;
			path.pop();
			case.block_proof().audit_path = Base64(path.encode());
		}),
	);
	all.case(
		"not-in-block",
		"The index of the leaf is another one's.",
		&changed(&|case| case.block_proof().leaf_index = 3),
	);
	all.case(
		"not-in-block--another-leaf",
		"The leaf is another use's of the same block.",
		&changed(&|case| {
			case.block_proof().leaf = Base64(case.leaves[3].clone());
		}),
	);
	all.case(
		"leaf-malformed",
		"The block recorded a leaf with a byte too many.",
		&changed(&|case| {
			case.leaves[2].push(0);
			case.record(case.leaves.clone());
		}),
	);
	all.case(
		"use-of-another-block",
		"The use record names the block before.",
		&with(setup, |world| world.used.block -= 1),
	);
}

/// What makes other bytes of the nodes of a proof.
type Rewrite<'a> = dyn Fn(&mut Case, Vec<Vec<u8>>) -> Vec<u8> + 'a;

fn by_the_state(all: &mut Vectors) {
	let changed = |change: &Rewrite| {
		let mut case = Case::of(small());
		let nodes = case.state.nodes(&case.keys);
		*case.nodes() = Base64(change(&mut case, nodes));
		case
	};
	all.case(
		"nodes-malformed",
		"A byte follows the trie nodes.",
		&changed(&|_, nodes| [nodes.encode(), vec![0]].concat()),
	);
	all.case(
		"too-many-nodes",
		"The list of trie nodes says that it has 16,385.",
		&changed(&|_, _| Compact(MAX_NODES as u32 + 1).encode()),
	);
	all.case(
		"node-twice",
		"A trie node stands twice in the proof.",
		&changed(&|_, nodes| [nodes.clone(), nodes[..1].to_vec()].concat().encode()),
	);
	all.case(
		"node-unneeded",
		"A trie node leads to nothing that the receipt speaks of.",
		&changed(&|case, nodes| {
			let more = case.state.nodes(&[eseal_receipt::storage::log_head(SealId(42))]);
			let more = more.into_iter().find(|node| !nodes.contains(node)).unwrap();
			[nodes, vec![more]].concat().encode()
		}),
	);
	all.case(
		"not-proven",
		"The trie nodes that lead to the physical seal are missing.",
		&changed(&|case, _| {
			let keys: Vec<_> = case
				.keys
				.iter()
				.enumerate()
				.filter(|(number, _)| *number != 2)
				.map(|(_, key)| key.clone())
				.collect();
			case.state.nodes(&keys).encode()
		}),
	);
	let mut case = Case::of(small());
	let mut keys = case.keys.clone();
	keys[0] = eseal_receipt::storage::use_record(SealId(42), 9);
	case.receipt.index = 9;
	*case.nodes() = case.state.prove(&keys);
	all.case("not-in-state", "The state is proven to have no such use.", &case);
	all.case(
		"item-malformed",
		"The physical seal's record has a byte too many.",
		&with(small(), |world| {
			let record = [world.physical.encode(), vec![0]].concat();
			world
				.extra
				.insert(eseal_receipt::storage::physical_seal(&world.seal.code), record);
		}),
	);
	all.case(
		"state-of-another-chain",
		"A chain with the same authorities and another first block.",
		&with(small(), |world| {
			world
				.extra
				.insert(eseal_receipt::storage::genesis(), H256([1; 32]).encode());
		}),
	);
	all.case(
		"recorded-after-proof",
		"The use record names a block after the final one.",
		&with(small(), |world| world.used.block = PROVEN_IN + 1),
	);
	let mut case = with(small(), |world| world.used.index = 4);
	case.receipt.index = 3;
	all.case(
		"another-use",
		"The record that the state has under use 3 is of use 4.",
		&case,
	);
}

fn history(all: &mut Vectors) {
	all.case(
		"history-length",
		"The use says that the e-seal's history had an entry more than there are.",
		&with(small_by_block(), |world| world.entries_then = Some(3)),
	);
	all.case(
		"history-length--none",
		"The use says that the e-seal had no history.",
		&with(small(), |world| world.entries_then = Some(0)),
	);
	all.case(
		"history-later",
		"The use counts an entry of the block after it.",
		&with(small(), |world| {
			world.freeze(USED_AT + 2_000, USED_IN + 1);
			world.use_here();
		}),
	);
	let mut case = with(small(), |world| world.freeze(USED_AT - DAY, USED_IN - 1_000));
	let mut keys = case.keys.clone();
	keys.retain(|key| *key != case.world.entry_key());
	keys.push(eseal_receipt::storage::history_entry(SealId(42), 1));
	*case.nodes() = case.state.prove(&keys);
	all.case(
		"not-proven--another-entry",
		"The e-seal was frozen, and the proof has the entry before the freeze.",
		&case,
	);
	all.case(
		"seal-unlike-history",
		"The e-seal's record has a hold that the last entry of its history does not.",
		&with(small_by_block(), |world| {
			world.claim = Some(|seal| {
				let _ = seal.holds.try_insert(Hold::Freeze);
			});
		}),
	);
}

fn enterprise_and_document(all: &mut Vectors) {
	let case = Case::of(small_by_block());
	let paper = VectorPaper::Receipt {
		receipt: text(&case.receipt),
		spaces: 0,
		document: Base64(case.document.clone()),
	};
	all.add(
		"another-enterprise",
		"Another enterprise was expected.",
		text(&case.anchor),
		paper,
		Some("91330100799655058B"),
	);
	let mut case = Case::of(small_by_block());
	case.document[0] ^= 1;
	all.case("document-differs", "One bit of the document is changed.", &case);
	let committed = || {
		Case::of(Setup {
			digest: DigestKind::Commitment,
			..small_by_block()
		})
	};
	let mut case = committed();
	case.receipt.salt = Some(Base64(vec![1; 32]));
	all.case("document-differs--salt", "Another salt.", &case);
	let mut case = committed();
	case.receipt.salt = None;
	all.case("salt-missing", "A commitment, and no salt.", &case);
	let mut case = Case::of(small_by_block());
	case.receipt.salt = Some(Base64(SALT.to_vec()));
	all.case("salt-unneeded", "A salt, and no commitment.", &case);
	let mut case = committed();
	case.receipt.salt = Some(Base64(SALT[..31].to_vec()));
	all.case("salt-length", "A salt of 31 bytes.", &case);
}

fn signatures(all: &mut Vectors) {
	let setup = small_by_block();
	let ecdsa = Setup {
		seal_key: Algorithm::Ecdsa,
		account: Algorithm::Ecdsa,
		..setup
	};
	all.case(
		"weak-seal-key",
		"An Ed25519 key of small order, with a signature that needs no secret.",
		&with(setup, |world| {
			let mut bytes = [0; 64];
			bytes[0] = 1;
			let mut key = [0; 32];
			key[0] = 1;
			world.seal.key = SealKey::Ed25519(ed25519::Public::from_raw(key));
			world.used.signature = SealSignature::Ed25519(ed25519::Signature::from_raw(bytes));
			world.unsigned = false;
		}),
	);
	all.case(
		"weak-seal-key--sr25519",
		"The Sr25519 key of zeros, with a signature that needs no secret.",
		&with(setup, |world| {
			let mut bytes = [0; 64];
			bytes[63] = 0x80;
			world.seal.key = SealKey::Sr25519(sr25519::Public::from_raw([0; 32]));
			world.used.signature = SealSignature::Sr25519(sr25519::Signature::from_raw(bytes));
			world.unsigned = false;
		}),
	);
	all.case(
		"seal-signature",
		"The seal key signed for another account.",
		&with(setup, |world| {
			let other = AccountPair::new(Algorithm::Sr25519, 9).account();
			world.sign_for(world.genesis, &other);
		}),
	);
	all.case(
		"seal-signature--another-chain",
		"The seal key signed for another chain.",
		&with(setup, |world| {
			world.sign_for(H256([1; 32]), &world.used.account.clone());
		}),
	);
	all.case(
		"seal-signature--another-algorithm",
		"The signature is of another algorithm than the key.",
		&with(setup, |world| {
			let signed = world.statement().bytes_to_sign(world.genesis, &world.used.account);
			world.used.signature = SealPair::new(Algorithm::Ed25519, 1).sign(&signed);
			world.unsigned = false;
		}),
	);
	all.case(
		"seal-signature--identity",
		"An SM2 signature under another identity than the key's.",
		&{
			let mut world = World::new(Setup {
				seal_key: Algorithm::Sm2WithIdentity,
				..setup
			});
			world.sign_for(world.genesis, &world.used.account.clone());
			if let SealKey::Sm2 { identity, .. } = &mut world.seal.key {
				*identity = None;
			}
			world.finalize()
		},
	);
	let high = |signature: [u8; 65]| other_form(signature, true, 0);
	all.case(
		"seal-signature--high-s",
		"The s of an ECDSA signature is more than half the group's order.",
		&with(ecdsa, |world| {
			world.sign_for(world.genesis, &world.used.account.clone());
			if let SealSignature::Ecdsa(signature) = &mut world.used.signature {
				*signature = high(signature.0).into();
			}
		}),
	);
	let sender = |setup: Setup, change: &dyn Fn(&mut Case)| {
		let mut case = Case::of(setup);
		change(&mut case);
		case
	};
	all.case(
		"sender-signature-malformed",
		"The sender's signature is a byte short.",
		&sender(setup, &|case| {
			case.receipt.sender.signature.0.pop();
		}),
	);
	for (name, about, negative, id) in [
		(
			"sender-signature-form",
			"The s of the sender's ECDSA signature is more than half the group's order.",
			true,
			0,
		),
		(
			"sender-signature-form--id",
			"The recovery id of the sender's ECDSA signature counts from 27.",
			false,
			27,
		),
	] {
		all.case(
			name,
			about,
			&sender(ecdsa, &|case| {
				let signature = &mut case.receipt.sender.signature.0;
				let other = other_form(signature[1..].try_into().unwrap(), negative, id);
				signature[1..].copy_from_slice(&other);
			}),
		);
	}
	all.case(
		"another-call",
		"The call is not the one that records a use.",
		&sender(setup, &|case| case.receipt.sender.call.0[1] = 3),
	);
	all.case(
		"implied-malformed",
		"A byte follows what the transaction extensions imply.",
		&sender(setup, &|case| {
			case.receipt.sender.implied.0.push(0);
		}),
	);
	all.case(
		"signed-for-another-chain",
		"The sender's extrinsic names another first block.",
		&sender(setup, &|case| {
			case.receipt.sender.implied = Base64((100u32, 1u32, H256([1; 32]), H256([2; 32])).encode());
		}),
	);
	all.case(
		"sender-signature",
		"The sender's extrinsic has another nonce than it signed.",
		&sender(setup, &|case| {
			*case.receipt.sender.extensions.0.last_mut().unwrap() ^= 4;
		}),
	);
}

fn grants(all: &mut Vectors) {
	let changed = |change: fn(&mut eseal_primitives::grant::Grant<eseal_receipt::AccountId>)| {
		with(small_by_block(), |world| change(world.grant.as_mut().unwrap()))
	};
	all.case(
		"grant-mismatch",
		"The use was made under a grant, and none is proven.",
		&with(small_by_block(), |world| world.grant = None),
	);
	all.case(
		"grant-of-another-seal",
		"The grant is for another e-seal.",
		&changed(|grant| grant.seal = SealId(43)),
	);
	all.case(
		"grant-of-another-account",
		"The grant is another operator's.",
		&changed(|grant| {
			grant.operator = AccountPair::new(Algorithm::Sr25519, 8).account();
		}),
	);
	all.case(
		"purpose-not-granted",
		"The grant does not allow the purpose.",
		&changed(|grant| {
			grant.purposes = std::collections::BTreeSet::from([Purpose::Other]).try_into().unwrap();
		}),
	);
	all.case(
		"granted-later",
		"The grant was given a millisecond after the use.",
		&changed(|grant| grant.granted_at = Moment(USED_AT + 1)),
	);
	all.case(
		"grant-expired",
		"The grant ended at the time of the use.",
		&changed(|grant| grant.valid_until = Moment(USED_AT)),
	);
	all.case(
		"grant-ended",
		"The grant was revoked a millisecond before the use.",
		&changed(|grant| {
			grant.ended = Some((Moment(USED_AT - 1), GrantEnd::Revoked));
		}),
	);
	all.case(
		"grant-end",
		"The grant expired before its time was over.",
		&with(small(), |world| {
			world.grant.as_mut().unwrap().ended = Some((Moment(USED_AT + 5_000), GrantEnd::Expired));
		}),
	);
	all.case(
		"grant-end--future",
		"The grant ended after the time of the proof.",
		&with(small(), |world| {
			world.grant.as_mut().unwrap().ended = Some((Moment(world.now.0 + 1), GrantEnd::Revoked));
		}),
	);
	all.case(
		"grant-quota",
		"The grant counts no use.",
		&changed(|grant| grant.used = 0),
	);
	all.case(
		"grant-quota--exceeded",
		"The grant counts more uses than its quota.",
		&changed(|grant| grant.used = grant.quota + 1),
	);
}

fn standing_and_disputes(all: &mut Vectors) {
	let case = |change: fn(&mut World)| with(small(), change);
	all.case(
		"not-usable-when-used",
		"The e-seal was frozen in the block before the use.",
		&case(|world| world.freeze(USED_AT - 1, USED_IN - 1)),
	);
	all.case(
		"not-usable-when-used--expired",
		"The e-seal's validity ended at the time of the use.",
		&case(|world| {
			world.seal.valid_until = Moment(USED_AT);
		}),
	);
	all.case(
		"not-usable-when-used--not-yet",
		"The e-seal's validity began a millisecond after the use.",
		&case(|world| {
			world.seal.valid_from = Moment(USED_AT + 1);
		}),
	);
	all.case(
		"not-usable-when-used--two-holds",
		"Of two holds one was lifted.",
		&case(|world| {
			let suspended = Change::HoldPlaced {
				hold: Hold::PlatformSuspension,
				order: None,
			};
			world.enter(
				suspended,
				officer(Seat::DataResources),
				USED_AT - 2 * DAY,
				USED_IN - 80_000 / 2,
			);
			world.freeze(USED_AT - DAY, USED_IN - 5_000);
			world.unfreeze(USED_AT - DAY, USED_IN - 4_999);
		}),
	);
	all.case(
		"hold-reported-later",
		"A loss of the physical seal was reported after the use, as of the day before.",
		&case(|world| {
			world.lose(USED_AT - DAY, USED_AT + 5_000, USED_IN + 2);
		}),
	);
	all.case(
		"hold-reported-later--same-moment",
		"A loss was reported by a later block, as of the very time of the use.",
		&case(|world| {
			world.lose(USED_AT, USED_AT + 5_000, USED_IN + 2);
		}),
	);
	all.case(
		"hold-reported-later--same-block",
		"A loss was reported by the block of the use, as of a millisecond before.",
		&case(|world| {
			world.lose(USED_AT - 1, USED_AT, USED_IN);
		}),
	);
	all.case(
		"revocation-reported-later",
		"The e-seal was revoked after the use, as of the day before.",
		&case(|world| {
			world.revoke(
				RevocationReason::KeyCompromised,
				USED_AT - DAY,
				USED_AT + 5_000,
				USED_IN + 2,
			);
		}),
	);
	all.case(
		"physical-seal-gone",
		"A loss as of the day before the use was reported after the e-seal was revoked.",
		&case(|world| {
			world.revoke(
				RevocationReason::Superseded,
				USED_AT + 1_000,
				USED_AT + 1_000,
				USED_IN + 1,
			);
			world.lose(USED_AT - DAY, USED_AT + 5_000, USED_IN + 2);
		}),
	);
}

fn logs(all: &mut Vectors) {
	let case = LogCase::of(4, 1);
	let anchor = &case.anchor;
	let lines = || -> Vec<String> {
		let mut lines = vec![text(&case.header)];
		lines.extend(case.uses.iter().map(|used| text(&LogLine::of(used))));
		lines
	};
	let changed = |change: &dyn Fn(&mut Vec<String>)| {
		let mut lines = lines();
		change(&mut lines);
		lines
	};
	all.log("good-log", "A log of four uses.", anchor, &lines());
	let empty = LogCase::of(0, 1);
	all.log(
		"good-log-empty",
		"A log without uses.",
		&empty.anchor,
		&[text(&empty.header)],
	);
	all.log(
		"log-count",
		"The first line says five uses.",
		anchor,
		&changed(&|lines| lines[0] = lines[0].replace("\"count\":4", "\"count\":5")),
	);
	all.log(
		"state-of-another-chain--log",
		"A log of a network with the same authorities and another first block.",
		anchor,
		&{
			let mut other = World::new(Setup::default());
			other.genesis = H256([1; 32]);
			let mut other = LogCase::by(other, 4, 1);
			other.header.genesis = anchor.genesis;
			let mut lines = vec![text(&other.header)];
			lines.extend(other.uses.iter().map(|used| text(&LogLine::of(used))));
			lines
		},
	);
	all.log(
		"line-malformed",
		"A line is not JSON.",
		anchor,
		&changed(&|lines| lines[2].truncate(20)),
	);
	all.log(
		"line-malformed--empty",
		"An empty line.",
		anchor,
		&changed(&|lines| lines.insert(2, String::new())),
	);
	all.log(
		"line-duplicate-name",
		"A line has a name twice, the forged one first.",
		anchor,
		&changed(&|lines| {
			lines[2] = lines[2].replace("{\"seal\":42,", "{\"seal\":43,\"seal\":42,");
		}),
	);
	let with_record = |lines: &mut Vec<String>, number: usize, record: Vec<u8>| {
		let mut line: LogLine = serde_json::from_str(&lines[number]).unwrap();
		line.record = Base64(record);
		lines[number] = text(&line);
	};
	all.log(
		"record-malformed",
		"A record has a byte too many.",
		anchor,
		&changed(&|lines| {
			with_record(lines, 2, [case.uses[1].encode(), vec![0]].concat());
		}),
	);
	all.log(
		"record-out-of-place",
		"Two lines have changed places.",
		anchor,
		&changed(&|lines| lines.swap(2, 3)),
	);
	all.log(
		"line-unlike-record",
		"A line says another purpose than its record.",
		anchor,
		&changed(&|lines| {
			lines[2] = lines[2].replace("\"Contract\"", "\"Invoice\"");
		}),
	);
	all.log(
		"log-cut-off",
		"The last line is missing.",
		anchor,
		&changed(&|lines| {
			lines.pop();
		}),
	);
	all.log(
		"log-surplus",
		"One use too many, which the chain never recorded.",
		anchor,
		&changed(&|lines| {
			let mut more = case.uses[3].clone();
			more.index = 4;
			lines.push(text(&LogLine::of(&more)));
		}),
	);
	all.log(
		"records-changed",
		"One use has another purpose than the chain recorded, in the line and in the record.",
		anchor,
		&changed(&|lines| {
			let mut other = case.uses[1].clone();
			other.purpose = Purpose::Invoice;
			lines[2] = text(&LogLine::of(&other));
		}),
	);
}
