//! Loading a file: `eseal enterprise import`, `eseal physical import`, `eseal seal approve --all`.

use crate::{
	args::{import::How, values::kebab},
	digests,
	failure::{Failure, Kind as Failed, Result},
	import::{
		check::{check, Checked},
		journal::{Header, Journal},
		lines::Lines,
		outcomes::Outcomes,
		report::Report as Written,
		sending::{changed, Sender, Source},
		Kind,
	},
	keys,
	session::{Account, Session},
	view::{progress::Progress, shapes, terminal::word, Report},
};
use eseal_client::{Block, Client, ReadError};
use eseal_primitives::{
	act::{Act, Needed},
	member::Duty,
	Seat,
};
use serde::Serialize;
use std::{
	path::{Path, PathBuf},
	time::Instant,
};

/// How many wrong lines, and how many reasons, a person is shown. The report has all.
const SHOWN: usize = 20;

/// A line that is wrong.
#[derive(Debug, Serialize)]
struct WrongLine {
	line: u32,
	reason: String,
}

/// What is said of a file of which nothing is sent.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Looked {
	/// The file.
	file: String,
	/// Its digest: two people who checked the same file have the same one.
	digest: String,
	/// How many lines say something.
	lines: u32,
	/// In how many of them a text is normalized before it is sent.
	normalized: u32,
	/// How many lines are wrong.
	wrong: u32,
	/// The first of them.
	first_wrong: Vec<WrongLine>,
	/// The report, which has all of them; none if none is wrong.
	report: Option<String>,
	/// What a line is, and what lines are.
	#[serde(skip)]
	what: (&'static str, &'static str),
}

impl Report for Looked {
	fn text(&self) -> String {
		let file = word(&self.file);
		let (one, many) = self.what;
		let mut lines = Vec::new();
		for wrong in &self.first_wrong {
			lines.push(format!("line {}: {}", wrong.line, wrong.reason));
		}
		if let Some(report) = &self.report {
			let count = count(self.wrong, "line is wrong", "lines are wrong");
			lines.push(format!(
				"{file}: {count} of {}. Nothing was sent. All of them: {}",
				self.lines,
				word(report)
			));
			return lines.join("\n");
		}
		lines.push(format!(
			"{file}: {}, nothing wrong with any. Nothing was sent.",
			count(self.lines, one, many)
		));
		lines.extend(normalized(self.normalized));
		lines.push(format!("The file's digest: {}", self.digest));
		lines.join("\n")
	}

	fn exit_status(&self) -> u8 {
		match self.wrong {
			0 => 0,
			_ => Failed::Input.exit_status(),
		}
	}
}

/// What came of a file that was sent.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Loaded {
	/// The file.
	file: String,
	/// Its digest.
	digest: String,
	/// How many lines of it were to be sent here.
	lines: u32,
	/// How many were done, and are final.
	done: u32,
	/// How many were on record before.
	earlier: u32,
	/// How many were refused.
	refused: u32,
	/// Of how many it is not known yet.
	open: u32,
	/// In how many lines a text was normalized.
	normalized: u32,
	/// Why lines were refused, the most frequent first.
	reasons: Vec<Reason>,
	/// How long it took, in seconds.
	seconds: f64,
	/// The report, which has each line.
	report: String,
	/// Why the rest is open.
	#[serde(skip_serializing_if = "Option::is_none")]
	error: Option<Failure>,
	#[serde(skip)]
	what: (&'static str, &'static str),
}

/// Why lines were refused.
#[derive(Debug, Serialize)]
struct Reason {
	reason: String,
	lines: u32,
}

impl Report for Loaded {
	fn text(&self) -> String {
		let (one, many) = self.what;
		let mut lines = vec![format!("{}: {}", word(&self.file), count(self.lines, one, many))];
		lines.push(format!("  done, and final: {}{}", self.done, self.rate()));
		for (number, what) in [
			(self.earlier, "on record before"),
			(self.refused, "refused"),
			(self.open, "open"),
		] {
			if number > 0 {
				lines.push(format!("  {what}: {number}"));
			}
		}
		for Reason { reason, lines: number } in self.reasons.iter().take(SHOWN) {
			lines.push(format!("    {number} times: {reason}"));
		}
		lines.extend(normalized(self.normalized));
		lines.push(format!("Each line: {}", word(&self.report)));
		if let Some(error) = &self.error {
			lines.push(error.message.clone());
			lines.extend(error.next.as_ref().map(|next| format!("  {next}")));
		}
		lines.join("\n")
	}

