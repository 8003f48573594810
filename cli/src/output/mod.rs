//! What commands print: JSON of a documented shape, or text for people.

pub mod progress;
pub mod shapes;
pub mod table;
pub mod time;

use crate::failure::{Failure, FailureShape, Kind, Result};
use serde::Serialize;
use std::io::{ErrorKind, Write};

/// What a command found or did.
pub trait Report: Serialize {
	/// The text for people.
	fn text(&self) -> String;

	/// How the program ends: 0 unless the report says that something does not hold.
	fn exit_status(&self) -> u8 {
		0
	}
}

/// Prints a report, and says how the program ends.
pub fn print<R: Report>(report: &R, json: bool) -> Result<u8> {
	let text = if json {
		serde_json::to_string_pretty(report).map_err(|e| Failure::new(Kind::Input, e.to_string()))?
	} else {
		report.text()
	};
	line(text.trim_end())?;
	Ok(report.exit_status())
}

/// Prints a line. A reader that has seen enough (`head`) is no failure.
pub fn line(text: &str) -> Result<()> {
	match writeln!(std::io::stdout(), "{text}") {
		Err(error) if error.kind() == ErrorKind::BrokenPipe => std::process::exit(0),
		Err(error) => Err(Failure::input(format!("cannot print: {error}"))),
		Ok(()) => Ok(()),
	}
}

/// Prints a failure: with `--json` on standard output, like every answer.
pub fn failure(failure: &Failure, json: bool) {
	if json {
		if let Ok(text) = serde_json::to_string_pretty(&FailureShape { error: failure }) {
			let _ = writeln!(std::io::stdout(), "{text}");
		}
		return;
	}
	let mut message = format!("eseal: {}", failure.message);
	if let Some(next) = &failure.next {
		message.push_str(&format!("\n{next}"));
	}
	let _ = writeln!(std::io::stderr(), "{message}");
}
