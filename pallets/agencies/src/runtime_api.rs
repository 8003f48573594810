//! The runtime API: what dApps, explorers and auditors ask. polkadot.js decodes it from the metadata, under
//! `api.call.agenciesApi`.

use crate::MotionInfo;
use codec::Codec;

sp_api::decl_runtime_apis! {
	/// Questions about what the agencies decide.
	pub trait AgenciesApi<AccountId, Hash>
	where
		AccountId: Codec,
		Hash: Codec,
	{
		/// The open motion with this hash: who proposed it, and the weight and length of its call, which whoever closes it
		/// states (`council.close`). `None` if no such motion is open.
		fn motion(motion: Hash) -> Option<MotionInfo<AccountId>>;
	}
}
