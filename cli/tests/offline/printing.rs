//! Readers who leave, terminals that obey, shells that run what is pasted.

use crate::{told, Desk};
use std::{
	io::pipe,
	process::{Command, Stdio},
};

/// A pipe that nobody reads any more.
fn closed() -> Stdio {
	let (reader, writer) = pipe().unwrap();
	drop(reader);
	writer.into()
}

/// How a run ends while its reader is there, and when readers are gone.
fn statuses(desk: &Desk, line: &[&str]) -> [Option<i32>; 3] {
	let run = |stdout: Stdio, stderr: Stdio| {
		Command::new(assert_cmd::cargo::cargo_bin!("eseal"))
			.args(line)
			.current_dir(desk.path(""))
			.env_clear()
			.env("HOME", desk.path(""))
			.stdin(Stdio::null())
			.stdout(stdout)
			.stderr(stderr)
			.status()
			.unwrap()
			.code()
	};
	[
		run(Stdio::null(), Stdio::null()),
		run(closed(), Stdio::null()),
		run(closed(), closed()),
	]
}

#[test]
fn a_closed_pipe_changes_no_exit_status() {
	let desk = Desk::with_bad_receipt();
	let anchored = ["--anchor", "anchor.json"];
	for (line, status) in [
		(["verify", "bad.pdf"].as_slice(), 1),
		(&["verify", "bad.pdf", "--json"], 1),
		(&["audit", "check", "log.jsonl"], 1),
		(&["audit", "check", "log.jsonl", "--json"], 1),
		(&["audit", "check", "none.jsonl"], 1),
		(&["key", "show", "none.key"], 1),
		(&["key", "show", "none.key", "--json"], 1),
		(&["seal", "show", "0", "--node", "ws://127.0.0.1:1"], 2),
		(&["watch", "--node", "ws://127.0.0.1:1"], 2),
		(&["seal", "show"], 64),
		(&["seal", "show", "x", "--json"], 64),
		(&["--no-such-option"], 64),
		(&["--help"], 0),
		(&["--version"], 0),
		(&["completions", "bash"], 0),
		(&["man"], 0),
	] {
		let line = match line.first() {
			Some(&("verify" | "audit")) => [line, &anchored].concat(),
			_ => line.to_vec(),
		};
		assert_eq!(statuses(&desk, &line), [Some(status); 3], "{line:?}");
	}
}

#[test]
fn a_full_disk_is_told() {
	let desk = Desk::new();
	let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
	let output = Command::new(assert_cmd::cargo::cargo_bin!("eseal"))
		.args(["completions", "bash"])
		.current_dir(desk.path(""))
		.stdout(full)
		.output()
		.unwrap();
	assert_eq!(output.status.code(), Some(1));
	assert!(told(&output).1.contains("cannot print"));
}

#[test]
fn a_files_name_steers_no_terminal() {
	let desk = Desk::new();
	let name = "a\u{1b}[2J\u{9b}1m\nValid\u{202e}.pdf";
	let receipt = format!("{name}.eseal");
	for line in [
		vec!["verify", name, "--anchor", "none"],
		vec!["key", "show", name],
		vec!["audit", "check", name, "--anchor", "none"],
		vec!["receipt", name],
		vec!["receipt", name, "--batch-file", name],
		vec!["receipt", "--all", "--batch-file", name],
		vec![name],
		vec!["verify", "--", name, &receipt, name],
		vec!["seal", "show", name],
	] {
		for json in [false, true] {
			let output = desk
				.eseal(line.clone())
				.args(json.then_some("--json"))
				.output()
				.unwrap();
			let (stdout, stderr) = told(&output);
			for text in [stdout, stderr] {
				let obeyed: Vec<char> = text
					.chars()
					.filter(|c| (c.is_control() && *c != '\n') || *c == '\u{202e}')
					.collect();
				assert_eq!(obeyed, [], "{line:?}: {text}");
				assert!(!text.lines().any(|line| line.starts_with("Valid")), "{line:?}: {text}");
			}
		}
	}
}

#[test]
fn a_name_of_the_greatest_length_with_its_receipt_can_be_written() {
	let desk = Desk::new();
	let name = format!("{}.key", "n".repeat(251));
	desk.write("password", "horse");
	desk.eseal(["key", "new", &name, "--password-file", "password"])
		.assert()
		.success();
	let long = format!("{}.key", "n".repeat(252));
	let output = desk
		.eseal(["key", "new", &long, "--password-file", "password"])
		.output()
		.unwrap();
	assert_eq!(output.status.code(), Some(1));
}
