//! English.

use super::{moment, Conclusion, Summary, Words};
use crate::{
	reason::{DigestAlgorithm, Item, JsonFault, Paper, Reason, SealFact, SetFault},
	verdict::{BatchFacts, Outcome, Subject},
	wire::Digest,
};
use alloc::{
	format,
	string::{String, ToString},
};
use eseal_primitives::{
	grant::GrantEnd,
	physical_seal::PhysicalSealStatus,
	seal::{Hold, Obstacle, RevocationReason},
	Purpose,
};
use sp_core::crypto::Ss58Codec;

pub(super) struct English;

impl Words for English {
	fn reason(&self, reason: &Reason) -> String {
		let at = |when| moment(self, when);
		match reason {
			Reason::Readable { paper } => format!("{} of the anchor's chain", a(*paper)),
			Reason::TooLong { paper, limit } => format!("{} has more than {limit} bytes", the(*paper)),
			Reason::Malformed {
				paper,
				fault,
				line,
				column,
			} => {
				let paper = the(*paper);
				let place = format!("line {line}, column {column}");
				match fault {
					JsonFault::Syntax => format!("{paper} is not JSON: the fault is at {place}"),
					JsonFault::EndsEarly => format!("{paper} is cut off: it ends at {place}"),
					JsonFault::Shape => format!("{paper} does not have the right fields: the fault is at {place}"),
				}
			}
			Reason::DuplicateName { paper, name } => {
				format!("{} has the name \"{name}\" twice in one object", the(*paper))
			}
			Reason::MisplacedArray { paper, name } if name.is_empty() => {
				format!("{} is an array, not an object", the(*paper))
			}
			Reason::MisplacedArray { paper, name } => {
				format!("{} has an array at \"{name}\", where none belongs", the(*paper))
			}
			Reason::OlderVersion { paper, version, known } => format!(
				"{} is of the older version {version}; this program reads version {known}",
				the(*paper)
			),
			Reason::NewerVersion { paper, version, known } => format!(
				"{} is of the newer version {version}; this program reads version {known}",
				the(*paper)
			),
			Reason::UnknownType { paper, media_type } => {
				format!("what should be {} is of the unknown type \"{media_type}\"", a(*paper))
			}
			Reason::AnotherChain { paper, genesis, anchor } => format!(
				"{} is of the chain {genesis:?}, and the anchor of {anchor:?}",
				the(*paper)
			),

			Reason::SetFollows { set_id, hand_offs: 0 } => format!("authority set {set_id} is the anchor's"),
			Reason::SetFollows { set_id, hand_offs } => format!(
				"authority set {set_id} follows from the anchor's by {}",
				counted(*hand_offs, "hand-off", "hand-offs")
			),
			Reason::AnchorAuthorities { fault } => format!("the anchor cannot be used: {}", set_fault(*fault)),
			Reason::AnchorTooYoung { set_id, anchor } => format!(
				"authority set {set_id} finalized the block, and the anchor begins with set {anchor}: an older anchor is needed"
			),
			Reason::HandOffsMissing {
				anchor,
				set_id,
				needed,
				given,
			} => format!(
				"{} from the anchor's authority set {anchor} to set {set_id}, and there {} {given}",
				match needed {
					1 => "there is 1 hand-off".to_string(),
					_ => format!("there are {needed} hand-offs"),
				},
				match given {
					0 => "are".to_string(),
					1 => "is only".to_string(),
					_ => "are only".to_string(),
				}
			),
			Reason::SurplusHandOffs { set_id, given } => {
				format!("there are {given} hand-offs, and only {set_id} authority sets before set {set_id}")
			}
			Reason::HandOffOutOfOrder { block, after } => {
				format!("the hand-offs are out of order: block {block} comes after block {after}")
			}
			Reason::NoNextSet { block } => format!("block {block} hands over to no authority set"),
			Reason::AmbiguousAuthorities { block } => {
				format!("block {block} says more than one thing of the authorities")
			}
			Reason::NotHandedOverAtOnce { block } => {
				format!("block {block} does not hand over to the next authority set at once")
			}
			Reason::NextAuthorities { block, fault } => {
				format!("block {block} hands over to no authority set: {}", set_fault(*fault))
			}
			Reason::HandOffPastAnchor { block, set_id } => {
				format!("block {block} hands over to another authority set {set_id} than the anchor's")
			}

			Reason::Final {
				block,
				set_id,
				authorities,
				threshold,
			} => format!(
				"block {block} is final: votes of at least {threshold} by the {} of set {set_id}",
				counted(*authorities, "authority", "authorities")
			),
			Reason::HeaderMalformed => "a header does not decode".into(),
			Reason::JustificationMalformed { block } => format!("the justification of block {block} does not decode"),
			Reason::JustificationTooLong { block, limit } => {
				format!("the justification of block {block} has more than {limit} votes or headers")
			}
			Reason::JustificationOfAnotherBlock { block } => {
				format!("the justification of block {block} is for another block")
			}
			Reason::VoteByOutsider { block, set_id, voter } => {
				format!("a vote for block {block} is by {voter:?}, which is not in authority set {set_id}")
			}
			Reason::VoteTwice { block, voter } => format!("authority {voter:?} voted twice for block {block}"),
			Reason::VoteSignature { block, voter } => {
				format!("the vote of authority {voter:?} for block {block} has a wrong signature")
			}
			Reason::VoteForAnotherBlock { block, voter } => format!(
				"the vote of authority {voter:?} is for a block that is not shown to descend from block {block}"
			),
			Reason::VoteNumber { block, voter, number } => {
				format!("the vote of authority {voter:?} for block {block} gives its target the wrong number {number}")
			}
			Reason::VoteHeaderTwice { block } => format!("the justification of block {block} has a header twice"),
			Reason::VoteHeaderUnneeded { block } => {
				format!("the justification of block {block} has a header that no vote needs")
			}
			Reason::TooFewVotes {
				block,
				weight,
				total,
				threshold,
			} => format!("block {block} has votes of {weight} out of {total}, and needs {threshold}"),
			Reason::FinalBlockOutOfOrder { block, after } => {
				format!("the finalized block {block} does not come after block {after}, the last hand-off")
			}

			Reason::OnRecord {
				seal,
				index,
				batch,
				block,
			} => {
				let batch = batch
					.map(|batch| format!(", {},", self.batch(batch)))
					.unwrap_or_default();
				format!("use {index} of e-seal {seal}{batch} is on record as of block {block}")
			}
			Reason::TooManyAncestors { limit } => format!("more than {limit} headers lead to the block of the use"),
			Reason::AncestorHash { child } => format!("a header is not that of the block before block {child}"),
			Reason::AncestorNumber { child, number } => {
				format!("the block before block {child} has the wrong number {number}")
			}
			Reason::NoUsesNamed { block } => format!("block {block} recorded no use"),
			Reason::AmbiguousUses { block } => format!("block {block} says more than one thing of its records"),
			Reason::UsesMalformed { block } => format!("what block {block} says of its records does not decode"),
			Reason::AuditPathMalformed => "the audit path is not a list of hashes".into(),
			Reason::LeafIndex {
				block,
				leaf_index,
				tree_size,
			} => format!(
				"block {block} has {}, so none has the index {leaf_index}",
				counted(*tree_size, "record", "records")
			),
			Reason::AuditPathLength { given, needed } => format!(
				"the audit path has {}, and needs {needed}",
				counted(*given, "hash", "hashes")
			),
			Reason::NotInBlock { block, leaf_index } => {
				format!("what the receipt has is not record {leaf_index} of block {block}")
			}
			Reason::LeafMalformed { block } => format!("what block {block} names is no record that is known here"),
			Reason::UseOfAnotherBlock { block, recorded_in } => {
				format!("block {block} names a record of block {recorded_in}")
			}
			Reason::NodesMalformed => "the storage proof is not a list of trie nodes".into(),
			Reason::TooManyNodes { limit } => format!("the storage proof has more than {limit} trie nodes"),
			Reason::NodeTwice => "the storage proof has a trie node twice".into(),
			Reason::NodeUnneeded => "the storage proof has trie nodes that lead to nothing here".into(),
			Reason::NotProven { item } => {
				format!(
					"the storage proof does not lead from the block's state root to {}",
					item_name(*item)
				)
			}
			Reason::NotInState { item } => format!("the state does not have {}", item_name(*item)),
			Reason::ItemMalformed { item } => format!("what the state has for {} does not decode", item_name(*item)),
			Reason::StateOfAnotherChain { genesis, found } => {
				format!("the state is of the chain {found:?}, and the anchor of {genesis:?}")
			}
			Reason::RecordedAfterProof { block, recorded_in } => {
				format!("block {recorded_in} recorded the use, after block {block}, whose state is to prove it")
			}
			Reason::AnotherUse { seal, index, count } => format!(
				"what is proven is {} of e-seal {seal}, not the receipt's use",
				uses(*index, *count)
			),
			Reason::HistoryLength { used, seal } => format!(
				"the use says that the e-seal's history had {} then, and the e-seal that it has {seal}",
				counted(*used, "entry", "entries")
			),
			Reason::HistoryLater { entry, recorded_in } => format!(
				"entry {entry} of the e-seal's history, by which it is to have stood when it was used, was recorded after the \
				 use, in block {recorded_in}"
			),
			Reason::SealUnlikeHistory { fact } => format!(
				"the e-seal's record does not say what its history says of {}",
				match fact {
					SealFact::Status => "its status",
					SealFact::Holds => "its holds",
					SealFact::Revocation => "its revocation",
					SealFact::Loss => "the loss or destruction of its physical seal",
				}
			),

			Reason::ExpectedEnterprise { uscc } => format!("the enterprise {uscc} sealed, as expected"),
			Reason::AnotherEnterprise { expected, uscc, name } => format!(
				"{} ({uscc}) sealed, not the expected enterprise {expected}",
				name.as_str()
			),

			Reason::RegistrationVoided {
				uscc,
				instead,
				rectified_at,
				decision,
			} => format!(
				"the enterprise was on record under the wrong code {uscc}, and the right one is {instead}: two agencies corrected that on \
				 {}, by the decision with digest {}",
				at(*rectified_at),
				Digest(decision)
			),

			Reason::BatchMissing => {
				"the use was recorded in a batch, and the receipt has nothing that leads from the document to it".into()
			}
			Reason::BatchUnneeded => {
				"the receipt leads from the document to a batch, and the use was recorded by itself".into()
			}
			Reason::BatchMalformed => {
				"the document's digest in the batch, or the audit path from there, does not decode".into()
			}
			Reason::BatchPathLength { given, needed } => format!(
				"the audit path in the batch has {}, and needs {needed}",
				counted(*given, "hash", "hashes")
			),
			Reason::NotInBatch => "the batch has another digest at the place of this use than the receipt".into(),
			Reason::DocumentMatches { algorithm, salted } => {
				format!(
					"the document is the one that was sealed ({})",
					digest(*algorithm, *salted)
				)
			}
			Reason::DocumentDiffers { algorithm, salted } => format!(
				"the document is not the one that was sealed (its {} differs)",
				digest(*algorithm, *salted)
			),
			Reason::SaltMissing => "the document was committed with a salt, which the receipt does not have".into(),
			Reason::SaltUnneeded => "the receipt has a salt, and the document was not committed with one".into(),
			Reason::SaltLength { bytes, needed } => {
				format!(
					"the salt has {}, and must have {needed}",
					counted(*bytes, "byte", "bytes")
				)
			}
			Reason::DocumentUnread { algorithm, salted } => format!(
				"the document could not be read to compute its {}",
				digest(*algorithm, *salted)
			),

			Reason::SignedBySealKey => {
				"the seal key signed for this chain, e-seal, document, purpose and account".into()
			}
			Reason::WeakSealKey => "the seal key is weak: anyone can sign for it".into(),
			Reason::SealSignature => {
				"the signature is not the seal key's for this chain, e-seal, document, purpose and account".into()
			}

			Reason::SignedBySender => "the account that sent the use signed it".into(),
			Reason::SenderSignatureMalformed => "the sender's signature does not decode".into(),
			Reason::SenderSignatureForm => "the sender's ECDSA signature is not in its canonical form".into(),
			Reason::AnotherCall => "the sender's call is none of those that record uses".into(),
			Reason::CallMalformed => "the sender's call does not decode".into(),
			Reason::CallWithoutUse => "the sender's call does not have this use".into(),
			Reason::ImpliedMalformed => "what the sender's transaction extensions imply does not decode".into(),
			Reason::SignedForAnotherChain { genesis, signed } => {
				format!("the sender signed for the chain {signed:?}, and the anchor is of {genesis:?}")
			}
			Reason::SenderSignature => "the signature is not that of the account that sent the use".into(),

			Reason::SentByOwner => "the enterprise's owner sent the use".into(),
			Reason::SentByLiquidator => "used by the liquidator of the enterprise, for its liquidation".into(),
			Reason::CoveredByGrant { grant } => format!("grant {grant} covered the use"),
			Reason::CoveredByLentGrant { grant, lent_from } => {
				format!("grant {grant}, which was lent from grant {lent_from}, covered the use")
			}
			Reason::CoveredByGrantToTwo {
				grant,
				second,
				lent_from,
			} => {
				let lent = lent_from.map(|from| format!(", which was lent from grant {from},")).unwrap_or_default();
				format!("grant {grant}{lent} covered the use, which the sender made and {} approved", second.to_ss58check())
			}
			Reason::ApprovalMismatch { grant: Some(grant) } => {
				format!("the use has a second operator's approval and grant {grant} takes none, or the other way round")
			}
			Reason::ApprovalMismatch { grant: None } => "the use has a second operator's approval, and was made without a grant".into(),
			Reason::ApprovalInvalid { grant, second } => {
				format!("the second operator of grant {grant}, {}, did not approve this use", second.to_ss58check())
			}
			Reason::GrantMismatch => "the use and the grant that is proven do not belong together".into(),
			Reason::GrantOfAnotherSeal { grant, seal } => {
				format!("grant {grant} did not cover the use: it is for e-seal {seal}")
			}
			Reason::GrantOfAnotherAccount { grant } => {
				format!("grant {grant} did not cover the use: it is another account's")
			}
			Reason::PurposeNotGranted { grant, purpose } => format!(
				"grant {grant} did not cover the use: it does not allow {}",
				self.purpose(*purpose)
			),
			Reason::GrantedLater { grant, granted_at } => format!(
				"grant {grant} did not cover the use: it was given later, at {}",
				at(*granted_at)
			),
			Reason::GrantExpired { grant, valid_until } => format!(
				"grant {grant} did not cover the use: it expired at {}",
				at(*valid_until)
			),
			Reason::GrantEnded { grant, ended_at, end } => format!(
				"grant {grant} did not cover the use: it {} at {}",
				grant_end(*end),
				at(*ended_at)
			),
			Reason::GrantEndImpossible { grant, ended_at, end } => format!(
				"grant {grant} says that it {} at {}, which cannot be",
				grant_end(*end),
				at(*ended_at)
			),
			Reason::GrantLendingImpossible { grant, lent_from, lent } => format!(
				"grant {grant} says that it was lent from grant {lent_from} and counts {} under what was lent from it, which \
				 cannot be",
				counted(*lent, "use", "uses")
			),
			Reason::GrantQuota {
				grant,
				used,
				lent,
				least,
				quota,
			} => format!(
				"grant {grant} allows {} and counts {used}, and {lent} under what was lent from it; after this record it counts \
				 at least {least} of its own",
				counted(*quota, "use", "uses")
			),

			Reason::UsableWhenUsed => "the e-seal was valid when used".into(),
			Reason::UsableInLiquidation => {
				"the enterprise was in liquidation, and the e-seal valid for its liquidator when used".into()
			}
			Reason::NotInLiquidation => {
				"the use is for the liquidation of the enterprise, which was not in liquidation when the e-seal was used".into()
			}
			Reason::NotUsableWhenUsed { obstacles } => {
				format!("the e-seal was not valid when used: {}", super::listed(self, obstacles))
			}

			Reason::NoDispute => "nothing reported until the proof reaches back to before the use".into(),
			Reason::HoldReportedLater {
				hold,
				effective_at,
				recorded_at,
			} => format!(
				"after the use, at {}, the {} as of {}",
				at(*recorded_at),
				match hold {
					Hold::PhysicalSealLost => "physical seal was reported lost or destroyed".to_string(),
					hold => format!("e-seal was {}", hold_name(*hold)),
				},
				at(*effective_at)
			),
			Reason::RevocationReportedLater {
				revocation,
				effective_at,
				recorded_at,
			} => format!(
				"after the use, at {}, the e-seal was revoked as of {}: {}",
				at(*recorded_at),
				at(*effective_at),
				revocation_reason(*revocation)
			),
			Reason::PhysicalSealGone { status, since } => format!(
				"after the e-seal was revoked, its physical seal was {} as of {}",
				match status {
					PhysicalSealStatus::Filed => "filed",
					PhysicalSealStatus::Lost => "reported lost",
					PhysicalSealStatus::Destroyed => "reported destroyed",
					PhysicalSealStatus::Misfiled => "found to be filed under a wrong code",
				},
				at(*since)
			),
			Reason::PhysicalSealOfAnother {
				physical_seal,
				uscc,
				rectified_at,
				decision,
			} => format!(
				"the e-seal's physical seal was on file for its enterprise by mistake: it is that of enterprise {uscc}, with code {physical_seal}, as two \
				 agencies corrected on {}, by the decision with digest {}",
				at(*rectified_at),
				Digest(decision)
			),
			Reason::PhysicalSealMoved {
				physical_seal,
				uscc,
				rectified_at,
				decision,
			} => format!(
				"the e-seal's physical seal was on file wrongly: it is the same one, with code {physical_seal}, of enterprise {uscc}, as two agencies \
				 corrected on {}, by the decision with digest {}",
				at(*rectified_at),
				Digest(decision)
			),
			Reason::RevocationReversed {
				revocation,
				effective_at,
				recorded_at,
				reversed_at,
				decision,
			} => format!(
				"on {}, the e-seal was recorded as revoked as of {} ({}); that was a mistake, which two agencies corrected on {}, \
				 by the decision with digest {}: it does not count",
				at(*recorded_at),
				at(*effective_at),
				revocation_reason(*revocation),
				at(*reversed_at),
				Digest(decision)
			),
			Reason::LossReversed {
				effective_at,
				recorded_at,
				reversed_at,
				decision,
			} => format!(
				"on {}, the physical seal was reported lost or destroyed as of {}; that was a mistake, which two agencies corrected on {}, \
				 by the decision with digest {}: it does not count",
				at(*recorded_at),
				at(*effective_at),
				at(*reversed_at),
				Digest(decision)
			),

			Reason::LogOnRecord {
				seal,
				count,
				records,
				block,
			} => format!(
				"as of block {block} the log of e-seal {seal} has {}",
				in_records(*count, *records)
			),
			Reason::LogCount {
				said,
				said_records,
				count,
				records,
			} => format!(
				"the export says that the log has {}, and it has {}",
				in_records(*said, *said_records),
				in_records(*count, *records)
			),
			Reason::Complete { count: 0, .. } => "the log is empty, and so is the export".into(),
			Reason::Complete { count, records } => format!(
				"the log's {} and no other",
				match count {
					1 => "only use is there".to_string(),
					_ => format!("{} are all there", in_records(*count, *records)),
				}
			),
			Reason::LineMalformed { line } => format!("line {line} cannot be read"),
			Reason::LineDuplicateName { line, name } => {
				format!("line {line} has the name \"{name}\" twice in one object")
			}
			Reason::RecordMalformed { record } => format!("record {record} of the log does not decode"),
			Reason::RecordOutOfPlace { expected, seal, index } => format!(
				"a record of e-seal {seal} that begins with use {index} stands where the log goes on with use {expected}"
			),
			Reason::LineUnlikeRecord { line, record } => {
				format!("line {line} says something else than its record, number {record} of the log")
			}
			Reason::LogCutOff { records, given } => format!(
				"the log has {}, and the export ends after {given}",
				counted(*records, "record", "records")
			),
			Reason::LogSurplus { records, given } => format!(
				"the log has {}, and the export {given}",
				counted(*records, "record", "records")
			),
			Reason::RecordsChanged { records } => format!(
				"the records do not lead to the head of the log of {}: at least one was changed",
				counted(*records, "record", "records")
			),

			Reason::HistoryOnRecord {
				officer,
				entries,
				block,
			} => format!(
				"as of block {block} the history of officer {} has {}",
				officer.to_ss58check(),
				in_entries(*entries)
			),
			Reason::HistoryCount { said, entries } => format!(
				"the export says that the history has {}, and it has {}",
				in_entries(*said),
				in_entries(*entries)
			),
			Reason::HistoryComplete { entries: 0 } => {
				"the account never was an officer: its history is empty, and so is the export".into()
			}
			Reason::HistoryComplete { entries: 1 } => "the history's only entry is there and no other".into(),
			Reason::HistoryComplete { entries } => {
				format!("the history's {entries} entries are all there and no other")
			}
			Reason::EntryMalformed { entry } => format!("entry {entry} of the history does not decode"),
			Reason::LineUnlikeEntry { line, entry } => {
				format!(
					"line {line} says something else than its entry, or is not that of entry {entry} of the history"
				)
			}
			Reason::HistoryCutOff { entries, given } => {
				format!(
					"the history has {}, and the export ends after {given}",
					in_entries(*entries)
				)
			}
			Reason::HistorySurplus { entries, given } => {
				format!("the history has {}, and the export {given}", in_entries(*entries))
			}
			Reason::EntriesChanged { entries } => format!(
				"the entries do not lead to the head of the history of {}: at least one was changed",
				in_entries(*entries)
			),
			Reason::PeriodNotOver { to, proven } => format!(
				"asked for what happened before {}, and the export is as of {}: what came after that is not in it",
				at(*to),
				at(*proven)
			),
		}
	}

