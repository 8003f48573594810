//! What each command does.

mod audit;
mod enterprise;
mod grant;
mod key;
mod network;
mod physical;
mod receipt;
mod seal;
mod sealing;
mod shell;
mod verify;

use crate::{
	args::{Cli, Command, Global},
	chain::{calls::Call, Chain},
	failure::{self, Failure, Kind, Result},
	keys,
	output::{self, shapes::Done},
	view::terminal::{self, word},
};
use clap::{error::ErrorKind, CommandFactory, Parser};
use eseal_receipt::format::{self, Anchor, ANCHOR_TYPE};
use std::{path::PathBuf, process::ExitCode, time::Duration};

/// Runs a command, and says how the program ends.
pub fn run(cli: Cli) -> Result<u8> {
	let runtime = tokio::runtime::Builder::new_multi_thread()
		.worker_threads(2)
		.enable_all()
		.build()
		.map_err(|e| Failure::input(format!("cannot start: {e}")))?;
	let Cli { global, command } = cli;
	runtime.block_on(async {
		match command {
			Command::Enterprise(what) => enterprise::run(&global, what).await,
			Command::Physical(what) => physical::run(&global, what).await,
			Command::Seal(what) => seal::run(&global, what).await,
			Command::Grant(what) => grant::run(&global, what).await,
			Command::Use(what) => sealing::run(&global, what).await,
			Command::Receipt(what) => receipt::run(&global, what).await,
			Command::Verify(what) => verify::run(&global, what).await,
			Command::Log(what) => audit::log(&global, what).await,
			Command::Audit(what) => audit::run(&global, what),
			Command::Watch(what) => network::watch(&global, what).await,
			Command::Key(what) => key::run(&global, what),
			Command::Anchor(what) => network::anchor(&global, what).await,
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
			output::failure(&Failure::new(Kind::Usage, message).next("See --help."), true);
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
		Ok(_) => Cli::command().error(ErrorKind::InvalidValue, "a word has a control character"),
	}
}

/// Sends a call as the account of `--account`, waits until it is final, and prints the outcome.
async fn send(global: &Global, call: Call) -> Result<u8> {
	let account = keys::account(global)?;
	let chain = Chain::connect(&global.node).await?;
	send_as(global, &chain, call, &account).await
}

/// The same over a connection that is there.
async fn send_as(global: &Global, chain: &Chain, call: Call, account: &keys::secret::Secret) -> Result<u8> {
	let recorded = chain.send_and_wait(&call, account, timeout(global)).await?;
	output::print(&Done::new(&call, recorded), global.json)
}

/// How long to wait for finality.
fn timeout(global: &Global) -> Duration {
	// A year is as long as for ever.
	Duration::from_secs(global.timeout.min(31_536_000))
}

/// Where the trust anchor lies.
fn anchor_file(global: &Global) -> Option<PathBuf> {
	if let Some(path) = &global.anchor {
		return Some(path.clone());
	}
	let configuration = std::env::var_os("XDG_CONFIG_HOME")
		.filter(|folder| !folder.is_empty())
		.map(PathBuf::from)
		.or_else(|| std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".config")))?;
	Some(configuration.join("eseal").join("anchor.json"))
}

/// Connects to collect evidence: from the anchor that is here, if one is.
async fn connect_from_anchor(global: &Global) -> Result<Chain> {
	let mut chain = Chain::connect(&global.node).await?;
	if let Some(path) = anchor_file(global).filter(|path| path.exists()) {
		let anchor: Anchor = format::parse(&crate::files::read(&path)?, ANCHOR_TYPE)
			.map_err(|e| Failure::input(format!("{} is no trust anchor: {e}", word(&path))))?;
		if anchor.genesis != chain.genesis {
			return Err(
				Failure::input(format!("{} is the trust anchor of another network", word(&path)))
					.next("Name this network's anchor (--anchor FILE), or another node (--node URL)."),
			);
		}
		chain.anchored_set = anchor.set_id;
	}
	Ok(chain)
}

/// The trust anchor, as it lies in its file.
fn anchor(global: &Global) -> Result<Vec<u8>> {
	let advice =
		"Get the network's anchor from an agency you trust, and name it with --anchor FILE (or ESEAL_ANCHOR). \
	              `eseal anchor --out FILE` makes one from a node.";
	let path = anchor_file(global)
		.ok_or_else(|| Failure::new(Kind::Indeterminate, "no trust anchor is named").next(advice))?;
	if !path.exists() {
		return Err(Failure::new(
			Kind::Indeterminate,
			format!("there is no trust anchor at {}", word(&path)),
		)
		.next(advice));
	}
	crate::files::read(&path)
}

/// The name of a document's receipt: the document's, and `.eseal`.
fn receipt_beside(document: &std::path::Path) -> PathBuf {
	let mut name = document.as_os_str().to_owned();
	name.push(".eseal");
	PathBuf::from(name)
}
