//! What processes and the machine spend, as Linux tells under `/proc`.

use crate::error::{BenchError, Result};
use serde::Serialize;
use std::{fmt::Display, fs, thread};

/// How many ticks of `/proc` are a second: `USER_HZ`, which is 100 wherever Linux runs on PCs and servers.
const TICKS: f64 = 100.0;

/// What a process has spent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Usage {
	/// Seconds on a processor, since it began.
	pub cpu_s: f64,
	/// Its resident memory, in KiB.
	pub resident_kib: u64,
	/// The most that this was since it began.
	pub peak_kib: u64,
}

/// What the machine's processors did since it started, in seconds of one core.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Cores {
	/// Nothing, or waiting for a disk.
	pub idle_s: f64,
	/// Anything, idling included.
	pub all_s: f64,
}

/// What a process has spent: by its number, or `self`.
///
/// # Errors
///
/// There is no such process.
pub fn usage(process: impl Display) -> Result<Usage> {
	let (stat, status) = (format!("/proc/{process}/stat"), format!("/proc/{process}/status"));
	let cpu_s = cpu_of(&read(&stat)?).ok_or_else(|| unknown(&stat))?;
	let memory = read(&status)?;
	let kib = |name| kib_of(&memory, name).ok_or_else(|| unknown(&status));
	Ok(Usage {
		cpu_s,
		resident_kib: kib("VmRSS:")?,
		peak_kib: kib("VmHWM:")?,
	})
}

/// What the machine's processors did.
///
/// # Errors
///
/// The system does not tell.
pub fn cores() -> Result<Cores> {
	let file = "/proc/stat";
	cores_of(&read(file)?).ok_or_else(|| unknown(file))
}

/// How many cores this program may use.
pub fn core_count() -> usize {
	thread::available_parallelism().map_or(1, usize::from)
}

fn read(file: &str) -> Result<String> {
	fs::read_to_string(file).map_err(|error| BenchError::Machine {
		file: file.into(),
		reason: error.to_string(),
	})
}

fn unknown(file: &str) -> BenchError {
	BenchError::Machine {
		file: file.into(),
		reason: "it has another form than is known".into(),
	}
}

/// User and system time are the 14th and 15th field (proc_pid_stat(5)). The second is the program's name, which may
/// hold anything, so counting begins behind it.
fn cpu_of(stat: &str) -> Option<f64> {
	let (_, rest) = stat.rsplit_once(')')?;
	let mut fields = rest.split_whitespace().skip(11).map(str::parse::<u64>);
	let ticks = fields.next()?.ok()?.checked_add(fields.next()?.ok()?)?;
	Some(ticks as f64 / TICKS)
}

/// A line of memory, in KiB (proc_pid_status(5)).
fn kib_of(status: &str, name: &str) -> Option<u64> {
	let line = status.lines().find_map(|line| line.strip_prefix(name))?;
	line.split_whitespace().next()?.parse().ok()
}

/// The first line: user, nice, system, idle, iowait, irq, softirq, steal; guests are counted in the first two.
fn cores_of(stat: &str) -> Option<Cores> {
	let line = stat.lines().next()?.strip_prefix("cpu ")?;
	let ticks: Vec<f64> = line
		.split_whitespace()
		.take(8)
		.map(|ticks| ticks.parse::<f64>())
		.collect::<std::result::Result<_, _>>()
		.ok()?;
	Some(Cores {
		idle_s: (ticks.get(3)? + ticks.get(4)?) / TICKS,
		all_s: ticks.iter().sum::<f64>() / TICKS,
	})
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_process_is_read_whatever_its_name_is() {
		let stat = "26111 (a (b) c) S 1 2 3 4 -1 5 6 7 8 9 250 50 0 0 20 0 9 0 1 2 3";
		assert_eq!(cpu_of(stat), Some(3.0));
		assert_eq!(cpu_of("26111 (a) S 1 2"), None);
		let status = "Name:\ta\nVmHWM:\t  207520 kB\nVmRSS:\t  107520 kB\nThreads:\t9";
		assert_eq!(kib_of(status, "VmRSS:"), Some(107_520));
		assert_eq!(kib_of(status, "VmHWM:"), Some(207_520));
		assert_eq!(kib_of("Name:\ta", "VmRSS:"), None);
	}

	#[test]
	fn waiting_for_a_disk_is_idling() {
		let stat = "cpu  100 0 100 600 200 0 0 0 50 0\ncpu0 1 2 3 4\n";
		assert_eq!(
			cores_of(stat),
			Some(Cores {
				idle_s: 8.0,
				all_s: 10.0
			})
		);
		assert_eq!(cores_of("cpu  1 2 x"), None);
		assert_eq!(cores_of("intr 5"), None);
	}

	#[test]
	fn this_process_and_this_machine_are_read() {
		let own = usage("self").unwrap();
		assert!(own.resident_kib > 0 && own.peak_kib > 0);
		assert!(cores().unwrap().all_s > 0.0);
		assert!(usage(0).is_err());
	}
}
