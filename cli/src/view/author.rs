//! Who made an entry of a history.

use super::shapes::name;
use eseal_client::AccountId;
use eseal_primitives::history::Actor;
use serde::Serialize;

/// Who made an entry of a history.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Author {
	/// The seat of the agency that acted; none for the owner, and for a motion. For what follows from a correction that of the agency
	/// that erred.
	pub seat: Option<String>,
	/// The account that acted; none for a motion.
	pub account: Option<String>,
	/// For what follows from a correction the seat of the agency that agreed to it.
	#[serde(skip_serializing_if = "Option::is_none")]
	pub agreed_seat: Option<String>,
	/// The officer of that agency.
	#[serde(skip_serializing_if = "Option::is_none")]
	pub agreed_by: Option<String>,
}

impl From<&Actor<AccountId>> for Author {
	fn from(actor: &Actor<AccountId>) -> Self {
		let (seat, account, agreed) = match actor {
			Actor::Officer { seat, account } => (Some(name(seat)), Some(account.to_string()), None),
			Actor::Owner { account } => (None, Some(account.to_string()), None),
			Actor::Agencies { proposed, agreed } => (
				Some(name(&proposed.seat)),
				Some(proposed.account.to_string()),
				Some((name(&agreed.seat), agreed.account.to_string())),
			),
			Actor::Motion => (None, None, None),
		};
		let (agreed_seat, agreed_by) = agreed.unzip();
		Self {
			seat,
			account,
			agreed_seat,
			agreed_by,
		}
	}
}

impl Author {
	/// For people: a seat, two of them, the owner, or a motion.
	pub fn text(&self) -> String {
		match (&self.seat, &self.agreed_seat) {
			(Some(erred), Some(other)) => format!("{erred} and {other}"),
			(Some(seat), None) => seat.clone(),
			(None, _) if self.account.is_some() => "owner".into(),
			(None, _) => "motion".into(),
		}
	}
}
