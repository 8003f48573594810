//! What a command waits for, on standard error and only where a person looks on.

use indicatif::{ProgressBar, ProgressStyle};
use std::time::Duration;

/// A line that tells what is being waited for.
pub struct Progress(ProgressBar);

impl Progress {
	/// For a call. indicatif draws on standard error, and nothing where that is no terminal.
	pub fn new(what: &str) -> Self {
		let bar = ProgressBar::new_spinner();
		if let Ok(style) = ProgressStyle::with_template("{spinner} {prefix}: {msg} ({elapsed})") {
			bar.set_style(style);
		}
		bar.set_prefix(what.replace('_', " "));
		bar.set_message("sending");
		bar.enable_steady_tick(Duration::from_millis(120));
		Self(bar)
	}

	/// For a number of steps.
	pub fn steps(what: &str, steps: u64) -> Self {
		let bar = ProgressBar::new(steps);
		if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {prefix}: {msg} ({elapsed})") {
			bar.set_style(style);
		}
		bar.set_prefix(what.to_owned());
		bar.enable_steady_tick(Duration::from_millis(120));
		Self(bar)
	}

	/// Tells where it stands.
	pub fn say(&self, message: &str) {
		self.0.set_message(message.to_owned());
	}

	/// One step is done.
	pub fn step(&self) {
		self.0.inc(1);
	}
}

impl Drop for Progress {
	fn drop(&mut self) {
		self.0.finish_and_clear();
	}
}
