//! What other people could run beside the chain: PostgreSQL records the same signed uses on this machine. Both signatures of
//! each record are verified right before it is inserted, and it counts once its transaction is on the disk.
//!
//! PostgreSQL keeps one copy, which is worth as much as whoever runs it; no party makes it final, and nothing proves a record
//! to others.

use crate::{
	args::Settings,
	error::{BenchError, Result},
	machine::{cores, usage},
	mill::now,
	postgres::{
		sealed::{Kind, Logs, Sealed, Senders, SEALS},
		server::{Server, Writer},
		sql,
	},
	progress::Progress,
};
use eseal_primitives::{usage::LogHead, SealId};
use serde::Serialize;
use std::{
	collections::BTreeMap,
	thread,
	time::{Duration, Instant},
};

/// How many connections write at once: several for each core, so that some commit while others wait for the disk, which writes
/// what several commit at once. The e-seals are shared out among them, so that none waits for another's row.
const WRITERS: u64 = 8;

/// How many transactions each writer makes in the first round, which belongs to the warm-up.
const FIRST: u64 = 16;

/// How many it makes in a round at most: all of them are in memory.
const MOST: u64 = 8_192;

/// How long a round is to be. What it needs is signed before it, and that time does not count.
const SHORTEST: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_secs(5);

/// What PostgreSQL committed.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Postgres {
	/// Its version.
	pub version: String,
	/// How many connections wrote at once.
	pub writers: u64,
	/// How many logs there were.
	pub seals: u64,
	/// One use in a transaction, as in the case `uses`.
	pub uses: Committed,
	/// A batch of 256 listed documents in a transaction, as in the case `uses-256`.
	pub uses_256: Committed,
}

/// How much of one kind was committed while it was measured.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Committed {
	/// How many transactions.
	pub transactions: u64,
	/// How many uses.
	pub counted: u64,
	/// How long it took, in seconds.
	pub seconds: f64,
	/// How many uses in a second.
	pub per_second: f64,
	/// Which part of the processors the nodes took, although nobody sent them anything.
	pub nodes: f64,
	/// Which part of the processors idled.
	pub idle: f64,
}

/// Measures both kinds of transactions, for as long as a load. What is wrong afterwards goes into `wrong`. The processes of
/// nodes run beside it.
///
/// # Errors
///
/// The server refuses something.
pub fn measure(
	server: &Server,
	nodes: &[u32],
	settings: &Settings,
	progress: &Progress,
	wrong: &mut Vec<String>,
) -> Result<Postgres> {
	let version = server.version()?;
	let mut commit = |kind, what: &str| {
		progress.say(&format!(
			"PostgreSQL {version}: {what}, {} s of warm-up, {} s measured",
			settings.warm_up.as_secs(),
			settings.length.as_secs()
		));
		let run = Run {
			server,
			nodes,
			senders: Senders::new(kind)?,
			kind,
		};
		let mut rounds = Rounds::new(settings.warm_up, settings.length);
		let committed = run.go(&mut rounds, progress, wrong)?;
		progress.say(&format!(
			"PostgreSQL: {:.0} uses a second committed",
			committed.per_second
		));
		Ok::<_, BenchError>(committed)
	};
	let uses = commit(Kind::One, "one use in a transaction")?;
	let uses_256 = commit(Kind::Listed, "a batch in a transaction")?;
	Ok(Postgres {
		version,
		writers: WRITERS,
		seals: SEALS,
		uses,
		uses_256,
	})
}

/// Transactions of one kind, from empty tables on.
struct Run<'a> {
	server: &'a Server,
	nodes: &'a [u32],
	senders: Senders,
	kind: Kind,
}

