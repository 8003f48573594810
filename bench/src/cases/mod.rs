//! What is measured in a sitting. A case that puts another load on the chain is a [`Load`](crate::load::Load) and a
//! line in [`Stage::load`].
//!
//! | module | subject |
//! | --- | --- |
//! | [`loads`] | a load: the first extrinsic, the run, the audit |
//! | [`look_ups`] | what people ask |
//! | [`verifications`] | what one core verifies natively |

pub mod loads;
pub mod look_ups;
pub mod verifications;

use crate::{
	args::{Case, Rate, Settings},
	audit,
	error::{BenchError, Result},
	founding::found,
	keys::Algorithm,
	limits::Limits,
	machine::core_count,
	network::Network,
	pace::Pace,
	profile,
	progress::Progress,
	report::Sitting,
};
use loads::Stage;
use std::{fs, sync::Arc, time::Duration};
use verifications::Verifications;

/// The most that are under way where a rate is asked for: below the limit that pools have unless told otherwise, 8,192.
const MOST_AT_A_RATE: usize = 7_500;

/// How many uses there are at least when look-ups are measured.
const FEWEST_USES: u64 = 1_024;

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
	let mut sitting = Sitting::new(network.about.clone(), core_count(), settings.accounts, settings.quick);
	if settings.cases.contains(&Case::Verifications) {
		progress.say("verifying signatures on one core");
		let length = Duration::from_millis(if settings.quick { 300 } else { 3_000 });
		let measured = tokio::task::spawn_blocking(move || Verifications::measure(length)).await??;
		sitting.verifications = Some(measured);
	}
	let algorithms = algorithms(&settings.cases);
	if !algorithms.is_empty() {
		let limits = Limits::of(&network.watched.finalized().await?)?;
		let client = &network.watched;
		let estate = found(client, &limits, settings.accounts, &algorithms, progress).await?;
		let stage = Stage {
			network,
			settings,
			limits,
			estate: Arc::new(estate),
			progress,
		};
		let measured = measure_on(&stage, &mut sitting).await;
		if let Err(error) = measured {
			// What was measured before is kept.
			sitting.wrong.push(format!("ended early: {error}"));
			sitting.write(&settings.out)?;
			return Err(error);
		}
	}
	let table = sitting.write(&settings.out)?;
	Ok((table, sitting.wrong.is_empty()))
}

/// The cases that need a chain.
async fn measure_on(stage: &Stage<'_>, sitting: &mut Sitting) -> Result<()> {
	let window = Pace::Window(stage.settings.window);
	let mut sustained = None;
	for case in &stage.settings.cases {
		match case {
			Case::Verifications => {}
			Case::Uses => {
				let report = stage
					.load(*case, Some(Algorithm::Sr25519), window, &mut sitting.wrong)
					.await?;
				sustained = Some(report.measured.per_second);
				sitting.loads.push(report);
			}
			Case::UsesSm2 => {
				let report = stage
					.load(*case, Some(Algorithm::Sm2), window, &mut sitting.wrong)
					.await?;
				sitting.loads.push(report);
			}
			Case::Remark => {
				let report = stage.load(*case, None, window, &mut sitting.wrong).await?;
				sitting.loads.push(report);
			}
			Case::Latency => {
				let per_second = match stage.settings.rate {
					Rate::PerSecond(rate) => rate,
					// The arguments see to it that `uses` comes first.
					Rate::Share(share) => share * sustained.unwrap_or(1.0),
				};
				let pace = Pace::Rate {
					per_second: per_second.max(1.0),
					most: MOST_AT_A_RATE,
				};
				let report = stage
					.load(*case, Some(Algorithm::Sr25519), pace, &mut sitting.wrong)
					.await?;
				sitting.loads.push(report);
			}
			Case::LookUps => {
				stage.fill(FEWEST_USES, &mut sitting.wrong).await?;
				let questions = if stage.settings.quick { 50 } else { 2_000 };
				let block = stage.network.watched.finalized().await?;
				let measured = look_ups::measure(&block, &stage.estate, questions, stage.progress).await?;
				sitting.look_ups = Some(measured);
			}
		}
	}
	let last = stage.network.watched.finalized().await?.number();
	let (compared_at, wrong) = audit::compare(stage.network, &stage.estate, last).await?;
	sitting.compared_at = Some(compared_at);
	sitting.wrong.extend(wrong);
	Ok(())
}

/// The algorithms of the seal keys that cases need. Whoever sends remarks needs a grant to be let in, for any e-seal.
fn algorithms(cases: &[Case]) -> Vec<Algorithm> {
	let mut needed: Vec<Algorithm> = cases
		.iter()
		.filter_map(|case| match case {
			Case::Verifications => None,
			Case::UsesSm2 => Some(Algorithm::Sm2),
			Case::Uses | Case::Remark | Case::Latency | Case::LookUps => Some(Algorithm::Sr25519),
		})
		.collect();
	needed.sort();
	needed.dedup();
	needed
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn only_what_is_needed_is_founded() {
		assert!(algorithms(&[Case::Verifications]).is_empty());
		assert_eq!(algorithms(&[Case::Remark]), [Algorithm::Sr25519]);
		assert_eq!(algorithms(&[Case::UsesSm2]), [Algorithm::Sm2]);
		assert_eq!(
			algorithms(&[Case::Uses, Case::UsesSm2, Case::LookUps]),
			[Algorithm::Sr25519, Algorithm::Sm2]
		);
	}
}
