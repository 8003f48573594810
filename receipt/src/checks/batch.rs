//! Which document was sealed: that of the use record, or the one at the use's place in the record's batch.
//!
//! The record of a batch has the root of a Merkle tree over its documents, and a receipt what leads from one of them to it.

use crate::{format::Batch, reason::Reason, AccountId, BlockNumber};
use alloc::vec::Vec;
use codec::DecodeAll;
use eseal_crypto::batch::{path_length, root_from_path};
use eseal_primitives::{usage::UseRecord, DocumentDigest, Documents};
use sp_core::H256;

/// The digest of the document of a use.
///
/// # Errors
///
/// The record is of a batch, and the receipt does not lead to the use's document in it; or the other way round.
pub(crate) fn sealed(
	used: &UseRecord<AccountId, BlockNumber>,
	index: u64,
	batch: Option<&Batch>,
) -> Result<DocumentDigest, Reason> {
	let (count, root, batch) = match (used.documents, batch) {
		(Documents::One(document), None) => return Ok(document),
		(Documents::One(_), Some(_)) => return Err(Reason::BatchUnneeded),
		(Documents::Batch { .. }, None) => return Err(Reason::BatchMissing),
		(Documents::Batch { count, root }, Some(batch)) => (count, root, batch),
	};
	let position = used.position(index).ok_or(Reason::NotInBatch)?;
	let document = DocumentDigest::decode_all(&mut &*batch.document.0).map_err(|_| Reason::BatchMalformed)?;
	let path = Vec::<H256>::decode_all(&mut &*batch.audit_path.0).map_err(|_| Reason::BatchMalformed)?;
	let given = u64::try_from(path.len()).unwrap_or(u64::MAX);
	let needed = u64::from(path_length(count, position));
	if given != needed {
		return Err(Reason::BatchPathLength { given, needed });
	}
	match root_from_path(&document, position, count, &path) == Some(root) {
		true => Ok(document),
		false => Err(Reason::NotInBatch),
	}
}
