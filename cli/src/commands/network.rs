//! `eseal watch` and `eseal anchor`

use crate::{
	args::{
		network::{Anchor, Watch},
		Global,
	},
	chain::{
		events::{self, Event},
		rpc, Chain,
	},
	failure::{Failure, Kind, Result},
	files,
	output::time::Time,
	view::terminal::{self, Reader},
};
use serde::Serialize;
use std::time::Duration;

/// The longest wait before another try to connect.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// An event, as it became final. With `--json` one a line.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Happened {
	/// The block.
	block: u64,
	/// Its hash.
	hash: String,
	/// Its time.
	at: Time,
	/// The number of the extrinsic that caused it; none if the block itself did.
	extrinsic: Option<u32>,
	/// The event.
	#[serde(flatten)]
	event: Event,
}

/// Prints events until nobody reads them any more. A connection that is lost is made again, and no block is left out.
pub async fn watch(global: &Global, what: Watch) -> Result<u8> {
	let mut next: Option<u64> = None;
	let mut wait = Duration::from_secs(1);
	loop {
		let before = next;
		let failure = match follow(global, &what, &mut next).await {
			Ok(()) => return Ok(0),
			Err(failure) => failure,
		};
		// The first connection must succeed; later ones are tried again.
		if failure.kind != Kind::Unreachable || next.is_none() {
			return Err(failure);
		}
		if next != before {
			wait = Duration::from_secs(1);
		}
		terminal::note(&format!(
			"eseal: {}; trying again in {} s",
			failure.message,
			wait.as_secs()
		));
		tokio::time::sleep(wait).await;
		wait = wait.saturating_mul(2).min(LONGEST_WAIT);
	}
}

/// Prints events as long as the connection lasts and somebody reads them.
async fn follow(global: &Global, what: &Watch, next: &mut Option<u64>) -> Result<()> {
	let chain = Chain::connect(&global.node).await?;
	let mut heads = chain.methods.chain_subscribe_finalized_heads().await.map_err(rpc)?;
	let first = chain.finalized().await?.number;
	let mut last = first;
	next.get_or_insert(first.saturating_add(1));
	loop {
		while let Some(number) = next.filter(|number| *number <= last) {
			if tell(global, what, &chain, number).await? == Reader::Gone {
				return Ok(());
			}
			*next = Some(number.saturating_add(1));
		}
		let head = heads
			.next()
			.await
			.ok_or_else(|| Failure::unreachable("the node closed the connection"))?
			.map_err(rpc)?;
		last = head.number;
	}
}

async fn tell(global: &Global, what: &Watch, chain: &Chain, number: u64) -> Result<Reader> {
	let view = chain.at(chain.hash_of(number).await?).await?;
	let found = events::of_block(&view.at).await?;
	let wanted: Vec<_> = found
		.into_iter()
		.filter(|(_, event)| event.is_ours() && what.seal.is_none_or(|seal| event.is_about(seal)))
		.collect();
	if wanted.is_empty() {
		return Ok(Reader::There);
	}
	let at = Time::new(view.time().await?);
	for (extrinsic, event) in wanted {
		let reader = if global.json {
			let happened = Happened {
				block: number,
				hash: format!("{:?}", view.hash),
				at,
				extrinsic,
				event,
			};
			let line = serde_json::to_string(&happened).map_err(|e| Failure::input(e.to_string()))?;
			terminal::print_json(&line)?
		} else {
			terminal::print(&terminal::one_line(&format!("block {number}  {at}  {}", event.line())))?
		};
		if reader == Reader::Gone {
			return Ok(Reader::Gone);
		}
	}
	Ok(Reader::There)
}

/// Prints or writes the trust anchor.
pub async fn anchor(global: &Global, what: Anchor) -> Result<u8> {
	if let Some(path) = &what.out {
		files::ensure_writable(path, false)?;
	}
	let anchor = Chain::connect(&global.node).await?.anchor(what.block).await?;
	let text = serde_json::to_string_pretty(&anchor).map_err(|e| Failure::input(e.to_string()))?;
	match &what.out {
		Some(path) => files::create(path, format!("{text}\n").as_bytes(), files::Readers::Anyone)?,
		None => {
			terminal::print_json(&text)?;
		}
	}
	Ok(0)
}
