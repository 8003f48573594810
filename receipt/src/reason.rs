//! Why a check ended as it did: one variant for each rule, with what it found. In words: [`Reason::text`].

use crate::{text, verdict::BatchFacts, AccountId, BlockNumber, Language};
use alloc::{string::String, vec::Vec};
use eseal_primitives::{
	enterprise::Name,
	grant::GrantEnd,
	physical_seal::PhysicalSealStatus,
	seal::{Hold, Obstacle, RevocationReason},
	DocumentDigest, GrantId, Moment, Purpose, SealCode, SealId, Uscc,
};
use serde::Serialize;
use sp_core::H256;

/// A kind of JSON that is read here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Paper {
	/// A trust anchor.
	Anchor,
	/// A receipt.
	Receipt,
	/// The first line of an exported log.
	Log,
	/// The first line of an exported history of an officer.
	OfficerHistory,
}

/// What is wrong with JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum JsonFault {
	/// It is no JSON.
	Syntax,
	/// It ends too early.
	EndsEarly,
	/// A field is missing, unknown, or of another kind than it should be.
	Shape,
}

/// What is wrong with a list of authorities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum SetFault {
	/// It is empty.
	Empty,
	/// It has more than [`MAX_AUTHORITIES`](crate::checks::finality::MAX_AUTHORITIES).
	TooMany,
	/// An authority stands in it twice.
	Repeated,
	/// An authority's vote weighs nothing.
	NoWeight,
	/// The weights add up to 2^64 or more.
	TooMuchWeight,
}

/// What a proof by the state leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Item {
	/// The block's time.
	Time,
	/// The hash of the chain's first block.
	Genesis,
	/// The use record.
	UseRecord,
	/// The e-seal.
	Seal,
	/// The entry of the e-seal's history by which it stood when it was used.
	HistoryEntry,
	/// The e-seal's physical seal.
	PhysicalSeal,
	/// What the last correction of the e-seal's record corrected.
	Correction,
	/// What is right in place of the enterprise's registration, which was voided.
	RightRegistration,
	/// Where the e-seal's physical seal moved.
	RightFile,
	/// The grant that the use was made under.
	Grant,
	/// The head of the e-seal's log.
	LogHead,
	/// The head of the officer's history.
	OfficerHead,
	/// The seat that the officer acts for.
	OfficerSeat,
}

/// What an e-seal's record says that its history says too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum SealFact {
	/// Where it stands.
	Status,
	/// The holds that stand.
	Holds,
	/// Whether it was revoked.
	Revocation,
	/// Whether its physical seal was reported lost.
	Loss,
}

/// What makes a document's digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum DigestAlgorithm {
	/// SHA-256 (FIPS 180-4).
	Sha256,
	/// SM3 (GB/T 32905-2016).
	Sm3,
	/// BLAKE2b with 256 bits (RFC 7693).
	Blake2b256,
}

