//! Why there is no measurement.

use eseal_client::{ConnectError, Error as ClientError, NodeError, ReadError, SubmitError};
use std::{io, path::PathBuf};

/// What a step of this program gives.
pub type Result<T> = std::result::Result<T, BenchError>;

/// Why there is no measurement.
#[derive(Debug, thiserror::Error)]
pub enum BenchError {
	/// The network's description is missing or is none.
	#[error("{file} does not describe a network: {reason}")]
	NotDescribed {
		/// The file.
		file: PathBuf,
		/// Why.
		reason: String,
	},
	/// A node is not there, or is of another chain.
	#[error("{node}: {source}")]
	NoConnection {
		/// The node's name.
		node: String,
		/// Why.
		source: Box<ConnectError>,
	},
	/// A node does not answer, refuses, or answers what cannot be read.
	#[error(transparent)]
	Chain(#[from] ClientError),
	/// The chain has what a sitting founds.
	#[error("this chain was measured before, or has enterprises of its own: {0} is registered")]
	NotFresh(String),
	/// Something that was sent to found what the loads need did not do it.
	#[error("founding: {done} of {wanted} {what}")]
	NotFounded {
		/// What.
		what: &'static str,
		/// How many there are.
		done: usize,
		/// How many there must be.
		wanted: usize,
	},
	/// The first extrinsic of a load failed.
	#[error("the first extrinsic of {case} failed: {reason}")]
	FirstFailed {
		/// The case.
		case: &'static str,
		/// Why.
		reason: String,
	},
	/// Something does not come about.
	#[error("waited {seconds} s in vain for {what}")]
	InVain {
		/// What for.
		what: String,
		/// How long.
		seconds: u64,
	},
	/// A header has no slot, so no block tells whether slots were missed.
	#[error("block {0} does not say its slot")]
	NoSlot(u64),
	/// A key cannot be made.
	#[error("no key can be made of \"{0}\"")]
	NoKey(String),
	/// The system does not tell what it tells on Linux.
	#[error("{file} cannot be read: {reason}")]
	Machine {
		/// The file.
		file: String,
		/// Why.
		reason: String,
	},
	/// There is no `perf`, or it may not be used.
	#[error("perf does not record: {0}")]
	NoPerf(String),
	/// There is no PostgreSQL server to measure.
	#[error("the network's description names no PostgreSQL server")]
	NoPostgres,
	/// PostgreSQL refuses something, or is not there any longer.
	#[error("PostgreSQL: {0}")]
	Postgres(String),
	/// What an operator sends does not verify, or its log is full.
	#[error("what operator {operator} sends cannot be recorded")]
	Unrecordable {
		/// The operator.
		operator: usize,
	},
	/// A result cannot be written.
	#[error("{file} cannot be written: {source}")]
	NotWritten {
		/// The file.
		file: PathBuf,
		/// Why.
		source: io::Error,
	},
	/// The system refuses what every program of this kind needs.
	#[error("the system refuses: {0}")]
	System(#[from] io::Error),
	/// A part of this program ended by itself: a mistake in it.
	#[error("a task ended before its time: {0}")]
	Task(#[from] tokio::task::JoinError),
}

impl BenchError {
	/// What to do about it.
	pub fn advice(&self) -> &'static str {
		match self {
			Self::NotDescribed { .. } => "./scripts/bench starts a network and describes it.",
			Self::NoConnection { .. } | Self::Chain(_) => {
				"Look at the nodes' logs: ./scripts/bench --keep says where they are."
			}
			Self::NotFresh(_) => "Start a fresh chain, as ./scripts/bench does.",
			Self::NotFounded { .. } | Self::FirstFailed { .. } => {
				"The runtime's rules may have changed: compare bench/src/founding and bench/src/load with them."
			}
			Self::InVain { .. } | Self::NoSlot(_) => {
				"Look whether the nodes make blocks and finalize them: ./scripts/bench --keep keeps their logs."
			}
			Self::NoKey(_) | Self::Task(_) | Self::Unrecordable { .. } => "This is a mistake in eseal-bench.",
			Self::Machine { .. } => "The nodes must run on this machine, under Linux, by the same user.",
			Self::NoPerf(_) => {
				"Install it (Debian: linux-perf) and allow it (sysctl kernel.perf_event_paranoid=1), or leave out --profile."
			}
			Self::NoPostgres => "./scripts/bench --case postgres starts one.",
			Self::Postgres(_) => {
				"Look whether the disk is full; if it is not, compare bench/src/postgres with this version of PostgreSQL."
			}
			Self::NotWritten { .. } => "Name another directory with --out.",
			Self::System(_) => "Look at the memory left, and at the limits of processes and files.",
		}
	}
}

impl From<ReadError> for BenchError {
	fn from(error: ReadError) -> Self {
		Self::Chain(error.into())
	}
}

impl From<NodeError> for BenchError {
	fn from(error: NodeError) -> Self {
		Self::Chain(error.into())
	}
}

impl From<SubmitError> for BenchError {
	fn from(error: SubmitError) -> Self {
		Self::Chain(error.into())
	}
}
