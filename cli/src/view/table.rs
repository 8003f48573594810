//! Text in columns. Chinese characters take two columns of a terminal; comfy-table counts them so. What stands in a cell stays
//! in one line, whatever a node or a file's name says.

use super::terminal::one_line;
use comfy_table::{presets, Table};

/// A table with a head.
pub fn table<const N: usize>(head: [&str; N], rows: impl IntoIterator<Item = [String; N]>) -> String {
	let mut table = Table::new();
	table.load_preset(presets::NOTHING);
	table.set_header(head);
	for row in rows {
		table.add_row(row.map(|cell| one_line(&cell).into_owned()));
	}
	trim(&table)
}

/// Names and values, one a line.
pub fn facts<'a>(rows: impl IntoIterator<Item = (&'a str, String)>) -> String {
	let mut table = Table::new();
	table.load_preset(presets::NOTHING);
	for (name, value) in rows {
		table.add_row([name, &*one_line(&value)]);
	}
	trim(&table)
}

fn trim(table: &Table) -> String {
	table
		.lines()
		.map(|line| line.strip_prefix(' ').unwrap_or(&line).trim_end().to_owned())
		.collect::<Vec<_>>()
		.join("\n")
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn chinese_takes_two_columns() {
		let text = table(
			["name", "code"],
			[["杭州".into(), "1".into()], ["abcd".into(), "2".into()]],
		);
		assert_eq!(text, "name  code\n杭州  1\nabcd  2");
	}

	#[test]
	fn a_cell_forges_no_line() {
		let text = facts([("enterprise", "a\nsigned  by the seal key".into())]);
		assert_eq!(text, "enterprise  a\\nsigned  by the seal key");
		let text = table(["name"], [["\u{1b}[2J".into()]]);
		assert_eq!(text, "name\n\\u{1b}[2J");
	}
}
