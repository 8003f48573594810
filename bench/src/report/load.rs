//! The figures of a load, out of what was seen of it.

use crate::{
	bound::{bounds, Bound, Signs},
	disk::growth,
	drive::Run,
	figures::{mean, Spread},
	machine::Usage,
	measure::{Measured, Window},
	pace::Pace,
	state::State,
	watch::{
		chain::FinalBlock,
		ledger::{Landing, POOL_FULL},
		samples::Sample,
	},
};
use serde::Serialize;
use std::{collections::BTreeMap, time::Instant};

/// The figures of a load.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LoadReport {
	/// The case.
	pub case: &'static str,
	/// What is counted.
	pub counts: &'static str,
	/// What the blocks that count come to.
	pub measured: Measured,
	/// How many extrinsics were sent in all of the load, those that were refused and sent again each time.
	pub sent: u64,
	/// What one extrinsic weighs, as declared, in microseconds.
	pub weight_us: f64,
	/// Which part of the room for ordinary extrinsics blocks had taken.
	pub fullness: Spread,
	/// The most blocks in a row that had nine tenths of it taken, without a missed slot between.
	pub full_in_a_row: usize,
	/// How many extrinsics were under way: sent and not final.
	pub under_way: Spread,
	/// The most that may be under way, and the rate that was asked for, if one was.
	pub window: usize,
	/// Extrinsics in a second, if a rate was asked for.
	pub rate: Option<f64>,
	/// How many extrinsics waited for a block in the fullest pool.
	pub ready: Spread,
	/// Blocks that were on the best chain for a while and did not become final, in all of the load.
	pub forked: u64,
	/// Times of what was sent while it was measured.
	pub times: Times,
	/// Who took the processors.
	pub cpu: Cpu,
	/// Resident memory of a node.
	pub memory: Memory,
	/// How much the first node's database grew on the disk; none where too little went into its tables.
	pub disk: Option<Grown>,
	/// How much more of the state the log of uses takes; none where nothing was recorded, or the node did not tell.
	pub kept: Option<Kept>,
	/// How often each node validated each extrinsic; none where nodes did not tell.
	pub validations: Option<f64>,
	/// How often nodes refused, by reason, in all of the load.
	pub refused: BTreeMap<String, u64>,
	/// How many extrinsics failed in a block, and uses in them that were refused alone, by reason, in all of the load.
	pub failed: BTreeMap<String, u64>,
	/// How many were given up, because nodes refused them for good.
	pub given_up: u64,
	/// How many were signed while it went on, not beforehand.
	pub signed_meanwhile: u64,
	/// The rate of the last fifth as a part of that of the first; none where it was too short.
	pub last_to_first_fifth: Option<f64>,
	/// What bounded it.
	pub bounded_by: Vec<Bound>,
	/// When the measurement began and ended, in milliseconds since the Unix epoch.
	pub span_ms: (u64, u64),
	/// All of its final blocks, those of the warm-up too.
	pub blocks: Vec<FinalBlock>,
	/// How things were, once a second.
	pub samples: Vec<Sample>,
}

/// Times of extrinsics, in seconds, as the load heard of them.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Times {
	/// From when it was sent until its block was heard of.
	pub to_block: Spread,
	/// From then until that block was final.
	pub block_to_final: Spread,
	/// All of it.
	pub to_final: Spread,
}

/// Who took the processors while it was measured. Parts of all cores.
#[derive(Debug, Clone, Copy, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Cpu {
	/// What all nodes spent on each of what is counted, in milliseconds of one core.
	pub nodes_ms_each: f64,
	/// The nodes' part.
	pub nodes: f64,
	/// The load's own part.
	pub load: f64,
	/// The part that idled.
	pub idle: f64,
}

/// Resident memory of the node that has most of it, in MiB.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Memory {
	/// The most while it was measured, at any second.
	pub most_mib: f64,
	/// When the measurement ended.
	pub end_mib: f64,
	/// The most since the node began, cases before this one included.
	pub peak_mib: f64,
}

/// How much the first node's database grew on the disk, in a part of the load: from one moment to another at which its log was
/// equally long.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Grown {
	/// By so many bytes.
	pub bytes: u64,
	/// In so many seconds.
	pub seconds: f64,
	/// How many of what is counted the blocks of this time have.
	pub counted: u64,
	/// How many bytes that is for each of them.
	pub each: f64,
}

/// How much more of the state the log of uses takes after a load than before it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Kept {
	/// The length of keys and values, in bytes.
	pub bytes: u64,
	/// How many uses the load recorded.
	pub uses: u64,
	/// How many bytes that is for each of them.
	pub each: f64,
}

