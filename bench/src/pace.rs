//! When the next extrinsics are sent.

use std::time::Duration;

/// When the next extrinsics are sent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Pace {
	/// As many as keep so many under way: sent and not final. The pool keeps extrinsics until they are final, and more
	/// than it does well with slow it down.
	Window(usize),
	/// So many in a second, whatever becomes of them, as long as no more than so many are under way.
	Rate {
		/// How many in a second.
		per_second: f64,
		/// The most that are under way.
		most: usize,
	},
}

impl Pace {
	/// How many are to be sent now, so long after the beginning, with so many sent and so many of them under way.
	pub fn due(self, since: Duration, sent: u64, under_way: usize) -> usize {
		match self {
			Self::Window(window) => window.saturating_sub(under_way),
			Self::Rate { per_second, most } => {
				let due = (since.as_secs_f64() * per_second) as u64;
				let due = usize::try_from(due.saturating_sub(sent)).unwrap_or(usize::MAX);
				due.min(most.saturating_sub(under_way))
			}
		}
	}

	/// The same with a window of so many at most, and of one at least. A rate is kept as it is.
	pub fn within(self, most: u64) -> Self {
		match self {
			Self::Window(window) => {
				let most = usize::try_from(most).unwrap_or(usize::MAX);
				Self::Window(window.min(most.max(1)))
			}
			rate @ Self::Rate { .. } => rate,
		}
	}

	/// The most that are under way.
	pub fn most(self) -> usize {
		match self {
			Self::Window(most) | Self::Rate { most, .. } => most,
		}
	}

	/// The most that are sent in a second where each is final after `soonest` at the earliest.
	pub fn most_per_second(self, soonest: Duration) -> f64 {
		match self {
			Self::Window(window) => window as f64 / soonest.as_secs_f64().max(0.001),
			Self::Rate { per_second, .. } => per_second,
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_window_is_filled_and_no_more() {
		let pace = Pace::Window(100);
		assert_eq!(pace.due(Duration::ZERO, 0, 0), 100);
		assert_eq!(pace.due(Duration::from_secs(9), 500, 70), 30);
		assert_eq!(pace.due(Duration::ZERO, 500, 101), 0);
		assert_eq!(pace.most_per_second(Duration::from_millis(500)), 200.0);
	}

	#[test]
	fn a_window_may_be_smaller_and_not_larger() {
		let pace = Pace::Window(100);
		assert_eq!(pace.within(7), Pace::Window(7));
		assert_eq!(pace.within(0), Pace::Window(1));
		assert_eq!(pace.within(u64::MAX), pace);
		let rate = Pace::Rate {
			per_second: 1.0,
			most: 100,
		};
		assert_eq!(rate.within(7), rate);
	}

	#[test]
	fn a_rate_catches_up_but_not_above_its_limit() {
		let pace = Pace::Rate {
			per_second: 400.0,
			most: 1_000,
		};
		assert_eq!(pace.due(Duration::from_millis(10), 0, 0), 4);
		assert_eq!(pace.due(Duration::from_millis(10), 4, 4), 0);
		assert_eq!(pace.due(Duration::from_secs(1), 300, 300), 100);
		assert_eq!(pace.due(Duration::from_secs(9), 300, 990), 10);
		assert_eq!(pace.due(Duration::from_secs(9), 300, 1_001), 0);
		assert_eq!(pace.most_per_second(Duration::from_secs(1)), 400.0);
	}
}