impl Run<'_> {
	/// Goes on until it was measured for long enough, and looks whether all is there.
	fn go(&self, rounds: &mut Rounds, progress: &Progress, wrong: &mut Vec<String>) -> Result<Committed> {
		let (estate, who) = self.senders.estate();
		self.server
			.ask(&format!("{}{}", sql::SCHEMA, sql::founding(estate, who)))?;
		let mut desks = Vec::new();
		for _ in 0..WRITERS {
			desks.push(Desk {
				senders: &self.senders,
				writer: self.server.writer()?,
				logs: Logs::default(),
			});
		}

		progress.steps("postgres", rounds.whole().as_secs());
		let (mut sent, mut spent) = (0u64, Spent::default());
		while let Some(each) = rounds.next() {
			let lots = at_once(0..WRITERS, |writer| self.lot(sent, writer, each))?;
			let (before, began) = (Spent::read(self.nodes)?, Instant::now());
			at_once(desks.iter_mut().zip(lots), |(desk, lot)| desk.record(lot))?;
			let took = began.elapsed();
			if rounds.took(each, took) {
				spent.add(&before, &Spent::read(self.nodes)?);
			}
			sent = sent.saturating_add(each.saturating_mul(WRITERS));
			progress.at(rounds.gone().as_secs(), String::new());
		}

		let mut heads: BTreeMap<SealId, LogHead> = BTreeMap::new();
		for Desk { writer, logs, .. } in desks {
			writer.finish()?;
			heads.extend(logs.0);
		}
		wrong.extend(self.losses(sent, &heads)?);
		Ok(rounds.committed(self.kind, &spent))
	}

	/// What a writer records next, where so many transactions were sent: of each turn of the writers one.
	fn lot(&self, sent: u64, writer: u64, each: u64) -> Result<Vec<Sealed>> {
		(0..each)
			.map(|turn| {
				let place = turn.saturating_mul(WRITERS).saturating_add(writer);
				self.senders.make(sent.saturating_add(place))
			})
			.collect()
	}

	/// What is wrong once so many transactions were committed, which led to these heads; nothing if all of it is there, once.
	fn losses(&self, sent: u64, heads: &BTreeMap<SealId, LogHead>) -> Result<Vec<String>> {
		let answer = self.server.ask(sql::COUNT)?;
		let found = sql::Counts::read(&answer)
			.ok_or_else(|| BenchError::Postgres(format!("asked how much there is, it answers: {answer}")))?;
		let mut wrong = found.differences(&sent_by(self.kind, sent));
		let (estate, _) = self.senders.estate();
		let computed = estate.seals.iter().map(|seal| {
			let head = heads.get(seal).copied().unwrap_or_default();
			sql::head(*seal, &head)
		});
		if !self.server.ask(sql::HEADS)?.lines().eq(computed) {
			wrong.push("the heads of the logs are not those of the records that were sent".into());
		}
		Ok(wrong.into_iter().map(|what| format!("postgres: {what}")).collect())
	}
}

/// How much there must be after so many transactions.
fn sent_by(kind: Kind, transactions: u64) -> sql::Counts {
	let uses = transactions.saturating_mul(kind.uses());
	sql::Counts {
		records: transactions,
		uses,
		listed: transactions.saturating_mul(kind.listed()),
		used: uses,
	}
}

/// Where records are verified and written.
struct Desk<'a> {
	senders: &'a Senders,
	writer: Writer,
	/// The logs of this desk's e-seals.
	logs: Logs,
}

impl Desk<'_> {
	/// Verifies and records one after the other, and waits until the last is committed.
	fn record(&mut self, lot: Vec<Sealed>) -> Result<()> {
		for sealed in &lot {
			let account = self.senders.verify(sealed);
			let recorded = account.and_then(|account| self.logs.record(sealed, account, now()));
			let (record, head) = recorded.ok_or(BenchError::Unrecordable {
				operator: sealed.operator,
			})?;
			self.writer.send(&sql::record(&record, &sealed.listed, &head))?;
		}
		self.writer.settle()
	}
}

/// How many transactions come next, by how long those before took.
struct Rounds {
	warm_up: Duration,
	length: Duration,
	/// How much of both is over.
	warmed: Duration,
	measured: Duration,
	/// How many transactions each writer made while it was measured.
	transactions: u64,
	/// How many each made in the last round, and how long that took.
	last: Option<(u64, Duration)>,
}

