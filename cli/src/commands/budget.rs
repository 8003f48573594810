//! `eseal budget`

use crate::{
	args::budget::Budget,
	failure::Result,
	session::Session,
	view::{
		shapes::{name, AsOf},
		table, Report,
	},
};
use eseal_client::{calls, AccountId};
use eseal_primitives::{
	answers::AllowanceInfo,
	member::{Duty, Limit},
};
use serde::Serialize;

/// Picoseconds in a millisecond.
const MILLISECOND: u64 = 1_000_000_000;

/// Bytes in a KiB.
const KIB: u64 = 1_024;

/// Runs the command.
pub async fn run(session: &Session, what: Budget) -> Result<u8> {
	match what {
		Budget::Show { account } => {
			let block = session.finalized().await?;
			let allowance = block.allowance(&account).await?;
			session.print(&Shown::new(&account, &allowance, (&block).into()))
		}
		Budget::Widen { account, factor } => {
			let look = format!("eseal budget show {account}");
			session.send(calls::widen_budget(&account, factor), &look).await
		}
	}
}

/// An account's roles and budget.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Shown {
	/// The account.
	account: String,
	/// What it is at an agency.
	duty: Option<AtAgency>,
	/// How many enterprises it owns.
	enterprises: u32,
	/// How many open grants it has.
	grants: u32,
	/// How many times the budget of its enterprises and grants it has: 1 unless an agency widened it.
	widened: u8,
	/// Weight, the time that blocks take to execute what it sends, in picoseconds.
	weight: Part,
	/// Bytes of what it sends.
	bytes: Part,
	/// After how many blocks, from the one that this is read at, all of the budget is there; none if never.
	whole_in: Option<u64>,
	/// The block that this is read at.
	as_of: AsOf,
}

/// What an account is at an agency.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct AtAgency {
	/// `Governor`, `Officer` or `Validator`.
	kind: &'static str,
	/// The agency's seat.
	seat: String,
}

impl From<Duty> for AtAgency {
	fn from(duty: Duty) -> Self {
		let (kind, seat) = match duty {
			Duty::Governor { seat } => ("Governor", seat),
			Duty::Officer { seat } => ("Officer", seat),
			Duty::Validator { seat } => ("Validator", seat),
		};
		Self {
			kind,
			seat: name(&seat),
		}
	}
}

/// A budget of weight or of bytes.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Part {
	/// The most that may be spent at once, after a pause.
	burst: u64,
	/// How much comes back with every block.
	per_block: u64,
	/// How much is left.
	left: u64,
}

impl Part {
	fn new(limit: Limit, left: u64) -> Self {
		let Limit { burst, per_block } = limit;
		Self { burst, per_block, left }
	}

	/// After how many blocks all of it is there; `None` if never.
	fn whole_in(&self) -> Option<u64> {
		match self.burst.saturating_sub(self.left) {
			0 => Some(0),
			spent => spent.saturating_sub(1).checked_div(self.per_block)?.checked_add(1),
		}
	}

	/// For people, in units of so many.
	fn text(&self, unit: u64, symbol: &str) -> String {
		let [left, burst, per_block] = [self.left, self.burst, self.per_block].map(|number| in_units(number, unit));
		format!("{left} of {burst} {symbol} left; {per_block} {symbol} more with every block")
	}
}

/// A number in units of so many, with one decimal if it is not whole; rounded down, so that nothing is promised.
fn in_units(number: u64, unit: u64) -> String {
	let tenths = u128::from(number).saturating_mul(10) / u128::from(unit.max(1));
	match (tenths / 10, tenths % 10) {
		(whole, 0) => whole.to_string(),
		(whole, tenth) => format!("{whole}.{tenth}"),
	}
}

/// After how many blocks all of an account's budget is there, if it sends nothing more; `None` if never.
pub fn whole_in(allowance: &AllowanceInfo) -> Option<u64> {
	let [weight, bytes] = parts(allowance).map(|part| part.whole_in());
	// The later of the two.
	Some(weight?.max(bytes?))
}

/// An account's budget of weight and of bytes.
fn parts(allowance: &AllowanceInfo) -> [Part; 2] {
	let AllowanceInfo {
		budget,
		weight_left,
		bytes_left,
		..
	} = *allowance;
	[
		Part::new(budget.weight, weight_left),
		Part::new(budget.bytes, bytes_left),
	]
}

