//! `psql`, by which this program speaks to a PostgreSQL server: a library would change what half of all crates are compiled
//! with. Whoever started the network also started the server.

use crate::error::{BenchError, Result};
use serde::Deserialize;
use std::{
	env,
	io::{BufRead, BufReader, Read, Write},
	path::PathBuf,
	process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

/// Ends at the first error, and writes nothing but answers, a line for each row.
const ARGUMENTS: [&str; 7] = [
	"--no-psqlrc",
	"--no-password",
	"--quiet",
	"--tuples-only",
	"--no-align",
	"--set=ON_ERROR_STOP=1",
	"--dbname=postgres",
];

/// Asks for the version, and whether what is committed is on the disk.
const SETTINGS: &str = "SELECT current_setting('server_version'), current_setting('fsync'), \
                        current_setting('full_page_writes'), current_setting('synchronous_commit');\n";

/// What a writer says once all is done that it was told before.
const DONE: &str = "done";

/// A PostgreSQL server on this machine.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Server {
	/// The program `psql`.
	psql: PathBuf,
	/// The directory of the server's socket.
	socket: PathBuf,
	/// The port, which is a part of the socket's name.
	port: u16,
	/// Whom the server lets in.
	user: String,
}

impl Server {
	/// The server's version.
	///
	/// # Errors
	///
	/// It does not answer, or says that something is committed before it is on the disk.
	pub fn version(&self) -> Result<String> {
		let answer = self.ask(SETTINGS)?;
		durable(&answer).ok_or_else(|| {
			BenchError::Postgres(format!("it may lose what it has committed, by its settings: {answer}"))
		})
	}

	/// Has something done, and returns the answers.
	///
	/// # Errors
	///
	/// The server refuses it.
	pub fn ask(&self, sql: &str) -> Result<String> {
		let mut process = self.start()?;
		if let Some(mut orders) = process.stdin.take() {
			// Where it ends before it has read all, it says why.
			let _ = orders.write_all(sql.as_bytes());
		}
		let output = process.wait_with_output()?;
		if !output.status.success() {
			return Err(refused(&String::from_utf8_lossy(&output.stderr)));
		}
		Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
	}

	/// One more writer, with a connection of its own.
	///
	/// # Errors
	///
	/// The server lets nobody in.
	pub fn writer(&self) -> Result<Writer> {
		let mut process = self.start()?;
		let (Some(orders), Some(answers)) = (process.stdin.take(), process.stdout.take()) else {
			return Err(refused("psql has no standard input and output"));
		};
		let mut writer = Writer {
			process,
			orders,
			answers: BufReader::new(answers),
		};
		writer.settle()?;
		Ok(writer)
	}

	fn start(&self) -> Result<Child> {
		let mut command = Command::new(&self.psql);
		command
			.args(ARGUMENTS)
			.arg("--host")
			.arg(&self.socket)
			.args(["--port", &self.port.to_string(), "--username", &self.user])
			.env("LC_ALL", "C")
			.stdin(Stdio::piped())
			.stdout(Stdio::piped())
			.stderr(Stdio::piped());
		// What is said there is about other servers.
		for (name, _) in env::vars_os() {
			if name.to_string_lossy().starts_with("PG") {
				command.env_remove(name);
			}
		}
		command
			.spawn()
			.map_err(|error| refused(&format!("{} does not start: {error}", self.psql.display())))
	}
}

/// Has one thing done after the other, each in a transaction of its own. It ends at the first that the server refuses.
pub struct Writer {
	process: Child,
	orders: ChildStdin,
	answers: BufReader<ChildStdout>,
}

impl Writer {
	/// Has something done, and does not wait for it. Waits once the pipe is full.
	///
	/// # Errors
	///
	/// The server refused something.
	pub fn send(&mut self, line: &str) -> Result<()> {
		match self.orders.write_all(line.as_bytes()) {
			Ok(()) => Ok(()),
			Err(_) => Err(self.reason()),
		}
	}

	/// Waits until all that was sent is committed.
	///
	/// # Errors
	///
	/// The server refused something.
	pub fn settle(&mut self) -> Result<()> {
		// psql reads no further before the server has answered what came before.
		self.send(&format!("\\echo {DONE}\n"))?;
		let mut line = String::new();
		match self.answers.read_line(&mut line) {
			Ok(_) if line.trim_end() == DONE => Ok(()),
			_ => Err(self.reason()),
		}
	}

	/// Ends it.
	///
	/// # Errors
	///
	/// It did not end well.
	pub fn finish(self) -> Result<()> {
		let Self {
			process,
			orders,
			answers,
		} = self;
		drop(orders);
		let output = process.wait_with_output()?;
		drop(answers);
		if !output.status.success() {
			return Err(refused(&String::from_utf8_lossy(&output.stderr)));
		}
		Ok(())
	}

	/// Why it does not go on.
	fn reason(&mut self) -> BenchError {
		// It has ended already, with its reason; else nothing would end it.
		let _ = self.process.kill();
		let mut said = Vec::new();
		if let Some(errors) = &mut self.process.stderr {
			let _ = errors.read_to_end(&mut said);
		}
		let _ = self.process.wait();
		refused(&String::from_utf8_lossy(&said))
	}
}

/// What PostgreSQL or `psql` said, as an error.
fn refused(said: &str) -> BenchError {
	BenchError::Postgres(match said.trim() {
		"" => "psql ended without a word".into(),
		said => said.replace('\n', " "),
	})
}

/// The version, if whatever is committed is on the disk.
fn durable(answer: &str) -> Option<String> {
	let (version, settings) = answer.split_once('|')?;
	// Debian's name of its package follows the number.
	let version = version.split_whitespace().next()?;
	(settings == "on|on|on").then(|| version.to_owned())
}

#[cfg(test)]
mod tests {
	use super::*;

	/// A server whose `psql` is another program.
	fn with(program: &str) -> Server {
		Server {
			psql: program.into(),
			socket: "/nowhere".into(),
			port: 5_432,
			user: "nobody".into(),
		}
	}

	#[test]
	fn what_is_committed_must_be_on_the_disk() {
		let debian = "15.18 (Debian 15.18-0+deb12u1)|on|on|on";
		assert_eq!(durable(debian).as_deref(), Some("15.18"));
		for wrong in [
			"",
			"15.18",
			"|on|on|on",
			"15.18|on|on|off",
			"15.18|off|on|on",
			"15.18|on|on|on|on",
		] {
			assert_eq!(durable(wrong), None, "{wrong}");
		}
	}

	#[test]
	fn whoever_does_not_answer_is_no_server() {
		for program in ["/nowhere/psql", "false", "true"] {
			assert!(with(program).version().is_err(), "{program}");
			assert!(with(program).writer().is_err(), "{program}");
		}
		assert!(matches!(
			with("/nowhere/psql").ask("SELECT 1;"),
			Err(BenchError::Postgres(reason)) if reason.contains("/nowhere/psql")
		));
	}

	#[test]
	fn a_server_is_described_by_whoever_started_it() {
		let server: Server =
			serde_json::from_str(r#"{ "psql": "/p/psql", "socket": "/s", "port": 5432, "user": "eseal" }"#).unwrap();
		assert_eq!((server.port, server.user.as_str()), (5_432, "eseal"));
		assert!(serde_json::from_str::<Server>(r#"{ "psql": "/p/psql" }"#).is_err());
	}
}
