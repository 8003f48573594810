//! An exporter that runs, and what it tells.

use std::{
	collections::BTreeMap,
	fs::{self, File},
	io::{Read, Write},
	net::{TcpListener, TcpStream},
	process::{Child, Command, ExitStatus, Stdio},
	time::{Duration, Instant},
};
use tempfile::TempDir;

/// How long to wait for anything.
const PATIENCE: Duration = Duration::from_secs(90);

/// A port that nothing listens on.
pub fn free_port() -> u16 {
	let listener = TcpListener::bind("127.0.0.1:0").unwrap();
	listener.local_addr().unwrap().port()
}

fn program() -> Command {
	let mut program = Command::new(env!("CARGO_BIN_EXE_eseal-operator"));
	program.env_remove("ESEAL_URL").arg("exporter").stdin(Stdio::null());
	program
}

/// Runs the command to its end; gives the exit status and all that it said.
pub fn run(args: &[&str]) -> (Option<i32>, String) {
	let output = program().args(args).output().unwrap();
	let said = [output.stdout, output.stderr].concat();
	(output.status.code(), String::from_utf8(said).unwrap())
}

/// Metrics by name and labels, as they are written.
pub struct Metrics(BTreeMap<String, f64>);

impl Metrics {
	pub fn get(&self, series: &str) -> Option<f64> {
		self.0.get(series).copied()
	}

	/// The values of all series that begin so.
	pub fn with_prefix(&self, prefix: &str) -> Vec<f64> {
		let series = self.0.iter().filter(|(series, _)| series.starts_with(prefix));
		series.map(|(_, value)| *value).collect()
	}
}

/// An exporter that runs. It ends with the test.
pub struct Exporter {
	process: Child,
	address: String,
	home: TempDir,
}

impl Exporter {
	/// Starts one that follows a node.
	pub fn start(url: &str) -> Self {
		let home = TempDir::new().unwrap();
		let log = File::create(home.path().join("log")).unwrap();
		let address = format!("127.0.0.1:{}", free_port());
		let process = program()
			.args(["--node", url, "--listen", &address])
			.stdout(log.try_clone().unwrap())
			.stderr(log)
			.spawn()
			.unwrap();
		Self { process, address, home }
	}

	/// All that it said.
	pub fn said(&self) -> String {
		fs::read_to_string(self.home.path().join("log")).unwrap()
	}

	/// Sends a request, such as `GET /metrics`, and gives the whole answer.
	pub fn request(&self, request: &str) -> String {
		self.try_request(request).unwrap()
	}

	fn try_request(&self, request: &str) -> std::io::Result<String> {
		let mut stream = TcpStream::connect(&self.address)?;
		stream.set_read_timeout(Some(PATIENCE))?;
		write!(
			stream,
			"{request} HTTP/1.1\r\nHost: exporter\r\nConnection: close\r\n\r\n"
		)?;
		let mut answer = String::new();
		stream.read_to_string(&mut answer)?;
		Ok(answer)
	}

	fn metrics(&self) -> Option<Metrics> {
		let answer = self.try_request("GET /metrics").ok()?;
		let (_, body) = answer.split_once("\r\n\r\n")?;
		let series = body.lines().filter(|line| !line.starts_with('#'));
		let series = series.map(|line| {
			let (series, value) = line.rsplit_once(' ').unwrap();
			(series.to_owned(), value.parse().unwrap())
		});
		Some(Metrics(series.collect()))
	}

	/// Waits until its metrics are as wanted, and gives them.
	#[track_caller]
	pub fn until(&self, what: &str, wanted: impl Fn(&Metrics) -> bool) -> Metrics {
		let end = Instant::now() + PATIENCE;
		while Instant::now() < end {
			if let Some(metrics) = self.metrics().filter(&wanted) {
				return metrics;
			}
			std::thread::sleep(Duration::from_millis(100));
		}
		let shown = self.metrics().map(|metrics| metrics.0);
		panic!("waited in vain: {what}\n{}\n{shown:#?}", self.said());
	}

	/// Sends it SIGTERM, and gives how it ended.
	pub fn end(&mut self) -> ExitStatus {
		let process = self.process.id().to_string();
		// The shell's own: a minimal system has no program `kill`.
		assert!(Command::new("bash")
			.args(["-c", "kill -TERM \"$0\"", &process])
			.status()
			.unwrap()
			.success());
		let end = Instant::now() + Duration::from_secs(5);
		while Instant::now() < end {
			if let Some(status) = self.process.try_wait().unwrap() {
				return status;
			}
			std::thread::sleep(Duration::from_millis(20));
		}
		panic!("it did not end");
	}
}

impl Drop for Exporter {
	fn drop(&mut self) {
		let _ = self.process.kill();
		let _ = self.process.wait();
	}
}
