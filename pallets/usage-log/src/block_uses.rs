//! The records of a block, as its header names them, so that a use can be proven by its own block in few bytes, however
//! large the chain's state is.

use crate::{
	BlockLeaves, BlockUses, BlockUsesRoot, Config, Grants, Pallet, Records, UseLeaf, WeightInfo, USES_ENGINE_ID,
};
use alloc::vec::Vec;
use codec::Encode;
use eseal_primitives::{
	answers::UseProof,
	kept::{leaves_key, KeptLeaves},
	SealId,
};
use frame_support::{defensive, weights::Weight, BoundedVec};
use frame_system::pallet_prelude::BlockNumberFor;
use pallet_e_seal::SealRegistry;
use sp_core::H256;
use sp_runtime::{
	traits::{BlakeTwo256, Hash},
	DigestItem,
};

impl<T: Config> Pallet<T> {
	/// Writes the root of the block's records into the header, if there are any, keeps what proofs are made of (the hashes in the
	/// state until the next block, the leaves at nodes that keep records), and counts the block's records and uses.
	pub(crate) fn commit_uses() {
		let uses = BlockUses::<T>::get(frame_system::Pallet::<T>::block_number());
		let Some((leaves, recorded)) = Self::leaves(&uses) else {
			defensive!("a record of the block is missing");
			return;
		};
		let count = u32::try_from(leaves.len()).unwrap_or(u32::MAX);
		let Ok(hashes) = BoundedVec::try_from(Self::hashes(&leaves)) else {
			defensive!("more leaves than records");
			return;
		};
		Self::count_block(count, recorded);
		if count == 0 {
			return;
		}
		let root = binary_merkle_tree::merkle_root_raw::<BlakeTwo256, _>(hashes.iter().copied());
		let data = BlockUsesRoot { root, count }.encode();
		frame_system::Pallet::<T>::deposit_log(DigestItem::Consensus(USES_ENGINE_ID, data));
		BlockLeaves::<T>::put(hashes);
		sp_io::offchain_index::set(&leaves_key(root), &leaves.encode());
	}

	/// What each record adds to the weight of `on_finalize`.
	pub(crate) fn commit_use_weight() -> Weight {
		T::WeightInfo::commit_uses(1).saturating_sub(T::WeightInfo::commit_uses(0))
	}

	/// The proof that leads from a record of this block to the root in its header. It reads that record alone, and hashes what
	/// the block kept: 64 bytes for each record of the block.
	pub fn api_use_proof(seal: SealId, record: u64) -> Option<UseProof> {
		let uses = BlockUses::<T>::get(frame_system::Pallet::<T>::block_number());
		let place = uses.iter().position(|one| *one == (seal, record))?;
		let leaves = BlockLeaves::<T>::get();
		let leaf = Self::leaf(seal, record)?.encode();
		if leaves.get(place) != Some(&BlakeTwo256::hash(&leaf)) {
			// The block is still being built.
			return None;
		}
		let proof = binary_merkle_tree::merkle_proof_raw::<BlakeTwo256, _>(leaves, u32::try_from(place).ok()?);
		Some(UseProof {
			leaf,
			leaf_index: proof.leaf_index,
			tree_size: proof.number_of_leaves,
			audit_path: proof.proof,
		})
	}

	/// The leaves of records, in the same order, and how many uses the records have; `None` if one is missing.
	pub(crate) fn leaves(records: &[(SealId, u64)]) -> Option<(KeptLeaves, u64)> {
		let mut uses = 0u64;
		let leaves = records.iter().map(|(seal, record)| {
			let leaf = Self::leaf(*seal, *record)?;
			uses = uses.saturating_add(leaf.used.count().into());
			Some(leaf.encode())
		});
		let leaves = leaves.collect::<Option<_>>()?;
		Some((leaves, uses))
	}

	/// Their hashes.
	pub(crate) fn hashes(leaves: &KeptLeaves) -> Vec<H256> {
		leaves.iter().map(|leaf| BlakeTwo256::hash(leaf)).collect()
	}

	/// The leaf of a record.
	fn leaf(seal: SealId, record: u64) -> Option<UseLeaf<T::AccountId, BlockNumberFor<T>>> {
		let used = Records::<T>::get(seal, record)?;
		let state = T::Seals::state_after(seal, used.history_len)?;
		let seal = T::Seals::stored(seal)?;
		let grant = match used.grant {
			Some(id) => Some(Grants::<T>::get(id)?),
			None => None,
		};
		Some(UseLeaf {
			used,
			seal,
			state,
			grant,
		})
	}
}
