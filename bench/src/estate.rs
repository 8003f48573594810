//! What was founded: operators, and e-seals that they may use.

use crate::keys::{Account, Algorithm, SealPair};
use eseal_primitives::SealId;
use std::collections::BTreeMap;

/// An e-seal that operators may use.
#[derive(Clone)]
pub struct Seal {
	/// Its number.
	pub id: SealId,
	/// Its key.
	pub pair: SealPair,
}

/// What was founded. Each operator may use one e-seal of each algorithm.
#[derive(Clone, Default)]
pub struct Estate {
	/// Who sends.
	pub operators: Vec<Account>,
	/// How many operators each e-seal has.
	pub operators_each: usize,
	/// The e-seals, by the algorithm of their keys.
	pub seals: BTreeMap<Algorithm, Vec<Seal>>,
}

impl Estate {
	/// The operator's e-seal whose key is of this algorithm.
	pub fn seal_of(&self, operator: usize, algorithm: Algorithm) -> Option<&Seal> {
		let place = operator.checked_div(self.operators_each)?;
		self.seals.get(&algorithm)?.get(place)
	}

	/// Every e-seal.
	pub fn all_seals(&self) -> impl Iterator<Item = &Seal> {
		self.seals.values().flatten()
	}
}
