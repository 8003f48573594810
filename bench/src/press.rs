//! Keeps enough signed. What a load of some minutes can send is signed before it begins; only of a longer one, whose
//! statements would grow too old, the rest is signed while it goes on. Of a load whose making is a part of what is measured,
//! nothing is made beforehand, and as many at a time as there are cores.

use crate::{
	composition::Composition,
	error::Result,
	frame::Frame,
	machine::core_count,
	mill::{Mill, Ready},
	supply::Supply,
};
use eseal_client::Client;
use std::{
	sync::Arc,
	time::{Duration, Instant},
};
use tokio::task::{spawn_blocking, JoinHandle};

/// For how long is signed beforehand: statements live ten minutes, and extrinsics nearly as long.
pub const BEFOREHAND: Duration = Duration::from_secs(240);

/// What was signed before so long is signed anew: it may be too old when it is in a block.
const STALE: Duration = Duration::from_secs(360);

/// How old the block may be on top of which is signed.
const OLDEST_BLOCK: Duration = Duration::from_secs(60);

/// For how long is signed at once while a load goes on, and when: as soon as less is ready than is sent in this time.
const AT_ONCE: Duration = Duration::from_secs(60);
const LOW: Duration = Duration::from_secs(10);

/// Keeps enough signed.
pub struct Press {
	mill: Arc<Mill>,
	client: Client,
	composition: Composition,
	frame: Arc<Frame>,
	framed: Instant,
	/// The number of the next extrinsic to sign, of those of all operators in turns.
	next: u64,
	/// When more is signed while the load goes on; never, if none.
	refill: Option<Refill>,
	making: Option<JoinHandle<Result<Vec<Ready>>>>,
	meanwhile: u64,
}

/// When more is signed, and how much.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Refill {
	/// As soon as fewer than so many are ready.
	below: usize,
	/// How many at once.
	count: u64,
}

impl Refill {
	/// Of what is made beforehand, for a load that sends so many in a second at most.
	fn of(per_second: f64) -> Self {
		Self {
			below: (per_second * LOW.as_secs_f64()) as usize,
			count: (per_second * AT_ONCE.as_secs_f64()) as u64,
		}
	}

	/// Of what is made as it is needed: a core makes one while another that it made is sent.
	fn as_needed(cores: usize) -> Self {
		Self {
			below: cores.max(1),
			count: cores.max(1) as u64,
		}
	}
}

impl Press {
	/// Signs on top of the latest block of a chain that is composed so, for so many extrinsics a second at most; and more whenever little is left, if
	/// it `goes_on`.
	///
	/// # Errors
	///
	/// The node does not answer.
	pub async fn new(
		mill: Arc<Mill>,
		client: Client,
		composition: Composition,
		per_second: f64,
		goes_on: bool,
	) -> Result<Self> {
		let frame = Arc::new(Frame::on(&client.best().await?, composition)?);
		let refill = match mill.load.is_made_beforehand() {
			true => goes_on.then(|| Refill::of(per_second)),
			false => Some(Refill::as_needed(core_count())),
		};
		Ok(Self {
			mill,
			client,
			composition,
			frame,
			framed: Instant::now(),
			next: 0,
			refill,
			making: None,
			meanwhile: 0,
		})
	}

	/// Signs so many, if they are made beforehand.
	///
	/// # Errors
	///
	/// As [`Mill::make`].
	pub async fn fill(&mut self, supply: &mut Supply, count: u64) -> Result<()> {
		if !self.mill.load.is_made_beforehand() {
			return Ok(());
		}
		let made = self.begin(count).await??;
		supply.add(made);
		Ok(())
	}

	/// Signs more if little is left.
	///
	/// # Errors
	///
	/// As [`Mill::make`]; or the node does not answer.
	pub async fn tend(&mut self, supply: &mut Supply) -> Result<()> {
		if self.framed.elapsed() > OLDEST_BLOCK {
			self.frame = Arc::new(Frame::on(&self.client.best().await?, self.composition)?);
			self.framed = Instant::now();
		}
		if let Some(making) = self.making.take() {
			if !making.is_finished() {
				self.making = Some(making);
				return Ok(());
			}
			let made = making.await??;
			self.meanwhile = self.meanwhile.saturating_add(made.len() as u64);
			supply.add(made);
		}
		if let Some(Refill { below, count }) = self.refill {
			if self.making.is_none() && supply.stock() < below {
				self.making = Some(self.begin(count));
			}
		}
		Ok(())
	}

	/// What is ready, or the same signed anew: if a node refused it, since a pool does not look again at bytes that it
	/// refused; and if it is old.
	///
	/// # Errors
	///
	/// As [`Mill::make`].
	pub fn fresh(&mut self, ready: Ready) -> Result<Ready> {
		if ready.refused == 0 && ready.made.elapsed() < STALE {
			return Ok(ready);
		}
		self.meanwhile = self.meanwhile.saturating_add(1);
		let made = self.mill.make(&self.frame, ready.operator, ready.nth)?;
		Ok(Ready {
			refused: ready.refused,
			..made
		})
	}

	/// How many were signed since the load began.
	pub fn meanwhile(&self) -> u64 {
		self.meanwhile
	}

	/// Begins to sign so many.
	fn begin(&mut self, count: u64) -> JoinHandle<Result<Vec<Ready>>> {
		let from = self.next;
		let to = from.saturating_add(count.max(1));
		self.next = to;
		let (mill, frame) = (Arc::clone(&self.mill), Arc::clone(&self.frame));
		spawn_blocking(move || mill.make_all(&frame, from..to))
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn what_is_made_as_it_is_needed_keeps_every_core_busy() {
		assert_eq!(Refill::as_needed(2), Refill { below: 2, count: 2 });
		assert_eq!(Refill::as_needed(0), Refill { below: 1, count: 1 });
		assert_eq!(Refill::of(10.0), Refill { below: 100, count: 600 });
	}
}
