//! Test vectors: receipts, exported logs and exported histories of officers, each with the verdict that every verifier must reach.

use crate::*;
use codec::{Compact, Encode};
use eseal_primitives::{
	grant::GrantEnd,
	history::Change,
	register::RegisterSubject,
	seal::{Hold, RevocationReason},
	DocumentDigest, Documents, GrantId, Moment, Purpose, SealCode, SealId, SealKey, SealSignature, Seat, Uscc,
	UsccCheck,
};
use eseal_receipt::{
	checks::{
		block_uses::MAX_ANCESTORS,
		finality::{Justification, MAX_VOTES},
		state::MAX_NODES,
	},
	format::{Anchor, Base64, HistoryLine, LogLine, Period, MAX_BYTES},
	history, log,
	verdict::{Check, Facts},
	verify, DigestItem, Header, Input, Outcome,
};
use serde::{Deserialize, Serialize};
use serde_json::{json, Value};
use sp_core::{ed25519, sr25519, Pair, H256};

/// A receipt or an export, and the verdict on it. In JSON one file of `receipt/vectors/`.
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
	/// An exported history of an officer.
	History {
		/// The whole export, as text.
		history: String,
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
	/// What is proven of a use; `null` if nothing is, or for an export.
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
			VectorPaper::History { history } => {
				let verdict = history::check(history.as_bytes(), self.anchor.as_bytes(), Period::default());
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
		good_batches(&mut all);
		format(&mut all);
		authorities_and_hand_offs(&mut all);
		finality(&mut all);
		by_the_block(&mut all);
		by_the_state(&mut all);
		history(&mut all);
		enterprise_and_document(&mut all);
		batches(&mut all);
		signatures(&mut all);
		calls_by_the_sender(&mut all);
		grants(&mut all);
		standing_and_disputes(&mut all);
		logs(&mut all);
		logs_of_batches(&mut all);
		histories(&mut all);
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

	/// Whoever checks it expects this enterprise.
	fn expecting(&mut self, name: &str, about: &str, case: &Case, enterprise: &str) -> &Vector {
		let paper = paper(case, text(&case.receipt));
		self.add(name, about, text(&case.anchor), paper, Some(enterprise))
	}

	fn text(&mut self, name: &str, about: &str, case: &Case, receipt: &str) -> &Vector {
		let paper = paper(case, receipt.to_owned());
		self.add(name, about, text(&case.anchor), paper, None)
	}

	fn log(&mut self, name: &str, about: &str, anchor: &Anchor, lines: &[String]) -> &Vector {
		let log = lines.iter().map(|line| format!("{line}\n")).collect();
		self.add(name, about, text(anchor), VectorPaper::Log { log }, None)
	}

	fn history(&mut self, name: &str, about: &str, anchor: &Anchor, lines: &[String]) -> &Vector {
		let history = lines.iter().map(|line| format!("{line}\n")).collect();
		self.add(name, about, text(anchor), VectorPaper::History { history }, None)
	}
}

/// A receipt as this text, with the document of its case.
fn paper(case: &Case, receipt: String) -> VectorPaper {
	VectorPaper::Receipt {
		receipt,
		spaces: 0,
		document: Base64(case.document.clone()),
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
	all.case(
		"good-metadata-hash",
		"The account signs with a hash of the runtime's metadata, as a device apart from the network does.",
		&Case::of(Setup {
			metadata_hash: true,
			..block
		}),
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
		"good-liquidation",
		"The liquidator's use while the enterprise is in liquidation, proven by the state; the owner had suspended the e-seal.",
		&Case::changed(
			Setup {
				under_grant: false,
				..state
			},
			|world| {
				world.used.purpose = Purpose::Liquidation;
				world.suspend(USED_AT - 2 * DAY, USED_IN - 80_000 / 2);
				world.restrict(USED_AT - DAY, USED_IN - 40_000 / 2);
			},
		),
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
	let edge = |change: fn(&mut World)| Case::changed(state, change);
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
		"good-revocation-reversed",
		"After the use the e-seal was revoked by mistake, as of the day before it, and that was corrected since.",
		&edge(|world| {
			world.revoke(
				RevocationReason::CourtOrder,
				USED_AT - DAY,
				USED_AT + 5_000,
				USED_IN + 2,
			);
			world.reverse_revocation(USED_AT + 10_000, USED_IN + 4);
		}),
	);
	all.case(
		"good-loss-reversed",
		"After the use the physical seal was reported lost by mistake, as of the day before it, and that was corrected since.",
		&edge(|world| {
			world.lose(USED_AT - DAY, USED_AT + 5_000, USED_IN + 2);
			world.reverse_loss(USED_AT + 10_000, USED_IN + 4);
		}),
	);
	all.case(
		"good-physical-seal-moved",
		"After the use the e-seal was revoked, and its physical seal, which was filed under a wrong code, moved to the right one.",
		&edge(|world| {
			world.revoke(
				RevocationReason::IssuedInError,
				USED_AT + 1_000,
				USED_AT + 1_000,
				USED_IN + 1,
			);
			let code = SealCode::parse(b"3301000099999").unwrap();
			world.move_physical(code, world.seal.uscc, USED_AT + 5_000);
		}),
	);
	all.case(
		"good-physical-seal-lost-after-it-moved",
		"The physical seal moved to its right code after the use, and under that one it was reported lost, as of a moment after the use.",
		&edge(|world| {
			world.revoke(
				RevocationReason::IssuedInError,
				USED_AT + 1_000,
				USED_AT + 1_000,
				USED_IN + 1,
			);
			let code = SealCode::parse(b"3301000099999").unwrap();
			world.move_physical(code, world.seal.uscc, USED_AT + 5_000);
			world.lose(USED_AT + 1, USED_AT + 6_000, USED_IN + 3);
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
	all.case(
		"good-freeze-ended",
		"The e-seal was frozen until the time of the use; nobody lifted the freeze.",
		&edge(|world| world.freeze_until(USED_AT, USED_AT - DAY, USED_IN - 40_000)),
	);
	all.case(
		"good-renamed-ahead",
		"The enterprise has another name from a millisecond after the use on, which was recorded before.",
		&edge(|world| world.rename(USED_AT + 1, USED_AT - DAY, USED_IN - 40_000)),
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
		let case = Case::changed(setup, |world| {
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
		"good-lent",
		"The operator's grant was lent to it from another, with which it ended at the very time of the block.",
		&edge(|world| {
			let grant = world.grant.as_mut().unwrap();
			grant.lent_from = Some(GrantId(GRANT.0 - 1));
			grant.ended = Some((Moment(USED_AT), GrantEnd::WithLender));
		}),
	);
	all.case(
		"good-lent-on",
		"All that the grant had left was used under grants that were lent from it.",
		&edge(|world| {
			let grant = world.grant.as_mut().unwrap();
			grant.lent = grant.quota - grant.used;
		}),
	);
	all.case(
		"good-two-operators",
		"The grant takes two operators, and the second one approved the use.",
		&edge(|world| world.take_two(&SealPair::new(Algorithm::Sr25519, 8))),
	);
	all.case(
		"good-two-operators-listed",
		"The second operator approved a batch whose documents the call lists, under a grant that was lent.",
		&Case::changed(recorded(Recorded::LISTED), |world| {
			world.take_two(&SealPair::new(Algorithm::Sr25519, 8));
			world.grant.as_mut().unwrap().lent_from = Some(GrantId(0));
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
	let right = Uscc::parse(b"91330100799655058B", UsccCheck::Enforced).unwrap();
	let case = Case::changed(state, |world| world.void(right, USED_AT + 5_000, USED_IN + 2));
	all.expecting(
		"good-registration-voided",
		"After the use the enterprise's registration was voided, whose code was wrong, and the right one was expected.",
		&case,
		right.as_str(),
	);
	let case = Case::of(block);
	let uscc = case.world.seal.uscc;
	all.expecting(
		"good-expected-enterprise",
		"Sealed by the enterprise that was expected.",
		&case,
		uscc.as_str(),
	);
}

/// The same by the header of its block, in a batch or with many e-seals' uses.
fn recorded(recorded: Recorded) -> Setup {
	Setup {
		recorded,
		..small_by_block()
	}
}

fn good_batches(all: &mut Vectors) {
	let (listed, anchored) = (recorded(Recorded::LISTED), recorded(Recorded::ANCHORED));
	for (name, about, setup) in [
		(
			"good-listed",
			"The third of five documents of a batch that the call lists, proven by the header of the batch's block.",
			listed,
		),
		(
			"good-listed-state",
			"The same, proven by the state. The number of the record is not the index of its first use.",
			Setup {
				proof: ProofKind::State,
				..listed
			},
		),
		(
			"good-listed-one",
			"A batch of one document: the audit path in the batch is empty.",
			recorded(Recorded::Listed { count: 1, position: 0 }),
		),
		(
			"good-listed-last-of-thirteen",
			"The last of thirteen documents: its hash moves up unchanged where it is the last of an odd number.",
			recorded(Recorded::Listed {
				count: 13,
				position: 12,
			}),
		),
		(
			"good-listed-commitment",
			"The third of five documents of a batch, committed with a salt.",
			Setup {
				digest: DigestKind::Commitment,
				..listed
			},
		),
		(
			"good-listed-owner",
			"A batch by the owner, with an SM2 seal key.",
			Setup {
				under_grant: false,
				seal_key: Algorithm::Sm2,
				..listed
			},
		),
		(
			"good-listed-largest",
			"One of 1,024 documents that a call lists: the sender signed them all.",
			recorded(Recorded::Listed {
				count: 1_024,
				position: 700,
			}),
		),
		(
			"good-anchored",
			"One of a thousand documents of a batch of which the chain has the root alone.",
			anchored,
		),
		(
			"good-anchored-state",
			"The same, proven by the state.",
			Setup {
				proof: ProofKind::State,
				..anchored
			},
		),
		(
			"good-anchored-largest",
			"One of 1,048,576 documents of a batch, the most that there may be.",
			recorded(Recorded::Anchored {
				count: 1 << 20,
				position: 777_777,
			}),
		),
		(
			"good-for-many",
			"The second of three uses in a call for many e-seals.",
			recorded(Recorded::FOR_MANY),
		),
		(
			"good-for-many-state",
			"The last of 64 uses in a call for many e-seals, proven by the state.",
			Setup {
				proof: ProofKind::State,
				..recorded(Recorded::ForMany {
					entries: 64,
					position: 63,
				})
			},
		),
	] {
		all.case(name, about, &Case::of(setup));
	}
	all.case(
		"good-listed-twice",
		"A document stands twice in a batch: these are two uses, of which this is the second.",
		&Case::changed(recorded(Recorded::Listed { count: 5, position: 3 }), |world| {
			let mut documents = world.documents.clone();
			documents[1] = world.document();
			world.set_documents(documents);
		}),
	);
	all.case(
		"good-grant-used-up-by-a-batch",
		"The batch is all that the grant had left.",
		&Case::changed(listed, |world| {
			let grant = world.grant.as_mut().unwrap();
			(grant.quota, grant.used) = (8, 8);
		}),
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
		"A receipt of version 3.",
		&case,
		&changed("version=4", "version=3"),
	);
	all.text(
		"newer-version",
		"A receipt of version 5.",
		&case,
		&changed("version=4", "version=5"),
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
	other.anchor.media_type = other.anchor.media_type.replace("version=4", "version=3");
	all.case("older-version--anchor", "An anchor of version 3.", &other);
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
		&Case::changed(setup, |world| world.used.block -= 1),
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
	case.state_proof().record = 9;
	*case.nodes() = case.state.prove(&keys);
	all.case("not-in-state", "The state is proven to have no such record.", &case);
	all.case(
		"item-malformed",
		"The physical seal's record has a byte too many.",
		&Case::changed(small(), |world| {
			let record = [world.physical.encode(), vec![0]].concat();
			world
				.extra
				.insert(eseal_receipt::storage::physical_seal(&world.seal.code), record);
		}),
	);
	all.case(
		"state-of-another-chain",
		"A chain with the same authorities and another first block.",
		&Case::changed(small(), |world| {
			world
				.extra
				.insert(eseal_receipt::storage::genesis(), H256([1; 32]).encode());
		}),
	);
	all.case(
		"recorded-after-proof",
		"The use record names a block after the final one.",
		&Case::changed(small(), |world| world.used.block = PROVEN_IN + 1),
	);
	let mut case = Case::changed(small(), |world| world.used.index = 4);
	case.receipt.index = 3;
	all.case(
		"another-use",
		"The record is of use 4, and the receipt of use 3.",
		&case,
	);
	let mut case = Case::of(Setup {
		proof: ProofKind::State,
		..recorded(Recorded::LISTED)
	});
	case.receipt.index = FIRST + 5;
	all.case(
		"another-use--after-the-batch",
		"The receipt is of the use after the last of the record's batch.",
		&case,
	);
	let mut case = Case::of(recorded(Recorded::LISTED));
	case.receipt.index += 1 << 32;
	all.case(
		"another-use--wrapped",
		"The index of the use is 2^32 higher than one of the batch.",
		&case,
	);
	let mut case = Case::changed(small(), |world| {
		let mut before = world.used.clone();
		(before.index, before.history_len) = (FIRST - 1, 2);
		world.extra.insert(
			eseal_receipt::storage::use_record(world.id, RECORD - 1),
			before.encode(),
		);
	});
	let mut keys = case.keys.clone();
	keys[0] = eseal_receipt::storage::use_record(case.world.id, RECORD - 1);
	case.state_proof().record = RECORD - 1;
	*case.nodes() = case.state.prove(&keys);
	all.case(
		"another-use--another-record",
		"The proof leads to the record before the use's.",
		&case,
	);
}

fn history(all: &mut Vectors) {
	all.case(
		"history-length",
		"The use says that the e-seal's history had an entry more than there are.",
		&Case::changed(small_by_block(), |world| world.entries_then = Some(3)),
	);
	all.case(
		"history-length--none",
		"The use says that the e-seal had no history.",
		&Case::changed(small(), |world| world.entries_then = Some(0)),
	);
	all.case(
		"history-later",
		"The use counts an entry of the block after it.",
		&Case::changed(small(), |world| {
			world.freeze(USED_AT + 2_000, USED_IN + 1);
			world.use_here();
		}),
	);
	let mut case = Case::changed(small(), |world| world.freeze(USED_AT - DAY, USED_IN - 1_000));
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
		&Case::changed(small_by_block(), |world| {
			world.claim = Some(|seal| {
				let _ = seal.holds.try_insert(Hold::Freeze);
			});
		}),
	);
}

fn enterprise_and_document(all: &mut Vectors) {
	let case = Case::of(small_by_block());
	all.expecting(
		"another-enterprise",
		"Another enterprise was expected.",
		&case,
		"91330100799655058B",
	);
	let right = Uscc::parse(b"91330100799655058B", UsccCheck::Enforced).unwrap();
	let voided = || Case::changed(small(), |world| world.void(right, USED_AT + 5_000, USED_IN + 2));
	all.case(
		"registration-voided",
		"After the use the enterprise's registration was voided, whose code was wrong, and nobody was expected.",
		&voided(),
	);
	let mut case = voided();
	let mut keys = case.keys.clone();
	keys.retain(|key| *key != eseal_receipt::storage::rectified(RegisterSubject::Enterprise(case.world.seal.uscc)));
	*case.nodes() = case.state.prove(&keys);
	all.case(
		"not-proven--right-registration",
		"The enterprise's registration was voided, and the proof does not say what is right.",
		&case,
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

fn batches(all: &mut Vectors) {
	let changed = |recorded_as: Recorded, change: &dyn Fn(&mut Case)| {
		let mut case = Case::of(recorded(recorded_as));
		change(&mut case);
		case
	};
	let listed = |change: &dyn Fn(&mut Case)| changed(Recorded::LISTED, change);
	all.case(
		"batch-missing",
		"The use is of a batch, and the receipt has no audit path in it.",
		&listed(&|case| case.receipt.batch = None),
	);
	all.case(
		"batch-missing--one",
		"The same with a batch of one document.",
		&changed(Recorded::Anchored { count: 1, position: 0 }, &|case| {
			case.receipt.batch = None;
		}),
	);
	all.case(
		"batch-unneeded",
		"The use was recorded by itself, and the receipt has the path of a batch of one.",
		&changed(Recorded::Single, &|case| {
			case.receipt.batch = Some(batch_part(&case.world.documents, 0));
		}),
	);
	all.case(
		"batch-malformed",
		"The digest of the document in the batch has an algorithm that there is not.",
		&listed(&|case| case.batch().document.0[0] = 5),
	);
	all.case(
		"batch-malformed--node",
		"In place of the document's digest stand the two hashes below a node of the tree.",
		&listed(&|case| {
			let leaves = batch_leaves(&case.world.documents);
			let batch = case.batch();
			batch.document = Base64((leaves[2], leaves[3]).encode());
			batch.audit_path = Base64(batch_path(&leaves, 2)[1..].to_vec().encode());
		}),
	);
	all.case(
		"batch-malformed--path",
		"A byte follows the audit path in the batch.",
		&listed(&|case| case.batch().audit_path.0.push(0)),
	);
	let with_path = |case: &mut Case, change: &dyn Fn(&mut Vec<H256>)| {
		let mut path = batch_path(&batch_leaves(&case.world.documents), 2);
		change(&mut path);
		case.batch().audit_path = Base64(path.encode());
	};
	all.case(
		"batch-path-length",
		"The audit path in the batch has a hash too many.",
		&listed(&|case| with_path(case, &|path| path.push(H256::zero()))),
	);
	all.case(
		"batch-path-length--short",
		"The audit path in the batch has a hash too few.",
		&listed(&|case| {
			with_path(case, &|path| {
				let _ = path.pop();
			})
		}),
	);
	all.case(
		"batch-path-length--node",
		"A node of the tree passes for a document, with the path from there.",
		&listed(&|case| {
			let leaves = batch_leaves(&case.world.documents);
			let node = batch_node(leaves[2], leaves[3]);
			case.batch().document = Base64(DocumentDigest::Sha256(node).encode());
			with_path(case, &|path| {
				let _ = path.remove(0);
			});
		}),
	);
	all.case(
		"batch-path-length--count",
		"The record says that its batch has nine documents, and the root is that of five.",
		&Case::changed(recorded(Recorded::Anchored { count: 5, position: 2 }), |world| {
			if let Documents::Batch { count, .. } = &mut world.used.documents {
				*count = 9;
			}
		}),
	);
	all.case(
		"not-in-batch",
		"The index of the use is that of another document of the batch.",
		&listed(&|case| case.receipt.index += 1),
	);
	all.case(
		"not-in-batch--stranger",
		"A document that is not of the batch, with the path of one that is.",
		&listed(&|case| {
			case.document = b"a stranger's document".to_vec();
			let digest = H256(sp_crypto_hashing::sha2_256(&case.document));
			case.batch().document = Base64(DocumentDigest::Sha256(digest).encode());
		}),
	);
	all.case(
		"not-in-batch--another-tree",
		"The path is from a batch in which one other document differs.",
		&listed(&|case| {
			let mut documents = case.world.documents.clone();
			documents[4] = another_document(99);
			*case.batch() = batch_part(&documents, 2);
		}),
	);
	all.case(
		"not-in-batch--without-prefixes",
		"The root and the path are of a tree whose hashes have no prefixes for leaves and nodes.",
		&{
			let plain = |pieces: &[&[u8]]| H256(sp_crypto_hashing::sha2_256(&pieces.concat()));
			let mut beside = H256::zero();
			let mut case = Case::changed(recorded(Recorded::Anchored { count: 2, position: 0 }), |world| {
				let [own, other] = [0, 1].map(|place| plain(&[&world.documents[place].encode()[..]]));
				beside = other;
				world.used.documents = Documents::Batch {
					count: 2,
					root: plain(&[&own.0[..], &other.0[..]]),
				};
			});
			case.batch().audit_path = Base64(vec![beside].encode());
			case
		},
	);
	all.case(
		"document-differs--of-the-batch",
		"The receipt is of another document of the batch.",
		&listed(&|case| {
			case.receipt.index -= 1;
			*case.batch() = batch_part(&case.world.documents, 1);
		}),
	);
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
		&Case::changed(setup, |world| {
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
		&Case::changed(setup, |world| {
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
		&Case::changed(setup, |world| {
			let other = AccountPair::new(Algorithm::Sr25519, 9).account();
			world.sign_for(world.genesis, &other);
		}),
	);
	all.case(
		"seal-signature--another-chain",
		"The seal key signed for another chain.",
		&Case::changed(setup, |world| {
			world.sign_for(H256([1; 32]), &world.used.account.clone());
		}),
	);
	all.case(
		"seal-signature--another-algorithm",
		"The signature is of another algorithm than the key.",
		&Case::changed(setup, |world| {
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
		&Case::changed(ecdsa, |world| {
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
		"implied-malformed",
		"A byte follows what the transaction extensions imply.",
		&sender(setup, &|case| {
			case.receipt.sender.implied.0.push(0);
		}),
	);
	all.case(
		"implied-malformed--hash",
		"The hash of the metadata that the transaction extensions imply is a byte short.",
		&sender(
			Setup {
				metadata_hash: true,
				..setup
			},
			&|case| {
				case.receipt.sender.implied.0.pop();
			},
		),
	);
	all.case(
		"sender-signature--metadata-hash",
		"The sender's extrinsic was signed with another hash of the metadata.",
		&sender(
			Setup {
				metadata_hash: true,
				..setup
			},
			&|case| {
				*case.receipt.sender.implied.0.last_mut().unwrap() ^= 1;
			},
		),
	);
	all.case(
		"signed-for-another-chain",
		"The sender's extrinsic names another first block.",
		&sender(setup, &|case| {
			let implied = (100u32, 1u32, H256([1; 32]), H256([2; 32]), None::<H256>);
			case.receipt.sender.implied = Base64(implied.encode());
		}),
	);
	all.case(
		"sender-signature",
		"The sender's extrinsic has another nonce than it signed.",
		&sender(setup, &|case| {
			// After the two bytes of the era.
			case.receipt.sender.extensions.0[2] ^= 4;
		}),
	);
}

/// What makes of a use the call that its sender signed instead.
type Sent<'a> = dyn Fn(&World) -> Vec<u8> + 'a;

/// The sender signed each of these calls.
fn calls_by_the_sender(all: &mut Vectors) {
	let sent = |recorded_as: Recorded, call: &Sent| {
		let mut case = Case::of(recorded(recorded_as));
		let call = call(&case.world);
		case.send(call);
		case
	};
	let single = |call: &Sent| sent(Recorded::Single, call);
	all.case(
		"another-call",
		"The call is another one of the same pallet.",
		&single(&|world| {
			let mut call = world.call();
			call[1] = 3;
			call
		}),
	);
	all.case(
		"another-call--pallet",
		"The call is of another pallet.",
		&single(&|world| {
			let mut call = world.call();
			call[0] = 10;
			call
		}),
	);
	all.case(
		"another-call--nested",
		"The call is of another pallet, and has the one that records the use in it.",
		&single(&|world| [vec![20, 2, 4], world.call()].concat()),
	);
	all.case(
		"call-malformed",
		"A byte follows the call.",
		&single(&|world| [world.call(), vec![0]].concat()),
	);
	all.case(
		"call-malformed--version-3",
		"The call is two bytes, as in receipts of version 3.",
		&single(&|world| world.call()[..2].to_vec()),
	);
	all.case(
		"call-malformed--too-many",
		"The call has 65 uses of many e-seals.",
		&single(&|world| calls::record_for_many(&vec![world.signed_use(); 65])),
	);
	let used = |world: &World| (world.used.seal, world.statement(), world.used.signature.clone());
	all.case(
		"call-without-use",
		"The call has the statement of the use after.",
		&single(&|world| {
			let (seal, mut statement, signature) = used(world);
			statement.nonce += 1;
			calls::record_use(seal, &statement, &signature)
		}),
	);
	all.case(
		"call-without-use--seal",
		"The call names another e-seal than its statement.",
		&single(&|world| {
			let (_, statement, signature) = used(world);
			calls::record_use(SealId(43), &statement, &signature)
		}),
	);
	all.case(
		"call-without-use--signature",
		"The call has another signature of the seal key over the same statement.",
		&single(&|world| {
			let (seal, statement, _) = used(world);
			let signed = statement.bytes_to_sign(world.genesis, &world.used.account);
			calls::record_use(seal, &statement, &world.seal_pair.sign(&signed))
		}),
	);
	all.case(
		"call-without-use--kind",
		"The use was recorded by itself, and the call anchors a batch, with the same statement.",
		&single(&|world| {
			let (seal, statement, signature) = used(world);
			calls::anchor_batch(seal, &statement, &signature)
		}),
	);
	all.case(
		"call-without-use--single",
		"The use is of a batch, and the call is that for single uses, with the same statement.",
		&sent(Recorded::ANCHORED, &|world| {
			let (seal, statement, signature) = used(world);
			calls::record_use(seal, &statement, &signature)
		}),
	);
	all.case(
		"call-without-use--other-seals",
		"A call for many e-seals, with uses of other e-seals alone.",
		&sent(Recorded::FOR_MANY, &|world| {
			calls::record_for_many(&[0, 1, 2].map(|number| world.another_seals_use(number)))
		}),
	);
	all.case(
		"call-without-use--mixed",
		"A call for many e-seals that has the statement with another e-seal's signature, and the signature with another 		 e-seal's statement.",
		&sent(Recorded::FOR_MANY, &|world| {
			let (mut ours, mut theirs) = (world.signed_use(), world.another_seals_use(0));
			std::mem::swap(&mut ours.signature, &mut theirs.signature);
			calls::record_for_many(&[ours, theirs])
		}),
	);
	let list = |change: &dyn Fn(&mut Vec<DocumentDigest>)| {
		sent(Recorded::LISTED, &|world| {
			let (seal, statement, signature) = used(world);
			let mut documents = world.documents.clone();
			change(&mut documents);
			calls::record_uses(seal, &statement, &documents, &signature)
		})
	};
	all.case(
		"call-without-use--list",
		"The call lists another document in place of one of the batch.",
		&list(&|documents| documents[4] = another_document(99)),
	);
	all.case(
		"call-without-use--order",
		"The call lists the documents of the batch in another order.",
		&list(&|documents| documents.swap(0, 1)),
	);
	all.case(
		"call-without-use--longer-list",
		"The call lists the last document of the batch twice.",
		&list(&|documents| documents.push(documents[4])),
	);
	all.case(
		"call-without-use--count",
		"The statement has the root of the documents that the call lists, and says that there is one more.",
		&Case::changed(recorded(Recorded::LISTED), |world| {
			if let Documents::Batch { count, .. } = &mut world.used.documents {
				*count = 6;
			}
			world.grant.as_mut().unwrap().used = 9;
		}),
	);
	all.case(
		"sender-signature--another-entry",
		"In a call for many e-seals, the sender signed another entry beside the use's.",
		&{
			let mut case = Case::of(recorded(Recorded::FOR_MANY));
			let uses = [case.world.another_seals_use(5), case.world.signed_use()];
			case.receipt.sender.call = Base64(calls::record_for_many(&uses));
			case
		},
	);
	all.case(
		"sender-signature--relayed",
		"The call and its signature are another account's: it sent what the account's statement was for.",
		&Case::changed(recorded(Recorded::FOR_MANY), |world| {
			world.account = AccountPair::new(Algorithm::Sr25519, 3);
		}),
	);
}

fn grants(all: &mut Vectors) {
	let changed = |change: fn(&mut eseal_primitives::grant::Grant<eseal_receipt::AccountId>)| {
		Case::changed(small_by_block(), |world| change(world.grant.as_mut().unwrap()))
	};
	all.case(
		"grant-mismatch",
		"The use was made under a grant, and none is proven.",
		&Case::changed(small_by_block(), |world| world.grant = None),
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
		"purpose-not-granted--liquidation",
		"The grant says that it allows liquidation, which none does.",
		&Case::changed(small(), |world| {
			world.used.purpose = Purpose::Liquidation;
			world.restrict(USED_AT - DAY, USED_IN - 1_000);
			world.grant.as_mut().unwrap().purposes = std::collections::BTreeSet::from([Purpose::Liquidation])
				.try_into()
				.unwrap();
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
		&Case::changed(small(), |world| {
			world.grant.as_mut().unwrap().ended = Some((Moment(USED_AT + 5_000), GrantEnd::Expired));
		}),
	);
	all.case(
		"grant-end--future",
		"The grant ended after the time of the proof.",
		&Case::changed(small(), |world| {
			world.grant.as_mut().unwrap().ended = Some((Moment(world.now.0 + 1), GrantEnd::Revoked));
		}),
	);
	all.case(
		"grant-end--no-lender",
		"The grant ended with one that it was lent from, and was not lent.",
		&Case::changed(small(), |world| {
			world.grant.as_mut().unwrap().ended = Some((Moment(USED_AT + 5_000), GrantEnd::WithLender));
		}),
	);
	all.case(
		"grant-lending",
		"The grant was lent from itself.",
		&changed(|grant| grant.lent_from = Some(GRANT)),
	);
	all.case(
		"grant-lending--later",
		"The grant was lent from one that was given after it.",
		&changed(|grant| grant.lent_from = Some(GrantId(GRANT.0 + 1))),
	);
	all.case(
		"grant-lending--on",
		"The grant was lent, and lent on.",
		&changed(|grant| (grant.lent_from, grant.lent) = (Some(GrantId(0)), 1)),
	);
	let second = || SealPair::new(Algorithm::Sr25519, 8);
	all.case(
		"approval-mismatch",
		"The grant takes two operators, and the use has no approval.",
		&Case::changed(small_by_block(), |world| {
			world.take_two(&second());
			world.used.approval = None;
		}),
	);
	all.case(
		"approval-mismatch--one",
		"The use has an approval, and one operator suffices.",
		&Case::changed(small_by_block(), |world| world.approve(&second())),
	);
	all.case(
		"approval",
		"Another account than the grant's second operator approved the use.",
		&Case::changed(small_by_block(), |world| {
			world.take_two(&second());
			world.approve(&SealPair::new(Algorithm::Sr25519, 9));
		}),
	);
	all.case(
		"approval--another-use",
		"The second operator approved the use before.",
		&Case::changed(small_by_block(), |world| {
			world.used.nonce -= 1;
			world.take_two(&second());
			world.used.nonce += 1;
		}),
	);
	all.case(
		"approval--seal-key",
		"What the second operator's key signed is what the seal key signs.",
		&Case::changed(small_by_block(), |world| {
			world.take_two(&second());
			let signed = world.statement().bytes_to_sign(world.genesis, &world.used.account);
			world.used.approval.as_mut().unwrap().signature = second().sign(&signed);
		}),
	);
	all.case(
		"grant-quota",
		"The grant counts no use.",
		&changed(|grant| grant.used = 0),
	);
	all.case(
		"grant-quota--before",
		"The grant counts as many uses as there were before this one.",
		&changed(|grant| grant.used = 3),
	);
	all.case(
		"grant-quota--batch",
		"The grant counts one use of a batch of five.",
		&Case::changed(recorded(Recorded::LISTED), |world| {
			world.grant.as_mut().unwrap().used = 4;
		}),
	);
	all.case(
		"grant-quota--exceeded",
		"The grant counts more uses than its quota.",
		&changed(|grant| grant.used = grant.quota + 1),
	);
	all.case(
		"grant-quota--lent",
		"With what was used under grants that were lent from it, the grant counts more uses than its quota.",
		&changed(|grant| grant.lent = grant.quota - grant.used + 1),
	);
}

fn standing_and_disputes(all: &mut Vectors) {
	let case = |change: fn(&mut World)| Case::changed(small(), change);
	all.case(
		"not-usable-when-used",
		"The e-seal was frozen in the block before the use.",
		&case(|world| world.freeze(USED_AT - 1, USED_IN - 1)),
	);
	all.case(
		"not-usable-when-used--freeze-ends-later",
		"The e-seal was frozen until a millisecond after the use.",
		&case(|world| world.freeze_until(USED_AT + 1, USED_AT - DAY, USED_IN - 1_000)),
	);
	all.case(
		"not-usable-when-used--freeze-renewed",
		"The e-seal was frozen until before the use, and the freeze renewed until after it.",
		&case(|world| {
			world.freeze_until(USED_AT - 1, USED_AT - 2 * DAY, USED_IN - 2_000);
			world.freeze_until(USED_AT + DAY, USED_AT - DAY, USED_IN - 1_000);
		}),
	);
	all.case(
		"not-usable-when-used--in-liquidation",
		"The enterprise was in liquidation, and the use is for another purpose.",
		&case(|world| world.restrict(USED_AT - DAY, USED_IN - 1_000)),
	);
	all.case(
		"not-usable-when-used--frozen-in-liquidation",
		"The use is for liquidation, and the enterprise was frozen.",
		&Case::changed(
			Setup {
				under_grant: false,
				..small()
			},
			|world| {
				world.used.purpose = Purpose::Liquidation;
				world.restrict(USED_AT - DAY, USED_IN - 1_000);
				world.freeze(USED_AT - 1, USED_IN - 1);
			},
		),
	);
	all.case(
		"not-in-liquidation",
		"The use is for liquidation, and the enterprise was in liquidation only afterwards.",
		&Case::changed(
			Setup {
				under_grant: false,
				..small()
			},
			|world| {
				world.used.purpose = Purpose::Liquidation;
				world.restrict(USED_AT + 1, USED_IN + 1);
			},
		),
	);
	all.case(
		"not-usable-when-used--renamed",
		"The enterprise has had another name since the time of the use.",
		&case(|world| world.rename(USED_AT, USED_AT - DAY, USED_IN - 1_000)),
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
				term: None,
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
		"physical-seal-of-another",
		"After the use the e-seal was revoked, and its physical seal moved to another enterprise, whose it was all the time.",
		&case(|world| {
			world.revoke(
				RevocationReason::IssuedInError,
				USED_AT + 1_000,
				USED_AT + 1_000,
				USED_IN + 1,
			);
			let right = Uscc::parse(b"91330100799655058B", UsccCheck::Enforced).unwrap();
			world.move_physical(world.seal.code, right, USED_AT + 5_000);
		}),
	);
	all.case(
		"physical-seal-gone--under-the-right-code",
		"The physical seal moved to its right code after the use, and under that one it was reported lost, as of the time of the use.",
		&case(|world| {
			world.revoke(
				RevocationReason::IssuedInError,
				USED_AT + 1_000,
				USED_AT + 1_000,
				USED_IN + 1,
			);
			let code = SealCode::parse(b"3301000099999").unwrap();
			world.move_physical(code, world.seal.uscc, USED_AT + 5_000);
			world.lose(USED_AT, USED_AT + 6_000, USED_IN + 3);
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
		lines.extend(case.records.iter().map(|logged| text(&log_line(logged))));
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
			lines.extend(other.records.iter().map(|logged| text(&log_line(logged))));
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
			with_record(lines, 2, [case.records[1].used.encode(), vec![0]].concat());
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
			let mut more = case.records[3].clone();
			more.used.index = 4;
			lines.push(text(&log_line(&more)));
		}),
	);
	all.log(
		"records-changed",
		"One use has another purpose than the chain recorded, in the line and in the record.",
		anchor,
		&changed(&|lines| {
			let mut other = case.records[1].clone();
			other.used.purpose = Purpose::Invoice;
			lines[2] = text(&log_line(&other));
		}),
	);
}

/// Logs that have batches.
fn logs_of_batches(all: &mut Vectors) {
	let case = LogCase::mixed(1);
	let anchor = &case.anchor;
	let lines = || -> Vec<String> {
		let mut lines = vec![text(&case.header)];
		lines.extend(case.records.iter().map(|logged| text(&log_line(logged))));
		lines
	};
	let changed = |change: &dyn Fn(&mut Vec<String>)| {
		let mut lines = lines();
		change(&mut lines);
		lines
	};
	let with_line = |number: usize, change: &dyn Fn(&mut LogLine)| {
		changed(&|lines| {
			let mut line: LogLine = serde_json::from_str(&lines[number]).unwrap();
			change(&mut line);
			lines[number] = text(&line);
		})
	};
	all.log(
		"good-log-batches",
		"A log of seven records with 1,012 uses: single ones, listed batches and anchored ones.",
		anchor,
		&lines(),
	);
	all.log(
		"good-log-batches-unlisted",
		"The same, without the documents of the batches.",
		anchor,
		&changed(&|lines| {
			for line in &mut lines[1..] {
				let mut without: LogLine = serde_json::from_str(line).unwrap();
				without.documents = None;
				*line = text(&without);
			}
		}),
	);
	all.log(
		"good-log-batches-known",
		"The same, with the documents of an anchored batch, of which the chain has the root alone.",
		anchor,
		&with_line(6, &|line| {
			let own = digest_of_the_document();
			line.documents = Some(Base64(documents_around(own, 3, 0).encode()));
		}),
	);
	all.log(
		"log-count--records",
		"The first line says six records, with the number of uses that seven have.",
		anchor,
		&changed(&|lines| {
			assert_eq!(lines[0].matches("\"records\":7").count(), 1);
			lines[0] = lines[0].replace("\"records\":7", "\"records\":6");
		}),
	);
	for (name, about, documents) in [
		(
			"line-unlike-record--documents",
			"A line lists another document in place of one of its batch.",
			documents_around(another_document(99), 5, 2),
		),
		(
			"line-unlike-record--order",
			"A line lists the documents of its batch in another order.",
			{
				let mut documents = documents_around(digest_of_the_document(), 5, 2);
				documents.reverse();
				documents
			},
		),
		(
			"line-unlike-record--fewer",
			"A line lists the documents of its batch without the last.",
			documents_around(digest_of_the_document(), 4, 2),
		),
	] {
		all.log(
			name,
			about,
			anchor,
			&with_line(2, &|line| line.documents = Some(Base64(documents.encode()))),
		);
	}
	all.log(
		"line-unlike-record--documents-of-a-use",
		"A line lists the document of a single use.",
		anchor,
		&with_line(1, &|line| {
			line.documents = Some(Base64(vec![digest_of_the_document()].encode()));
		}),
	);
	all.log(
		"line-unlike-record--count",
		"A line says that its batch has one use more than the record does.",
		anchor,
		&with_line(3, &|line| line.count += 1),
	);
	all.log(
		"log-cut-off--uses-fit",
		"The last two records are one batch of as many uses.",
		anchor,
		&changed(&|lines| {
			let mut merged = case.records[5].used.clone();
			merged.documents = as_batch(&documents_around(digest_of_the_document(), 4, 3));
			lines.truncate(6);
			lines.push(text(&LogLine::of(&merged, None)));
		}),
	);
	all.log(
		"records-changed--uses-fit",
		"Two records have the uses of both shared otherwise: as many records and as many uses, all in their places.",
		anchor,
		&changed(&|lines| {
			// A use, then a batch of five.
			let (mut first, mut second) = (case.records[0].used.clone(), case.records[1].used.clone());
			std::mem::swap(&mut first.documents, &mut second.documents);
			second.index = 5;
			lines[1] = text(&LogLine::of(&first, None));
			lines[2] = text(&LogLine::of(&second, None));
		}),
	);
	all.log(
		"records-changed--root",
		"An anchored batch has another root than the chain recorded.",
		anchor,
		&changed(&|lines| {
			let mut other = case.records[2].used.clone();
			other.documents = Documents::Batch {
				count: 1_000,
				root: H256([1; 32]),
			};
			lines[3] = text(&LogLine::of(&other, None));
		}),
	);
	all.log(
		"record-out-of-place--index",
		"The record after a batch has the index of the batch's second use.",
		anchor,
		&changed(&|lines| {
			let mut other = case.records[2].used.clone();
			other.index = 2;
			lines[3] = text(&LogLine::of(&other, None));
		}),
	);
}

/// The digest of the document that is sealed, as the default setup has it.
fn digest_of_the_document() -> DocumentDigest {
	World::new(small()).document()
}

/// Exported histories of officers.
fn histories(all: &mut Vectors) {
	let case = HistoryCase::default();
	let anchor = &case.anchor;
	let lines = |case: &HistoryCase| -> Vec<String> {
		let entries = (0..).zip(&case.entries);
		let mut lines = vec![text(&case.header)];
		lines.extend(entries.map(|(number, entry)| text(&HistoryLine::of(number, entry))));
		lines
	};
	let changed = |change: &dyn Fn(&mut Vec<String>)| {
		let mut lines = lines(&case);
		change(&mut lines);
		lines
	};
	all.history(
		"good-history",
		"The history of an officer, with an entry of every kind.",
		anchor,
		&lines(&case),
	);
	let empty = HistoryCase::of(Vec::new());
	all.history(
		"good-history-of-nobody",
		"An account that never was an officer, which is proven.",
		&empty.anchor,
		&lines(&empty),
	);
	all.history(
		"unknown-type--log-as-history",
		"The first line is that of a log.",
		anchor,
		&changed(&|lines| lines[0] = lines[0].replace("officer-history", "log")),
	);
	all.history(
		"history-count",
		"The first line says eight entries, and the history has nine.",
		anchor,
		&changed(&|lines| lines[0] = lines[0].replace("\"entries\":9", "\"entries\":8")),
	);
	let with_entry = |number: usize, entry: Vec<u8>| {
		changed(&|lines| {
			let mut line: HistoryLine = serde_json::from_str(&lines[number]).unwrap();
			line.entry = Base64(entry.clone());
			lines[number] = text(&line);
		})
	};
	all.history(
		"entry-malformed",
		"An entry has a byte too many.",
		anchor,
		&with_entry(2, [case.entries[1].encode(), vec![0]].concat()),
	);
	all.history(
		"line-unlike-entry",
		"A line says another act than its entry.",
		anchor,
		&changed(&|lines| lines[2] = lines[2].replace("\"Approve\"", "\"Reject\"")),
	);
	all.history(
		"line-unlike-entry--order",
		"Two lines have changed places.",
		anchor,
		&changed(&|lines| lines.swap(2, 3)),
	);
	all.history(
		"history-cut-off",
		"The last line is missing.",
		anchor,
		&changed(&|lines| {
			lines.pop();
		}),
	);
	all.history(
		"history-surplus",
		"One entry too many, which the chain never recorded.",
		anchor,
		&changed(&|lines| lines.push(text(&HistoryLine::of(9, &case.entries[1])))),
	);
	all.history(
		"entries-changed",
		"An act was made a moment later than the chain recorded, in the line and in the entry.",
		anchor,
		&changed(&|lines| {
			let mut other = case.entries[1].clone();
			other.at = Moment(other.at.0 + 1);
			lines[2] = text(&HistoryLine::of(1, &other));
		}),
	);
	all.history(
		"entries-changed--left-out",
		"An act is left out, and the office's end stands twice in its place.",
		anchor,
		&changed(&|lines| {
			let mut others = case.entries.clone();
			others.remove(1);
			others.push(case.entries[7].clone());
			lines.truncate(1);
			let others = (0..).zip(&others);
			lines.extend(others.map(|(number, entry)| text(&HistoryLine::of(number, entry))));
		}),
	);
}
