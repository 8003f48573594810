//! What is measured in a sitting. A case that puts another load on the chain is a [`Load`](crate::load::Load) and a
//! line in [`loads`].
//!
//! | module | subject |
//! | --- | --- |
//! | [`loads`] | a load: the first extrinsic, the run, the audit |
//! | [`look_ups`] | what people ask |
//! | [`postgres`] | what PostgreSQL records of the same |
//! | [`register`] | a city's register: enterprises, physical seals, e-seals |
//! | [`verifications`] | what one core verifies natively |

pub mod loads;
pub mod look_ups;
pub mod postgres;
pub mod register;
pub mod verifications;

use crate::{
	args::{Case, Rate, Settings},
	audit,
	composition::Composition,
	disk::{Disk, Sat},
	error::{BenchError, Result},
	estate::{Estate, Who},
	founding::{found, Needs},
	keys::Algorithm,
	limits::Limits,
	machine::core_count,
	network::Network,
	numbers::Numbers,
	pace::Pace,
	postgres::server::Server,
	profile,
	progress::Progress,
	report::Sitting,
};
use loads::{who, Stage};
use look_ups::LookUps;
use std::{cell::Cell, fs, sync::Arc, time::Duration};
use verifications::Verifications;

/// The most that are under way where a rate is asked for: below the limit that pools have unless told otherwise, 8,192.
const MOST_AT_A_RATE: usize = 7_500;

/// How many uses can be found at least when look-ups are measured: for the first time, when the chain is fresh, and at the end.
const FEW: u64 = 1_000;
const FEWEST: u64 = 1_024;

/// Measures all cases, and writes what they came to. Returns the table, and whether all was as it should be.
///
/// # Errors
///
/// There is nothing to measure on, or the network does not go on.
pub async fn sit(network: &Network, settings: &Settings, progress: &Progress) -> Result<(String, bool)> {
	fs::create_dir_all(&settings.out).map_err(|source| BenchError::NotWritten {
		file: settings.out.clone(),
		source,
	})?;
	if settings.profile {
		profile::ensure_perf()?;
	}
	let server = match &network.postgres {
		_ if !settings.cases.contains(&Case::Postgres) => None,
		None => return Err(BenchError::NoPostgres),
		server => server.as_ref(),
	};
	let mut sitting = Sitting::new(network.about.clone(), core_count(), settings.accounts, settings.quick);
	if settings.cases.contains(&Case::Verifications) {
		progress.say("verifying signatures on one core");
		let length = Duration::from_millis(if settings.quick { 300 } else { 3_000 });
		let measured = tokio::task::spawn_blocking(move || Verifications::measure(length)).await??;
		sitting.verifications = Some(measured);
	}
	if let Some(needs) = needs(&settings.cases, settings.accounts) {
		let limits = Limits::of(&network.watched.finalized().await?, network.composition)?;
		let client = &network.watched;
		sitting.disk = sat(network)?;
		let estate = match network.composition {
			Composition::Eseal => found(client, &limits, &needs, progress).await?,
			Composition::Solochain => Estate::stock(needs.operators)?,
		};
		let stage = Stage {
			network,
			settings,
			limits,
			estate: Arc::new(estate),
			progress,
			hidden: Cell::new(0),
			state: Cell::new(None),
		};
		let measured = measure_on(&stage, &mut sitting).await;
		keep(&mut sitting, settings, measured)?;
	}
	if settings.cases.contains(&Case::Register) {
		let measured = register::measure(network, settings, progress).await;
		let measured = measured.map(|register| sitting.register = Some(register));
		keep(&mut sitting, settings, measured)?;
	}
	if let Some(server) = server {
		let measured = measure_by(server, network, settings, progress, &mut sitting);
		keep(&mut sitting, settings, measured)?;
	}
	let table = sitting.write(&settings.out)?;
	Ok((table, sitting.wrong.is_empty()))
}

/// Writes what was measured before something failed.
fn keep(sitting: &mut Sitting, settings: &Settings, measured: Result<()>) -> Result<()> {
	if let Err(error) = measured {
		sitting.wrong.push(format!("ended early: {error}"));
		sitting.write(&settings.out)?;
		return Err(error);
	}
	Ok(())
}

/// The case of PostgreSQL: last, when nothing is left to do for the nodes.
fn measure_by(
	server: &Server,
	network: &Network,
	settings: &Settings,
	progress: &Progress,
	sitting: &mut Sitting,
) -> Result<()> {
	let nodes: Vec<u32> = network.nodes.iter().map(|node| node.pid).collect();
	let measured =
		tokio::task::block_in_place(|| postgres::measure(server, &nodes, settings, progress, &mut sitting.wrong))?;
	sitting.postgres = Some(measured);
	Ok(())
}

