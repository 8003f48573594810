//! Printing: to a reader who may leave, on a terminal that obeys control characters, of words that end up in a shell.
//!
//! All that `eseal` prints goes through here, so that
//!
//! - a reader who has seen enough (`eseal … | head`) changes no exit status and causes no panic;
//! - no text from outside (a file's name, a node's answer) moves the cursor, changes colours or hides what follows;
//! - a command that is advised does, when it is pasted, what it says and nothing else.

use crate::failure::{Failure, Result};
use os_display::Quoted;
use std::{
	borrow::Cow,
	ffi::OsStr,
	fmt::Write as _,
	io::{ErrorKind, Write},
};

/// Whether somebody still reads what is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
	/// Somebody does, as far as one can tell.
	There,
	/// The pipe is closed: there is no use in printing more.
	Gone,
}

/// Prints text for people on standard output, and ends the line. Control characters are escaped, but for line ends.
pub fn print(text: &str) -> Result<Reader> {
	write(&format!("{}\n", escape(text, Lines::Kept)))
}

/// Prints JSON on standard output, and ends the line. JSON itself escapes ASCII's control characters; here the others are.
pub fn print_json(json: &str) -> Result<Reader> {
	write(&format!("{}\n", escape_in_json(json)))
}

/// Prints text as it is: what a shell or a manual reader takes.
pub fn print_raw(text: &[u8]) -> Result<Reader> {
	printed(std::io::stdout().write_all(text))
}

/// Prints text for people on standard error. There is no other place to tell that this fails.
pub fn note(text: &str) {
	let _ = std::io::stderr().write_all(format!("{}\n", escape(text, Lines::Kept)).as_bytes());
}

/// A text from outside, in one line: control characters are escaped, line ends too.
pub fn one_line(text: &str) -> Cow<'_, str> {
	escape(text, Lines::Escaped)
}

/// Whether a terminal would obey the text rather than show it.
pub fn is_unsafe(text: &str) -> bool {
	text.chars().any(steers)
}

/// A word as a shell takes it: quoted if it must be, in one line and without control characters.
///
/// bash, zsh, ksh and busybox read back the very same bytes. Advised commands have `--` before the names of files, so that
/// none of them is taken for an option.
pub fn word<T: AsRef<OsStr> + ?Sized>(word: &T) -> String {
	let word = word.as_ref();
	let quoted = Quoted::native_raw(word).force(false).to_string();
	// An interactive shell replaces `!…` by an earlier command, in double quotes too.
	match word.to_str() {
		Some(text) if text.contains('!') && !quoted.starts_with("$'") => format!("'{}'", text.replace('\'', r"'\''")),
		_ => quoted,
	}
}

fn write(text: &str) -> Result<Reader> {
	printed(std::io::stdout().write_all(text.as_bytes()))
}

fn printed(outcome: std::io::Result<()>) -> Result<Reader> {
	// Standard output is line-buffered: what has no line end yet must go out too.
	match outcome.and_then(|()| std::io::stdout().flush()) {
		Ok(()) => Ok(Reader::There),
		Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(Reader::Gone),
		Err(error) => Err(Failure::input(format!("cannot print: {error}"))),
	}
}

/// What becomes of line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lines {
	Kept,
	Escaped,
}

/// Whether a terminal or a viewer obeys the character: a control character, one that changes the direction of what
/// follows, or one that ends a line.
fn steers(letter: char) -> bool {
	letter.is_control()
		|| matches!(letter, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn escape(text: &str, lines: Lines) -> Cow<'_, str> {
	let is_shown = |letter: char| !steers(letter) || (letter == '\n' && lines == Lines::Kept);
	if text.chars().all(is_shown) {
		return Cow::Borrowed(text);
	}
	let mut out = String::with_capacity(text.len());
	for letter in text.chars() {
		if is_shown(letter) {
			out.push(letter);
		} else {
			out.extend(letter.escape_default());
		}
	}
	Cow::Owned(out)
}

/// Escapes what stands in JSON's strings only; the ASCII control characters outside of them are its layout.
fn escape_in_json(json: &str) -> Cow<'_, str> {
	let is_layout = |letter: char| letter.is_ascii_control() && letter != '\u{7F}';
	if json.chars().all(|letter| is_layout(letter) || !steers(letter)) {
		return Cow::Borrowed(json);
	}
	let mut out = String::with_capacity(json.len());
	for letter in json.chars() {
		if is_layout(letter) || !steers(letter) {
			out.push(letter);
		} else {
			// All of them lie in the basic plane, so that one escape each will do.
			let _ = write!(out, "\\u{:04x}", u32::from(letter));
		}
	}
	Cow::Owned(out)
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::{ffi::OsString, os::unix::ffi::OsStringExt, process::Command};

	/// Names that do harm in a shell or on a terminal.
	fn hostile() -> Vec<OsString> {
		let mut names: Vec<OsString> = [
			"x;touch y;#.pdf",
			"$(touch y)",
			"`touch y`",
			"a b",
			"it's",
			"it's!ls",
			"say \"hi\"",
			"-rf",
			"--help",
			"a\nb",
			"a\u{1b}[2Jb",
			"a\u{9b}2Jb",
			"fdp.\u{202e}exe",
			"*",
			"~",
			"#",
			"!!",
			"",
			"a\\",
			"&",
			"|",
			"合同 (终稿).pdf",
			"a\u{7f}",
		]
		.map(OsString::from)
		.into();
		names.push(OsString::from_vec(vec![b'a', 0xff, b'7']));
		names
	}

	#[test]
	fn a_shell_reads_back_the_very_same_word_and_runs_nothing() {
		for name in hostile() {
			let folder = tempfile::tempdir().unwrap();
			let line = format!("printf '%s' {}", word(&name));
			let output = Command::new("bash")
				.args(["-c", &line])
				.current_dir(folder.path())
				.output()
				.unwrap();
			// An empty last argument prints nothing, too.
			assert_eq!(OsString::from_vec(output.stdout), name, "{line}");
			assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "{line}");
		}
	}

	#[test]
	fn a_word_is_one_safe_line() {
		for name in hostile() {
			let word = word(&name);
			assert!(!is_unsafe(&word), "{word:?}");
		}
		assert_eq!(word("contract.pdf"), "contract.pdf");
		assert_eq!(word("合同.pdf"), "合同.pdf");
		assert_eq!(word("my contract.pdf"), "'my contract.pdf'");
	}

	#[test]
	fn text_from_outside_steers_no_terminal() {
		assert_eq!(escape("a\u{1b}[2J\r\nb\u{9b}", Lines::Kept), "a\\u{1b}[2J\\r\nb\\u{9b}");
		assert_eq!(one_line("a\nValid"), "a\\nValid");
		assert_eq!(one_line("\u{202e}fdp"), "\\u{202e}fdp");
		assert_eq!(one_line("杭州某某科技有限公司"), "杭州某某科技有限公司");
	}

	#[test]
	fn json_says_the_same_when_escaped() {
		let value = serde_json::json!({ "file": "a\u{1b}\u{7f}\u{9b}\u{202e}\u{2028}\n合同" });
		let json = serde_json::to_string_pretty(&value).unwrap();
		let printed = escape_in_json(&json);
		assert!(
			!printed.chars().any(|letter| steers(letter) && letter != '\n'),
			"{printed:?}"
		);
		assert_eq!(serde_json::from_str::<serde_json::Value>(&printed).unwrap(), value);
	}
}
