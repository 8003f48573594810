//! What is ready to be sent, and whose turn it is. Each operator's extrinsics go in the order of their numbers, and the
//! operators take turns.

use crate::mill::Ready;
use std::{
	collections::{BTreeMap, VecDeque},
	time::{Duration, Instant},
};

/// How often a node may refuse an extrinsic until its operator sends no more.
const TRIES: u32 = 10;

/// How long to wait until what a node refused is sent again: until the next block.
const AGAIN: Duration = Duration::from_secs(2);

/// An operator's part of it.
#[derive(Default)]
struct Queue {
	/// What is ready, by number.
	ready: BTreeMap<u64, Ready>,
	/// How many are under way.
	under_way: usize,
	/// Whether the operator is among those who wait for their turn.
	waits: bool,
	/// Until when the operator sends nothing, because a node refused something.
	pauses_until: Option<Instant>,
}

/// What is ready to be sent.
pub struct Supply {
	queues: Vec<Queue>,
	/// Operators with something to send, each once.
	turns: VecDeque<usize>,
	/// Operators that pause.
	pausing: Vec<usize>,
	/// How many of one operator may be under way.
	most_each: usize,
	/// How many are ready.
	stock: usize,
	/// How many were given up.
	given_up: u64,
}

impl Supply {
	/// An empty one for so many operators, of each of which so many extrinsics may be under way.
	pub fn new(operators: usize, most_each: usize) -> Self {
		Self {
			queues: (0..operators).map(|_| Queue::default()).collect(),
			turns: VecDeque::new(),
			pausing: Vec::new(),
			most_each: most_each.max(1),
			stock: 0,
			given_up: 0,
		}
	}

	/// How many extrinsics are ready.
	pub fn stock(&self) -> usize {
		self.stock
	}

	/// How many will never be sent, because a node refused one before them for good.
	pub fn given_up(&self) -> u64 {
		self.given_up
	}

	/// More is ready.
	pub fn add(&mut self, more: Vec<Ready>) {
		for ready in more {
			let operator = ready.operator;
			if let Some(queue) = self.queues.get_mut(operator) {
				queue.ready.insert(ready.nth, ready);
				self.stock = self.stock.saturating_add(1);
			}
			self.line_up(operator);
		}
	}

	/// What is to be sent next; none if nobody may send.
	pub fn next(&mut self, now: Instant) -> Option<Ready> {
		self.end_pauses(now);
		while let Some(operator) = self.turns.pop_front() {
			let most = self.most_each;
			let Some(queue) = self.queues.get_mut(operator) else {
				continue;
			};
			queue.waits = false;
			if queue.pauses_until.is_some() || queue.under_way >= most {
				continue;
			}
			if let Some((_, ready)) = queue.ready.pop_first() {
				queue.under_way = queue.under_way.saturating_add(1);
				self.stock = self.stock.saturating_sub(1);
				self.line_up(operator);
				return Some(ready);
			}
		}
		None
	}

	/// From now on only what a node refused is sent, again: what follows it may be under way and waits for it.
	pub fn close(&mut self) {
		self.stock = 0;
		for queue in &mut self.queues {
			queue.ready.retain(|_, ready| ready.refused > 0);
			self.stock = self.stock.saturating_add(queue.ready.len());
		}
	}

	/// One of an operator's extrinsics is final.
	pub fn landed(&mut self, operator: usize) {
		if let Some(queue) = self.queues.get_mut(operator) {
			queue.under_way = queue.under_way.saturating_sub(1);
		}
		self.line_up(operator);
	}

	/// A node refused it. It is sent again after a while; or never, with all that follow it.
	pub fn refused(&mut self, mut ready: Ready, now: Instant) {
		let operator = ready.operator;
		ready.refused = ready.refused.saturating_add(1);
		let Some(queue) = self.queues.get_mut(operator) else {
			return;
		};
		queue.under_way = queue.under_way.saturating_sub(1);
		if ready.refused >= TRIES {
			let rest = queue.ready.len();
			queue.ready.clear();
			self.stock = self.stock.saturating_sub(rest);
			self.given_up = self.given_up.saturating_add(rest as u64).saturating_add(1);
			return;
		}
		queue.ready.insert(ready.nth, ready);
		self.stock = self.stock.saturating_add(1);
		if queue.pauses_until.is_none() {
			self.pausing.push(operator);
		}
		queue.pauses_until = now.checked_add(AGAIN);
	}