/// The cases that need a chain.
async fn measure_on(stage: &Stage<'_>, sitting: &mut Sitting) -> Result<()> {
	let window = Pace::Window(stage.settings.window);
	let mut sustained = None;
	for case in &stage.settings.cases {
		let pace = match case {
			Case::Verifications | Case::Register | Case::Postgres => continue,
			Case::LookUpsFew => {
				stage.fill(Case::LookUpsFew, FEW, &mut sitting.wrong).await?;
				sitting.look_ups.push(look_up(stage).await?);
				continue;
			}
			Case::LookUps => {
				stage.fill(Case::LookUpsFew, FEWEST, &mut sitting.wrong).await?;
				if let Some(uses) = stage.settings.on_record {
					stage.fill(Case::LookUps, uses, &mut sitting.wrong).await?;
				}
				sitting.look_ups.push(look_up(stage).await?);
				continue;
			}
			Case::Latency => {
				let per_second: f64 = match stage.settings.rate {
					Rate::PerSecond(rate) => rate,
					// The arguments see to it that `uses` comes first.
					Rate::Share(share) => share * sustained.unwrap_or(1.0),
				};
				Pace::Rate {
					per_second: per_second.max(1.0),
					most: MOST_AT_A_RATE,
				}
			}
			Case::Uses
			| Case::UsesSm2
			| Case::Uses256
			| Case::Many64
			| Case::Anchor
			| Case::Remark
			| Case::Transfer => window,
		};
		let report = stage.load(*case, pace, &mut sitting.wrong).await?;
		if *case == Case::Uses {
			sustained = Some(report.measured.per_second);
		}
		sitting.loads.push(report);
	}
	let last = stage.network.watched.finalized().await?;
	let (compared_at, wrong) = audit::compare(stage.network, &stage.estate, last.number()).await?;
	sitting.compared_at = Some(compared_at);
	sitting.wrong.extend(wrong);
	let numbers = Numbers::read(&last, &stage.estate, who(Case::LookUps)).await?;
	sitting.disk = sat(stage.network)?.map(|sat| Sat {
		before: sitting.disk.as_ref().map_or(sat.before, |sat| sat.before),
		uses: numbers.uses(),
		records: numbers.records(),
		..sat
	});
	Ok(())
}

/// Asks what people ask, with what is on record.
async fn look_up(stage: &Stage<'_>) -> Result<LookUps> {
	let questions = if stage.settings.quick { 50 } else { 2_000 };
	let block = stage.network.watched.finalized().await?;
	look_ups::measure(&block, &stage.estate, stage.hidden.get(), questions, stage.progress).await
}

/// What the first node's database takes on the disk, with nothing on record.
fn sat(network: &Network) -> Result<Option<Sat>> {
	let first = network.nodes.first().map(|node| {
		let disk = Disk::of(&node.database)?;
		Ok(Sat {
			node: node.name.clone(),
			before: disk,
			after: disk,
			uses: 0,
			records: 0,
		})
	});
	first.transpose()
}

/// What cases need to be founded, with so many operators; nothing where they need no chain.
fn needs(cases: &[Case], operators: usize) -> Option<Needs> {
	let senders: Vec<Who> = cases
		.iter()
		.filter(|case| case.is_on_chain())
		.map(|case| who(*case))
		.collect();
	let mut algorithms: Vec<Algorithm> = senders
		.iter()
		.filter_map(|who| match who {
			Who::Operators(algorithm) => Some(*algorithm),
			Who::Platform => None,
		})
		.collect();
	algorithms.sort();
	algorithms.dedup();
	(!senders.is_empty()).then(|| Needs {
		operators,
		algorithms,
		platform: senders.contains(&Who::Platform),
	})
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn only_what_is_needed_is_founded() {
		let needed = |cases: &[Case]| {
			let needs = needs(cases, 7)?;
			assert_eq!(needs.operators, 7);
			Some((needs.algorithms, needs.platform))
		};
		assert_eq!(needed(&[Case::Verifications, Case::Register, Case::Postgres]), None);
		for case in [
			Case::LookUpsFew,
			Case::Remark,
			Case::Uses256,
			Case::Anchor,
			Case::LookUps,
		] {
			assert_eq!(needed(&[case]), Some((vec![Algorithm::Sr25519], false)));
		}
		assert_eq!(needed(&[Case::UsesSm2]), Some((vec![Algorithm::Sm2], false)));
		assert_eq!(needed(&[Case::Many64]), Some((Vec::new(), true)));
		assert_eq!(
			needed(&[Case::Uses, Case::UsesSm2, Case::Many64, Case::LookUps]),
			Some((vec![Algorithm::Sr25519, Algorithm::Sm2], true))
		);
	}
}