	fn exit_status(&self) -> u8 {
		match &self.error {
			Some(error) => error.kind.exit_status(),
			None if self.refused > 0 => Failed::Refused.exit_status(),
			None => 0,
		}
	}
}

impl Loaded {
	fn rate(&self) -> String {
		match self.seconds {
			seconds if seconds >= 1.0 && self.done > 0 => {
				format!(" (in {seconds:.0} s, {:.0} a second)", f64::from(self.done) / seconds)
			}
			_ => String::new(),
		}
	}
}

fn count(number: u32, one: &str, many: &str) -> String {
	match number {
		1 => format!("1 {one}"),
		_ => format!("{number} {many}"),
	}
}

/// Says that texts are not sent as they are written.
fn normalized(lines: u32) -> Option<String> {
	(lines > 0).then(|| {
		format!(
			"{}: a name in it is sent in Unicode's Normalization Form C",
			count(lines, "line is normalized", "lines are normalized")
		)
	})
}

/// The files beside the one that is loaded.
struct Beside {
	journal: PathBuf,
	report: PathBuf,
}

impl Beside {
	fn of(file: &Path, how: &How) -> Self {
		let with = |ending: &str| {
			let mut name = file.as_os_str().to_owned();
			if let Some(part) = how.part {
				name.push(format!(".{}-of-{}", part.number, part.of));
			}
			name.push(ending);
			PathBuf::from(name)
		};
		Self {
			journal: with(".journal"),
			report: how.report.clone().unwrap_or_else(|| with(".report.csv")),
		}
	}
}

/// Runs the command.
pub async fn run<K: Kind>(session: &Session, file: &Path, how: &How) -> Result<u8> {
	let beside = Beside::of(file, how);
	let (checked, looked) = look::<K>(file, &beside.report)?;
	if how.dry_run || checked.faults > 0 {
		return session.print(&looked);
	}
	// What cannot be written at the end is told before anything is sent.
	Written::begin(&beside.report)?;
	let accounts = accounts(session, &how.with)?;
	let chain = session.chain().await?;
	chain.ensure_synced().await?;
	let best = chain.best().await?;
	for account in &accounts {
		ensure_may(&best, account, K::ACT, K::MANY).await?;
	}
	let digest = digests::text(&checked.digest);
	let header = Header::new(chain.genesis(), K::MANY, digest.clone(), checked.rows);
	let mut outcomes = Outcomes::of(checked.rows);
	let mut journal = Journal::open(&beside.journal, &header, &mut outcomes)?;
	let before = outcomes.counts().done;
	let mine = (0..checked.rows).filter(|index| how.part.is_none_or(|part| part.has(*index)));
	let lines = u32::try_from(mine.count()).unwrap_or(u32::MAX);
	let began = Instant::now();
	let error = send::<K>(session, chain, file, how, &accounts, lines, &mut outcomes, &mut journal).await;
	journal.flush()?;
	let seconds = began.elapsed().as_secs_f64();
	write_report::<K>(file, how, &beside.report, &outcomes)?;
	let counts = outcomes.counts();
	let known = counts
		.done
		.saturating_add(counts.earlier)
		.saturating_add(counts.refused);
	session.print(&Loaded {
		file: file.display().to_string(),
		digest,
		lines,
		// What an earlier run did is on record before this one.
		done: counts.done.saturating_sub(before),
		earlier: counts.earlier.saturating_add(before),
		refused: counts.refused,
		open: lines.saturating_sub(known),
		normalized: checked.normalized,
		reasons: outcomes
			.reasons()
			.into_iter()
			.map(|(reason, lines)| Reason { reason, lines })
			.collect(),
		seconds,
		report: beside.report.display().to_string(),
		error: error.err(),
		what: (K::ONE, K::MANY),
	})
}

