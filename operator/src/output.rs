//! What is printed: answers on standard output, failures on standard error.
//!
//! A closed stream is no failure: whoever closed it has read enough. Control characters are escaped, since what is
//! printed may come from another agency's file.

use std::fmt::{Display, Write as _};
use std::io::Write;

/// How wide the column of names is.
const NAMES: usize = 22;

/// Prints a heading.
pub fn heading(text: impl Display) {
	line(format_args!("==> {text}"));
}

/// Prints a sentence below a heading.
pub fn sentence(text: impl Display) {
	line(format_args!("    {text}"));
}

/// Prints a value with its name, below a heading.
pub fn value(name: &str, value: impl Display) {
	line(format_args!("    {name:NAMES$} {value}"));
}

/// Prints why a command failed, and what to do about it.
pub fn failure(error: &dyn Display, advice: &str) {
	let mut stderr = std::io::stderr();
	for (index, text) in printable(&error.to_string()).lines().enumerate() {
		let begin = if index == 0 { "error:" } else { "      " };
		let _ = writeln!(stderr, "{begin} {text}");
	}
	for text in advice.lines() {
		let _ = writeln!(stderr, "       {text}");
	}
}

fn line(text: impl Display) {
	let _ = writeln!(std::io::stdout(), "{}", printable(&text.to_string()));
}

/// The text with its control characters escaped, except for the ends of lines.
fn printable(text: &str) -> String {
	let mut safe = String::with_capacity(text.len());
	for character in text.chars() {
		if character.is_control() && character != '\n' {
			let _ = write!(safe, "{}", character.escape_default());
		} else {
			safe.push(character);
		}
	}
	safe
}

#[cfg(test)]
mod tests {
	use super::printable;

	#[test]
	fn what_a_terminal_would_obey_is_escaped() {
		assert_eq!(
			printable("one\ntwo \u{1b}[2J\r\u{9b}K"),
			"one\ntwo \\u{1b}[2J\\r\\u{9b}K"
		);
		assert_eq!(printable("杭州某某科技有限公司"), "杭州某某科技有限公司");
	}
}
