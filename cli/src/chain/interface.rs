//! Which interface of the chain this program was made for.

use super::{Chain, View};
use crate::failure::{Failure, Kind, Result};
use sp_crypto_hashing::blake2_256;
use subxt::{metadata::Metadata, rpcs::rpc_params};

/// The name of the chain's runtime.
pub const SPEC_NAME: &str = "eseal";

/// What [`hash`] gives for the runtime that this program was made for. A test of this crate compares it with the runtime
/// of this repository, and says the new value.
pub const INTERFACE_HASH: &str = "0x7bd7a9137b709233fb179c4c35848e4ed4eea42e4b88c4870b4c69282aa18f70";

/// The pallets whose calls, events, errors and storage this program knows.
const PALLETS: [&str; 2] = ["ESeal", "UsageLog"];

/// The runtime APIs that it asks.
const RUNTIME_APIS: [&str; 2] = ["ESealApi", "UsageLogApi"];

/// What it reads of other pallets.
const STORAGE: [(&str, &str); 2] = [("Timestamp", "Now"), ("Grandpa", "CurrentSetId")];

/// What the runtime checks of every extrinsic, in its order: receipts depend on it.
const EXTENSIONS: [&str; 8] = [
	"CheckNonZeroSender",
	"CheckSpecVersion",
	"CheckTxVersion",
	"CheckGenesis",
	"CheckMortality",
	"CheckNonce",
	"CheckWeight",
	"WeightReclaim",
];

/// The hash of all in a runtime's metadata that this program depends on, and of nothing else: a runtime that changes
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
	let extensions: Vec<&str> = metadata
		.extrinsic()
		.transaction_extensions_to_use_for_encoding()
		.map(|extension| extension.identifier())
		.collect();
	parts.push(blake2_256(extensions.join(",").as_bytes()));
	Some(format!("0x{}", hex::encode(blake2_256(&parts.concat()))))
}

/// What a node says of its runtime.
#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
struct RuntimeVersion {
	spec_name: String,
	spec_version: u32,
}

/// Refuses a node of another chain, or with an interface that this program does not know.
pub async fn check(view: &View, chain: &Chain) -> Result<()> {
	let version: RuntimeVersion = chain
		.request("state_getRuntimeVersion", rpc_params![format!("{:?}", view.hash)])
		.await?;
	if version.spec_name != SPEC_NAME {
		return Err(Failure::new(
			Kind::Incompatible,
			format!("the node runs the chain \"{}\", not an e-seal chain", version.spec_name),
		)
		.next("Name a node of an e-seal chain: --node URL or ESEAL_URL."));
	}
	let metadata = view.at.metadata_ref();
	let known = metadata
		.extrinsic()
		.transaction_extensions_to_use_for_encoding()
		.map(|extension| extension.identifier())
		.eq(EXTENSIONS);
	let found = hash(metadata);
	if known && found.as_deref() == Some(INTERFACE_HASH) {
		return Ok(());
	}
	Err(Failure::new(
		Kind::Incompatible,
		format!(
			"the node's runtime is of spec version {}, with an interface ({}) other than the one that this eseal {} knows \
			 ({INTERFACE_HASH})",
			version.spec_version,
			found.as_deref().unwrap_or("incomplete"),
			env!("CARGO_PKG_VERSION"),
		),
	)
	.next(format!(
		"Install the eseal of the release with spec version {}.",
		version.spec_version
	)))
}

#[cfg(test)]
pub mod tests {
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
			"the runtime's interface changed: look at the calls, events and storage that the CLI uses, then set \
			 INTERFACE_HASH in cli/src/chain/interface.rs to {found}"
		);
	}

	#[test]
	fn the_runtime_has_the_extensions_that_receipts_depend_on() {
		let metadata = runtime_metadata();
		let found: Vec<_> = metadata
			.extrinsic()
			.transaction_extensions_to_use_for_encoding()
			.map(|extension| extension.identifier().to_owned())
			.collect();
		assert_eq!(found, EXTENSIONS);
		assert_eq!(eseal_runtime::VERSION.spec_name, SPEC_NAME);
	}
}
