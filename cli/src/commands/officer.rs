//! `eseal officer`

use crate::{
	args::officer::Officer,
	failure::{Failure, Kind, Result},
	files::{self, json_line, NewFile, Readers},
	session::Session,
	view::officer::OfficerHistory,
};
use eseal_client::{queries::Deed as Entry, AccountId, Block};
use eseal_primitives::answers::OfficerInfo;
use eseal_receipt::format::{HistoryHeader, HistoryLine, Period, HISTORY_TYPE};
use std::path::Path;

/// Runs the command.
pub async fn run(session: &Session, what: Officer) -> Result<u8> {
	let Officer::History {
		account,
		from,
		to,
		export,
	} = what;
	let period = Period { from, to };
	let Some(path) = export else {
		let block = session.finalized().await?;
		let (officer, entries) = read(&block, &account).await?;
		return session.print(&OfficerHistory::new(&account, &officer, &entries, period, &block));
	};
	ensure_name(&path)?;
	files::ensure_writable(&path, false)?;
	let prover = session.prover().await?;
	let chain = prover.client();
	let last = chain.finalized().await?;
	// Whoever never was an officer is told so without a wait.
	last.officer(&account).await?;
	let mut listening = chain.justifications().await?;
	let justified = chain
		.justified(&mut listening, last.number(), session.timeout())
		.await?;
	let (proof, evidence, block) = prover.proof_of_officer(justified, &account).await?;
	let (officer, entries) = read(&block, &account).await?;
	let header = HistoryHeader {
		media_type: HISTORY_TYPE.into(),
		genesis: chain.genesis(),
		officer: account.clone(),
		entries: officer.head.entries,
		proof,
		evidence,
	};
	write(&path, &header, &entries)?;
	session.print(&OfficerHistory {
		export: Some(path.display().to_string()),
		..OfficerHistory::new(&account, &officer, &entries, period, &block)
	})
}

/// An officer, and its whole history.
async fn read(block: &Block, account: &AccountId) -> Result<(OfficerInfo, Vec<Entry>)> {
	let officer = block.officer(account).await?;
	let entries = block.officer_history(account, &officer).await?;
	Ok((officer, entries))
}

fn ensure_name(path: &Path) -> Result<()> {
	match path.extension().and_then(|extension| extension.to_str()) {
		Some("jsonl") => Ok(()),
		_ => Err(Failure::new(
			Kind::Usage,
			"the name of an exported history must end in .jsonl",
		)),
	}
}

fn write(path: &Path, header: &HistoryHeader, entries: &[Entry]) -> Result<()> {
	let mut file = NewFile::begin(path, Readers::Anyone)?;
	file.write(&json_line(header)?)?;
	for (number, entry) in (0..).zip(entries) {
		file.write(&json_line(&HistoryLine::of(number, entry))?)?;
	}
	file.finish()
}
