//! The metrics of the e-seal chain that a node's own metrics do not have.

use super::key_ages::KeyAge;
use prometheus::{
	core::{Collector, Desc},
	proto::MetricFamily,
	Encoder, GaugeVec, IntCounter, IntCounterVec, IntGauge, IntGaugeVec, Opts, Registry, TextEncoder,
};
use std::{
	sync::{Arc, Mutex, MutexGuard, PoisonError},
	time::{SystemTime, UNIX_EPOCH},
};

/// All metrics of one exporter. Counters begin at 0 with it; a series is there from the moment its labels are known, since
/// Prometheus sees an increase only from one value to another.
pub struct Metrics {
	registry: Registry,
	/// Whether the node answers and has caught up with the network.
	pub up: IntGauge,
	/// Slots that were a seat's turn.
	pub slots: IntCounterVec,
	/// Those of them that brought no block.
	pub slots_missed: IntCounterVec,
	/// Uses that the chain recorded.
	pub uses_recorded: IntCounter,
	/// The records that have them: single uses and batches.
	pub use_records: IntCounter,
	/// Uses that it refused, by the error.
	pub uses_refused: IntCounterVec,
	/// Blocks that were passed over, wholly or in part.
	pub blocks_unreadable: IntCounter,
	/// Reports of validators of a seat that signed twice.
	pub equivocations: IntCounterVec,
	officers: IntGaugeVec,
	open_motions: IntGaugeVec,
	paused_calls: IntGaugeVec,
	key_ages: KeyAges,
}

/// What is true at one block, and is not counted from block to block.
#[derive(Debug, Default)]
pub struct Situation {
	/// How many officers each seat has.
	pub officers: Vec<(String, u32)>,
	/// How many motions the seats vote on; nothing if the runtime has none.
	pub open_motions: Option<usize>,
	/// How many calls a motion has paused; nothing if the runtime pauses none.
	pub paused_calls: Option<usize>,
	/// Since when each validator has its session keys.
	pub keys: Vec<KeyAge>,
}

impl Metrics {
	/// Describes all metrics.
	///
	/// # Errors
	///
	/// None but mistakes of this program.
	pub fn new() -> prometheus::Result<Self> {
		let metrics = Self {
			registry: Registry::new(),
			up: IntGauge::new(
				"eseal_exporter_up",
				"Whether the node answers and has caught up with the network: 1, or 0.",
			)?,
			slots: counters("eseal_slots_total", "Slots that were a seat's turn to build a block.", "seat")?,
			slots_missed: counters(
				"eseal_slots_missed_total",
				"Slots that were a seat's turn and brought no block.",
				"seat",
			)?,
			uses_recorded: IntCounter::new(
				"eseal_uses_recorded_total",
				"Uses of e-seals that the chain recorded. A batch counts as many as it has documents.",
			)?,
			use_records: IntCounter::new(
				"eseal_use_records_total",
				"Records of uses of e-seals: single uses and batches, each counted once.",
			)?,
			uses_refused: counters(
				"eseal_uses_refused_total",
				"Uses of e-seals that the chain refused in a block, by the error. A batch counts once.",
				"error",
			)?,
			blocks_unreadable: IntCounter::new(
				"eseal_blocks_unreadable_total",
				"Blocks that the exporter could not read and skipped, wholly or in part: what it could not read is not counted.",
			)?,
			equivocations: counters(
				"eseal_equivocations_total",
				"Reports that prove that a validator of a seat signed two things of which it may sign one.",
				"seat",
			)?,
			officers: gauges("eseal_officers", "Officers of a seat.", &["seat"])?,
			open_motions: gauges("eseal_open_motions", "Motions that the seats vote on.", &[])?,
			paused_calls: gauges("eseal_paused_calls", "Calls that a motion has paused.", &[])?,
			key_ages: KeyAges::new()?,
		};
		let all: [Box<dyn Collector>; 12] = [
			Box::new(metrics.up.clone()),
			Box::new(metrics.slots.clone()),
			Box::new(metrics.slots_missed.clone()),
			Box::new(metrics.uses_recorded.clone()),
			Box::new(metrics.use_records.clone()),
			Box::new(metrics.uses_refused.clone()),
			Box::new(metrics.blocks_unreadable.clone()),
			Box::new(metrics.equivocations.clone()),
			Box::new(metrics.officers.clone()),
			Box::new(metrics.open_motions.clone()),
			Box::new(metrics.paused_calls.clone()),
			Box::new(metrics.key_ages.clone()),
		];
		for collector in all {
			metrics.registry.register(collector)?;
		}
		Ok(metrics)
	}

	/// Shows how things stand.
	pub fn show(&self, situation: Situation) {
		self.clear_situation();
		for (seat, officers) in &situation.officers {
			self.officers.with_label_values(&[seat]).set((*officers).into());
			self.equivocations.with_label_values(&[seat]).inc_by(0);
		}
		for (gauge, count) in [
			(&self.open_motions, situation.open_motions),
			(&self.paused_calls, situation.paused_calls),
		] {
			if let Some(count) = count.and_then(|count| i64::try_from(count).ok()) {
				gauge.with_label_values(&[]).set(count);
			}
		}
		*self.key_ages.known() = situation.keys;
	}

