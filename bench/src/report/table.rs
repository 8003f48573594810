//! For people: table.md.

use super::{load::LoadReport, Sitting};
use crate::{
	cases::{
		look_ups::LookUps,
		postgres::Postgres,
		register::{Asked, Register},
		verifications::Verifications,
	},
	disk::Sat,
	figures::Spread,
	keys::Algorithm,
};
use comfy_table::{presets, Table};
use std::collections::BTreeMap;

/// The tables of a sitting, in Markdown.
pub fn of(sitting: &Sitting) -> String {
	let mut parts = vec![head(sitting)];
	if !sitting.loads.is_empty() {
		parts.push(loads(&sitting.loads));
		parts.push(times(&sitting.loads));
		parts.push(refusals(&sitting.loads));
		parts.extend(use_to_remark(&sitting.loads));
	}
	if let Some(verifications) = &sitting.verifications {
		parts.push(yardstick(verifications, &sitting.loads));
	}
	if !sitting.look_ups.is_empty() {
		parts.push(questions(&sitting.look_ups));
	}
	parts.extend(sitting.register.as_ref().map(register));
	if let Some(postgres) = &sitting.postgres {
		parts.push(beside(postgres, &sitting.loads));
	}
	parts.extend(sitting.disk.as_ref().map(stored));
	parts.extend(verdict(sitting));
	parts.join("\n\n") + "\n"
}

fn head(sitting: &Sitting) -> String {
	let quick = if sitting.quick {
		" So short that the figures say little."
	} else {
		""
	};
	format!(
		"{}, and the load, on {} cores. {} operators send.{quick}",
		sitting.about, sitting.cores, sitting.accounts
	)
}

fn loads(loads: &[LoadReport]) -> String {
	let rows = loads.iter().map(|load| {
		[
			load.case.to_owned(),
			format!("{:.0}", load.measured.per_second),
			format!(
				"{} {} in {:.0} s",
				load.measured.counted, load.counts, load.measured.seconds
			),
			format!("{} of {}", load.measured.missed_slots, load.measured.slots),
			percent(load.fullness.mean),
			load.full_in_a_row.to_string(),
			format!("{:.0} of {}", load.under_way.mean, load.window),
			format!("{:.0}", load.ready.mean),
			small(load.cpu.nodes_ms_each),
			format!(
				"{} / {} / {}",
				percent(load.cpu.nodes),
				percent(load.cpu.load),
				percent(load.cpu.idle)
			),
			load.validations.map_or_else(dash, |each| format!("{each:.1}")),
			format!("{:.0}", load.memory.most_mib),
			load.disk.map_or_else(dash, |grown| bytes(grown.each)),
			load.kept.map_or_else(dash, |kept| bytes(kept.each)),
			load.last_to_first_fifth
				.map_or_else(dash, |ratio| format!("{ratio:.2}")),
			bounds(load),
		]
	});
	table(
		[
			"case",
			"final a second",
			"counted",
			"slots missed",
			"blocks full",
			"full in a row",
			"under way",
			"ready in a pool",
			"CPU of all nodes, ms each",
			"CPU: nodes / load / idle",
			"validations each, a node",
			"MiB a node",
			"disk of a node, bytes each",
			"state, bytes each",
			"last fifth ÷ first",
			"bounded by",
		],
		rows,
	)
}

fn times(loads: &[LoadReport]) -> String {
	let rows = loads.iter().map(|load| {
		[
			load.case.to_owned(),
			load.rate.map_or_else(|| "window".into(), |rate| format!("{rate:.0}/s")),
			seconds(&load.times.to_block),
			seconds(&load.times.block_to_final),
			seconds(&load.times.to_final),
			load.forked.to_string(),
		]
	});
	table(
		[
			"case",
			"sent by",
			"submit to block, p50 / p99",
			"block to final, p50 / p99",
			"submit to final, p50 / p99",
			"blocks not final in the end",
		],
		rows,
	)
}

/// What nodes refused, what failed in blocks, what was signed late.
fn refusals(loads: &[LoadReport]) -> String {
	let mut lines = Vec::new();
	for load in loads {
		let mut tell = |what: &str, counts: &BTreeMap<String, u64>| {
			if !counts.is_empty() {
				lines.push(format!("- {}: {what} {}", load.case, counted(counts)));
			}
		};
		tell("nodes refused", &load.refused);
		tell("failed in a block:", &load.failed);
		if load.given_up > 0 {
			lines.push(format!("- {}: {} were given up after that", load.case, load.given_up));
		}
		if load.signed_meanwhile > 0 {
			lines.push(format!(
				"- {}: {} were signed while it went on, not beforehand",
				load.case, load.signed_meanwhile
			));
		}
	}
	if lines.is_empty() {
		return "Nothing was refused, and all was signed beforehand.".into();
	}
	lines.join("\n")
}

