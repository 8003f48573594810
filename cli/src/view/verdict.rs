//! Verdicts as people see them.

use super::{table, terminal::one_line};
use eseal_receipt::{verdict::Check, Language, Outcome};

/// Checks, one a line: whether it passed, what was checked, and why it ended so.
pub fn checks(made: &[Check], language: Language) -> String {
	let colon = match language {
		Language::English => ": ",
		Language::Chinese => "：",
	};
	let rows = made.iter().map(|check| {
		let mark = match check.result {
			Outcome::Valid => "ok",
			Outcome::Indeterminate => "?",
			Outcome::Invalid => "NO",
		};
		let reason = check.reason.text(language);
		(
			mark,
			format!("{}{colon}{}", check.subject.text(language), one_line(&reason)),
		)
	});
	table::facts(rows)
}

/// How the program ends: 0 valid, 1 invalid, 2 indeterminate.
pub fn exit_status(outcome: Outcome) -> u8 {
	match outcome {
		Outcome::Valid => 0,
		Outcome::Invalid => 1,
		Outcome::Indeterminate => 2,
	}
}
