//! The JSON-RPC methods that this node has beyond those of every Substrate node.

use crate::{
	pool::FullPool,
	service::{FullBackend, FullClient},
};
use eseal_runtime::{opaque::Block, AccountId, Nonce};
use jsonrpsee::RpcModule;
use sc_consensus_grandpa::{FinalityProofProvider, GrandpaJustificationStream, SharedAuthoritySet, SharedVoterState};
use sc_consensus_grandpa_rpc::{Grandpa, GrandpaApiServer};
use sp_core::traits::SpawnNamed;
use sp_runtime::traits::{Block as BlockT, NumberFor};
use std::sync::Arc;
use substrate_frame_rpc_system::{System, SystemApiServer};

/// What the methods need.
pub struct Deps {
	/// The chain.
	pub client: Arc<FullClient>,
	/// Its pending transactions, which an account's next nonce counts.
	pub pool: Arc<FullPool>,
	/// The rounds of this node's GRANDPA voter; empty if no voter runs.
	pub voter_state: SharedVoterState,
	/// The authorities as this node's finality sees them.
	pub authorities: SharedAuthoritySet<<Block as BlockT>::Hash, NumberFor<Block>>,
	/// Every justification as it is made or received, stored or not.
	pub justifications: GrandpaJustificationStream<Block>,
	/// Proofs of finality, from stored justifications.
	pub finality_proofs: Arc<FinalityProofProvider<FullBackend, Block>>,
}

/// Builds the `system_*` methods for accounts and the `grandpa_*` methods. Subscriptions run on
/// `executor`.
pub fn create(
	deps: &Deps,
	executor: Arc<dyn SpawnNamed>,
) -> Result<RpcModule<()>, Box<dyn std::error::Error + Send + Sync>> {
	let accounts = System::<_, _, Block>::new(deps.client.clone(), deps.pool.clone());
	let grandpa = Grandpa::new(
		executor,
		deps.authorities.clone(),
		deps.voter_state.clone(),
		deps.justifications.clone(),
		deps.finality_proofs.clone(),
	);

	let mut module = RpcModule::new(());
	module.merge(SystemApiServer::<<Block as BlockT>::Hash, AccountId, Nonce>::into_rpc(
		accounts,
	))?;
	module.merge(grandpa.into_rpc())?;
	Ok(module)
}