	fn subject(&self, subject: Subject) -> &'static str {
		match subject {
			Subject::Format => "format",
			Subject::Authorities => "authorities",
			Subject::Finality => "finality",
			Subject::State => "record",
			Subject::Enterprise => "enterprise",
			Subject::Document => "document",
			Subject::SealKey => "seal key",
			Subject::Sender => "sender",
			Subject::Grant => "grant",
			Subject::Standing => "standing",
			Subject::Dispute => "dispute",
			Subject::Completeness => "completeness",
		}
	}

	fn outcome(&self, outcome: Outcome) -> &'static str {
		match outcome {
			Outcome::Valid => "valid",
			Outcome::Indeterminate => "indeterminate",
			Outcome::Invalid => "invalid",
		}
	}

	fn obstacle(&self, obstacle: &Obstacle) -> &'static str {
		match obstacle {
			Obstacle::NotIssued => "not issued",
			Obstacle::Revoked => "revoked",
			Obstacle::OnHold(hold) => hold_name(*hold),
			Obstacle::NotYetValid => "not yet valid",
			Obstacle::Expired => "expired",
		}
	}

	fn purpose(&self, purpose: Purpose) -> &'static str {
		match purpose {
			Purpose::Contract => "contracts",
			Purpose::Invoice => "invoices",
			Purpose::Tender => "tenders",
			Purpose::Finance => "financial papers",
			Purpose::HumanResources => "papers of employment",
			Purpose::GovernmentFiling => "filings with an authority",
			Purpose::Other => "other purposes",
			Purpose::Liquidation => "the liquidation of the enterprise",
		}
	}

	fn batch(&self, batch: BatchFacts) -> String {
		let BatchFacts { first, count } = batch;
		format!("in a batch of {count} ({})", uses(first, count))
	}

	fn summary(&self, summary: &Summary) -> String {
		let (conclusion, by, of) = match summary {
			Summary::Receipt(_, conclusion) => (conclusion, "Sealed by", "Receipt of a use by"),
			Summary::Log(_, conclusion) => (conclusion, "Log of", "Log of"),
			Summary::History(_, conclusion) => (conclusion, "History of officer", "History of officer"),
		};
		let (said, lead) = match conclusion {
			Conclusion::StillUsable => ("valid when used, and still as of the receipt".into(), by),
			Conclusion::AsOfTheUse => ("valid when used; what came later is not in the receipt".into(), by),
			Conclusion::NoLongerUsable(since) => (format!("valid when used; {since} since"), by),
			Conclusion::Complete(when) => (format!("complete as of {}", moment(self, *when)), by),
			Conclusion::Not(outcome, reason) => {
				let outcome = match (outcome, summary) {
					(Outcome::Invalid, Summary::Log(..) | Summary::History(..)) => "not complete",
					(outcome, _) => self.outcome(*outcome),
				};
				let said = match reason {
					Some(reason) => format!("{outcome}: {}", self.reason(reason)),
					None => outcome.to_string(),
				};
				// "Sealed by" would be a claim.
				(said, of)
			}
		};
		match summary.whose() {
			Some(whose) => format!("{lead} {whose}: {said}"),
			None => capitalized(&said),
		}
	}

	fn separator(&self) -> &'static str {
		", "
	}

	fn far_away(&self) -> &'static str {
		"a moment after the year 9999"
	}
}

