//! Which interface of the chain this crate was made for.

use crate::{
	connection::Client,
	error::{NodeError, ReadError},
};
use sp_crypto_hashing::blake2_256;
use subxt::{metadata::Metadata, rpcs::rpc_params};

/// The name of the chain's runtime.
pub const SPEC_NAME: &str = "eseal";

/// What [`hash`] gives for the runtime that this crate was made for. A test of this crate compares it with the runtime of
/// this repository, and says the new value.
pub const INTERFACE_HASH: &str = "0xfe1fa4ff57831f0d8967eb745fd7a94e99cb1e8e013e289451a5e80e29217379";

/// The pallets whose calls, events, errors, constants and storage this crate knows.
const PALLETS: [&str; 5] = ["Admission", "DualControl", "ESeal", "UsageLog", "Utility"];

/// The runtime APIs that it asks.
const RUNTIME_APIS: [&str; 5] = [
	"AdmissionApi",
	"AgenciesApi",
	"DualControlApi",
	"ESealApi",
	"UsageLogApi",
];

/// What it reads of other pallets.
const STORAGE: [(&str, &str); 2] = [("Timestamp", "Now"), ("Grandpa", "CurrentSetId")];

/// What the runtime checks of every extrinsic, in its order: receipts depend on it.
const EXTENSIONS: [&str; 10] = [
	"CheckNonZeroSender",
	"CheckSpecVersion",
	"CheckTxVersion",
	"CheckGenesis",
	"CheckMortality",
	"CheckNonce",
	"CheckAdmission",
	"CheckWeight",
	"CheckMetadataHash",
	"WeightReclaim",
];

/// No connection that this crate can use.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConnectError {
	/// No node answers there.
	#[error("no node answers at {url}: {source}")]
	Unreachable {
		/// The address.
		url: String,
		/// Why.
		source: NodeError,
	},
	/// The node is of another kind of chain.
	#[error("the node runs the chain \"{spec_name}\", not an e-seal chain")]
	OtherChain {
		/// The name of its runtime.
		spec_name: String,
	},
	/// The node's runtime has an interface that this crate does not know.
	#[error(
		"the node's runtime is of spec version {spec_version}, with an interface ({}) other than the one known here \
		 ({INTERFACE_HASH})",
		.found.as_deref().unwrap_or("incomplete")
	)]
	OtherInterface {
		/// The version of its runtime.
		spec_version: u32,
		/// The hash of its interface; none if a part is missing.
		found: Option<String>,
	},
	/// The node says nothing of its runtime.
	#[error(transparent)]
	Read(#[from] ReadError),
}

/// The hash of all in a runtime's metadata that this crate depends on, and of nothing else: a runtime that changes
/// another pallet goes on working with it. (subxt's own hash of a whole metadata covers every pallet's calls.)
/// `None` if a part is missing.
pub fn hash(metadata: &Metadata) -> Option<String> {
	let mut parts = Vec::new();
	for name in PALLETS {
		parts.push(metadata.pallet_by_name(name)?.hash());
	}
	for name in RUNTIME_APIS {
		parts.push(metadata.runtime_api_trait_by_name(name)?.hash());
	}
	for (pallet, item) in STORAGE {
		parts.push(metadata.pallet_by_name(pallet)?.storage_hash(item)?);
	}
	parts.push(blake2_256(extensions(metadata).join(",").as_bytes()));
	Some(format!("0x{}", hex::encode(blake2_256(&parts.concat()))))
}

/// Whether the runtime checks of every extrinsic what is known here, in that order.
pub(crate) fn has_known_extensions(metadata: &Metadata) -> bool {
	extensions(metadata) == EXTENSIONS
}

fn extensions(metadata: &Metadata) -> Vec<&str> {
	metadata
		.extrinsic()
		.transaction_extensions_to_use_for_encoding()
		.map(|extension| extension.identifier())
		.collect()
}

/// What a node says of its runtime.
#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
struct RuntimeVersion {
	spec_name: String,
	spec_version: u32,
}

/// Refuses a node of another kind of chain, or with an interface that this crate does not know.
pub(crate) async fn check(client: &Client) -> Result<(), ConnectError> {
	let block = client.finalized().await?;
	let at = rpc_params![format!("{:?}", block.hash())];
	let version: RuntimeVersion = client
		.request("state_getRuntimeVersion", at)
		.await
		.map_err(ReadError::from)?;
	if version.spec_name != SPEC_NAME {
		return Err(ConnectError::OtherChain {
			spec_name: version.spec_name,
		});
	}
	let metadata = block.metadata();
	let found = hash(metadata);
	if has_known_extensions(metadata) && found.as_deref() == Some(INTERFACE_HASH) {
		return Ok(());
	}
	Err(ConnectError::OtherInterface {
		spec_version: version.spec_version,
		found,
	})
}

#[cfg(test)]
pub(crate) mod tests {
	use super::*;
	use eseal_runtime::Runtime;

	/// The runtime's metadata, in the version that subxt asks a node for: the latest stable one.
	pub fn runtime_metadata() -> Metadata {
		let latest = Runtime::metadata_versions()
			.into_iter()
			.filter(|version| *version != u32::MAX)
			.max()
			.unwrap();
		let bytes = Runtime::metadata_at_version(latest).unwrap();
		Metadata::decode_from(&bytes).unwrap()
	}

	#[test]
	fn this_is_the_interface_of_this_repositorys_runtime() {
		let found = hash(&runtime_metadata()).unwrap();
		assert_eq!(
			found, INTERFACE_HASH,
			"the runtime's interface changed: look at the calls, events and storage that this crate uses, then set \
			 INTERFACE_HASH in client/src/interface.rs to {found}"
		);
	}

	#[test]
	fn the_runtime_has_the_extensions_that_receipts_depend_on() {
		assert!(
			has_known_extensions(&runtime_metadata()),
			"{:?}",
			extensions(&runtime_metadata())
		);
		assert_eq!(eseal_runtime::VERSION.spec_name, SPEC_NAME);
	}
}
