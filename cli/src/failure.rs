//! Why a command did not do what it was asked, and what to do next.

use eseal_client::{
	error::NotFound, events::CallError, evidence::EvidenceError, follow::FollowError, kept::NotKept,
	submit::SubmitError, ConnectError, NodeError, ReadError,
};
use eseal_primitives::Refusal;
use serde::Serialize;

/// What kind of failure it is. Scripts branch on it, so names stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
	/// The chain refused the call, or would refuse it.
	Refused,
	/// A document, a receipt or an export does not hold.
	Invalid,
	/// The chain has no such thing.
	NotFound,
	/// A file, or what it says, cannot be used.
	Input,
	/// A key file cannot be used: a wrong password, another algorithm, another key.
	Key,
	/// What was asked can be neither confirmed nor denied.
	Indeterminate,
	/// Recorded in a block that is not final yet.
	AwaitingFinality,
	/// The node cannot be reached, or does not answer as a node does.
	Unreachable,
	/// The node runs another interface than this program was made for.
	Incompatible,
	/// The command line is wrong.
	Usage,
}

/// The exit status for a wrong command line (`EX_USAGE`).
pub const USAGE: u8 = 64;

impl Kind {
	/// The exit status: 1 refused or invalid, 2 indeterminate or unreachable, 64 wrong usage.
	pub fn exit_status(self) -> u8 {
		match self {
			Self::Refused | Self::Invalid | Self::NotFound | Self::Input | Self::Key => 1,
			Self::Indeterminate | Self::AwaitingFinality | Self::Unreachable | Self::Incompatible => 2,
			Self::Usage => USAGE,
		}
	}
}

/// Why a command did not do what it was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{message}")]
pub struct Failure {
	/// What kind of failure it is.
	pub kind: Kind,
	/// What happened.
	pub message: String,
	/// What the person can do about it.
	#[serde(skip_serializing_if = "Option::is_none")]
	pub next: Option<String>,
}

/// What a command gives.
pub type Result<T> = std::result::Result<T, Failure>;

impl Failure {
	/// A failure without advice.
	pub fn new(kind: Kind, message: impl Into<String>) -> Self {
		Self {
			kind,
			message: message.into(),
			next: None,
		}
	}

	/// The same with what to do about it.
	pub fn next(self, advice: impl Into<String>) -> Self {
		Self {
			next: Some(advice.into()),
			..self
		}
	}

	/// The chain refused the call, or would.
	pub fn refused(message: impl Into<String>) -> Self {
		Self::new(Kind::Refused, message)
	}

	/// A file, or what it says, cannot be used.
	pub fn input(message: impl Into<String>) -> Self {
		Self::new(Kind::Input, message)
	}

	/// The chain has no such thing.
	pub fn not_found(message: impl Into<String>) -> Self {
		Self::new(Kind::NotFound, message)
	}

	/// The node cannot be reached, or does not answer as a node does.
	pub fn unreachable(message: impl Into<String>) -> Self {
		Self::new(Kind::Unreachable, message)
	}
}

impl From<NodeError> for Failure {
	fn from(error: NodeError) -> Self {
		let kind = match &error {
			NodeError::Unreadable { .. } => Kind::Incompatible,
			_ => Kind::Unreachable,
		};
		let failure = Self::new(kind, error.to_string());
		match &error {
			_ if error.is_dropped() => failure.next(ARCHIVE),
			NodeError::TimedOut(_) => failure.next("Try again, or use another node: --node URL."),
			_ => failure,
		}
	}
}

/// What to do where a node has dropped what it is asked for.
const ARCHIVE: &str =
	"Only archive nodes (--state-pruning archive) have the states of older blocks: use one of those (--node URL).";

/// What to do where a node does not have what left the state.
const KEEPER: &str = "Ask a record keeper, a node that runs with --enable-offchain-indexing true: over its loopback \
	 address, or with --rpc-methods unsafe where nobody else reaches it (--node URL).";

/// What to do where a node does not tell what it keeps.
const GUARDED: &str =
	"If the node keeps records (--enable-offchain-indexing true), ask it on its own machine over its \
	 loopback address, or start it with --rpc-methods unsafe where nobody else reaches it. Otherwise ask one that does \
	 (--node URL).";

/// What to do about what left the state.
pub fn keeper(why: NotKept) -> &'static str {
	match why {
		NotKept::Refused => GUARDED,
		_ => KEEPER,
	}
}

impl From<NotFound> for Failure {
	fn from(error: NotFound) -> Self {
		let message = error.to_string();
		match error.not_kept() {
			// It is on record, as far as this node knows; another one can show it.
			Some(why) => Self::new(Kind::Indeterminate, message).next(keeper(why)),
			None => Self::not_found(message),
		}
	}
}

impl From<ReadError> for Failure {
	fn from(error: ReadError) -> Self {
		match error {
			ReadError::Node(error) => error.into(),
			ReadError::NotFound(error) => error.into(),
			ReadError::FalselyKept { .. } => {
				Self::new(Kind::Incompatible, error.to_string()).next("Ask another record keeper: --node URL.")
			}
			other => Self::new(Kind::Incompatible, other.to_string()),
		}
	}
}

