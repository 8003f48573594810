//! What commands print: JSON of a documented shape, or text for people.

pub mod acts;
pub mod author;
pub mod corrections;
pub mod events;
pub mod language;
pub mod officer;
pub mod progress;
pub mod register_history;
pub mod retention;
pub mod shapes;
pub mod table;
pub mod terminal;
pub mod time;
pub mod verdict;

use crate::failure::{Failure, FailureShape, Kind, Result};
use serde::Serialize;

/// What a command found or did.
pub trait Report: Serialize {
	/// The text for people.
	fn text(&self) -> String;

	/// How the program ends: 0 unless the report says that something does not hold.
	fn exit_status(&self) -> u8 {
		0
	}
}

/// Prints a report, and says how the program ends: the same whether or not somebody still reads it.
pub fn print<R: Report>(report: &R, json: bool) -> Result<u8> {
	if json {
		let text = serde_json::to_string_pretty(report).map_err(|e| Failure::new(Kind::Input, e.to_string()))?;
		terminal::print_json(&text)?;
	} else {
		terminal::print(report.text().trim_end())?;
	}
	Ok(report.exit_status())
}

/// Prints a failure: with `--json` on standard output, like every answer. Where that fails too, the exit status tells.
pub fn failure(failure: &Failure, json: bool) {
	if json {
		if let Ok(text) = serde_json::to_string_pretty(&FailureShape { error: failure }) {
			let _ = terminal::print_json(&text);
		}
		return;
	}
	let mut message = format!("eseal: {}", terminal::one_line(&failure.message));
	if let Some(next) = &failure.next {
		message.push_str(&format!("\n{next}"));
	}
	terminal::note(&message);
}
