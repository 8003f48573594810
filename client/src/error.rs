//! What can go wrong with a node: one type for each operation, and [`Error`], which is any of them.

use crate::{
	evidence::EvidenceError, follow::FollowError, interface::ConnectError, kept::NotKept, submit::SubmitError,
	AccountId,
};
use eseal_primitives::{ActId, CorrectionId, GrantId, SealCode, SealId, Uscc};
use sp_core::H256;
use std::{fmt, time::Duration};
use subxt::{
	error::{BackendError, OnlineClientAtBlockError, RpcError},
	ext::jsonrpsee::core::client::Error as TransportError,
};

/// Any error of this crate.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
	/// No connection that this crate can use.
	#[error(transparent)]
	Connect(#[from] ConnectError),
	/// A node does not answer, or says no.
	#[error(transparent)]
	Node(#[from] NodeError),
	/// Something could not be read from the chain.
	#[error(transparent)]
	Read(#[from] ReadError),
	/// A call was not sent, or it is not known what became of it.
	#[error(transparent)]
	Submit(#[from] SubmitError),
	/// Blocks can be followed no longer.
	#[error(transparent)]
	Follow(#[from] FollowError),
	/// Nothing that proves what is asked for is to be had.
	#[error(transparent)]
	Evidence(#[from] EvidenceError),
}

/// A node does not answer, or its answer is a refusal or cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NodeError {
	/// The time for an answer is over. What was asked for may have been done.
	#[error("the node gave no answer within {} s", .0.as_secs())]
	TimedOut(Duration),
	/// The connection is broken. What was asked for may have been done.
	#[error("the connection to the node is broken: {0}")]
	Disconnected(String),
	/// The node refused: an error of JSON-RPC.
	#[error("the node answers: {message} ({code})")]
	Refused {
		/// JSON-RPC's number of the error.
		code: i32,
		/// What the node says.
		message: String,
		/// What more it says.
		data: Option<String>,
	},
	/// The node answered in a form that this crate does not know.
	#[error("the node answered {what} in an unknown form: {reason}")]
	Unreadable {
		/// What was asked for.
		what: String,
		/// What is wrong with the answer.
		reason: String,
	},
}

/// JSON-RPC's number for a method that is not there. Nodes answer with it, too, where they serve a method to callers on their
/// own machine alone.
const NO_METHOD: i32 = -32_601;

impl NodeError {
	/// An answer that cannot be read.
	pub(crate) fn unreadable(what: impl Into<String>, reason: impl fmt::Display) -> Self {
		Self::Unreadable {
			what: what.into(),
			reason: reason.to_string(),
		}
	}

	/// Whether the connection is at fault, so that another one may help: it broke, or the time was over.
	pub fn is_connection(&self) -> bool {
		matches!(self, Self::TimedOut(_) | Self::Disconnected(_))
	}

	/// Whether the node has dropped what was asked for, as nodes that prune do with the states of old blocks. An archive
	/// node has it.
	pub fn is_dropped(&self) -> bool {
		match self {
			Self::Refused { message, data, .. } => {
				let says = |text: &str| {
					let text = text.to_lowercase();
					text.contains("already discarded")
						|| text.contains("unknownblock")
						|| text.contains("unknown block")
				};
				says(message) || data.as_deref().is_some_and(says)
			}
			_ => false,
		}
	}

	/// Whether the node does not serve the method here: it has none of this name, or takes it for unsafe and serves it to callers
	/// on its own machine alone.
	pub fn is_not_served(&self) -> bool {
		match self {
			Self::Refused { code, message, .. } => {
				*code == NO_METHOD || message.contains("unsafe to be called externally")
			}
			_ => false,
		}
	}

	/// An error of a request, which had this time.
	pub(crate) fn of(error: subxt::rpcs::Error, timeout: Duration) -> Self {
		use subxt::rpcs::Error;
		match error {
			Error::User(answer) => Self::Refused {
				code: answer.code,
				message: answer.message,
				data: answer.data.map(|data| data.get().trim_matches('"').to_owned()),
			},
			Error::Client(cause) => match cause.downcast_ref::<TransportError>() {
				Some(TransportError::RequestTimeout) => Self::TimedOut(timeout),
				_ => Self::Disconnected(cause.to_string()),
			},
			Error::DisconnectedWillReconnect(cause) => Self::Disconnected(cause),
			Error::Deserialization(cause) => Self::unreadable("a request", cause),
			Error::Decode(cause) => Self::unreadable("a request", cause),
			other => Self::Disconnected(other.to_string()),
		}
	}

	/// An error of looking at a block.
	pub(crate) fn of_block(error: OnlineClientAtBlockError, timeout: Duration, connected: bool) -> Self {
		use OnlineClientAtBlockError::{
			CannotGetBlockHash, CannotGetBlockHeader, CannotGetCurrentBlock, CannotGetSpecVersion,
		};
		match error {
			CannotGetCurrentBlock { reason }
			| CannotGetBlockHash { reason, .. }
			| CannotGetBlockHeader { reason, .. }
			| CannotGetSpecVersion { reason, .. } => match reason {
				BackendError::Rpc(RpcError::ClientError(cause)) => Self::of(cause, timeout),
				other => Self::Disconnected(other.to_string()),
			},
			// This one gives its cause as a text only.
			OnlineClientAtBlockError::CannotGetMetadata { reason, .. } if reason.contains("Request timeout") => {
				Self::TimedOut(timeout)
			}
			other if connected => Self::unreadable("a block's metadata", other),
			other => Self::Disconnected(other.to_string()),
		}
	}
}

/// Something could not be read from the chain.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
	/// The node does not answer, or says no.
	#[error(transparent)]
	Node(#[from] NodeError),
	/// The chain has no such thing.
	#[error(transparent)]
	NotFound(#[from] NotFound),
	/// The node's runtime has nothing of this name.
	#[error("the node's runtime has no {0}")]
	Unknown(String),
	/// What a block holds is of a form that this crate does not know.
	#[error("{what} of block {block} cannot be read: {reason}")]
	Unreadable {
		/// What was read.
		what: String,
		/// The block's number.
		block: u64,
		/// What is wrong with it.
		reason: String,
	},
	/// The node keeps something else in place of what left the state.
	#[error("what the node keeps as {what} is something else: {reason}")]
	FalselyKept {
		/// What it should be.
		what: String,
		/// What is wrong with it.
		reason: String,
	},
}

impl ReadError {
	/// Whether the connection is at fault, so that another one may help.
	pub fn is_connection(&self) -> bool {
		matches!(self, Self::Node(error) if error.is_connection())
	}

	/// Whether the node has dropped the state that was asked for. An archive node has it.
	pub fn is_dropped(&self) -> bool {
		matches!(self, Self::Node(error) if error.is_dropped())
	}

	/// Why the node does not have what left the state, if that is what is missing. A record keeper has it.
	pub fn not_kept(&self) -> Option<NotKept> {
		match self {
			Self::NotFound(missing) => missing.not_kept(),
			_ => None,
		}
	}
}

/// What the chain does not have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotFound {
	/// No enterprise is registered under this code.
	#[error("no enterprise is registered under {0}")]
	Enterprise(Uscc),
	/// No physical seal is filed under this code.
	#[error("no physical seal is filed under {0}")]
	PhysicalSeal(SealCode),
	/// There is no e-seal with this number.
	#[error("there is no e-seal {0}")]
	Seal(SealId),
	/// The enterprise has never had an e-seal.
	#[error("the enterprise {0} has never had an e-seal")]
	SealOf(Uscc),
	/// There is no grant with this number.
	#[error("there is no grant {0}")]
	Grant(GrantId),
	/// No act waits under this number.
	#[error("no act waits under number {0}: it was confirmed, turned down or withdrawn, or it ended")]
	Act(ActId),
	/// There is no correction with this number.
	#[error("there is no correction {0}: it was withdrawn, or it ended and was cleared")]
	Correction(CorrectionId),
	/// The account is no officer, and never was one.
	#[error("the account {0} is no officer, and never was one")]
	Officer(AccountId),
	/// The account has no role, so it may send nothing.
	#[error("the account {0} has no role on this chain")]
	Role(AccountId),
	/// The account neither owns the e-seal nor has a grant for it.
	#[error("the account {account} neither owns e-seal {seal} nor has a grant for it")]
	UseRight {
		/// The e-seal.
		seal: SealId,
		/// The account.
		account: AccountId,
	},
	/// The log of this e-seal has no use with this index.
	#[error("the log of e-seal {seal} has no use {index}")]
	Use {
		/// The e-seal.
		seal: SealId,
		/// The index of the use among all uses of the e-seal.
		index: u64,
	},
	/// The log of this e-seal has no record with this number.
	#[error("the log of e-seal {seal} has no record {record}")]
	Record {
		/// The e-seal.
		seal: SealId,
		/// The record's number in its log.
		record: u64,
	},
	/// The record left the state, and the node does not have it beside the state.
	#[error("record {record} of e-seal {seal} left the state, and {why}")]
	RecordNotKept {
		/// The e-seal.
		seal: SealId,
		/// The record's number in its log.
		record: u64,
		/// Why the node does not have it.
		why: NotKept,
	},
	/// The state of a block is gone, and the node does not have what leads to the root in its header beside the state.
	#[error("what leads to the records' root {root:?} in a header left the state, and {why}")]
	LeavesNotKept {
		/// The root.
		root: H256,
		/// Why the node does not have it.
		why: NotKept,
	},
	/// The block is not the one that has this record.
	#[error("block {block} does not have record {record} of e-seal {seal}")]
	RecordInBlock {
		/// The e-seal.
		seal: SealId,
		/// The record's number in its log.
		record: u64,
		/// The block's number.
		block: u64,
	},
	/// The node has no block with this number.
	#[error("the node has no block {0}")]
	Block(u64),
	/// The node has no block with this hash.
	#[error("the node does not have the block {0:?}")]
	BlockHash(H256),
}

impl NotFound {
	/// Why the node does not have what left the state, if that is what is missing.
	pub fn not_kept(&self) -> Option<NotKept> {
		match self {
			Self::RecordNotKept { why, .. } | Self::LeavesNotKept { why, .. } => Some(*why),
			_ => None,
		}
	}
}