impl Rounds {
	fn new(warm_up: Duration, length: Duration) -> Self {
		Self {
			warm_up,
			length,
			warmed: Duration::ZERO,
			measured: Duration::ZERO,
			transactions: 0,
			last: None,
		}
	}

	/// How long all of it is to be.
	fn whole(&self) -> Duration {
		self.warm_up.saturating_add(self.length)
	}

	/// How much of it is over.
	fn gone(&self) -> Duration {
		self.warmed.saturating_add(self.measured)
	}

	/// How many transactions each writer makes next; none once it was measured for long enough.
	fn next(&self) -> Option<u64> {
		if self.measured >= self.length {
			return None;
		}
		let Some((each, took)) = self.last else {
			return Some(FIRST);
		};
		let left = if self.warmed < self.warm_up {
			self.warm_up.saturating_sub(self.warmed)
		} else {
			self.length.saturating_sub(self.measured)
		};
		let rate = each as f64 / took.as_secs_f64().max(0.001);
		let wanted = rate * left.clamp(SHORTEST, LONGEST).as_secs_f64();
		Some((wanted.round() as u64).clamp(1, MOST))
	}

	/// In a round each writer made so many transactions, and all of them took so long. Returns whether it is measured.
	fn took(&mut self, each: u64, took: Duration) -> bool {
		self.last = Some((each, took));
		if self.warmed < self.warm_up {
			self.warmed = self.warmed.saturating_add(took);
			return false;
		}
		self.measured = self.measured.saturating_add(took);
		self.transactions = self.transactions.saturating_add(each);
		true
	}

	/// What was measured comes to.
	fn committed(&self, kind: Kind, spent: &Spent) -> Committed {
		let transactions = self.transactions.saturating_mul(WRITERS);
		let counted = transactions.saturating_mul(kind.uses());
		let seconds = self.measured.as_secs_f64();
		let all_s = spent.all_s.max(0.001);
		Committed {
			transactions,
			counted,
			seconds,
			per_second: counted as f64 / seconds.max(0.001),
			nodes: spent.nodes_s / all_s,
			idle: spent.idle_s / all_s,
		}
	}
}

/// What the processors did, in seconds of one core.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Spent {
	nodes_s: f64,
	idle_s: f64,
	all_s: f64,
}

impl Spent {
	/// What they have done until now.
	fn read(nodes: &[u32]) -> Result<Self> {
		let cores = cores()?;
		let mut nodes_s = 0.0;
		for node in nodes {
			nodes_s += usage(node)?.cpu_s;
		}
		Ok(Self {
			nodes_s,
			idle_s: cores.idle_s,
			all_s: cores.all_s,
		})
	}

	/// Adds what they did between two moments.
	fn add(&mut self, before: &Self, after: &Self) {
		self.nodes_s += after.nodes_s - before.nodes_s;
		self.idle_s += after.idle_s - before.idle_s;
		self.all_s += after.all_s - before.all_s;
	}
}

/// Does the same with each of these, each in a thread of its own.
fn at_once<T: Send, R: Send>(all: impl Iterator<Item = T>, work: impl Fn(T) -> Result<R> + Sync) -> Result<Vec<R>> {
	let work = &work;
	let done: Vec<Result<R>> = thread::scope(|scope| {
		let working: Vec<_> = all.map(|one| scope.spawn(move || work(one))).collect();
		working
			.into_iter()
			.map(|one| {
				one.join()
					.unwrap_or_else(|_| Err(BenchError::Postgres("a writer ended before its time".into())))
			})
			.collect()
	});
	done.into_iter().collect()
}

#[cfg(test)]
mod tests {
	use super::*;

	const SECOND: Duration = Duration::from_secs(1);