/// What a use is of a remark.
fn use_to_remark(loads: &[LoadReport]) -> Option<String> {
	let (uses, remarks) = (rate(loads, "uses")?, rate(loads, "remark")?);
	Some(format!(
		"A second has {:.2} times as many uses as remarks.",
		uses / remarks
	))
}

/// What a load had final in a second; none if it was not measured, or nothing was.
fn rate(loads: &[LoadReport], case: &str) -> Option<f64> {
	let load = loads.iter().find(|load| load.case == case)?;
	Some(load.measured.per_second).filter(|rate| *rate > 0.0)
}

fn yardstick(verifications: &Verifications, loads: &[LoadReport]) -> String {
	let rows = [(Algorithm::Sr25519, "uses"), (Algorithm::Sm2, "uses-sm2")].map(|(algorithm, case)| {
		let native = verifications.of(algorithm);
		let load = loads.iter().find(|load| load.case == case);
		[
			algorithm.name().to_owned(),
			format!("{native:.0}"),
			load.map_or_else(dash, |load| {
				let share = load.measured.per_second / native.max(1.0);
				format!("{:.1} %", 100.0 * share)
			}),
		]
	});
	table(
		[
			"seal key",
			"verified a second, one core, native",
			"uses final a second, as a share of it",
		],
		rows,
	)
}

/// How long questions took each time, and by how much longer than the first time.
fn questions(look_ups: &[LookUps]) -> String {
	let first = look_ups.first();
	let documents = look_ups.iter().map(|asked| {
		let before = first.map(|first| &first.of_document);
		question("the uses of a document".into(), asked, &asked.of_document, before)
	});
	let uses = look_ups.iter().map(|asked| {
		let before = first.map(|first| &first.by_index);
		question("one use by its index".into(), asked, &asked.by_index, before)
	});
	let pages = look_ups.iter().map(|asked| {
		// Pages of another length are another question.
		let same = first.filter(|first| first.page_records == asked.page_records);
		let what = format!("a page of {} records", asked.page_records);
		question(what, asked, &asked.page, same.map(|first| &first.page))
	});
	let found = table(
		[
			"asked, one after the other",
			"uses on record with their documents",
			"times",
			"p50 / p99",
			"p99 ÷ first p99",
		],
		documents.chain(uses).chain(pages),
	);
	let last = look_ups.last().map_or(0, |asked| asked.on_record);
	format!("{found}\n\n{last} uses were on record when it was asked last.")
}

fn question(what: String, asked: &LookUps, took: &Spread, first: Option<&Spread>) -> [String; 5] {
	[
		what,
		asked.found.to_string(),
		took.count.to_string(),
		format!("{:.2} ms / {:.2} ms", took.p50, took.p99),
		first
			.filter(|first| first.p99 > 0.0)
			.map_or_else(dash, |first| format!("{:.2}", took.p99 / first.p99)),
	]
}

/// How fast a register was loaded, and how long look-ups in it take.
fn register(register: &Register) -> String {
	let rates = table(
		[
			"by batches of calls",
			"count",
			"seconds until the last was final",
			"final a second",
		],
		[
			("enterprises with a physical seal each", register.loaded),
			("applications approved", register.approved),
		]
		.map(|(what, rate)| {
			[
				what.to_owned(),
				rate.count.to_string(),
				format!("{:.0}", rate.seconds),
				format!("{:.0}", rate.per_second),
			]
		}),
	);
	type SpreadOf = fn(&Asked) -> &Spread;
	let kinds: [(&str, SpreadOf); 4] = [
		("an enterprise by its code", |asked| &asked.by_code),
		("a physical seal by its code", |asked| &asked.by_seal_code),
		("an e-seal by its key", |asked| &asked.by_key),
		("an e-seal by its certificate", |asked| &asked.by_certificate),
	];
	let times = |spread: &Spread| format!("{:.2} ms / {:.2} ms", spread.p50, spread.p99);
	let (before, after) = (&register.before, &register.after);
	let look_ups = table(
		[
			"looked up, one after the other",
			&format!("p50 / p99, of {} enterprises", before.enterprises),
			&format!("p50 / p99, of {} more", after.enterprises),
			"p99 ÷ first p99",
		],
		kinds.map(|(what, of)| {
			let (first, last) = (of(before), of(after));
			let ratio = if first.p99 > 0.0 {
				format!("{:.2}", last.p99 / first.p99)
			} else {
				dash()
			};
			[what.to_owned(), times(first), times(last), ratio]
		}),
	);
	format!(
		"{rates}\n\n{} officers of each agency sent, with the budgets that the chain begins with.\n\n{look_ups}",
		register.officers
	)
}

