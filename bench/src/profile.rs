//! Where the nodes spend their time, as `perf` of Linux samples it.

use crate::error::{BenchError, Result};
use std::{
	fs,
	path::{Path, PathBuf},
	process::{Child, Command, Output, Stdio},
	time::Duration,
};

/// How often a second each thread is looked at. A prime, so that it does not beat with timers.
const HERTZ: &str = "199";

/// How many lines a profile has.
const LINES: usize = 80;

/// `perf` while it records.
pub struct Recording {
	recording: Child,
	data: PathBuf,
	report: PathBuf,
}

/// Whether `perf` is there.
///
/// # Errors
///
/// It is not, or does not run.
pub fn ensure_perf() -> Result<()> {
	output(Command::new("perf").arg("--version")).map(|_| ())
}

impl Recording {
	/// Records some processes for so long. The profile goes into `out`, under this name.
	///
	/// # Errors
	///
	/// `perf` does not start.
	pub fn start(out: &Path, name: &str, processes: &[u32], length: Duration) -> Result<Self> {
		let data = out.join(format!("{name}.perf.data"));
		let processes: Vec<String> = processes.iter().map(u32::to_string).collect();
		let recording = Command::new("perf")
			.args(["record", "--freq", HERTZ, "--pid", &processes.join(",")])
			.arg("--output")
			.arg(&data)
			.args(["--", "sleep", &length.as_secs().max(1).to_string()])
			.stdin(Stdio::null())
			.stdout(Stdio::null())
			.stderr(Stdio::null())
			.spawn()
			.map_err(|error| BenchError::NoPerf(error.to_string()))?;
		Ok(Self {
			recording,
			data,
			report: out.join(format!("{name}.profile.txt")),
		})
	}

	/// Waits until it has recorded, and writes the profile. Returns its file.
	///
	/// # Errors
	///
	/// `perf` recorded nothing, or the file cannot be written.
	pub fn finish(mut self) -> Result<PathBuf> {
		let status = self.recording.wait()?;
		if !status.success() {
			return Err(BenchError::NoPerf(format!("perf record: {status}")));
		}
		let mut command = Command::new("perf");
		command
			.args(["report", "--stdio", "--sort", "comm,dso,symbol", "--input"])
			.arg(&self.data);
		let listed = output(&mut command)?;
		let text = String::from_utf8_lossy(&listed.stdout);
		let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).take(LINES).collect();
		fs::write(&self.report, lines.join("\n") + "\n").map_err(|source| BenchError::NotWritten {
			file: self.report.clone(),
			source,
		})?;
		Ok(self.report)
	}
}

fn output(command: &mut Command) -> Result<Output> {
	let output = command
		.stdin(Stdio::null())
		.output()
		.map_err(|error| BenchError::NoPerf(error.to_string()))?;
	if output.status.success() {
		return Ok(output);
	}
	Err(BenchError::NoPerf(
		String::from_utf8_lossy(&output.stderr).trim().to_owned(),
	))
}
