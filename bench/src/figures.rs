//! Figures out of many values.

use serde::Serialize;

/// The value that a part of these are at most: 0.99 for the 99th of a hundred. None if there are none.
pub fn quantile(sorted: &[f64], part: f64) -> Option<f64> {
	let rank = (part * sorted.len() as f64).ceil() as usize;
	sorted.get(rank.saturating_sub(1)).copied()
}

/// The mean. None if there are none.
pub fn mean(values: &[f64]) -> Option<f64> {
	(!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// How values spread.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Spread {
	/// How many there are.
	pub count: usize,
	/// The mean.
	pub mean: f64,
	/// Half of them are at most this.
	pub p50: f64,
	/// 99 of a hundred are at most this.
	pub p99: f64,
	/// The highest.
	pub max: f64,
}

impl Spread {
	/// Of these values; all zero if there are none.
	pub fn of(mut values: Vec<f64>) -> Self {
		values.sort_by(f64::total_cmp);
		let (Some(mean), Some(max)) = (mean(&values), values.last().copied()) else {
			return Self::default();
		};
		Self {
			count: values.len(),
			mean,
			p50: quantile(&values, 0.5).unwrap_or(max),
			p99: quantile(&values, 0.99).unwrap_or(max),
			max,
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_quantile_is_one_of_the_values() {
		let hundred: Vec<f64> = (1..=100).map(f64::from).collect();
		assert_eq!(quantile(&hundred, 0.99), Some(99.0));
		assert_eq!(quantile(&hundred, 0.5), Some(50.0));
		assert_eq!(quantile(&hundred, 1.0), Some(100.0));
		assert_eq!(quantile(&hundred, 0.0), Some(1.0));
		assert_eq!(quantile(&[7.0], 0.99), Some(7.0));
		assert_eq!(quantile(&[], 0.5), None);
	}

	#[test]
	fn a_spread_needs_no_order() {
		let spread = Spread::of(vec![3.0, 1.0, 2.0, 10.0]);
		assert_eq!((spread.count, spread.mean, spread.p50, spread.max), (4, 4.0, 2.0, 10.0));
		assert_eq!(Spread::of(Vec::new()), Spread::default());
	}
}
