//! What the log of uses takes of the state.

use crate::error::Result;
use eseal_client::{subxt::rpcs::rpc_params, Block, NodeError};
use sp_crypto_hashing::twox_128;
use std::fmt::Write;

/// The pallet of the log.
const PALLET: &str = "UsageLog";

/// Its item that does not stay.
const LEAVES: &str = "BlockLeaves";

/// How many keys a node lists at a time: the most that it does.
const AT_A_TIME: u32 = 1_000;

/// How much the log took when so many uses were on record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
	/// How many uses.
	pub uses: u64,
	/// The length of all keys and values of the log's pallet, in bytes.
	pub bytes: u64,
}

/// The length of all keys and values of the log's pallet at a block that stay there, in bytes. None where adding up the values takes the node
/// longer than it answers anybody.
///
/// # Errors
///
/// The node does not answer.
pub async fn bytes(block: &Block) -> Result<Option<u64>> {
	let (client, at) = (block.client(), format!("{:?}", block.hash()));
	let prefix = hex(&twox_128(PALLET.as_bytes()));
	let values: Option<u64> = match client.request("state_getStorageSize", rpc_params![&prefix, &at]).await {
		Err(NodeError::Refused { .. }) => return Ok(None),
		answer => answer?,
	};
	// There for the last block alone, by the uses that it has.
	let leaves = [twox_128(PALLET.as_bytes()), twox_128(LEAVES.as_bytes())].concat();
	let leaves = block.raw(leaves).await?.unwrap_or_default().len() as u64;
	let mut bytes = values.unwrap_or_default().saturating_sub(leaves);
	let mut last: Option<String> = None;
	loop {
		let parameters = rpc_params![&prefix, AT_A_TIME, &last, &at];
		let keys: Vec<String> = client.request("state_getKeysPaged", parameters).await?;
		bytes = keys.iter().fold(bytes, |bytes, key| bytes.saturating_add(length(key)));
		last = keys.into_iter().next_back();
		if last.is_none() {
			return Ok(Some(bytes));
		}
	}
}

/// How many bytes a node gives in hexadecimal.
fn length(hex: &str) -> u64 {
	let digits = hex.strip_prefix("0x").unwrap_or(hex).len();
	digits as u64 / 2
}

fn hex(bytes: &[u8]) -> String {
	bytes.iter().fold("0x".to_owned(), |mut text, byte| {
		// Writing into a text never fails.
		let _ = write!(text, "{byte:02x}");
		text
	})
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn keys_are_as_long_as_their_bytes() {
		assert_eq!(hex(&[0, 10, 255]), "0x000aff");
		assert_eq!(length(&hex(&[7; 48])), 48);
		assert_eq!(length("0x"), 0);
		// The prefix of `System`, which is well known.
		assert_eq!(hex(&twox_128(b"System")), "0x26aa394eea5630e07c48ae0c9558cef7");
	}
}