/// A sentence begins with a capital.
fn capitalized(text: &str) -> String {
	let mut letters = text.chars();
	let first = letters.next().map(|first| first.to_ascii_uppercase());
	first.into_iter().chain(letters).collect()
}

fn counted(count: impl Into<u64>, one: &str, many: &str) -> String {
	match count.into() {
		1 => format!("1 {one}"),
		count => format!("{count} {many}"),
	}
}

/// The uses of a record.
fn uses(first: u64, count: u32) -> String {
	match super::last(first, count) {
		Some(last) => format!("uses {first} to {last}"),
		None => format!("use {first}"),
	}
}

/// How many uses a log has, and in how many records if there are batches among them.
fn in_records(count: u64, records: u64) -> String {
	let uses = counted(count, "use", "uses");
	match count == records {
		true => uses,
		false => format!("{uses} in {}", counted(records, "record", "records")),
	}
}

fn in_entries(entries: u64) -> String {
	counted(entries, "entry", "entries")
}

fn the(paper: Paper) -> &'static str {
	match paper {
		Paper::Anchor => "the anchor",
		Paper::Receipt => "the receipt",
		Paper::Log => "the exported log",
		Paper::OfficerHistory => "the exported history",
	}
}

fn a(paper: Paper) -> &'static str {
	match paper {
		Paper::Anchor => "an anchor",
		Paper::Receipt => "a receipt",
		Paper::Log => "an exported log",
		Paper::OfficerHistory => "an exported history of an officer",
	}
}

