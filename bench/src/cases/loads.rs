//! A load: its first extrinsic, which tells what one weighs, the run, and whether anything was lost.

use crate::{
	args::{Case, Settings},
	audit::{losses, Expected},
	drive::{drive, Ends, Plan, Run},
	error::{BenchError, Result},
	estate::Estate,
	keys::Algorithm,
	limits::Limits,
	load::{remarks::Remarks, uses::Uses, Load},
	mill::Mill,
	network::Network,
	numbers::Numbers,
	pace::Pace,
	progress::Progress,
	report::load::LoadReport,
};
use eseal_client::{
	submit::{Outcome, Recorded},
	value::Field,
};
use std::{sync::Arc, time::Duration};

/// How long the first extrinsic may take to be final.
const FIRST_WITHIN: Duration = Duration::from_secs(60);

/// What cases are measured on.
pub struct Stage<'a> {
	/// The nodes.
	pub network: &'a Network,
	/// What was typed.
	pub settings: &'a Settings,
	/// How much fits into a block.
	pub limits: Limits,
	/// Who sends, with which e-seals.
	pub estate: Arc<Estate>,
	/// What the person who waits sees.
	pub progress: &'a Progress,
}

/// A load that can begin.
struct Prepared {
	load: Arc<dyn Load>,
	numbers: Numbers,
	weight_ps: u64,
}

impl Stage<'_> {
	/// Measures a case: uses with seal keys of an algorithm, or else remarks. What is wrong afterwards goes into
	/// `wrong`.
	///
	/// # Errors
	///
	/// The network does not go on.
	pub async fn load(
		&self,
		case: Case,
		algorithm: Option<Algorithm>,
		pace: Pace,
		wrong: &mut Vec<String>,
	) -> Result<LoadReport> {
		let Settings {
			length,
			warm_up,
			profile,
			..
		} = *self.settings;
		let prepared = self.prepare(case, algorithm).await?;
		let (counts, weight_ps) = (prepared.load.counts(), prepared.weight_ps);
		let plan = Plan {
			pace,
			warm_up,
			ends: Ends::Measured(length),
			weight_ps,
			profile: profile.then(|| (self.settings.out.clone(), case.name())),
		};
		self.progress.say(&format!(
			"{}: {} s of warm-up, {} s measured",
			case.name(),
			warm_up.as_secs(),
			length.as_secs()
		));
		self.progress
			.steps(case.name(), warm_up.saturating_add(length).as_secs());
		let run = self.run(case, algorithm, prepared, plan, wrong).await?;
		let window = run.window.ok_or_else(|| BenchError::InVain {
			what: format!("the blocks of {} to be final", case.name()),
			seconds: length.as_secs(),
		})?;
		let report = LoadReport::new(case.name(), counts, pace, weight_ps, window, run);
		self.progress.say(&format!(
			"{}: {:.0} {counts} a second final, {} of {} slots missed",
			case.name(),
			report.measured.per_second,
			report.measured.missed_slots,
			report.measured.slots
		));
		Ok(report)
	}

	/// Sees to it that at least so many uses are on record.
	///
	/// # Errors
	///
	/// The network does not go on.
	pub async fn fill(&self, uses: u64, wrong: &mut Vec<String>) -> Result<()> {
		let (case, algorithm) = (Case::LookUps, Some(Algorithm::Sr25519));
		let block = self.network.watched.finalized().await?;
		let there = Numbers::read(&block, &self.estate, algorithm).await?.recorded;
		let missing = uses.saturating_sub(there);
		if missing == 0 {
			return Ok(());
		}
		let prepared = self.prepare(case, algorithm).await?;
		let plan = Plan {
			pace: Pace::Window(self.settings.window),
			warm_up: Duration::ZERO,
			ends: Ends::Sent(missing),
			weight_ps: prepared.weight_ps,
			profile: None,
		};
		self.progress.say(&format!("recording {missing} uses to look up"));
		self.progress.steps(case.name(), 0);
		self.run(case, algorithm, prepared, plan, wrong).await?;
		Ok(())
	}

	/// Sends the first extrinsic of a load, and reads where the operators stand then.
	async fn prepare(&self, case: Case, algorithm: Option<Algorithm>) -> Result<Prepared> {
		let client = &self.network.watched;
		let numbers = Numbers::read(&client.finalized().await?, &self.estate, algorithm).await?;
		let mill = self.mill(self.load_from(algorithm, &numbers), &numbers);
		let frame = client.best().await?.frame()?;
		let first = mill.make(&frame, 0, 0)?;
		let submission = client.send(&first.signed).await?;
		let failed = |reason: String| BenchError::FirstFailed {
			case: case.name(),
			reason,
		};
		let Outcome::Final(recorded) = submission.wait(FIRST_WITHIN, |_| ()).await? else {
			return Err(failed(format!("it is not final after {} s", FIRST_WITHIN.as_secs())));
		};
		if let Some(error) = recorded.failure() {
			return Err(failed(error.to_string()));
		}
		let weight_ps = weight_of(&recorded).ok_or_else(|| failed("its block does not say its weight".into()))?;
		let numbers = Numbers::read(&client.at(recorded.block).await?, &self.estate, algorithm).await?;
		Ok(Prepared {
			load: self.load_from(algorithm, &numbers),
			numbers,
			weight_ps,
		})
	}

	/// Puts a load on the network, and looks whether anything was lost.
	async fn run(
		&self,
		case: Case,
		algorithm: Option<Algorithm>,
		prepared: Prepared,
		plan: Plan,
		wrong: &mut Vec<String>,
	) -> Result<Run> {
		let Prepared { load, numbers, .. } = prepared;
		let uses = load.uses();
		let mill = self.mill(load, &numbers);
		let run = drive(self.network, self.limits, mill, plan, self.progress).await?;
		let block = self.network.watched.finalized().await?;
		let after = Numbers::read(&block, &self.estate, algorithm).await?;
		let expected = Expected {
			before: &numbers,
			account: &run.account,
			failed: run.seen.failures.values().sum(),
			uses,
		};
		let lost = losses(&expected, &after);
		wrong.extend(lost.into_iter().map(|what| format!("{}: {what}", case.name())));
		Ok(run)
	}

	fn mill(&self, load: Arc<dyn Load>, numbers: &Numbers) -> Mill {
		Mill {
			estate: Arc::clone(&self.estate),
			load,
			indices: numbers.indices.clone(),
		}
	}

	/// The load of a case, from where the operators stand.
	fn load_from(&self, algorithm: Option<Algorithm>, numbers: &Numbers) -> Arc<dyn Load> {
		match algorithm {
			Some(algorithm) => Arc::new(Uses::new(
				Arc::clone(&self.estate),
				algorithm,
				self.network.watched.genesis(),
				numbers.statements.clone(),
			)),
			None => Arc::new(Remarks),
		}
	}
}

/// What an extrinsic weighed, in picoseconds, as its block says.
fn weight_of(recorded: &Recorded) -> Option<u64> {
	let event = recorded
		.events
		.iter()
		.find(|event| event.is("System", "ExtrinsicSuccess"))?;
	event
		.get("dispatch_info")?
		.get("weight")?
		.get("ref_time")
		.and_then(Field::as_u64)
}
