//! What each command does.

mod act;
mod audit;
mod budget;
mod correction;
mod enterprise;
mod grant;
mod import;
mod key;
mod log;
mod network;
mod officer;
mod physical;
mod receipt;
mod salt;
mod seal;
mod sealing;
mod seconds;
mod shell;
mod statistics;
mod verify;

use crate::{
	args::{Cli, Command},
	failure::{self, Failure, Kind, Result},
	session::Session,
	view::{self, terminal},
};
use clap::{error::ErrorKind, CommandFactory, Parser};
use std::{
	path::{Path, PathBuf},
	process::ExitCode,
};

/// Runs a command, and says how the program ends.
pub fn run(cli: Cli) -> Result<u8> {
	let runtime = tokio::runtime::Builder::new_multi_thread()
		.worker_threads(2)
		.enable_all()
		.build()
		.map_err(|e| Failure::input(format!("cannot start: {e}")))?;
	let Cli { global, command } = cli;
	let session = &Session::new(global);
	runtime.block_on(async {
		match command {
			Command::Enterprise(what) => enterprise::run(session, what).await,
			Command::Physical(what) => physical::run(session, what).await,
			Command::Seal(what) => seal::run(session, what).await,
			Command::Grant(what) => grant::run(session, what).await,
			Command::Act(what) => act::run(session, what).await,
			Command::Correction(what) => correction::run(session, what).await,
			Command::Officer(what) => officer::run(session, what).await,
			Command::Budget(what) => budget::run(session, what).await,
			Command::Use(what) => sealing::run(session, what).await,
			Command::Receipt(what) => receipt::run(session, what).await,
			Command::Verify(what) => verify::run(session, what).await,
			Command::Log(what) => log::run(session, what).await,
			Command::Audit(what) => audit::run(session, what),
			Command::Statistics(what) => statistics::run(session, what).await,
			Command::Watch(what) => network::watch(session, what).await,
			Command::Key(what) => key::run(session, what),
			Command::Anchor(what) => network::anchor(session, what).await,
			Command::Completions(what) => shell::completions(&what),
			Command::Man(what) => shell::man(&what),
		}
	})
}

/// Tells what is wrong with the command line, or what was asked about it.
pub fn usage(error: clap::Error) -> ExitCode {
	let error = repeatable(error);
	match error.kind() {
		ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
			let _ = error.print();
			ExitCode::SUCCESS
		}
		_ if std::env::args_os().any(|argument| argument == "--json") => {
			let text = error.render().to_string();
			let text = text.trim().strip_prefix("error: ").unwrap_or(text.trim());
			// Usage and the pointer to the help follow after an empty line.
			let (message, _) = text.split_once("\n\n").unwrap_or((text, ""));
			view::failure(&Failure::new(Kind::Usage, message).next("See --help."), true);
			ExitCode::from(failure::USAGE)
		}
		_ => {
			let _ = error.print();
			ExitCode::from(failure::USAGE)
		}
	}
}

/// The same error, with words that may be repeated on a terminal: a pattern of the shell may have brought in the name of a
/// stranger's file.
fn repeatable(error: clap::Error) -> clap::Error {
	let typed: Vec<String> = std::env::args_os()
		.map(|word| word.to_string_lossy().into_owned())
		.collect();
	if !typed.iter().any(|word| terminal::is_unsafe(word)) {
		return error;
	}
	match Cli::try_parse_from(typed.iter().map(|word| terminal::one_line(word).into_owned())) {
		Err(same) => same,
		Ok(_) => Cli::command().error(ErrorKind::InvalidValue, "an argument has a control character"),
	}
}

/// The name of a document's receipt: the document's, and `.eseal`.
fn receipt_beside(document: &Path) -> PathBuf {
	let mut name = document.as_os_str().to_owned();
	name.push(".eseal");
	PathBuf::from(name)
}
