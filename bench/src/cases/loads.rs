//! A load: its first extrinsic, which tells what one weighs, the run, and whether anything was lost.

use crate::{
	args::{Case, Settings},
	audit::{losses, recompute, Expected},
	composition::Composition,
	drive::{drive, Ends, Plan, Run, BEYOND},
	error::{BenchError, Result},
	estate::{Estate, Who},
	frame::Frame,
	keys::Algorithm,
	limits::Limits,
	load::{
		batches::{Anchored, Listed, LISTED},
		many::Many,
		remarks::Remarks,
		statements::Statements,
		transfers::Transfers,
		uses::Uses,
		Load,
	},
	lost::whereabouts,
	mill::Mill,
	network::Network,
	numbers::Numbers,
	pace::Pace,
	progress::Progress,
	report::load::{Kept, LoadReport},
	state::{self, State},
};
use eseal_client::{
	events::Event,
	submit::{Outcome, Recorded, Signed, Submission},
	value::Field,
};
use eseal_primitives::{
	answers::AllowanceInfo,
	documents::{MAX_ANCHORED, MAX_LISTED},
};
use std::{
	cell::Cell,
	sync::Arc,
	time::{Duration, Instant},
};
use tokio::time::sleep;

/// How long the first extrinsic may take to be final.
const FIRST_WITHIN: Duration = Duration::from_secs(60);

/// How long a sender's budget may take until it has room for the first extrinsic: a new account's has an eighth of what it may
/// have.
const ROOM_WITHIN: Duration = Duration::from_secs(300);

/// How many blocks are under way at most. With more of them nothing is final sooner, and pools, which are bounded in bytes,
/// have no room for what is large.
const MOST_BLOCKS: u64 = 4;

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
	/// How many uses are on record that nobody finds by their documents: the chain has the roots of their batches alone.
	pub hidden: Cell<u64>,
	/// What the log of uses took of the state when it was looked at last.
	pub state: Cell<Option<State>>,
}

/// A load that can begin.
struct Prepared {
	load: Arc<dyn Load>,
	/// How many uses were on record before its first extrinsic.
	before: u64,
	numbers: Numbers,
	cost: Cost,
	/// What one who sends has of its budget; none with stock pallets, where nobody has one.
	allowance: Option<AllowanceInfo>,
}

/// What one extrinsic takes of a budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Cost {
	/// In picoseconds.
	weight_ps: u64,
	bytes: u64,
}

