//! What became of each line.

use std::collections::HashMap;

/// What became of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
	/// It was done, in this final block.
	Done(u32),
	/// It was on record before.
	Earlier,
	/// It was refused, for this reason.
	Refused(String),
}

/// The same in a few bytes.
#[derive(Debug, Clone, Copy)]
enum Packed {
	Open,
	Done(u32),
	Earlier,
	Refused(u32),
}

/// How many lines there are of each outcome.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
	/// Done.
	pub done: u32,
	/// On record before.
	pub earlier: u32,
	/// Refused.
	pub refused: u32,
}

/// What became of each line, by its place among the lines. Reasons are few, and kept once.
pub struct Outcomes {
	rows: Vec<Packed>,
	reasons: Vec<(String, u32)>,
	numbers: HashMap<String, u32>,
	counts: Counts,
}

impl Outcomes {
	/// Of so many lines, of which nothing is known.
	pub fn of(rows: u32) -> Self {
		Self {
			rows: vec![Packed::Open; usize::try_from(rows).unwrap_or_default()],
			reasons: Vec::new(),
			numbers: HashMap::new(),
			counts: Counts::default(),
		}
	}

	/// Enters what became of a line. What is known stays: nothing is counted twice.
	pub fn enter(&mut self, index: u32, outcome: &Outcome) {
		if self.is_known(index) {
			return;
		}
		let packed = match outcome {
			Outcome::Done(block) => {
				self.counts.done = self.counts.done.saturating_add(1);
				Packed::Done(*block)
			}
			Outcome::Earlier => {
				self.counts.earlier = self.counts.earlier.saturating_add(1);
				Packed::Earlier
			}
			Outcome::Refused(reason) => {
				self.counts.refused = self.counts.refused.saturating_add(1);
				Packed::Refused(self.number_of(reason))
			}
		};
		if let Some(row) = usize::try_from(index).ok().and_then(|index| self.rows.get_mut(index)) {
			*row = packed;
		}
	}

	fn number_of(&mut self, reason: &str) -> u32 {
		let next = u32::try_from(self.reasons.len()).unwrap_or(u32::MAX);
		let number = *self.numbers.entry(reason.to_owned()).or_insert(next);
		match usize::try_from(number)
			.ok()
			.and_then(|number| self.reasons.get_mut(number))
		{
			Some((_, count)) => *count = count.saturating_add(1),
			None => self.reasons.push((reason.to_owned(), 1)),
		}
		number
	}

	/// Whether it is known what became of a line. Of a place where there is none, it is.
	pub fn is_known(&self, index: u32) -> bool {
		let row = usize::try_from(index).ok().and_then(|index| self.rows.get(index));
		!matches!(row, Some(Packed::Open))
	}

	/// What became of a line; `None` as long as that is not known.
	pub fn get(&self, index: u32) -> Option<Outcome> {
		match *self.rows.get(usize::try_from(index).ok()?)? {
			Packed::Open => None,
			Packed::Done(block) => Some(Outcome::Done(block)),
			Packed::Earlier => Some(Outcome::Earlier),
			Packed::Refused(reason) => {
				let (reason, _) = self.reasons.get(usize::try_from(reason).ok()?)?;
				Some(Outcome::Refused(reason.clone()))
			}
		}
	}

	/// How many lines there are of each outcome.
	pub fn counts(&self) -> Counts {
		self.counts
	}

	/// Why lines were refused, and how many for each reason; the most frequent first.
	pub fn reasons(&self) -> Vec<(String, u32)> {
		let mut reasons = self.reasons.clone();
		reasons.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
		reasons
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn each_line_is_entered_and_counted_once() {
		let mut outcomes = Outcomes::of(5);
		let refused = |reason: &str| Outcome::Refused(reason.into());
		for (index, outcome) in [
			(0, Outcome::Done(7)),
			(0, refused("x")),
			(1, Outcome::Earlier),
			(2, refused("a")),
			(3, refused("b")),
			(4, refused("b")),
			(4, Outcome::Done(8)),
			(9, Outcome::Done(9)),
		] {
			outcomes.enter(index, &outcome);
		}
		let expected = Counts {
			done: 1,
			earlier: 1,
			refused: 3,
		};
		assert_eq!(outcomes.counts(), expected);
		assert_eq!(outcomes.reasons(), [("b".into(), 2), ("a".into(), 1)]);
		assert_eq!(outcomes.get(0), Some(Outcome::Done(7)));
		assert_eq!(outcomes.get(3), Some(refused("b")));
		assert_eq!((outcomes.get(9), outcomes.is_known(9)), (None, true));
		assert!(!Outcomes::of(1).is_known(0));
	}
}
