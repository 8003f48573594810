//! What a node's own metrics do not have, for Prometheus: missed slots by seat, refused uses, the age of session keys.
//!
//! | module | subject |
//! | --- | --- |
//! | [`follower`] | follows one node for ever |
//! | [`block_counter`], [`slots`] | counts what blocks did, and slots that brought none |
//! | [`key_ages`], [`since`] | how old session keys are |
//! | [`chain`] | what the node is asked |
//! | [`metrics`], [`server`] | the metrics, and how Prometheus gets them |

mod block_counter;
mod chain;
mod follower;
mod key_ages;
mod metrics;
mod server;
mod since;
mod slots;

use crate::{args::ExporterArgs, output};
use follower::Follower;
use metrics::Metrics;
use server::{CannotListen, Server};
use std::{future::Future, io, sync::Arc};
use tokio::signal::unix::{signal, SignalKind};

/// Why the exporter does not start.
#[derive(Debug, thiserror::Error)]
pub enum Error {
	/// The system refuses what every program of this kind needs.
	#[error("the exporter cannot start: {0}")]
	System(#[from] io::Error),
	/// A metric is described wrongly: a mistake in this program.
	#[error("the metrics cannot be described: {0}")]
	Metrics(#[from] prometheus::Error),
	/// Nobody can ask for the metrics.
	#[error(transparent)]
	CannotListen(#[from] CannotListen),
}

impl Error {
	/// What to do about it.
	pub fn advice(&self) -> String {
		match self {
			Self::System(_) => "Look at the limits of the service, and at the memory left.",
			Self::Metrics(_) => "Use another release of eseal-operator.",
			Self::CannotListen(_) => "Name another address: --listen HOST:PORT",
		}
		.into()
	}
}

/// Serves metrics until the process is told to end.
///
/// # Errors
///
/// It cannot begin.
pub fn run(args: &ExporterArgs) -> Result<(), Error> {
	let runtime = tokio::runtime::Builder::new_multi_thread()
		.worker_threads(2)
		.enable_all()
		.build()?;
	let done = runtime.block_on(async {
		let end = end()?;
		let metrics = Arc::new(Metrics::new()?);
		let server = Server::bind(&args.listen).await?;
		output::heading(format_args!("http://{}/metrics", args.listen));
		tokio::select! {
			() = end => {},
			() = server.serve(Arc::clone(&metrics)) => {},
			() = Follower::new(&args.node, metrics).run() => {},
		}
		Ok(())
	});
	// There is nothing to finish: what was counted is Prometheus' to keep.
	runtime.shutdown_background();
	done
}

/// Waits for the signal to end.
fn end() -> io::Result<impl Future<Output = ()>> {
	let mut interrupt = signal(SignalKind::interrupt())?;
	let mut terminate = signal(SignalKind::terminate())?;
	Ok(async move {
		tokio::select! {
			_ = interrupt.recv() => {},
			_ = terminate.recv() => {},
		}
	})
}