impl Stage<'_> {
	/// Measures a case. What is wrong afterwards goes into `wrong`.
	///
	/// # Errors
	///
	/// The network does not go on.
	pub async fn load(&self, case: Case, pace: Pace, wrong: &mut Vec<String>) -> Result<LoadReport> {
		let Settings {
			length,
			warm_up,
			profile,
			..
		} = *self.settings;
		let before = self.state().await?;
		let prepared = self.prepare(case).await?;
		let (counts, weight_ps) = (prepared.load.counts(), prepared.cost.weight_ps);
		let whole = warm_up.saturating_add(length).saturating_add(BEYOND);
		let pace = self.paced(pace, &prepared, whole);
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
		let run = self.run(case, prepared, plan, wrong).await?;
		let window = run.window.ok_or_else(|| BenchError::InVain {
			what: format!("the blocks of {} to be final", case.name()),
			seconds: length.as_secs(),
		})?;
		let report = LoadReport {
			kept: before.zip(self.state().await?).and_then(Kept::between),
			..LoadReport::new(case.name(), counts, pace, weight_ps, window, run)
		};
		self.progress.say(&format!(
			"{}: {:.0} {counts} a second final, {} of {} slots missed",
			case.name(),
			report.measured.per_second,
			report.measured.missed_slots,
			report.measured.slots
		));
		Ok(report)
	}

	/// What the log of uses takes of the state. It changes with the uses on record alone, and is counted once for each number. None
	/// with stock pallets, or where the node does not tell.
	async fn state(&self) -> Result<Option<State>> {
		if self.network.composition == Composition::Solochain {
			return Ok(None);
		}
		let block = self.network.watched.finalized().await?;
		let uses = Numbers::read(&block, &self.estate, who(Case::Uses)).await?.uses();
		let known = self.state.get().filter(|state| state.uses == uses);
		if known.is_none() {
			self.progress.say("counting what the log of uses takes of the state");
			let bytes = state::bytes(&block).await?;
			self.state.set(bytes.map(|bytes| State { uses, bytes }));
		}
		Ok(self.state.get())
	}

	/// Sees to it that at least so many uses can be found by their documents. What is missing is recorded by the load of a case.
	///
	/// # Errors
	///
	/// The network does not go on.
	pub async fn fill(&self, case: Case, uses: u64, wrong: &mut Vec<String>) -> Result<()> {
		// What nodes refuse counts as sent, so that a little may be missing the first time.
		while self.missing(case, uses).await? > 0 {
			let prepared = self.prepare(case).await?;
			let missing = uses.saturating_sub(self.found(prepared.numbers.uses()));
			let extrinsics = missing.div_ceil(prepared.load.uses().max(1));
			if extrinsics == 0 {
				break;
			}
			let blocks = self.limits.blocks_for(extrinsics, prepared.cost.weight_ps);
			let whole = Duration::from_millis(blocks.saturating_mul(self.limits.slot_ms)).saturating_add(BEYOND);
			let plan = Plan {
				pace: self.paced(Pace::Window(self.settings.window), &prepared, whole),
				warm_up: Duration::ZERO,
				ends: Ends::Sent(extrinsics),
				weight_ps: prepared.cost.weight_ps,
				profile: None,
			};
			self.progress.say(&format!("recording {missing} uses to look up"));
			self.progress.steps(case.name(), 0);
			self.run(case, prepared, plan, wrong).await?;
		}
		Ok(())
	}

	/// How many uses are missing until so many can be found by their documents.
	async fn missing(&self, case: Case, uses: u64) -> Result<u64> {
		let block = self.network.watched.finalized().await?;
		let numbers = Numbers::read(&block, &self.estate, who(case)).await?;
		Ok(uses.saturating_sub(self.found(numbers.uses())))
	}

	/// How many of so many uses on record can be found by their documents.
	fn found(&self, uses: u64) -> u64 {
		uses.saturating_sub(self.hidden.get())
	}

	/// Sends the first extrinsic of a load, and reads where the operators stand then.
	async fn prepare(&self, case: Case) -> Result<Prepared> {
		let client = &self.network.watched;
		let failed = |reason: String| BenchError::FirstFailed {
			case: case.name(),
			reason,
		};
		let numbers = Numbers::read(&client.finalized().await?, &self.estate, who(case)).await?;
		let before = numbers.uses();
		let mill = self.mill(self.load_from(case, &numbers), &numbers);
		let (first, submission) = self.send_first(&mill).await?;
		let Outcome::Final(recorded) = submission.wait(FIRST_WITHIN, |_| ()).await? else {
			return Err(failed(format!("it is not final after {} s", FIRST_WITHIN.as_secs())));
		};
		let refused = recorded.events.iter().find_map(Event::refusal);
		if let Some(error) = recorded.failure().or(refused) {
			return Err(failed(error.to_string()));
		}
		let weight_ps = weight_of(&recorded).ok_or_else(|| failed("its block does not say its weight".into()))?;
		let block = client.at(recorded.block).await?;
		let numbers = Numbers::read(&block, &self.estate, who(case)).await?;
		let sender = self.estate.accounts(who(case)).first();
		let sender = sender.ok_or_else(|| failed("nobody sends it".into()))?;
		Ok(Prepared {
			load: self.load_from(case, &numbers),
			before,
			numbers,
			cost: Cost {
				weight_ps,
				bytes: first.bytes.len() as u64,
			},
			allowance: match self.network.composition {
				Composition::Eseal => Some(block.allowance(&sender.id).await?),
				Composition::Solochain => None,
			},
		})
	}

	/// Sends the first extrinsic of a load, signed anew as long as its sender's budget, which fills with the blocks, has no room for
	/// it.
	async fn send_first(&self, mill: &Mill) -> Result<(Signed, Submission)> {
		let client = &self.network.watched;
		let began = Instant::now();
		loop {
			let frame = Frame::on(&client.best().await?, self.network.composition)?;
			let first = mill.make(&frame, 0, 0)?.signed;
			match client.send(&first).await {
				Err(error) if error.is_held_up() && began.elapsed() < ROOM_WITHIN => {
					sleep(Duration::from_millis(self.limits.slot_ms)).await;
				}
				sent => return Ok((first, sent?)),
			}
		}
	}

	/// The pace with no more under way than fits into some blocks, than may wait of all who send, and than the budgets allow them
	/// in each block of a load that goes on for so long.
	fn paced(&self, pace: Pace, prepared: &Prepared, whole: Duration) -> Pace {
		let Prepared {
			load, cost, allowance, ..
		} = prepared;
		let senders = self.estate.accounts(load.who()).len() as u64;
		let fits = self.limits.most_in(MOST_BLOCKS, cost.weight_ps);
		let blocks = self.limits.blocks_in(whole);
		let allowed = allowance
			.as_ref()
			.map_or(u64::MAX, |allowance| allowed(*cost, allowance, senders, blocks));
		let waiting = self.limits.waiting.saturating_mul(senders);
		pace.within(fits.min(allowed).min(waiting))
	}

	/// Puts a load on the network, and looks whether anything was lost.
	async fn run(&self, case: Case, prepared: Prepared, plan: Plan, wrong: &mut Vec<String>) -> Result<Run> {
		let Prepared {
			load, before, numbers, ..
		} = prepared;
		let client = &self.network.watched;
		let mill = self.mill(Arc::clone(&load), &numbers);
		let run = drive(self.network, self.limits, mill, plan, self.progress).await?;
		let after = Numbers::read(&client.finalized().await?, &self.estate, load.who()).await?;
		if !load.is_found() {
			let more = after.uses().saturating_sub(before);
			self.hidden.set(self.hidden.get().saturating_add(more));
		}
		let expected = Expected {
			estate: &self.estate,
			load: &*load,
			before: &numbers,
			account: &run.account,
			refused: run.seen.refused,
		};
		let mut lost = losses(&expected, &after);
		lost.extend(whereabouts(self.network, &run.account.under_way).await?);
		self.progress.say("computing the heads of the logs anew");
		lost.extend(recompute(client, &numbers, &after).await?);
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
	fn load_from(&self, case: Case, numbers: &Numbers) -> Arc<dyn Load> {
		let estate = Arc::clone(&self.estate);
		let genesis = self.network.watched.genesis();
		let statements = Statements::new(estate, who(case), genesis, numbers.used.clone());
		match case {
			Case::Remark => Arc::new(Remarks),
			Case::Transfer => Arc::new(Transfers(Arc::clone(&self.estate))),
			Case::Uses256 => Arc::new(Listed {
				statements,
				size: LISTED,
			}),
			// The quickest way to make uses that are found.
			Case::LookUps => Arc::new(Listed {
				statements,
				size: MAX_LISTED,
			}),
			Case::Many64 => Arc::new(Many(statements)),
			Case::Anchor => Arc::new(Anchored {
				statements,
				size: MAX_ANCHORED,
			}),
			Case::Verifications
			| Case::LookUpsFew
			| Case::Uses
			| Case::UsesSm2
			| Case::Latency
			| Case::Register
			| Case::Postgres => Arc::new(Uses(statements)),
		}
	}
}