fn set_fault(fault: SetFault) -> &'static str {
	match fault {
		SetFault::Empty => "there are no authorities",
		SetFault::TooMany => "there are too many authorities",
		SetFault::Repeated => "an authority stands there twice",
		SetFault::NoWeight => "the vote of an authority weighs nothing",
		SetFault::TooMuchWeight => "the votes weigh more than can be counted",
	}
}

fn item_name(item: Item) -> &'static str {
	match item {
		Item::Time => "the block's time",
		Item::Genesis => "the hash of the first block",
		Item::UseRecord => "the use record",
		Item::Seal => "the e-seal",
		Item::HistoryEntry => "the entry of the e-seal's history by which it stood when it was used",
		Item::PhysicalSeal => "the physical seal",
		Item::Correction => "the correction",
		Item::RightRegistration => "the right registration of the enterprise",
		Item::RightFile => "the right file of the physical seal",
		Item::Grant => "the grant",
		Item::LogHead => "the log's head",
		Item::OfficerHead => "the history's head",
		Item::OfficerSeat => "the seat that the officer acts for",
	}
}

fn digest(algorithm: DigestAlgorithm, salted: bool) -> String {
	let name = match algorithm {
		DigestAlgorithm::Sha256 => "SHA-256",
		DigestAlgorithm::Sm3 => "SM3",
		DigestAlgorithm::Blake2b256 => "BLAKE2b-256",
	};
	match salted {
		true => format!("{name} with the salt"),
		false => name.to_string(),
	}
}