impl Shown {
	fn new(account: &AccountId, allowance: &AllowanceInfo, as_of: AsOf) -> Self {
		let member = allowance.member;
		let [weight, bytes] = parts(allowance);
		Self {
			account: account.to_string(),
			duty: member.duty.map(AtAgency::from),
			enterprises: member.enterprises,
			grants: member.grants,
			widened: member.widened.max(1),
			whole_in: whole_in(allowance),
			weight,
			bytes,
			as_of,
		}
	}

	/// The roles, for people.
	fn roles(&self) -> String {
		let duty = self.duty.as_ref().map(|duty| match duty.kind {
			"Governor" => format!("governing account of {}", duty.seat),
			kind => format!("{} of {}", kind.to_lowercase(), duty.seat),
		});
		let owner = count(self.enterprises, "owner of 1 enterprise", "owner of", "enterprises");
		let operator = count(self.grants, "operator with 1 grant", "operator with", "grants");
		[duty, owner, operator]
			.into_iter()
			.flatten()
			.collect::<Vec<_>>()
			.join(", ")
	}
}

/// A number of something in words; none if there is none of it.
fn count(number: u32, one: &str, before: &str, after: &str) -> Option<String> {
	match number {
		0 => None,
		1 => Some(one.to_owned()),
		more => Some(format!("{before} {more} {after}")),
	}
}

impl Report for Shown {
	fn text(&self) -> String {
		let mut rows = vec![("account", self.account.clone()), ("roles", self.roles())];
		if self.widened > 1 {
			rows.push(("widened", format!("{} times", self.widened)));
		}
		rows.push(("time", self.weight.text(MILLISECOND, "ms")));
		rows.push(("bytes", self.bytes.text(KIB, "KiB")));
		rows.push((
			"whole again",
			match self.whole_in {
				Some(0) => "now".into(),
				Some(1) => "with the next block".into(),
				Some(blocks) => format!("in {blocks} blocks, if nothing more is sent"),
				None => "never: nothing comes back".into(),
			},
		));
		rows.push(("as of", format!("final block {}", self.as_of.number)));
		table::facts(rows)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use eseal_primitives::{
		member::{Budget, Member, Spent},
		Seat,
	};

	fn shown(weight_left: u64, bytes_left: u64, per_block: u64) -> Shown {
		let limit = |burst| Limit { burst, per_block };
		let allowance = AllowanceInfo {
			member: Member {
				duty: Some(Duty::Officer {
					seat: Seat::DataResources,
				}),
				enterprises: 1,
				grants: 3,
				widened: 4,
				spent: Spent::default(),
			},
			budget: Budget {
				weight: limit(800 * MILLISECOND),
				bytes: limit(512 * KIB),
			},
			weight_left,
			bytes_left,
		};
		let as_of = AsOf {
			number: 42,
			hash: "0x00".into(),
		};
		Shown::new(&AccountId::new([1; 32]), &allowance, as_of)
	}

	#[test]
	fn a_budget_for_people() {
		let account = AccountId::new([1; 32]);
		let text = shown(612_460_000_000, 512 * KIB, 4 * MILLISECOND).text();
		assert_eq!(
			text,
			format!(
				"account      {account}\n\
				 roles        officer of DataResources, owner of 1 enterprise, operator with 3 grants\n\
				 widened      4 times\n\
				 time         612.4 of 800 ms left; 4 ms more with every block\n\
				 bytes        512 of 512 KiB left; 3906250 KiB more with every block\n\
				 whole again  in 47 blocks, if nothing more is sent\n\
				 as of        final block 42"
			)
		);
	}

	#[test]
	fn when_a_budget_is_whole_again() {
		let whole = (800 * MILLISECOND, 512 * KIB);
		assert_eq!(shown(whole.0, whole.1, 0).whole_in, Some(0));
		assert_eq!(shown(whole.0, whole.1 - 1, 0).whole_in, None);
		assert_eq!(shown(whole.0, whole.1 - 1, 1).whole_in, Some(1));
		// Both must be.
		assert_eq!(shown(whole.0, whole.1 - 10, 3).whole_in, Some(4));
		assert_eq!(shown(whole.0 - 12, whole.1 - 1, 3).whole_in, Some(4));
		assert_eq!(shown(0, 0, u64::MAX).whole_in, Some(1));
	}

	#[test]
	fn a_number_in_units_promises_nothing() {
		assert_eq!(in_units(1_999, 1_000), "1.9");
		assert_eq!(in_units(2_000, 1_000), "2");
		assert_eq!(in_units(u64::MAX, 1), u64::MAX.to_string());
	}
}
