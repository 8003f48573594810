//! Why an extrinsic is refused before it enters the pool, beyond what every Substrate chain checks.

/// Declares the refusals with their codes.
macro_rules! refusals {
	($($(#[doc = $doc:literal])* $name:ident = $code:literal,)*) => {
		/// Why an extrinsic is refused. A node answers `1010: Invalid Transaction` with `Custom error: ` and the code; the
		/// codes from 1 to 31 are reserved for these. The text of each is its documentation: [`Refusal::text`].
		#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
		#[repr(u8)]
		pub enum Refusal {
			$($(#[doc = $doc])* $name = $code,)*
		}

		impl Refusal {
			/// Every refusal, in the order of the codes.
			pub const ALL: &'static [Self] = &[$(Self::$name,)*];

			/// The code, in `InvalidTransaction::Custom`.
			pub const fn code(self) -> u8 {
				match self {
					$(Self::$name => $code,)*
				}
			}

			/// The code's name, as in the metadata's style.
			pub const fn name(self) -> &'static str {
				match self {
					$(Self::$name => stringify!($name),)*
				}
			}

			/// What it means and what to do, for people.
			pub const fn text(self) -> &'static str {
				match self {
					$(Self::$name => concat!($($doc,)*).trim_ascii_start(),)*
				}
			}
		}
	};
}

refusals! {
	/// This account has no role on this chain, so it may not send anything. An officer, owner or operator gets its role from
	/// whoever appoints it: check the account, or that the role has not ended.
	NoRole = 1,
	/// This account's role can never make this call. Send it from the account of the one who may.
	NotYours = 2,
	/// The agencies have paused this call by motion. Wait until they resume it.
	Paused = 3,
	/// A remark may have at most 1,024 bytes.
	RemarkTooLong = 4,
	/// No motion with this hash is open.
	NoSuchMotion = 5,
	/// The weight bound or the length bound is above the motion's own. Ask the chain for both: `agenciesApi.motion`.
	MotionBoundTooHigh = 6,
	/// No upgrade to this code is authorized. A motion must authorize its hash first.
	UpgradeNotAuthorized = 7,
	/// This account's budget is used up for now. It refills with every block: wait, and send it again. An agency can widen
	/// the budget of an enterprise that needs more.
	OverBudget = 8,
	/// This extrinsic is larger than the whole budget of this account. Split it, or ask an agency to widen the budget.
	TooLargeForBudget = 9,
	/// This account has sent as many extrinsics as an account can. Use a new account.
	NonceUsedUp = 10,
	/// This validator changed its session keys less than a day ago. Wait, or have a motion allow it.
	KeysChangedLately = 11,
	/// A motion takes the votes of more than half of the seats, no fewer and no more. State that number as its threshold: 2
	/// with two or three seats, 3 with four.
	WrongThreshold = 12,
	/// This seat has as many open motions as a seat may have. Wait until one of them is closed: when enough seats have voted,
	/// and after seven days in any case.
	TooManyMotions = 13,
	/// As many extrinsics of this account wait for a block as may. Wait until the next blocks have taken some, and send it again.
	TooManyWaiting = 14,
	/// A batch has 1 to 256 calls. Split it.
	WrongBatchSize = 15,
	/// A batch has a call that goes in none. Send that one by itself; uses go together with `usageLog.recordUses`, `anchorBatch`
	/// and `recordForMany`.
	NotInBatch = 16,
}

impl Refusal {
	/// What is wrong: the first sentence of the text, without its full stop.
	pub fn problem(self) -> &'static str {
		self.text()
			.split_once(". ")
			.map_or(self.text().trim_end_matches('.'), |(problem, _)| problem)
	}

	/// What to do about it: the rest of the text, which may be empty.
	pub fn advice(self) -> &'static str {
		self.text().split_once(". ").map_or("", |(_, advice)| advice)
	}

	/// The refusal with this code; `None` if it is another chain's, or a newer one.
	pub fn from_code(code: u8) -> Option<Self> {
		Self::ALL.iter().copied().find(|refusal| refusal.code() == code)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn each_code_stands_for_one_refusal_and_has_a_text() {
		for (place, refusal) in Refusal::ALL.iter().enumerate() {
			assert_eq!(Refusal::from_code(refusal.code()), Some(*refusal));
			assert_eq!(usize::from(refusal.code()), place + 1);
			assert!(refusal.code() <= 31, "the reserved codes end at 31");
			assert!(refusal.text().trim().ends_with('.'));
			assert!(!refusal.text().contains("  "), "{}", refusal.text());
			assert!(!refusal.problem().ends_with('.') && !refusal.problem().is_empty());
		}
		assert_eq!(Refusal::from_code(0), None);
		assert_eq!(Refusal::from_code(31), None);
	}
}