	/// The operator gets a turn, unless it has one, or may not send.
	fn line_up(&mut self, operator: usize) {
		let Some(queue) = self.queues.get_mut(operator) else {
			return;
		};
		let may = queue.pauses_until.is_none() && queue.under_way < self.most_each && !queue.ready.is_empty();
		if may && !queue.waits {
			queue.waits = true;
			self.turns.push_back(operator);
		}
	}

	fn end_pauses(&mut self, now: Instant) {
		if self.pausing.is_empty() {
			return;
		}
		let (still, over): (Vec<_>, Vec<_>) = std::mem::take(&mut self.pausing).into_iter().partition(|operator| {
			let queue = self.queues.get(*operator);
			queue.is_some_and(|queue| queue.pauses_until.is_some_and(|until| until > now))
		});
		self.pausing = still;
		for operator in over {
			if let Some(queue) = self.queues.get_mut(operator) {
				queue.pauses_until = None;
			}
			self.line_up(operator);
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn supply(operators: usize, each: u64, most_each: usize) -> Supply {
		let mut supply = Supply::new(operators, most_each);
		// In no order.
		for nth in (0..each).rev() {
			supply.add((0..operators).map(|operator| Ready::unsigned(operator, nth)).collect());
		}
		supply
	}

	fn next(supply: &mut Supply) -> Option<(usize, u64)> {
		supply.next(Instant::now()).map(|ready| (ready.operator, ready.nth))
	}

	#[test]
	fn operators_take_turns_and_keep_their_order() {
		let mut supply = supply(2, 2, 1);
		assert_eq!(supply.stock(), 4);
		assert_eq!(next(&mut supply), Some((0, 0)));
		assert_eq!(next(&mut supply), Some((1, 0)));
		assert_eq!(next(&mut supply), None, "one each is under way");
		supply.landed(1);
		assert_eq!(next(&mut supply), Some((1, 1)));
		supply.landed(0);
		supply.landed(1);
		assert_eq!(next(&mut supply), Some((0, 1)));
		assert_eq!(next(&mut supply), None, "nothing is left");
		assert_eq!(supply.stock(), 0);
	}

	#[test]
	fn several_of_one_operator_may_be_under_way() {
		let mut supply = supply(1, 3, 2);
		assert_eq!(next(&mut supply), Some((0, 0)));
		assert_eq!(next(&mut supply), Some((0, 1)));
		assert_eq!(next(&mut supply), None);
		supply.landed(0);
		assert_eq!(next(&mut supply), Some((0, 2)));
	}

	#[test]
	fn what_is_refused_is_sent_again_before_what_follows_it() {
		let mut supply = supply(1, 3, 2);
		let now = Instant::now();
		let (first, second) = (supply.next(now).unwrap(), supply.next(now).unwrap());
		supply.refused(first, now);
		supply.refused(second, now);
		assert!(supply.next(now).is_none(), "the operator pauses");
		let later = now + AGAIN;
		assert_eq!(supply.next(later).map(|ready| (ready.nth, ready.refused)), Some((0, 1)));
		assert_eq!(supply.next(later).map(|ready| ready.nth), Some(1));
	}

	#[test]
	fn once_it_is_closed_only_what_was_refused_is_sent() {
		let mut supply = supply(2, 3, 1);
		let now = Instant::now();
		let refused = supply.next(now).unwrap();
		supply.refused(refused, now);
		supply.close();
		assert_eq!(supply.stock(), 1);
		assert!(supply.next(now).is_none());
		let again = supply.next(now + AGAIN).unwrap();
		assert_eq!((again.operator, again.nth, supply.stock()), (0, 0, 0));
	}

	#[test]
	fn what_is_always_refused_is_given_up_with_what_follows() {
		let mut supply = supply(2, 3, 1);
		let mut now = Instant::now();
		let mut sent = Vec::new();
		for _ in 0..3 * TRIES {
			while let Some(ready) = supply.next(now) {
				match ready.operator {
					0 => supply.refused(ready, now),
					other => {
						sent.push(ready.nth);
						supply.landed(other);
					}
				}
			}
			now += AGAIN;
		}
		assert_eq!(sent, [0, 1, 2]);
		assert_eq!((supply.given_up(), supply.stock()), (3, 0));
	}
}