fn hold_name(hold: Hold) -> &'static str {
	match hold {
		Hold::OwnerSuspension => "suspended by its owner",
		Hold::PlatformSuspension => "suspended by Data Resources",
		Hold::Freeze => "frozen by Public Security",
		Hold::PhysicalSealLost => "on hold because its physical seal is lost or destroyed",
		Hold::EnterpriseRestricted => "on hold because the enterprise is restricted",
		Hold::EnterpriseRenamed => "on hold because the enterprise has another name",
		Hold::KeyRotationDue => {
			"on hold because its key was not replaced in time after another account came to act for the enterprise"
		}
	}
}

fn revocation_reason(reason: RevocationReason) -> &'static str {
	match reason {
		RevocationReason::Superseded => "a successor took its place",
		RevocationReason::EnterpriseDeregistered => "the enterprise was deregistered",
		RevocationReason::KeyCompromised => "the seal key may be in other hands",
		RevocationReason::CertificateWithdrawn => "the certificate was withdrawn",
		RevocationReason::CessationOfUse => "the enterprise gave it up",
		RevocationReason::CourtOrder => "a court ordered it",
		RevocationReason::IssuedInError => "it was issued in error",
		RevocationReason::RegistrationVoided => "its enterprise had been registered under a wrong code",
	}
}

fn grant_end(end: GrantEnd) -> &'static str {
	match end {
		GrantEnd::Revoked => "was revoked",
		GrantEnd::Dissolved => "was dissolved",
		GrantEnd::Expired => "expired",
		GrantEnd::WithLender => "ended with the grant that it was lent from",
	}
}