impl From<ConnectError> for Failure {
	fn from(error: ConnectError) -> Self {
		let message = error.to_string();
		match error {
			ConnectError::Unreachable { .. } => Self::unreachable(message)
				.next("Check the address (--node URL or ESEAL_URL), and that the node is running."),
			ConnectError::OtherChain { .. } => {
				Self::new(Kind::Incompatible, message).next("Use a node of an e-seal chain: --node URL or ESEAL_URL.")
			}
			ConnectError::OtherInterface { spec_version, .. } => Self::new(Kind::Incompatible, message).next(format!(
				"Install the eseal of the release with spec version {spec_version}; this is eseal {}.",
				env!("CARGO_PKG_VERSION")
			)),
			ConnectError::Read(error) => error.into(),
			_ => Self::unreachable(message),
		}
	}
}

impl From<&CallError> for Failure {
	fn from(error: &CallError) -> Self {
		let failure = Self::refused(error.to_string());
		match error {
			CallError::Pallet { docs, .. } if !docs.is_empty() => failure.next(docs),
			CallError::BadOrigin => {
				failure.next("The command needs another role, which its help names. Check --account.")
			}
			_ => failure,
		}
	}
}

impl From<SubmitError> for Failure {
	fn from(error: SubmitError) -> Self {
		let message = error.to_string();
		match error {
			SubmitError::Read(error) => error.into(),
			SubmitError::Syncing => {
				Self::unreachable(message).next("Wait until it has caught up, or use another node: --node URL.")
			}
			SubmitError::NotTaken { account, refusal } => match (refusal, refusal.advice()) {
				(Refusal::OverBudget | Refusal::TooLargeForBudget, advice) => {
					Self::refused(message).next(format!("{advice} `eseal budget show {account}` shows what is left."))
				}
				(_, "") => Self::refused(message),
				(_, advice) => Self::refused(message).next(advice),
			},
			SubmitError::Overtaken(_) | SubmitError::Early(_) => Self::refused(message).next("Try again."),
			SubmitError::Unsigned(_) => Self::new(Kind::Key, message),
			SubmitError::Encode { .. } => Self::new(Kind::Incompatible, message),
			SubmitError::Unconfirmed { .. } | SubmitError::Unreadable { .. } | SubmitError::Dropped { .. } => {
				Self::new(Kind::Indeterminate, message)
			}
			_ => Self::refused(message),
		}
	}
}

impl From<FollowError> for Failure {
	fn from(error: FollowError) -> Self {
		Self::new(Kind::Incompatible, error.to_string()).next("Check the address (--node URL or ESEAL_URL).")
	}
}

impl From<EvidenceError> for Failure {
	fn from(error: EvidenceError) -> Self {
		let message = error.to_string();
		let indeterminate = |message| Self::new(Kind::Indeterminate, message);
		match error {
			EvidenceError::Read(error) => error.into(),
			EvidenceError::AwaitingFinality(_) => Self::new(Kind::AwaitingFinality, message)
				.next("Try again when the nodes of all agencies are back."),
			EvidenceError::NotFinal { .. } => indeterminate(message).next("Give a final block."),
			EvidenceError::NoHandOff { .. } => indeterminate(message).next(
				"Ask a node that has been there from the chain's start (--node URL). If authorities were ever changed by \
				 force, use the anchor that the agencies published then (--anchor FILE).",
			),
			EvidenceError::NoJustification(_) | EvidenceError::TooFar { .. } => {
				indeterminate(message).next("Ask another agency's node: --node URL.")
			}
			EvidenceError::NoExtrinsic { .. } => Self::not_found(message),
			EvidenceError::DocumentsMissing { .. } => Self::not_found(message).next(
				"Use the batch file that was written when they were sealed: `eseal receipt --batch-file FILE` and the \
				 document's name in it.",
			),
			_ => indeterminate(message),
		}
	}
}

/// What `--json` prints of a failure.
#[derive(Debug, Serialize)]
pub struct FailureShape<'a> {
	/// The failure.
	pub error: &'a Failure,
}

#[cfg(test)]
mod tests {
	use super::*;
	use eseal_client::AccountId;
	use eseal_primitives::SealId;

	#[test]
	fn what_left_the_state_is_not_said_not_to_exist() {
		for (why, where_to_look) in [
			(NotKept::Absent, "a node that runs with --enable-offchain-indexing true"),
			(NotKept::Refused, "ask it on its own machine over its loopback address"),
		] {
			let failure = Failure::from(NotFound::RecordNotKept {
				seal: SealId(3),
				record: 7,
				why,
			});
			assert_eq!(failure.kind, Kind::Indeterminate);
			assert!(
				failure
					.message
					.starts_with("record 7 of e-seal 3 left the state, and this node "),
				"{}",
				failure.message
			);
			let next = failure.next.unwrap();
			assert!(next.contains(where_to_look), "{next}");
		}
	}

	#[test]
	fn a_refusal_says_what_to_do_and_where_to_look() {
		let account = AccountId::new([1; 32]);
		let refused = |refusal| {
			let account = account.clone();
			Failure::from(SubmitError::NotTaken { account, refusal })
		};
		for refusal in [Refusal::OverBudget, Refusal::TooLargeForBudget] {
			let failure = refused(refusal);
			assert_eq!(failure.kind, Kind::Refused);
			assert!(failure.message.ends_with(refusal.problem()), "{}", failure.message);
			let next = failure.next.unwrap();
			assert!(next.starts_with(refusal.advice()), "{next}");
			assert!(next.contains(&format!("`eseal budget show {account}`")), "{next}");
		}
		let next = refused(Refusal::NotYours).next.unwrap();
		assert_eq!(next, Refusal::NotYours.advice());
		assert_eq!(refused(Refusal::RemarkTooLong).next, None);
	}
}