impl LoadReport {
	/// The figures of what was measured of a load.
	pub fn new(case: &'static str, counts: &'static str, pace: Pace, weight_ps: u64, window: Window, run: Run) -> Self {
		let blocks = run.seen.blocks;
		let span_ms = window.span(&blocks);
		let measured = window.measure(&blocks);
		let within = |time_ms: u64| span_ms.0 <= time_ms && time_ms <= span_ms.1;
		let samples: Vec<&Sample> = run.samples.iter().filter(|sample| within(sample.time_ms)).collect();
		let cpu = Cpu::of(&samples, measured.counted);
		let fullness = Spread::of(window.counted(&blocks).iter().map(|block| block.fullness).collect());
		let under_way = Spread::of(samples.iter().map(|sample| sample.under_way as f64).collect());
		let refused = run.account.refusals;
		let rate = match pace {
			Pace::Rate { per_second, .. } => Some(per_second),
			Pace::Window(_) => None,
		};
		let most = pace.most();
		let signs = Signs {
			fullness: fullness.p50,
			idle: cpu.idle,
			window: rate.is_none().then(|| under_way.mean / most.max(1) as f64),
			pool_full: refused.get(POOL_FULL).copied().unwrap_or_default(),
		};
		Self {
			case,
			counts,
			measured,
			sent: run.account.sent,
			weight_us: weight_ps as f64 / 1_000_000.0,
			fullness,
			full_in_a_row: window.full_in_a_row(&blocks),
			under_way,
			window: most,
			rate,
			ready: Spread::of(samples.iter().filter_map(|sample| sample.ready).collect()),
			forked: run.seen.forked,
			times: Times::of(&run.account.landings, run.began, within),
			cpu,
			memory: Memory::of(&samples),
			disk: Grown::of(&run.samples, &blocks),
			kept: None,
			validations: validations(&samples, measured.extrinsics),
			refused,
			failed: run.seen.failures,
			given_up: run.given_up,
			signed_meanwhile: run.signed_meanwhile,
			last_to_first_fifth: window.last_to_first_fifth(&blocks),
			bounded_by: bounds(&signs),
			span_ms,
			blocks,
			samples: run.samples,
		}
	}
}

impl Times {
	/// Of what was sent at a time that counts.
	fn of(landings: &[Landing], began: (u64, Instant), within: impl Fn(u64) -> bool) -> Self {
		let sent_ms = |landing: &Landing| {
			let since = landing.sent.saturating_duration_since(began.1).as_millis();
			began.0.saturating_add(u64::try_from(since).unwrap_or(u64::MAX))
		};
		let counted: Vec<&Landing> = landings.iter().filter(|landing| within(sent_ms(landing))).collect();
		let spread = |from: fn(&Landing) -> Instant, to: fn(&Landing) -> Instant| {
			let times = counted.iter().map(|one| to(one).saturating_duration_since(from(one)));
			Spread::of(times.map(|time| time.as_secs_f64()).collect())
		};
		Self {
			to_block: spread(|one| one.sent, |one| one.seen),
			block_to_final: spread(|one| one.seen, |one| one.is_final),
			to_final: spread(|one| one.sent, |one| one.is_final),
		}
	}
}

impl Memory {
	fn of(samples: &[&Sample]) -> Self {
		let most = |samples: &[&Sample], kib: fn(&Usage) -> u64| {
			let nodes = samples.iter().flat_map(|sample| &sample.nodes);
			nodes.map(kib).max().unwrap_or_default() as f64 / 1_024.0
		};
		let end = samples.split_at(samples.len().saturating_sub(1)).1;
		Self {
			most_mib: most(samples, |node| node.resident_kib),
			end_mib: most(end, |node| node.resident_kib),
			peak_mib: most(end, |node| node.peak_kib),
		}
	}
}

impl Kept {
	/// None where nothing was recorded.
	pub fn between((before, after): (State, State)) -> Option<Self> {
		let uses = after.uses.saturating_sub(before.uses);
		let bytes = after.bytes.saturating_sub(before.bytes);
		(uses > 0).then(|| Self {
			bytes,
			uses,
			each: bytes as f64 / uses as f64,
		})
	}
}

impl Grown {
	/// None for so few blocks that the first and the last of them, which may have come before or after, would count too much.
	fn of(samples: &[Sample], blocks: &[FinalBlock]) -> Option<Self> {
		const FEWEST: usize = 10;
		let growth = growth(samples.iter().map(|sample| (sample.time_ms, sample.disk)))?;
		let within = |block: &&FinalBlock| growth.from_ms < block.time_ms && block.time_ms <= growth.to_ms;
		let blocks: Vec<&FinalBlock> = blocks.iter().filter(within).collect();
		let counted = blocks.iter().map(|block| block.counted).sum::<u64>();
		(blocks.len() >= FEWEST && counted > 0).then(|| Self {
			bytes: growth.bytes,
			seconds: growth.to_ms.saturating_sub(growth.from_ms) as f64 / 1_000.0,
			counted,
			each: growth.bytes as f64 / counted as f64,
		})
	}
}

impl Cpu {
	/// From the first to the last of these samples.
	fn of(samples: &[&Sample], counted: u64) -> Self {
		let (Some(first), Some(last)) = (samples.first(), samples.last()) else {
			return Self::default();
		};
		let nodes = |sample: &Sample| sample.nodes.iter().map(|node| node.cpu_s).sum::<f64>();
		let nodes_s = nodes(last) - nodes(first);
		let all = (last.cores.all_s - first.cores.all_s).max(0.001);
		Self {
			nodes_ms_each: 1_000.0 * nodes_s / counted.max(1) as f64,
			nodes: nodes_s / all,
			load: (last.load.cpu_s - first.load.cpu_s) / all,
			idle: (last.cores.idle_s - first.cores.idle_s) / all,
		}
	}
}