/// Defines [`Reason`] with the code of each variant.
macro_rules! reasons {
	($(
		$(#[doc = $doc:literal])+
		$code:tt => $variant:ident $({ $( $(#[$attribute:meta])* $field:ident: $type:ty ),* $(,)? })?
	)*) => {
		/// Why a check ended as it did. In JSON an object: `code`, and the fields beside it. Moments are in milliseconds since
		/// the Unix epoch, kinds and states are named as the chain's metadata names them.
		#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
		#[serde(tag = "code", rename_all_fields = "camelCase")]
		#[allow(missing_docs)] // Fields say what they are; each variant's text shows what for.
		pub enum Reason {
			$(
				$(#[doc = $doc])+
				#[serde(rename = $code)]
				$variant $({ $( $(#[$attribute])* $field: $type ),* })?,
			)*
		}

		impl Reason {
			/// The code of every reason, each once, with the rule that it stands for.
			pub const CODES: &'static [(&'static str, &'static str)] = &[$(($code, concat!($($doc),+))),*];

			/// What the reason is called in JSON: stable, in lower case with hyphens.
			pub fn code(&self) -> &'static str {
				match self {
					$(Self::$variant { .. } => $code,)*
				}
			}

			/// One of each, with made-up fields.
			#[cfg(test)]
			pub(crate) fn samples() -> Vec<Self> {
				use samples::Sample;
				alloc::vec![$(Self::$variant $({ $($field: Sample::sample()),* })?),*]
			}
		}
	};
}

reasons! {
	// Check `format`.

	/// Passed: it is JSON of a type and version that are known here, of the anchor's chain.
	"readable" => Readable { paper: Paper }
	/// It has more bytes than it may have.
	"too-long" => TooLong { paper: Paper, limit: u64 }
	/// It is not JSON of the right shape. Line and column count from 1.
	"malformed" => Malformed { paper: Paper, fault: JsonFault, line: u64, column: u64 }
	/// An object has a name twice.
	"duplicate-name" => DuplicateName { paper: Paper, name: String }
	/// An array stands where none belongs: under this name, or at the top if the name is empty.
	"misplaced-array" => MisplacedArray { paper: Paper, name: String }
	/// It is of a version from before the present one.
	"older-version" => OlderVersion { paper: Paper, version: u32, known: u32 }
	/// It is of a version that a newer program may know.
	"newer-version" => NewerVersion { paper: Paper, version: u32, known: u32 }
	/// It is of a type that is not known here.
	"unknown-type" => UnknownType { paper: Paper, media_type: String }
	/// It names another chain than the anchor.
	"another-chain" => AnotherChain { paper: Paper, genesis: H256, anchor: H256 }

	// Check `authorities`.

	/// Passed: the authority set follows from the anchor's.
	"set-follows" => SetFollows { set_id: u64, hand_offs: u64 }
	/// The anchor's authorities are no authority set.
	"anchor-authorities" => AnchorAuthorities { fault: SetFault }
	/// The block was finalized by an authority set before the anchor's.
	"anchor-too-young" => AnchorTooYoung { set_id: u64, anchor: u64 }
	/// Hand-offs are missing between the anchor's authority set and the block's.
	"hand-offs-missing" => HandOffsMissing { anchor: u64, set_id: u64, needed: u64, given: u64 }
	/// There are more hand-offs than authority sets before the block's.
	"surplus-hand-offs" => SurplusHandOffs { set_id: u64, given: u64 }
	/// A hand-off is not of a later block than the hand-off before it.
	"hand-off-out-of-order" => HandOffOutOfOrder { block: BlockNumber, after: BlockNumber }
	/// A hand-off's block names no next authority set.
	"no-next-set" => NoNextSet { block: BlockNumber }
	/// A block says more than one thing of the authorities.
	"ambiguous-authorities" => AmbiguousAuthorities { block: BlockNumber }
	/// A hand-off's block does not name the next authority set for at once.
	"not-handed-over-at-once" => NotHandedOverAtOnce { block: BlockNumber }
	/// What a hand-off's block names is no authority set.
	"next-authorities" => NextAuthorities { block: BlockNumber, fault: SetFault }
	/// The last hand-off before the anchor names other authorities than the anchor has.
	"hand-off-past-anchor" => HandOffPastAnchor { block: BlockNumber, set_id: u64 }

	// Check `finality`; of a hand-off's block check `authorities`.

	/// Passed: the authorities finalized the block.
	"final" => Final { block: BlockNumber, set_id: u64, authorities: u64, threshold: u64 }
	/// A header does not decode.
	"header-malformed" => HeaderMalformed
	/// A justification does not decode.
	"justification-malformed" => JustificationMalformed { block: BlockNumber }
	/// A justification has more votes, or more headers, than it may have.
	"justification-too-long" => JustificationTooLong { block: BlockNumber, limit: u64 }
	/// A justification is for another block.
	"justification-of-another-block" => JustificationOfAnotherBlock { block: BlockNumber }
	/// A vote is by nobody of the authority set.
	"vote-by-outsider" => VoteByOutsider { block: BlockNumber, set_id: u64, voter: H256 }
	/// An authority voted twice.
	"vote-twice" => VoteTwice { block: BlockNumber, voter: H256 }
	/// The signature of a vote is wrong.
	"vote-signature" => VoteSignature { block: BlockNumber, voter: H256 }
	/// A vote is for a block that is not shown to descend from the justified one.
	"vote-for-another-block" => VoteForAnotherBlock { block: BlockNumber, voter: H256 }
	/// A vote gives its block another number than the block has.
	"vote-number" => VoteNumber { block: BlockNumber, voter: H256, number: BlockNumber }
	/// A justification has a header twice.
	"vote-header-twice" => VoteHeaderTwice { block: BlockNumber }
	/// A justification has a header that no vote needs.
	"vote-header-unneeded" => VoteHeaderUnneeded { block: BlockNumber }
	/// The votes do not reach the threshold.
	"too-few-votes" => TooFewVotes { block: BlockNumber, weight: u64, total: u64, threshold: u64 }
	/// The finalized block is not after the last hand-off.
	"final-block-out-of-order" => FinalBlockOutOfOrder { block: BlockNumber, after: BlockNumber }

	// Check `state`.

	/// Passed: the use is on record.
	"on-record" => OnRecord { seal: SealId, index: u64, batch: Option<BatchFacts>, block: BlockNumber }
	/// Too many headers lead to the block of the use.
	"too-many-ancestors" => TooManyAncestors { limit: u64 }
	/// A header is not that of the block before.
	"ancestor-hash" => AncestorHash { child: BlockNumber }
	/// The number of the block before is not one less.
	"ancestor-number" => AncestorNumber { child: BlockNumber, number: BlockNumber }
	/// The block's header names no records.
	"no-uses-named" => NoUsesNamed { block: BlockNumber }
	/// The block's header says more than one thing of its records.
	"ambiguous-uses" => AmbiguousUses { block: BlockNumber }
	/// What the block's header says of its records does not decode.
	"uses-malformed" => UsesMalformed { block: BlockNumber }
	/// The audit path is not a list of hashes.
	"audit-path-malformed" => AuditPathMalformed
	/// The block has no record of this index.
	"leaf-index" => LeafIndex { block: BlockNumber, leaf_index: u32, tree_size: u32 }
	/// The audit path is longer or shorter than the leaf's way to the root.
	"audit-path-length" => AuditPathLength { given: u64, needed: u64 }
	/// The audit path does not lead from the leaf to the root in the block's header.
	"not-in-block" => NotInBlock { block: BlockNumber, leaf_index: u32 }
	/// The leaf is no record.
	"leaf-malformed" => LeafMalformed { block: BlockNumber }
	/// The block names a record of another block.
	"use-of-another-block" => UseOfAnotherBlock { block: BlockNumber, recorded_in: BlockNumber }
	/// The proof is not a list of trie nodes.
	"nodes-malformed" => NodesMalformed
	/// The proof has more trie nodes than it may have.
	"too-many-nodes" => TooManyNodes { limit: u64 }
	/// The proof has a trie node twice.
	"node-twice" => NodeTwice
	/// The proof has trie nodes that lead to nothing here.
	"node-unneeded" => NodeUnneeded
	/// The proof does not lead to something.
	"not-proven" => NotProven { item: Item }
	/// The state is proven not to have something.
	"not-in-state" => NotInState { item: Item }
	/// What the state has does not decode.
	"item-malformed" => ItemMalformed { item: Item }
	/// The state is of a chain with another first block.
	"state-of-another-chain" => StateOfAnotherChain { genesis: H256, found: H256 }
	/// The use was recorded after the block whose state proves it.
	"recorded-after-proof" => RecordedAfterProof { block: BlockNumber, recorded_in: BlockNumber }
	/// The record is of another e-seal than the receipt says, or does not have the use of that index.
	"another-use" => AnotherUse { seal: SealId, index: u64, count: u32 }
	/// The use says that the e-seal's history had no entry then, or more than the e-seal says that it has.
	"history-length" => HistoryLength { used: u32, seal: u32 }
	/// The entry of the e-seal's history by which it is to have stood when it was used was recorded after the use.
	"history-later" => HistoryLater { entry: u32, recorded_in: BlockNumber }
	/// The e-seal's record says something else than its history.
	"seal-unlike-history" => SealUnlikeHistory { fact: SealFact }

	// Check `enterprise`.

	/// Passed: the enterprise is the one expected.
	"expected-enterprise" => ExpectedEnterprise {
		#[serde(serialize_with = "crate::wire::written")]
		uscc: Uscc,
	}
	/// Another enterprise sealed than the one expected.
	"another-enterprise" => AnotherEnterprise {
		#[serde(serialize_with = "crate::wire::written")]
		expected: Uscc,
		#[serde(serialize_with = "crate::wire::written")]
		uscc: Uscc,
		#[serde(serialize_with = "crate::wire::text")]
		name: Name,
	}
	/// The enterprise was registered under a wrong code, the e-seal's, as two agencies corrected. Passed where the right one is expected.
	"registration-voided" => RegistrationVoided {
		#[serde(serialize_with = "crate::wire::written")]
		uscc: Uscc,
		#[serde(serialize_with = "crate::wire::written")]
		instead: Uscc,
		rectified_at: Moment,
		#[serde(serialize_with = "crate::wire::one_digest")]
		decision: DocumentDigest,
	}

	// Check `document`.

	/// The record is of a batch, and the receipt has nothing that leads from the document to it.
	"batch-missing" => BatchMissing
	/// The receipt leads from the document to a batch, and the record is of a single use.
	"batch-unneeded" => BatchUnneeded
	/// The digest of the document in the batch, or the audit path from there, does not decode.
	"batch-malformed" => BatchMalformed
	/// The audit path in the batch is longer or shorter than the document's way to the root.
	"batch-path-length" => BatchPathLength { given: u64, needed: u64 }
	/// The audit path does not lead from the document's digest, at the place of the use, to the root of the batch.
	"not-in-batch" => NotInBatch
	/// Passed: the document is the one that was sealed.
	"document-matches" => DocumentMatches { algorithm: DigestAlgorithm, salted: bool }
	/// The document is not the one that was sealed.
	"document-differs" => DocumentDiffers { algorithm: DigestAlgorithm, salted: bool }
	/// The document was committed with a salt, which the receipt does not have.
	"salt-missing" => SaltMissing
	/// The receipt has a salt, and the document was not committed with one.
	"salt-unneeded" => SaltUnneeded
	/// The salt is longer or shorter than it must be.
	"salt-length" => SaltLength { bytes: u64, needed: u64 }
	/// The caller could not compute the document's digest.
	"document-unread" => DocumentUnread { algorithm: DigestAlgorithm, salted: bool }

	// Check `sealKey`.

	/// Passed: the seal key signed the statement.
	"signed-by-seal-key" => SignedBySealKey
	/// The seal key is one that anyone can sign for.
	"weak-seal-key" => WeakSealKey
	/// The signature is not the seal key's over the statement.
	"seal-signature" => SealSignature

	// Check `sender`.

	/// Passed: the account that sent the use signed it.
	"signed-by-sender" => SignedBySender
	/// The sender's signature does not decode.
	"sender-signature-malformed" => SenderSignatureMalformed
	/// The sender's ECDSA signature is not canonical: s at most half the order, recovery id 0 to 3.
	"sender-signature-form" => SenderSignatureForm
	/// The call is none of those that record uses.
	"another-call" => AnotherCall
	/// The arguments of the call do not decode.
	"call-malformed" => CallMalformed
	/// The call does not have this use.
	"call-without-use" => CallWithoutUse
	/// What the transaction extensions imply does not decode.
	"implied-malformed" => ImpliedMalformed
	/// The sender signed for another chain.
	"signed-for-another-chain" => SignedForAnotherChain { genesis: H256, signed: H256 }
	/// The signature is not the sender's over this use.
	"sender-signature" => SenderSignature

	// Check `grant`.

	/// Passed: the enterprise's owner sent the use.
	"sent-by-owner" => SentByOwner
	/// Passed: the liquidator of the enterprise sent the use, for liquidation.
	"sent-by-liquidator" => SentByLiquidator
	/// Passed: the sender's grant covered the use.
	"covered-by-grant" => CoveredByGrant { grant: GrantId }
	/// Passed: the sender's grant covered the use. Another operator had lent it, from a grant of its own.
	"covered-by-lent-grant" => CoveredByLentGrant { grant: GrantId, lent_from: GrantId }
	/// Passed: the grant covered the use, which two operators made: the sender, and the second one, who approved it.
	"covered-by-grant-to-two" => CoveredByGrantToTwo {
		grant: GrantId,
		#[serde(serialize_with = "crate::wire::address")]
		second: AccountId,
		lent_from: Option<GrantId>,
	}
	/// The grant takes the second operator's approval, and the use has none; or the other way round.
	"approval-mismatch" => ApprovalMismatch { grant: Option<GrantId> }
	/// The approval is not the second operator's over this use.
	"approval" => ApprovalInvalid {
		grant: GrantId,
		#[serde(serialize_with = "crate::wire::address")]
		second: AccountId,
	}
	/// The use was made under a grant, and none is proven; or the other way round.
	"grant-mismatch" => GrantMismatch
	/// The grant is for another e-seal.
	"grant-of-another-seal" => GrantOfAnotherSeal { grant: GrantId, seal: SealId }
	/// The grant is another account's.
	"grant-of-another-account" => GrantOfAnotherAccount { grant: GrantId }
	/// The grant does not allow the purpose.
	"purpose-not-granted" => PurposeNotGranted {
		grant: GrantId,
		#[serde(serialize_with = "crate::wire::named")]
		purpose: Purpose,
	}
	/// The grant was given after the use.
	"granted-later" => GrantedLater { grant: GrantId, granted_at: Moment }
	/// The grant's time was over.
	"grant-expired" => GrantExpired { grant: GrantId, valid_until: Moment }
	/// The grant had ended.
	"grant-ended" => GrantEnded {
		grant: GrantId,
		ended_at: Moment,
		#[serde(serialize_with = "crate::wire::named")]
		end: GrantEnd,
	}
	/// What the grant says of its end cannot be: after the proof, expired before its time was over, or with a lender that it has not.
	"grant-end" => GrantEndImpossible {
		grant: GrantId,
		ended_at: Moment,
		#[serde(serialize_with = "crate::wire::named")]
		end: GrantEnd,
	}
	/// What the grant says of lending cannot be: it is lent from itself or a later one, or lent on although it is lent itself.
	"grant-lending" => GrantLendingImpossible { grant: GrantId, lent_from: GrantId, lent: u32 }
	/// The grant does not count the record: it counts fewer uses than there were with it, or, with those under grants lent from it, more than it allows.
	"grant-quota" => GrantQuota { grant: GrantId, used: u32, lent: u32, least: u64, quota: u32 }

	// Check `standing`.

	/// Passed: the e-seal was usable when it was used.
	"usable-when-used" => UsableWhenUsed
	/// Passed: the enterprise was in liquidation when the e-seal was used, and its liquidator could use it.
	"usable-in-liquidation" => UsableInLiquidation
	/// The use is for liquidation, and the enterprise was not in liquidation when the e-seal was used.
	"not-in-liquidation" => NotInLiquidation
	/// The e-seal was not usable when it was used.
	"not-usable-when-used" => NotUsableWhenUsed {
		#[serde(serialize_with = "crate::wire::obstacles")]
		obstacles: Vec<Obstacle>,
	}

	// Check `dispute`.

	/// Passed: nothing that was reported later, as far as the proof goes, counts from before the use.
	"no-dispute" => NoDispute
	/// A hold that was reported after the use counts from before it.
	"hold-reported-later" => HoldReportedLater {
		#[serde(serialize_with = "crate::wire::named")]
		hold: Hold,
		effective_at: Moment,
		recorded_at: Moment,
	}
	/// A revocation that was recorded after the use counts from before it.
	"revocation-reported-later" => RevocationReportedLater {
		#[serde(serialize_with = "crate::wire::named")]
		revocation: RevocationReason,
		effective_at: Moment,
		recorded_at: Moment,
	}
	/// The e-seal's physical seal was on file for the enterprise by mistake, and is another one's, as two agencies corrected.
	"physical-seal-of-another" => PhysicalSealOfAnother {
		#[serde(serialize_with = "crate::wire::written")]
		physical_seal: SealCode,
		#[serde(serialize_with = "crate::wire::written")]
		uscc: Uscc,
		rectified_at: Moment,
		#[serde(serialize_with = "crate::wire::one_digest")]
		decision: DocumentDigest,
	}
	/// Passed: the e-seal's physical seal moved to the right code, or with its enterprise: it is still the enterprise's own.
	"physical-seal-moved" => PhysicalSealMoved {
		#[serde(serialize_with = "crate::wire::written")]
		physical_seal: SealCode,
		#[serde(serialize_with = "crate::wire::written")]
		uscc: Uscc,
		rectified_at: Moment,
		#[serde(serialize_with = "crate::wire::one_digest")]
		decision: DocumentDigest,
	}
	/// The physical seal was gone before the use, by a report from after the e-seal was revoked.
	"physical-seal-gone" => PhysicalSealGone {
		#[serde(serialize_with = "crate::wire::named")]
		status: PhysicalSealStatus,
		since: Moment,
	}
	/// Passed: a revocation was on record by mistake, and does not count: two agencies corrected it.
	"revocation-reversed" => RevocationReversed {
		#[serde(serialize_with = "crate::wire::named")]
		revocation: RevocationReason,
		effective_at: Moment,
		recorded_at: Moment,
		reversed_at: Moment,
		#[serde(serialize_with = "crate::wire::one_digest")]
		decision: DocumentDigest,
	}
	/// Passed: a loss of the physical seal was on record by mistake, and does not count: two agencies corrected it.
	"loss-reversed" => LossReversed {
		effective_at: Moment,
		recorded_at: Moment,
		reversed_at: Moment,
		#[serde(serialize_with = "crate::wire::one_digest")]
		decision: DocumentDigest,
	}

	// An exported log: check `state`.

	/// Passed: the head of the log is proven.
	"log-on-record" => LogOnRecord { seal: SealId, count: u64, records: u64, block: BlockNumber }
	/// The log has another number of uses or of records than the export says.
	"log-count" => LogCount { said: u64, said_records: u64, count: u64, records: u64 }

	// An exported log: check `completeness`.

	/// Passed: the export has every use, and no other.
	"complete" => Complete { count: u64, records: u64 }
	/// A line is not JSON of a record, or of an entry. Lines count from 1.
	"line-malformed" => LineMalformed { line: u64 }
	/// A line has a name twice.
	"line-duplicate-name" => LineDuplicateName { line: u64, name: String }
	/// A record does not decode. Records count from 0.
	"record-malformed" => RecordMalformed { record: u64 }
	/// Another record stands where a record should be.
	"record-out-of-place" => RecordOutOfPlace { expected: u64, seal: SealId, index: u64 }
	/// A line says something else than its record, or lists other documents than those of its batch.
	"line-unlike-record" => LineUnlikeRecord { line: u64, record: u64 }
	/// The export ends before the log does.
	"log-cut-off" => LogCutOff { records: u64, given: u64 }
	/// The export has more records than the log.
	"log-surplus" => LogSurplus { records: u64, given: u64 }
	/// The records do not lead to the log's head: at least one was changed.
	"records-changed" => RecordsChanged { records: u64 }

	// An exported history of an officer: check `state`.

	/// Passed: the head of the history is proven.
	"history-on-record" => HistoryOnRecord {
		#[serde(serialize_with = "crate::wire::address")]
		officer: AccountId,
		entries: u64,
		block: BlockNumber,
	}
	/// The history has another number of entries than the export says.
	"history-count" => HistoryCount { said: u64, entries: u64 }

	// An exported history of an officer: check `completeness`.

	/// Passed: the export has every entry, and no other.
	"history-complete" => HistoryComplete { entries: u64 }
	/// An entry does not decode. Entries count from 0.
	"entry-malformed" => EntryMalformed { entry: u64 }
	/// A line says something else than its entry, or stands where another entry should be.
	"line-unlike-entry" => LineUnlikeEntry { line: u64, entry: u64 }
	/// The export ends before the history does.
	"history-cut-off" => HistoryCutOff { entries: u64, given: u64 }
	/// The export has more entries than the history.
	"history-surplus" => HistorySurplus { entries: u64, given: u64 }
	/// The entries do not lead to the history's head: at least one was changed.
	"entries-changed" => EntriesChanged { entries: u64 }
	/// It was asked for what happened before a moment that lies after the proof.
	"period-not-over" => PeriodNotOver { to: Moment, proven: Moment }
}

impl Reason {
	/// The reason in words, without a capital at its beginning or a full stop at its end.
	pub fn text(&self, language: Language) -> String {
		text::reason(self, language)
	}
}

#[cfg(test)]
mod samples {
	//! Values for tests.

	use super::*;
	use alloc::{string::ToString, vec};
	use eseal_primitives::{Text, UsccCheck};

	pub trait Sample {
		fn sample() -> Self;
	}

	macro_rules! samples {
		($($type:ty => $value:expr,)*) => {
			$(impl Sample for $type {
				fn sample() -> Self {
					$value
				}
			})*
		};
	}

	samples! {
		bool => true,
		u32 => 7,
		u64 => 8_000_000,
		SealId => SealId(42),
		GrantId => GrantId(43),
		Moment => Moment(1_795_650_099_999),
		H256 => H256([0xab; 32]),
		AccountId => AccountId::new([0xab; 32]),
		String => "seal".to_string(),
		SealCode => SealCode::parse(b"3301000012345").unwrap(),
		Uscc => Uscc::parse(b"91330106MA2KXYA720", UsccCheck::Enforced).unwrap(),
		Name => Text::parse("杭州某某科技有限公司".as_bytes()).unwrap(),
		Paper => Paper::Receipt,
		JsonFault => JsonFault::Shape,
		SetFault => SetFault::Repeated,
		Item => Item::Grant,
		Option<GrantId> => Some(GrantId(42)),
		Option<BatchFacts> => Some(BatchFacts { first: 7_999_800, count: 256 }),
		SealFact => SealFact::Holds,
		DigestAlgorithm => DigestAlgorithm::Sm3,
		Purpose => Purpose::Contract,
		GrantEnd => GrantEnd::Revoked,
		Hold => Hold::Freeze,
		Vec<Obstacle> => vec![Obstacle::OnHold(Hold::Freeze), Obstacle::Expired],
		RevocationReason => RevocationReason::CourtOrder,
		PhysicalSealStatus => PhysicalSealStatus::Lost,
		DocumentDigest => DocumentDigest::Sm3(H256([0xcd; 32])),
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use alloc::collections::BTreeSet;

	#[test]
	fn every_reason_has_a_code_of_its_own() {
		let codes: BTreeSet<_> = Reason::CODES.iter().map(|(code, _)| *code).collect();
		assert_eq!(codes.len(), Reason::CODES.len());
		for (code, rule) in Reason::CODES {
			assert!(
				code.split('-')
					.all(|word| !word.is_empty() && word.bytes().all(|c| c.is_ascii_lowercase())),
				"{code}"
			);
			assert!(rule.trim().ends_with('.'), "{rule}");
		}
		assert_eq!(Reason::samples().len(), codes.len());
	}

	#[test]
	fn in_json_the_fields_stand_beside_the_code() {
		for (reason, (code, _)) in Reason::samples().iter().zip(Reason::CODES) {
			let json = serde_json::to_value(reason).unwrap();
			assert_eq!(json["code"], *code);
			assert_eq!(reason.code(), *code);
			for name in ["check", "result", "text"] {
				assert!(json.get(name).is_none(), "{code} has a field that a check has: {name}");
			}
		}
		let json = serde_json::to_value(Reason::HoldReportedLater {
			hold: Hold::PhysicalSealLost,
			effective_at: Moment(5),
			recorded_at: Moment(6),
		});
		assert_eq!(
			json.unwrap(),
			serde_json::json!({ "code": "hold-reported-later", "hold": "PhysicalSealLost", "effectiveAt": 5, "recordedAt": 6 })
		);
	}
}
