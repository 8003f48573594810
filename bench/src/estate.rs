//! What was founded: operators, and e-seals that they may use.

use crate::{
	error::Result,
	keys::{Account, Algorithm, SealPair},
};
use eseal_client::AccountId;
use eseal_primitives::{GrantId, SealId};
use std::{collections::BTreeMap, slice, sync::Arc};

/// An e-seal that an operator may use, and the grant by which it may.
#[derive(Clone)]
pub struct Right {
	/// The e-seal.
	pub seal: SealId,
	/// The e-seal's key.
	pub pair: Arc<SealPair>,
	/// The grant.
	pub grant: GrantId,
}

/// One account that many enterprises let use their e-seals.
#[derive(Clone)]
pub struct Platform {
	/// The account.
	pub account: Account,
	/// The e-seals, each with its grant.
	pub rights: Vec<Right>,
}

/// Who sends in a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
	/// The operators, each with the e-seal that it may use whose key is of this algorithm.
	Operators(Algorithm),
	/// The platform alone, with all its e-seals.
	Platform,
}

/// What was founded.
#[derive(Clone, Default)]
pub struct Estate {
	/// The operators.
	pub operators: Vec<Account>,
	/// By which right each operator uses an e-seal whose key is of an algorithm, in the order of the operators.
	pub rights: BTreeMap<Algorithm, Vec<Right>>,
	/// The platform, if a case needs it.
	pub platform: Option<Platform>,
	/// Every e-seal.
	pub seals: Vec<SealId>,
	/// Whom each operator pays, on a chain of stock pallets. On the e-seal chain nobody pays.
	pub receivers: Vec<AccountId>,
}

impl Estate {
	/// So many operators, and whom they pay, on a chain of stock pallets: all of them have a balance from the first block on.
	///
	/// # Errors
	///
	/// None that happens.
	pub fn stock(operators: usize) -> Result<Self> {
		let receiver = |number| Account::of(&format!("receiver {number}")).map(|account| account.id);
		Ok(Self {
			operators: Self::operators(operators)?,
			receivers: (0..operators).map(receiver).collect::<Result<_>>()?,
			..Self::default()
		})
	}

	/// The accounts of so many operators.
	///
	/// # Errors
	///
	/// None that happens.
	pub fn operators(count: usize) -> Result<Vec<Account>> {
		(0..count)
			.map(|number| Account::of(&format!("operator {number}")))
			.collect()
	}

	/// The accounts that send, in order.
	pub fn accounts(&self, who: Who) -> &[Account] {
		match who {
			Who::Operators(_) => &self.operators,
			Who::Platform => {
				let account = self.platform.as_ref().map(|platform| &platform.account);
				account.map(slice::from_ref).unwrap_or_default()
			}
		}
	}

	/// By which rights one of these accounts uses e-seals: an operator has one, the platform many.
	pub fn rights(&self, who: Who, sender: usize) -> &[Right] {
		match who {
			Who::Operators(algorithm) => {
				let right = self.rights.get(&algorithm).and_then(|rights| rights.get(sender));
				right.map(slice::from_ref).unwrap_or_default()
			}
			Who::Platform => match &self.platform {
				Some(platform) if sender == 0 => &platform.rights,
				_ => &[],
			},
		}
	}
}

#[cfg(test)]
pub mod tests {
	use super::*;

	/// Two operators with e-seal 0, and a platform with e-seals 1 to 3.
	pub fn estate() -> Estate {
		let pair = |seal: u64| Arc::new(SealPair::of(Algorithm::Sr25519, &format!("e-seal {seal}")).unwrap());
		let right = |seal: u64, grant: u64| Right {
			seal: SealId(seal),
			pair: pair(seal),
			grant: GrantId(grant),
		};
		Estate {
			operators: vec![Account::of("one").unwrap(), Account::of("other").unwrap()],
			rights: BTreeMap::from([(Algorithm::Sr25519, vec![right(0, 10), right(0, 11)])]),
			platform: Some(Platform {
				account: Account::of("platform").unwrap(),
				rights: vec![right(1, 21), right(2, 22), right(3, 23)],
			}),
			seals: (0..4).map(SealId).collect(),
			receivers: Vec::new(),
		}
	}

	#[test]
	fn an_operator_has_one_right_and_the_platform_many() {
		let estate = estate();
		let operators = Who::Operators(Algorithm::Sr25519);
		assert_eq!(
			(estate.accounts(operators).len(), estate.accounts(Who::Platform).len()),
			(2, 1)
		);
		let grants = |who, sender| {
			let rights = estate.rights(who, sender).iter();
			rights.map(|right| right.grant.0).collect::<Vec<_>>()
		};
		assert_eq!((grants(operators, 0), grants(operators, 1)), (vec![10], vec![11]));
		assert_eq!(grants(Who::Platform, 0), [21, 22, 23]);
		assert!(grants(operators, 2).is_empty() && grants(Who::Platform, 1).is_empty());
		assert!(grants(Who::Operators(Algorithm::Sm2), 0).is_empty());
		assert!(Estate::default().accounts(Who::Platform).is_empty());
	}
}
