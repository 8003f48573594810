//! The calls that record uses, as a sender signs them. Written down here once more, so that the verifier is held against a
//! second opinion.

use codec::Encode;
use eseal_primitives::{statement::Approval, DocumentDigest, SealId, SealSignature, SignedUse, UseStatement};

/// The number of the pallet in the runtime.
const USAGE_LOG: u8 = 11;

/// `UsageLog.record_use`: one document.
pub fn record_use(seal: SealId, statement: &UseStatement, signature: &SealSignature) -> Vec<u8> {
	(USAGE_LOG, 2u8, seal, statement, signature).encode()
}

/// `UsageLog.record_uses`: a batch whose documents are listed.
pub fn record_uses(
	seal: SealId,
	statement: &UseStatement,
	documents: &[DocumentDigest],
	signature: &SealSignature,
) -> Vec<u8> {
	(USAGE_LOG, 5u8, seal, statement, documents, signature).encode()
}

/// `UsageLog.anchor_batch`: a batch by its root.
pub fn anchor_batch(seal: SealId, statement: &UseStatement, signature: &SealSignature) -> Vec<u8> {
	(USAGE_LOG, 6u8, seal, statement, signature).encode()
}

/// `UsageLog.record_with_second`: what a second operator approved.
pub fn record_with_second(
	seal: SealId,
	statement: &UseStatement,
	documents: Option<&[DocumentDigest]>,
	signature: &SealSignature,
	approval: &Approval,
) -> Vec<u8> {
	(USAGE_LOG, 64u8, seal, statement, documents, signature, approval).encode()
}

/// `UsageLog.record_for_many`: single uses of many e-seals.
pub fn record_for_many(uses: &[SignedUse]) -> Vec<u8> {
	(USAGE_LOG, 7u8, uses).encode()
}