/// Checks the file, and writes a report of what is wrong.
fn look<K: Kind>(file: &Path, report: &Path) -> Result<(Checked, Looked)> {
	let mut first_wrong = Vec::new();
	let mut written = None;
	let checked = check::<K>(file, |fault| {
		let written = match &mut written {
			Some(written) => written,
			None => written.insert(Written::begin(report)?),
		};
		written.tell_wrong(fault.line, &fault.reason)?;
		if first_wrong.len() < SHOWN {
			first_wrong.push(WrongLine {
				line: fault.line,
				reason: fault.reason,
			});
		}
		Ok(())
	})?;
	let has_report = written.is_some();
	if let Some(written) = written {
		written.finish()?;
	}
	let looked = Looked {
		file: file.display().to_string(),
		digest: digests::text(&checked.digest),
		lines: checked.rows,
		normalized: checked.normalized,
		wrong: checked.faults,
		first_wrong,
		report: has_report.then(|| report.display().to_string()),
		what: (K::ONE, K::MANY),
	};
	Ok((checked, looked))
}

/// The accounts that send, each once.
fn accounts(session: &Session, with: &[PathBuf]) -> Result<Vec<Account>> {
	let mut accounts = vec![session.account()?];
	for path in with {
		let secret = keys::account(Some(path), session.password_file())?;
		let id = secret.public().account()?;
		if accounts.iter().any(|known| known.id == id) {
			return Err(Failure::new(
				Failed::Usage,
				format!("{} is an account that sends already", word(path)),
			)
			.next("Name each officer once: --account FILE, and --with FILE for each other one."));
		}
		accounts.push(Account { id, secret });
	}
	Ok(accounts)
}

/// Makes sure that an account may make the act alone.
async fn ensure_may(block: &Block, account: &Account, act: Act, many: &str) -> Result<()> {
	let duty = match block.allowance(&account.id).await {
		Ok(allowance) => allowance.member.duty,
		Err(ReadError::NotFound(_)) => None,
		Err(error) => return Err(error.into()),
	};
	let of = act.seat().map_or_else(|| "an agency".into(), in_words);
	let seat = match duty {
		Some(Duty::Officer { seat }) if act.is_of(seat) => seat,
		_ => {
			return Err(
				Failure::refused(format!("account {} is no officer of {of}", account.id))
					.next("Give the key file of an officer: --account FILE."),
			)
		}
	};
	match block.needed(seat, act).await? {
		Needed::One => Ok(()),
		Needed::Two => Err(Failure::refused(format!(
			"{of} takes two officers for each of these {many}, so a file of them cannot be sent"
		))
		.next(format!(
			"Let two officers check the file instead (--dry-run tells each the same digest), and let the governing account decide \
			 on one for as long as it is sent: `eseal act policy {} --officers one`.",
			kebab(&shapes::name(&act))
		))),
	}
}

fn in_words(seat: Seat) -> String {
	match seat {
		Seat::MarketSupervision => "Market Supervision",
		Seat::PublicSecurity => "Public Security",
		Seat::DataResources => "Data Resources",
		Seat::Witness => "the witness",
	}
	.into()
}

#[allow(clippy::too_many_arguments)]
async fn send<K: Kind>(
	session: &Session,
	chain: &Client,
	file: &Path,
	how: &How,
	accounts: &[Account],
	lines: u32,
	outcomes: &mut Outcomes,
	journal: &mut Journal,
) -> Result<()> {
	let progress = Progress::lines(K::MANY, lines.into());
	let counts = outcomes.counts();
	progress.advance(u64::from(counts.done.saturating_add(counts.earlier)));
	let source = Source::open::<K>(file, how.part)?;
	let timeout = session.timeout();
	Sender::<K>::new(chain, accounts, source, outcomes, journal, &progress, timeout)
		.await?
		.run()
		.await
}

/// Writes what became of each line of this share, in the order of the file.
fn write_report<K: Kind>(file: &Path, how: &How, path: &Path, outcomes: &Outcomes) -> Result<()> {
	let mut report = Written::begin(path)?;
	let mut lines = Lines::open(file, K::COLUMNS)?;
	let mut index = 0u32;
	while let Some(line) = lines.next()? {
		if how.part.is_none_or(|part| part.has(index)) {
			let row = lines.read::<K::Line>(&line).and_then(K::row);
			let (row, _) = row.map_err(|_| changed())?;
			report.tell(line.number, &K::key(&row), outcomes.get(index).as_ref())?;
		}
		index = index.saturating_add(1);
	}
	report.finish()
}
