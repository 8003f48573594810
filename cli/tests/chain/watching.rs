//! `eseal watch`.

use crate::Desk;
use eseal_testnode::Cast;
use serde_json::Value as Json;
use std::{
	io::{BufRead, BufReader, Read},
	process::{Child, Command, Stdio},
	sync::mpsc::{self, Receiver},
	thread,
	time::{Duration, Instant},
};

/// How long to wait for anything.
const PATIENCE: Duration = Duration::from_secs(60);

/// `eseal watch` that runs, and the lines that it prints, on whichever stream. It ends with the test.
struct Watch {
	process: Child,
	lines: Receiver<String>,
}

impl Watch {
	fn start(desk: &Desk, args: &[&str]) -> Self {
		let mut process = Command::new(assert_cmd::cargo::cargo_bin!("eseal"))
			.current_dir(desk.path(""))
			.env_clear()
			.env("HOME", desk.path(""))
			.env("ESEAL_URL", desk.node.url())
			.arg("watch")
			.args(args)
			.stdin(Stdio::null())
			.stdout(Stdio::piped())
			.stderr(Stdio::piped())
			.spawn()
			.unwrap();
		let (sender, lines) = mpsc::channel();
		let streams: [Box<dyn Read + Send>; 2] = [
			Box::new(process.stdout.take().unwrap()),
			Box::new(process.stderr.take().unwrap()),
		];
		for stream in streams {
			let sender = sender.clone();
			thread::spawn(move || {
				for line in BufReader::new(stream).lines().map_while(Result::ok) {
					if sender.send(line).is_err() {
						return;
					}
				}
			});
		}
		Self { process, lines }
	}

	/// Lets things happen on the chain until a line is as wanted.
	fn until(&self, desk: &Desk, what: &str, wanted: impl Fn(&str) -> bool) {
		let began = Instant::now();
		let mut seen = Vec::new();
		while began.elapsed() < PATIENCE {
			Cast::suspend_and_resume(&desk.node);
			while let Ok(line) = self.lines.recv_timeout(Duration::from_millis(200)) {
				if wanted(&line) {
					return;
				}
				seen.push(line);
			}
		}
		panic!("{what} is not told of: {seen:#?}");
	}
}

impl Drop for Watch {
	fn drop(&mut self) {
		let _ = self.process.kill();
		let _ = self.process.wait();
	}
}

/// A chain on which no block of an even number can be read from block 6 on: of the two events only the suspension.
fn desk() -> Desk {
	let desk = Desk::new();
	Cast::issue(&desk.node);
	desk.node.chain().garbled = (6..2_000).step_by(2).collect();
	desk
}

#[test]
fn a_block_that_cannot_be_read_is_told_of_and_passed_over() {
	let desk = desk();
	let watch = Watch::start(&desk, &[]);
	let skipped = |line: &str| line.contains("is skipped: an event of block");
	watch.until(&desk, "a block that cannot be read", skipped);
	watch.until(&desk, "what comes after it", |line| line.contains("HoldPlaced"));
	watch.until(&desk, "another one that cannot be read", skipped);
}

#[test]
fn a_program_that_reads_json_learns_which_block_is_missing() {
	let desk = desk();
	let watch = Watch::start(&desk, &["--json"]);
	let json = |line: &str| serde_json::from_str::<Json>(line).unwrap_or_else(|error| panic!("{error}: {line}"));
	let skipped = |line: &str| {
		let said = json(line);
		let reason = said["unreadable"].as_str().unwrap_or_default();
		said["block"].as_u64().is_some_and(|block| block % 2 == 0) && reason.contains("an event of block")
	};
	watch.until(&desk, "a block that cannot be read", skipped);
	watch.until(&desk, "what comes after it", |line| json(line)["event"] == "HoldPlaced");
	watch.until(&desk, "another one that cannot be read", skipped);
}