/// Who sends in a case.
pub fn who(case: Case) -> Who {
	match case {
		Case::Many64 => Who::Platform,
		Case::UsesSm2 => Who::Operators(Algorithm::Sm2),
		_ => Who::Operators(Algorithm::Sr25519),
	}
}

/// How many extrinsics so many who send may send in each of some blocks, if each has this allowance.
fn allowed(cost: Cost, allowance: &AllowanceInfo, senders: u64, blocks: u64) -> u64 {
	let budget = &allowance.budget;
	let each =
		|left: u64, per_block: u64, cost: u64| per_block.saturating_mul(blocks).saturating_add(left) / cost.max(1);
	let weight = each(allowance.weight_left, budget.weight.per_block, cost.weight_ps);
	let bytes = each(allowance.bytes_left, budget.bytes.per_block, cost.bytes);
	weight.min(bytes).saturating_mul(senders) / blocks.max(1)
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

#[cfg(test)]
mod tests {
	use super::*;
	use eseal_primitives::member::{Budget, Limit, Member};

	#[test]
	fn budgets_allow_what_is_left_and_what_comes_back() {
		let limit = |per_block| Limit {
			burst: u64::MAX,
			per_block,
		};
		let allowance = AllowanceInfo {
			member: Member::default(),
			budget: Budget {
				weight: limit(10),
				bytes: limit(100),
			},
			weight_left: 300,
			bytes_left: 0,
		};
		let cost = |weight_ps, bytes| Cost { weight_ps, bytes };
		// 400 picoseconds and 1,000 bytes in ten blocks, of each of 5.
		assert_eq!(allowed(cost(10, 1), &allowance, 5, 10), 20);
		assert_eq!(allowed(cost(10, 250), &allowance, 5, 10), 2);
		assert_eq!(allowed(cost(401, 1), &allowance, 5, 10), 0);
		assert_eq!(allowed(cost(0, 0), &allowance, 1, 0), 0, "of nothing left");
	}
}
