//! What the person who waits sees: a line for each step, and a bar where a terminal shows one. On standard error.

use indicatif::{ProgressBar, ProgressStyle};
use std::time::{Duration, Instant};

/// Tells the person who waits what is going on.
pub struct Progress {
	bar: ProgressBar,
	began: Instant,
}

impl Progress {
	/// Begins now.
	pub fn new() -> Self {
		let bar = ProgressBar::new_spinner();
		bar.enable_steady_tick(Duration::from_millis(200));
		Self {
			bar,
			began: Instant::now(),
		}
	}

	/// A step begins, or something is to be known.
	pub fn say(&self, text: &str) {
		let seconds = self.began.elapsed().as_secs();
		self.bar
			.suspend(|| eprintln!("==> {seconds:>4} s  {}", text.replace('\n', " ")));
	}

	/// From now on so many steps are shown.
	pub fn steps(&self, what: &str, steps: u64) {
		if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {prefix} {msg}") {
			self.bar.set_style(style);
		}
		self.bar.set_prefix(what.to_owned());
		self.bar.set_message("");
		self.bar.set_length(steps);
		self.bar.set_position(0);
	}

	/// So many of the steps are done.
	pub fn at(&self, position: u64, message: String) {
		self.bar.set_position(position);
		self.bar.set_message(message);
	}
}

impl Drop for Progress {
	fn drop(&mut self) {
		self.bar.finish_and_clear();
	}
}
