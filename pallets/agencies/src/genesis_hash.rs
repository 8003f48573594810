//! What names this chain.

use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::traits::Zero;

/// The hash of the chain's first block: what binds a signature to this chain. `frame_system` keeps it when it forgets the
/// hashes of other blocks.
pub fn genesis_hash<T: frame_system::Config>() -> T::Hash {
	frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero())
}
