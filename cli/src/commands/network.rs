//! `eseal watch` and `eseal anchor`

use crate::{
	args::network::{Anchor, Watch},
	failure::{Failure, Result},
	files,
	session::Session,
	view::{
		events::{is_about, is_ours, Event},
		terminal::{self, Reader},
		time::Time,
	},
};
use eseal_client::{events, follow::Followed, Block, ReadError};
use serde::Serialize;

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

/// A block that cannot be read, as a line of `--json`.
#[derive(Debug, Serialize)]
struct Skipped {
	/// The block.
	block: u64,
	/// Why it cannot be read.
	unreadable: String,
}

/// Prints events until nobody reads them any more. A connection that is lost is made again, and no block is left out; one that cannot be read is told
/// of and passed over.
pub async fn watch(session: &Session, what: Watch) -> Result<u8> {
	let mut follower = session.chain().await?.follow_finalized(None).await?;
	loop {
		match follower.next().await? {
			Followed::Block { block, time, events } => {
				if tell(session, &what, &block, Time::new(time), &events)? == Reader::Gone {
					return Ok(0);
				}
			}
			Followed::Unreadable { number, reason } => {
				if skip(session, number, &reason)? == Reader::Gone {
					return Ok(0);
				}
			}
			Followed::Lost { cause, retry_in } => {
				terminal::note(&format!("eseal: {cause}; trying again in {} s", retry_in.as_secs()));
			}
		}
	}
}

/// Tells of a block that is passed over. Whoever reads JSON gets a line of it: an event may be missing.
fn skip(session: &Session, block: u64, reason: &ReadError) -> Result<Reader> {
	if session.json() {
		let unreadable = reason.to_string();
		let line = serde_json::to_string(&Skipped { block, unreadable }).map_err(|e| Failure::input(e.to_string()))?;
		return terminal::print_json(&line);
	}
	terminal::note(&format!("eseal: block {block} is skipped: {reason}"));
	Ok(Reader::There)
}

fn tell(session: &Session, what: &Watch, block: &Block, at: Time, events: &[events::Event]) -> Result<Reader> {
	let wanted = |event: &&events::Event| is_ours(event) && what.seal.is_none_or(|seal| is_about(event, seal));
	let number = block.number();
	for event in events.iter().filter(wanted) {
		let reader = if session.json() {
			let happened = Happened {
				block: number,
				hash: format!("{:?}", block.hash()),
				at,
				extrinsic: event.extrinsic,
				event: event.into(),
			};
			let line = serde_json::to_string(&happened).map_err(|e| Failure::input(e.to_string()))?;
			terminal::print_json(&line)?
		} else {
			let line = format!("block {number}  {at}  {}", Event::from(event).line());
			terminal::print(&line)?
		};
		if reader == Reader::Gone {
			return Ok(Reader::Gone);
		}
	}
	Ok(Reader::There)
}

/// Prints or writes the trust anchor.
pub async fn anchor(session: &Session, what: Anchor) -> Result<u8> {
	if let Some(path) = &what.out {
		files::ensure_writable(path, false)?;
	}
	let anchor = session.chain().await?.anchor(what.block).await?;
	let text = serde_json::to_string_pretty(&anchor).map_err(|e| Failure::input(e.to_string()))?;
	match &what.out {
		Some(path) => files::create(path, format!("{text}\n").as_bytes(), files::Readers::Anyone)?,
		None => {
			terminal::print_json(&text)?;
		}
	}
	Ok(0)
}