	#[test]
	fn a_round_takes_as_long_as_it_is_to_take() {
		let mut rounds = Rounds::new(SECOND * 3, SECOND * 12);
		assert_eq!(rounds.next(), Some(FIRST));
		assert!(!rounds.took(FIRST, SECOND / 10), "the warm-up goes on");
		// 160 a second, for the rest of the warm-up.
		assert_eq!(rounds.next(), Some(464));
		assert!(!rounds.took(464, SECOND * 3));
		// Not longer than a round may be.
		assert!(rounds.next().is_some_and(|each| each > 700 && each < 800));
		assert!(rounds.took(1_000, SECOND * 5));
		assert!(rounds.took(1_000, SECOND * 5));
		// For the two seconds that are left.
		assert_eq!(rounds.next(), Some(400));
		assert!(rounds.took(399, SECOND * 199 / 100));
		// The last moment is not worth a round.
		assert!(rounds.next().is_some_and(|each| each > 199));
		assert!(rounds.took(200, SECOND));
		assert_eq!(rounds.next(), None);
		assert_eq!(rounds.gone(), rounds.warmed + rounds.measured);
	}

	#[test]
	fn a_round_is_neither_empty_nor_endless() {
		let mut rounds = Rounds::new(SECOND, SECOND * 4);
		rounds.took(1, SECOND * 60);
		assert_eq!(rounds.next(), Some(1));
		rounds.took(MOST, Duration::ZERO);
		assert_eq!(rounds.next(), Some(MOST));
	}

	#[test]
	fn only_what_was_measured_counts() {
		let mut rounds = Rounds::new(SECOND, SECOND * 4);
		rounds.took(500, SECOND);
		rounds.took(100, SECOND * 2);
		rounds.took(150, SECOND * 3);
		let mut spent = Spent::default();
		let at = |nodes_s, idle_s, all_s| Spent { nodes_s, idle_s, all_s };
		spent.add(&at(1.0, 7.0, 20.0), &at(1.5, 8.0, 24.0));
		spent.add(&at(2.0, 8.5, 30.0), &at(2.5, 9.5, 36.0));
		let committed = rounds.committed(Kind::Listed, &spent);
		assert_eq!(
			committed,
			Committed {
				transactions: 250 * WRITERS,
				counted: 250 * WRITERS * 256,
				seconds: 5.0,
				per_second: 50.0 * WRITERS as f64 * 256.0,
				nodes: 0.1,
				idle: 0.2,
			}
		);
	}

	#[test]
	fn all_that_was_sent_must_be_there() {
		let of = |kind| {
			let sql::Counts {
				records,
				uses,
				listed,
				used,
			} = sent_by(kind, 10);
			[records, uses, listed, used]
		};
		assert_eq!(of(Kind::One), [10, 10, 0, 10]);
		assert_eq!(of(Kind::Listed), [10, 2_560, 2_560, 2_560]);
	}

	#[test]
	fn each_e_seal_has_one_writer() {
		let run = Run {
			server: &serde_json::from_str(r#"{ "psql": "", "socket": "", "port": 1, "user": "" }"#).unwrap(),
			nodes: &[],
			senders: Senders::new(Kind::One).unwrap(),
			kind: Kind::One,
		};
		let mut logs: Vec<Logs> = (0..WRITERS).map(|_| Logs::default()).collect();
		// Two rounds, the first of which ends amid the e-seals.
		for (sent, each) in [(0, 9), (9 * WRITERS, 20)] {
			for (writer, logs) in (0..).zip(&mut logs) {
				for sealed in run.lot(sent, writer, each).unwrap() {
					let account = run.senders.verify(&sealed).unwrap();
					logs.record(&sealed, account, now()).unwrap();
				}
			}
		}
		let all: usize = logs.iter().map(|logs| logs.0.len()).sum();
		let heads: BTreeMap<SealId, LogHead> = logs.into_iter().flat_map(|logs| logs.0).collect();
		assert_eq!((heads.len(), all), (SEALS as usize, SEALS as usize));
		assert_eq!(heads.values().map(|head| head.count).sum::<u64>(), 29 * WRITERS);
	}

	#[test]
	fn whatever_fails_in_a_thread_is_told() {
		let all = at_once(0..4u64, |n| Ok(n * n)).unwrap();
		assert_eq!(all, [0, 1, 4, 9]);
		let failed = at_once(0..4u64, |n| match n {
			2 => Err(BenchError::Unrecordable { operator: 2 }),
			n => Ok(n),
		});
		assert!(matches!(failed, Err(BenchError::Unrecordable { operator: 2 })));
	}
}