	/// Forgets what is only known while a node answers. Counters stay.
	pub fn clear_situation(&self) {
		for gauge in [&self.officers, &self.open_motions, &self.paused_calls] {
			gauge.reset();
		}
		self.key_ages.known().clear();
	}

	/// What `/metrics` answers, and of which type it is.
	///
	/// # Errors
	///
	/// None but mistakes of this program.
	pub fn render(&self) -> prometheus::Result<(Vec<u8>, String)> {
		let encoder = TextEncoder::new();
		let mut text = Vec::new();
		encoder.encode(&self.registry.gather(), &mut text)?;
		Ok((text, encoder.format_type().to_owned()))
	}
}

fn counters(name: &str, help: &str, label: &str) -> prometheus::Result<IntCounterVec> {
	IntCounterVec::new(Opts::new(name, help), &[label])
}

fn gauges(name: &str, help: &str, labels: &[&str]) -> prometheus::Result<IntGaugeVec> {
	IntGaugeVec::new(Opts::new(name, help), labels)
}

/// The ages of session keys, as of each scrape.
#[derive(Clone)]
struct KeyAges {
	ages: GaugeVec,
	exact: IntGaugeVec,
	known: Arc<Mutex<Vec<KeyAge>>>,
}

impl KeyAges {
	fn new() -> prometheus::Result<Self> {
		let labels = ["seat", "validator"];
		Ok(Self {
			ages: GaugeVec::new(
				Opts::new(
					"eseal_session_key_age_seconds",
					"How long ago a validator set the session keys that it has, or when the chain began with them.",
				),
				&labels,
			)?,
			exact: gauges(
				"eseal_session_key_age_exact",
				"Whether eseal_session_key_age_seconds is exact: 1. If it is 0, the keys are at least that old; the node has no older state.",
				&labels,
			)?,
			known: Arc::default(),
		})
	}

	fn known(&self) -> MutexGuard<'_, Vec<KeyAge>> {
		self.known.lock().unwrap_or_else(PoisonError::into_inner)
	}
}

impl Collector for KeyAges {
	fn desc(&self) -> Vec<&Desc> {
		self.ages.desc().into_iter().chain(self.exact.desc()).collect()
	}

	fn collect(&self) -> Vec<MetricFamily> {
		// Held to the end, so that two scrapes at once do not mix.
		let known = self.known();
		self.ages.reset();
		self.exact.reset();
		let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
		for KeyAge {
			seat,
			validator,
			since,
			exact,
		} in known.iter()
		{
			let labels = [seat.as_str(), validator.as_str()];
			self.ages
				.with_label_values(&labels)
				.set(now.saturating_sub(*since).as_secs_f64());
			self.exact.with_label_values(&labels).set((*exact).into());
		}
		let mut families = self.ages.collect();
		families.extend(self.exact.collect());
		families
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::time::Duration;

	fn text(metrics: &Metrics) -> String {
		String::from_utf8(metrics.render().unwrap().0).unwrap()
	}

	#[test]
	fn nothing_is_told_that_is_not_known() {
		let metrics = Metrics::new().unwrap();
		let begun = text(&metrics);
		assert!(begun.contains("\neseal_exporter_up 0\n"), "{begun}");
		assert!(begun.contains("\neseal_uses_recorded_total 0\n"), "{begun}");
		for unknown in [
			"eseal_open_motions",
			"eseal_officers",
			"eseal_session_key",
			"eseal_slots",
		] {
			assert!(!begun.contains(unknown), "{begun}");
		}
	}

	#[test]
	fn ages_grow_between_scrapes_and_go_with_the_node() {
		let metrics = Metrics::new().unwrap();
		let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
		metrics.show(Situation {
			officers: vec![("DataResources".into(), 2)],
			open_motions: Some(0),
			paused_calls: None,
			keys: vec![KeyAge {
				seat: "DataResources".into(),
				validator: "5F".into(),
				since: now - Duration::from_secs(100),
				exact: false,
			}],
		});
		let labels = "{seat=\"DataResources\",validator=\"5F\"}";
		let age = || {
			let text = text(&metrics);
			let line = text
				.lines()
				.find_map(|line| line.strip_prefix("eseal_session_key_age_seconds"));
			line.unwrap()
				.strip_prefix(labels)
				.unwrap()
				.trim()
				.parse::<f64>()
				.unwrap()
		};
		let first = age();
		assert!((100.0..110.0).contains(&first), "{first}");
		std::thread::sleep(Duration::from_millis(5));
		assert!(age() > first);
		let shown = text(&metrics);
		for line in [
			&format!("eseal_session_key_age_exact{labels} 0"),
			"eseal_officers{seat=\"DataResources\"} 2",
			"eseal_equivocations_total{seat=\"DataResources\"} 0",
			"eseal_open_motions 0",
		] {
			assert!(shown.contains(&format!("\n{line}\n")), "{line}: {shown}");
		}
		assert!(!shown.contains("eseal_paused_calls"), "{shown}");
		metrics.clear_situation();
		let cleared = text(&metrics);
		assert!(
			!cleared.contains("eseal_session_key") && !cleared.contains("eseal_open_motions"),
			"{cleared}"
		);
		assert!(cleared.contains("eseal_equivocations_total"), "counters stay");
	}
}
