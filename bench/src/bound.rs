//! What bounded a load.

use serde::Serialize;
use std::fmt;

/// From here on blocks are as good as full, and from there on the machine idles as good as never.
pub const FULL: f64 = 0.9;
const BUSY: f64 = 0.08;

/// From here on a window is as good as always filled.
const FILLED: f64 = 0.9;

/// What a load shows of its bounds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Signs {
	/// Which part of its room the median block had taken: one that begins a session takes nothing, whatever waits.
	pub fullness: f64,
	/// Which part of the time processors idled.
	pub idle: f64,
	/// How many extrinsics were under way, on average, as a part of the window; none where a rate was asked for.
	pub window: Option<f64>,
	/// How often a pool had no room.
	pub pool_full: u64,
}

/// What bounded a load.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
	/// The weight that a block may have.
	BlockWeight,
	/// The processors of this machine.
	Cpu,
	/// The limit of the nodes' pools.
	PoolLimit,
	/// The window of the load: all of it was under way, waiting to be final.
	Window,
	/// The rate that was asked for.
	Rate,
	/// None of these, as far as the signs tell.
	Unknown,
}

impl fmt::Display for Bound {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(match self {
			Self::BlockWeight => "block weight",
			Self::Cpu => "CPU",
			Self::PoolLimit => "pool limit",
			Self::Window => "window ÷ time to final",
			Self::Rate => "the rate asked for",
			Self::Unknown => "not told by these figures",
		})
	}
}

/// All that bounded a load. A window is always filled; it is what bounds where neither blocks nor processors are.
pub fn bounds(signs: &Signs) -> Vec<Bound> {
	let mut found = Vec::new();
	if signs.fullness >= FULL {
		found.push(Bound::BlockWeight);
	}
	if signs.idle <= BUSY {
		found.push(Bound::Cpu);
	}
	if signs.pool_full > 0 {
		found.push(Bound::PoolLimit);
	}
	if found.is_empty() {
		found.push(match signs.window {
			Some(filled) if filled >= FILLED => Bound::Window,
			Some(_) => Bound::Unknown,
			None => Bound::Rate,
		});
	}
	found
}

#[cfg(test)]
mod tests {
	use super::*;

	const IDLE: Signs = Signs {
		fullness: 0.4,
		idle: 0.3,
		window: Some(0.99),
		pool_full: 0,
	};

	#[test]
	fn a_window_bounds_where_nothing_else_does() {
		assert_eq!(bounds(&IDLE), [Bound::Window]);
		assert_eq!(bounds(&Signs { window: None, ..IDLE }), [Bound::Rate]);
		assert_eq!(
			bounds(&Signs {
				window: Some(0.5),
				..IDLE
			}),
			[Bound::Unknown]
		);
	}

	#[test]
	fn all_that_bounds_is_told() {
		let signs = Signs {
			fullness: 0.95,
			idle: 0.02,
			pool_full: 3,
			..IDLE
		};
		assert_eq!(bounds(&signs), [Bound::BlockWeight, Bound::Cpu, Bound::PoolLimit]);
	}
}