/// What PostgreSQL committed, and how many times what was final of the same in this sitting.
fn beside(postgres: &Postgres, loads: &[LoadReport]) -> String {
	let rows = [
		("one use", &postgres.uses, "uses"),
		("a batch of 256 uses", &postgres.uses_256, "uses-256"),
	]
	.map(|(what, committed, case)| {
		[
			what.to_owned(),
			format!("{:.0}", committed.per_second),
			format!("{} uses in {:.0} s", committed.counted, committed.seconds),
			ratio(committed.per_second, rate(loads, case), case),
			format!("{} / {}", percent(committed.nodes), percent(committed.idle)),
		]
	});
	let found = table(
		[
			"PostgreSQL: a transaction has",
			"committed a second",
			"counted",
			"times what was final",
			"CPU: nodes / idle",
		],
		rows,
	);
	format!(
		"{found}\n\nPostgreSQL {}: {} writers, {} logs, both signatures verified, on disk on this machine. One copy, final for \
		 nobody but whoever runs it.",
		postgres.version, postgres.writers, postgres.seals
	)
}

/// How much a node's database grew on the disk in the whole sitting.
fn stored(sat: &Sat) -> String {
	let mib = |bytes: u64| bytes as f64 / (1 << 20) as f64;
	let each = sat.each().map_or_else(String::new, |each| {
		format!(
			" That is {} bytes for each of {} records, which have {} uses.",
			bytes(each),
			sat.records,
			sat.uses
		)
	});
	format!(
		"The database of {}'s node grew by {:.0} MiB on the disk in this sitting, with all that was founded, and {:.0} MiB are in \
		 its log.{each}",
		sat.node,
		mib(sat.bytes()),
		mib(sat.after.log)
	)
}

/// How many times what was final of a case, if it was measured.
fn ratio(committed: f64, finals: Option<f64>, case: &str) -> String {
	finals.map_or_else(dash, |finals| format!("{:.1} × {case}", committed / finals))
}

fn verdict(sitting: &Sitting) -> Option<String> {
	if sitting.wrong.is_empty() {
		return sitting.compared_at.map(|block| {
			format!(
				"Nothing was lost: whatever a node took is final, and has left on the chain what it must, once. All nodes have the \
				 same state at final block {block}."
			)
		});
	}
	let lines: Vec<String> = sitting.wrong.iter().map(|what| format!("- BROKEN: {what}")).collect();
	Some(lines.join("\n"))
}

fn table<const N: usize>(head: [&str; N], rows: impl IntoIterator<Item = [String; N]>) -> String {
	let mut table = Table::new();
	table.load_preset(presets::ASCII_MARKDOWN);
	table.set_header(head);
	table.add_rows(rows);
	table.to_string()
}

fn bounds(load: &LoadReport) -> String {
	let names: Vec<String> = load.bounded_by.iter().map(ToString::to_string).collect();
	names.join(", ")
}

/// What there is most of, first.
fn counted(counts: &BTreeMap<String, u64>) -> String {
	let mut counts: Vec<(&String, &u64)> = counts.iter().collect();
	counts.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
	let texts: Vec<String> = counts.iter().map(|(what, count)| format!("{what} {count}")).collect();
	texts.join(", ")
}

fn seconds(spread: &Spread) -> String {
	format!("{:.1} s / {:.1} s", spread.p50, spread.p99)
}

/// A number of bytes: whole, unless that says too little.
fn bytes(number: f64) -> String {
	match number {
		many if many >= 10.0 => format!("{many:.0}"),
		few => small(few),
	}
}

/// A number with two digits after the point, or as many as two that count need.
fn small(number: f64) -> String {
	let digits = match number {
		zero if zero <= 0.0 => 2,
		number => (1.0 - number.log10().floor()).clamp(2.0, 12.0) as usize,
	};
	format!("{number:.digits$}")
}

fn percent(part: f64) -> String {
	format!("{:.0} %", 100.0 * part)
}

