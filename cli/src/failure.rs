//! Why a command did not do what it was asked, and what to do next.

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

/// What `--json` prints of a failure.
#[derive(Debug, Serialize)]
pub struct FailureShape<'a> {
	/// The failure.
	pub error: &'a Failure,
}
