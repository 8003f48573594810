//! Whose the slots are. Aura gives each slot to one authority: the slot's number modulo how many there are.

use std::collections::BTreeMap;

/// What stands for a seat where nobody knows which.
pub const UNKNOWN_SEAT: &str = "unknown";

/// A seat's slots.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Slots {
	/// All that were its turn.
	pub all: u64,
	/// Those of them that brought no block.
	pub missed: u64,
}

/// The slots after one that was judged, up to and with the one of a new block, by seat: all but the last were missed. If
/// none was judged, only the new block's. `turns` has the seat of each authority, in order, in the state of the new block's
/// parent.
pub fn judge(judged: Option<u64>, slot: u64, turns: &[String]) -> BTreeMap<&str, Slots> {
	let mut seats = BTreeMap::<&str, Slots>::new();
	if judged.is_some_and(|judged| slot <= judged) {
		return seats;
	}
	let count = turns.len() as u64;
	for (turn, seat) in (0..count).zip(turns) {
		let is_last = slot % count == turn;
		let all = match judged {
			Some(judged) => turns_up_to(slot, turn, count).saturating_sub(turns_up_to(judged, turn, count)),
			None => is_last.into(),
		};
		if all > 0 {
			let slots = seats.entry(seat).or_default();
			slots.all = slots.all.saturating_add(all);
			slots.missed = slots.missed.saturating_add(all.saturating_sub(is_last.into()));
		}
	}
	seats
}

/// How many of the slots from 0 to one are an authority's turn, of so many authorities.
fn turns_up_to(slot: u64, turn: u64, count: u64) -> u64 {
	slot.checked_sub(turn)
		.and_then(|rest| rest.checked_div(count))
		.map_or(0, |rounds| rounds.saturating_add(1))
}

#[cfg(test)]
mod tests {
	use super::*;

	fn turns(names: &[&str]) -> Vec<String> {
		names.iter().map(|name| (*name).to_owned()).collect()
	}

	/// Slot by slot, as Aura gives them.
	fn one_by_one(judged: Option<u64>, slot: u64, turns: &[String]) -> BTreeMap<&str, Slots> {
		let mut seats = BTreeMap::<&str, Slots>::new();
		for one in judged.map_or(slot, |judged| judged + 1)..=slot {
			let slots = seats.entry(&turns[(one % turns.len() as u64) as usize]).or_default();
			slots.all += 1;
			slots.missed += u64::from(one < slot);
		}
		seats
	}

	#[test]
	fn it_is_as_aura_gives_them() {
		for turns in [
			turns(&["A"]),
			turns(&["A", "B", "C"]),
			turns(&["A", "A", "B", "C", "B"]),
		] {
			for judged in (0..12).map(Some).chain([None]) {
				for slot in 0..24 {
					assert_eq!(
						judge(judged, slot, &turns),
						one_by_one(judged, slot, &turns),
						"{judged:?}, {slot}, {turns:?}"
					);
				}
			}
		}
	}

	#[test]
	fn without_authorities_or_with_any_number_it_ends() {
		assert!(judge(Some(1), 9, &[]).is_empty());
		let two = turns(&["A", "B"]);
		let far = judge(Some(0), u64::MAX, &two);
		assert_eq!(
			far.values().map(|slots| u128::from(slots.all)).sum::<u128>(),
			u128::from(u64::MAX)
		);
	}
}