/// How often each node validated each of so many extrinsics, on average over the nodes.
fn validations(samples: &[&Sample], extrinsics: u64) -> Option<f64> {
	let (first, last) = (samples.first()?, samples.last()?);
	let each: Vec<f64> = first
		.validations
		.iter()
		.zip(&last.validations)
		.filter_map(|(first, last)| Some(last.as_ref()? - first.as_ref()?))
		.collect();
	Some(mean(&each)? / extrinsics.max(1) as f64)
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{disk::Disk, machine::Cores};
	use std::time::Duration;

	fn sample(second: u64, node_s: f64) -> Sample {
		let usage = |cpu_s| Usage {
			cpu_s,
			resident_kib: 2_048,
			peak_kib: 9_216,
		};
		Sample {
			time_ms: second * 1_000,
			under_way: 7,
			ready: None,
			validations: vec![Some(100.0 * node_s), None],
			nodes: vec![usage(node_s), usage(node_s)],
			disk: Disk::default(),
			load: usage(second as f64 * 0.2),
			cores: Cores {
				idle_s: second as f64 * 0.5,
				all_s: second as f64 * 2.0,
			},
		}
	}

	#[test]
	fn processors_are_shared_out() {
		let (first, last) = (sample(10, 1.0), sample(20, 6.0));
		let cpu = Cpu::of(&[&first, &last], 2_000);
		let near = |one: f64, other: f64| assert!((one - other).abs() < 1e-9, "{one} {other}");
		near(cpu.nodes, 0.5);
		near(cpu.load, 0.1);
		near(cpu.idle, 0.25);
		near(cpu.nodes_ms_each, 5.0);
		near(validations(&[&first, &last], 250).unwrap(), 2.0);
		assert_eq!(validations(&[], 250), None);
	}

	#[test]
	fn memory_is_that_of_the_node_with_most() {
		let (mut first, last) = (sample(10, 1.0), sample(20, 6.0));
		first.nodes[1].resident_kib = 3_072;
		let memory = |most_mib, end_mib, peak_mib| Memory {
			most_mib,
			end_mib,
			peak_mib,
		};
		assert_eq!(Memory::of(&[&first, &last]), memory(3.0, 2.0, 9.0));
		assert_eq!(Memory::of(&[]), memory(0.0, 0.0, 0.0));
	}

	#[test]
	fn the_state_is_shared_out_among_the_uses_of_a_load() {
		let state = |uses, bytes| State { uses, bytes };
		let kept = Kept::between((state(10, 1_000), state(30, 9_000))).unwrap();
		assert_eq!((kept.bytes, kept.uses, kept.each), (8_000, 20, 400.0));
		assert_eq!(Kept::between((state(10, 1_000), state(10, 1_000))), None);
	}

	#[test]
	fn what_a_database_grew_by_is_shared_out_among_what_came_meanwhile() {
		let block = |second: u64| FinalBlock {
			number: second / 2,
			slot: second / 2,
			time_ms: second * 1_000,
			extrinsics: 10,
			counted: 10,
			fullness: 1.0,
			no_room: false,
			bytes: 1,
		};
		let blocks: Vec<_> = (0..60).step_by(2).map(block).collect();
		let with = |second, tables, log| Sample {
			disk: Disk { tables, log },
			..sample(second, 0.0)
		};
		// Between the two at which the log is empty: twenty blocks.
		let samples = [with(1, 5_000, 0), with(20, 5_000, 50 << 20), with(41, 605_000, 0)];
		let grown = Grown::of(&samples, &blocks).unwrap();
		assert_eq!((grown.bytes, grown.counted, grown.each), (600_000, 200, 3_000.0));
		assert_eq!(grown.seconds, 40.0);
		assert_eq!(Grown::of(&samples, &[]), None, "nothing came");
		let soon = [with(1, 5_000, 0), with(19, 605_000, 0)];
		assert_eq!(Grown::of(&soon, &blocks), None, "nine blocks");
		assert_eq!(Grown::of(&samples[..2], &blocks), None, "all is in the log");
	}

	#[test]
	fn times_are_of_what_was_sent_while_it_was_measured() {
		let began = Instant::now();
		let at = |seconds| began + Duration::from_secs(seconds);
		let landing = |sent, seen, is_final| Landing {
			sent: at(sent),
			seen: at(seen),
			is_final: at(is_final),
		};
		let landings = [
			landing(1, 2, 3),
			landing(10, 12, 15),
			landing(11, 12, 15),
			landing(30, 31, 32),
		];
		let times = Times::of(&landings, (5_000, began), |ms| (10_000..=20_000).contains(&ms));
		assert_eq!(times.to_final.count, 2);
		assert_eq!(
			(times.to_block.max, times.block_to_final.p50, times.to_final.max),
			(2.0, 3.0, 5.0)
		);
	}
}
