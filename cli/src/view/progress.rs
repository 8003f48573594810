//! What a command waits for, on standard error and only where a person looks on.

use crate::view::terminal::one_line;
use indicatif::{ProgressBar, ProgressStyle};
use std::time::Duration;

/// A line that tells what is being waited for.
pub struct Progress(ProgressBar);

impl Progress {
	/// For a call. indicatif draws on standard error, and nothing where that is no terminal.
	pub fn new(what: &str) -> Self {
		let bar = Self::draw(
			ProgressBar::new_spinner(),
			"{spinner} {prefix}: {msg} ({elapsed})",
			&what.replace('_', " "),
		);
		bar.say("sending");
		bar
	}

	/// For a number of steps.
	pub fn steps(what: &str, steps: u64) -> Self {
		let style = "{bar:30} {pos}/{len} {prefix}: {msg} ({elapsed})";
		Self::draw(ProgressBar::new(steps), style, what)
	}

	/// For a number of lines of a file that are sent: with how many become final in a second.
	pub fn lines(what: &str, lines: u64) -> Self {
		let style = "{bar:30} {pos}/{len} {prefix}, {per_sec}: {msg} ({elapsed}, {eta} left)";
		Self::draw(ProgressBar::new(lines), style, what)
	}

	/// For a number of bytes.
	pub fn bytes(what: &str, bytes: u64) -> Self {
		let style = "{bar:30} {bytes}/{total_bytes} {prefix} ({elapsed}, {eta} left)";
		Self::draw(ProgressBar::new(bytes), style, what)
	}

	fn draw(bar: ProgressBar, style: &str, what: &str) -> Self {
		if let Ok(style) = ProgressStyle::with_template(style) {
			bar.set_style(style);
		}
		bar.set_prefix(one_line(what).into_owned());
		bar.enable_steady_tick(Duration::from_millis(120));
		Self(bar)
	}

	/// Tells where it stands.
	pub fn say(&self, message: &str) {
		self.0.set_message(one_line(message).into_owned());
	}

	/// One step is done.
	pub fn step(&self) {
		self.advance(1);
	}

	/// Some steps are done, or some bytes.
	pub fn advance(&self, by: u64) {
		self.0.inc(by);
	}
}

impl Drop for Progress {
	fn drop(&mut self) {
		self.0.finish_and_clear();
	}
}
