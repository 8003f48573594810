//! The uses of a block, as its header names them, so that a use can be proven by its own block in few bytes, however large
//! the chain's state is.

use crate::{BlockUses, BlockUsesRoot, Config, Grants, Pallet, UseLeaf, Uses, WeightInfo, USES_ENGINE_ID};
use alloc::vec::Vec;
use codec::Encode;
use eseal_primitives::{answers::UseProof, SealId};
use frame_support::{defensive, weights::Weight};
use pallet_e_seal::SealRegistry;
use sp_runtime::{traits::BlakeTwo256, DigestItem};

impl<T: Config> Pallet<T> {
	/// Writes the root of the block's uses into the header, if there are any.
	pub(crate) fn commit_uses() {
		let Some(leaves) = Self::leaves(&BlockUses::<T>::get()) else {
			defensive!("a use that the block recorded is missing");
			return;
		};
		let count = u32::try_from(leaves.len()).unwrap_or(u32::MAX);
		if count == 0 {
			return;
		}
		let root = binary_merkle_tree::merkle_root::<BlakeTwo256, _>(leaves);
		let data = BlockUsesRoot { root, count }.encode();
		frame_system::Pallet::<T>::deposit_log(DigestItem::Consensus(USES_ENGINE_ID, data));
	}

	/// What each use adds to the weight of `on_finalize`.
	pub(crate) fn commit_use_weight() -> Weight {
		T::WeightInfo::commit_uses(1).saturating_sub(T::WeightInfo::commit_uses(0))
	}

	/// The proof that leads from a use that this block recorded to the root in its header.
	pub fn api_use_proof(seal: SealId, index: u64) -> Option<UseProof> {
		let uses = BlockUses::<T>::get();
		let place = uses.iter().position(|one| *one == (seal, index))?;
		let leaf_index = u32::try_from(place).ok()?;
		let proof = binary_merkle_tree::merkle_proof::<BlakeTwo256, _, _>(Self::leaves(&uses)?, leaf_index);
		Some(UseProof {
			leaf: proof.leaf,
			leaf_index,
			tree_size: proof.number_of_leaves,
			audit_path: proof.proof,
		})
	}

	/// The leaves of uses, each SCALE of a [`UseLeaf`]; `None` if one is missing.
	fn leaves(uses: &[(SealId, u64)]) -> Option<Vec<Vec<u8>>> {
		uses.iter()
			.map(|&(seal, index)| {
				let used = Uses::<T>::get(seal, index)?;
				let seal = T::Seals::stored(seal)?;
				let grant = match used.grant {
					Some(id) => Some(Grants::<T>::get(id)?),
					None => None,
				};
				Some(UseLeaf { used, seal, grant }.encode())
			})
			.collect()
	}
}
