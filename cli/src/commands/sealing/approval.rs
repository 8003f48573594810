//! The second operator's approval, where the grant takes one.

use crate::{args::sealing::Use, failure::Result, keys, keys::secret::Secret};
use eseal_client::{
	calls::{self, Call},
	AccountId,
};
use eseal_primitives::{statement::Approval, DocumentDigest, SealSignature, UseStatement};
use sp_core::H256;

/// The key of the second operator's account, if one was named.
pub fn second_key(what: &Use) -> Result<Option<Secret>> {
	let load = |file| keys::seal_key(file, what.second_password_file.as_deref());
	what.second_key.as_deref().map(load).transpose()
}

/// The call that records what a second operator approves.
pub fn approved(
	second: &Secret,
	genesis: H256,
	sender: &AccountId,
	statement: &UseStatement,
	listed: Option<&[DocumentDigest]>,
	signature: &SealSignature,
) -> Result<Call> {
	let approval = Approval {
		key: second.public().seal_key().clone(),
		signature: second.sign(&statement.bytes_to_approve(genesis, sender))?,
	};
	Ok(calls::record_with_second(statement, listed, signature, &approval))
}