fn dash() -> String {
	"-".into()
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{cases::postgres::Committed, disk::Disk};

	#[test]
	fn a_table_is_markdown() {
		let text = table(["a", "b"], [["1".into(), "two".into()]]);
		let lines: Vec<&str> = text.lines().collect();
		assert_eq!(lines, ["| a | b   |", "|---|-----|", "| 1 | two |"]);
	}

	#[test]
	fn a_sitting_says_whether_all_was_well() {
		let mut sitting = Sitting::new("Three nodes".into(), 2, 5, true);
		assert!(of(&sitting).starts_with("Three nodes, and the load, on 2 cores. 5 operators send."));
		sitting.compared_at = Some(77);
		assert!(of(&sitting).contains("at final block 77"));
		sitting.wrong.push("a use is gone".into());
		let text = of(&sitting);
		assert!(text.contains("BROKEN: a use is gone") && !text.contains("Nothing was lost"));
	}

	#[test]
	fn what_is_small_keeps_two_digits_that_count() {
		for (number, text) in [
			(0.0, "0.00"),
			(31.4, "31.40"),
			(2.876, "2.88"),
			(0.05, "0.050"),
			(0.0119, "0.012"),
			(0.000_001_3, "0.0000013"),
		] {
			assert_eq!(small(number), text);
		}
	}

	#[test]
	fn questions_are_compared_with_the_first_of_their_kind() {
		let asked = |found, p99, page_records| {
			let spread = Spread {
				count: 50,
				p50: 0.1,
				p99,
				..Spread::default()
			};
			LookUps {
				on_record: found + 7,
				found,
				longest_log: 9,
				of_document: spread,
				by_index: Spread { p99: 0.0, ..spread },
				page: spread,
				page_records,
			}
		};
		let cells = |text: &str| -> Vec<Vec<String>> {
			let rows = text.lines().skip(2).filter(|line| line.starts_with('|'));
			rows.map(|row| row.split('|').map(|cell| cell.trim().to_owned()).collect())
				.collect()
		};
		let text = questions(&[asked(1_000, 0.4, 63), asked(1_000_000, 0.5, 256)]);
		let rows = cells(&text);
		assert_eq!(
			rows[0][1..6],
			["the uses of a document", "1000", "50", "0.10 ms / 0.40 ms", "1.00"]
		);
		assert_eq!(rows[1][2..6], ["1000000", "50", "0.10 ms / 0.50 ms", "1.25"]);
		assert_eq!(rows[3][5], "-", "of nothing");
		assert_eq!((rows[4][5].as_str(), rows[5][5].as_str()), ("1.00", "-"), "other pages");
		assert!(text.ends_with("1000007 uses were on record when it was asked last."));
		assert_eq!(cells(&questions(&[asked(5, 0.4, 5), asked(6, 0.2, 5)]))[5][5], "0.50");
	}

	#[test]
	fn a_sitting_says_what_it_took_of_the_disk() {
		let mut sitting = Sitting::new("Three nodes".into(), 2, 5, true);
		assert!(!of(&sitting).contains("on the disk"));
		let disk = |mib: u64, log: u64| Disk {
			tables: mib << 20,
			log: log << 20,
		};
		let mut sat = Sat {
			node: "Market Supervision".into(),
			before: disk(2, 0),
			after: disk(52, 5),
			uses: 25_600,
			records: 100,
		};
		sitting.disk = Some(sat.clone());
		let text = of(&sitting);
		assert!(text.contains("Market Supervision's node grew by 50 MiB on the disk"));
		assert!(
			text.contains("5 MiB are in its log. That is 524288 bytes for each of 100 records, which have 25600 uses.")
		);
		sat.after.log = 6 << 20;
		sitting.disk = Some(sat);
		assert!(
			of(&sitting).ends_with("6 MiB are in its log.\n"),
			"too much for a figure of each"
		);
	}

	#[test]
	fn bytes_are_whole_unless_there_are_few() {
		assert_eq!(bytes(3_412.6), "3413");
		assert_eq!(bytes(9.5), "9.50");
		assert_eq!(bytes(0.0012), "0.0012");
	}

	#[test]
	fn what_postgresql_commits_is_compared_with_what_was_measured_beside_it() {
		assert_eq!(ratio(5_400.0, Some(500.0), "uses"), "10.8 × uses");
		assert_eq!(ratio(5_400.0, None, "uses"), "-");
		let committed = |counted, per_second| Committed {
			counted,
			per_second,
			seconds: 60.0,
			idle: 0.25,
			..Committed::default()
		};
		let mut sitting = Sitting::new("Three nodes".into(), 2, 5, true);
		assert!(!of(&sitting).contains("PostgreSQL"));
		sitting.postgres = Some(Postgres {
			version: "15.18".into(),
			writers: 8,
			seals: 64,
			uses: committed(324_000, 5_400.0),
			uses_256: committed(1_536_000, 25_600.0),
		});
		let text = of(&sitting);
		let row = |name: &str| -> Vec<String> {
			let line = text.lines().find(|line| line.contains(name)).unwrap();
			line.split('|').map(|cell| cell.trim().to_owned()).collect()
		};
		assert_eq!(row("one use")[2..6], ["5400", "324000 uses in 60 s", "-", "0 % / 25 %"]);
		assert_eq!(row("a batch of 256")[2], "25600");
		assert!(text.contains("PostgreSQL 15.18: 8 writers, 64 logs"));
	}

	#[test]
	fn reasons_are_told_by_their_number() {
		let counts = BTreeMap::from([("a".to_owned(), 1), ("b".to_owned(), 3)]);
		assert_eq!(counted(&counts), "b 3, a 1");
	}
}
