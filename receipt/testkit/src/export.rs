//! What exports of logs and of histories have in common.

use serde::Serialize;

/// A whole export, as it is written: a line of JSON, then the others.
pub fn exported(header: &impl Serialize, lines: Vec<Vec<u8>>) -> Vec<u8> {
	let mut export = Vec::new();
	for line in [serde_json::to_vec(header).unwrap()].into_iter().chain(lines) {
		export.extend(line);
		export.push(b'\n');
	}
	export
}
