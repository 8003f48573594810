//! What is wrong with a file, line by line, before anything is sent.

use super::{lines::Lines, Kind};
use crate::{
	digests,
	failure::{Failure, Result},
	view::{progress::Progress, terminal::word},
};
use eseal_crypto::document::Algorithm;
use eseal_primitives::DocumentDigest;
use sp_crypto_hashing::blake2_128;
use std::{collections::HashMap, path::Path};

/// The most lines of a file. Each takes some 60 bytes of memory while it is checked, and 12 while it is sent.
pub const MOST: u32 = 10_000_000;

/// A file that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
	/// How many lines say something.
	pub rows: u32,
	/// The SHA-256 digest of the file.
	pub digest: DocumentDigest,
	/// In how many of them a text was normalized.
	pub normalized: u32,
	/// How many lines are wrong.
	pub faults: u32,
}

/// A line that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
	/// Its number in the file.
	pub line: u32,
	/// Why.
	pub reason: String,
}

/// Checks every line. `told` hears of each that is wrong.
pub fn check<K: Kind>(path: &Path, mut told: impl FnMut(Fault) -> Result<()>) -> Result<Checked> {
	let size = std::fs::metadata(path).map_or(0, |about| about.len());
	let mut lines = Lines::open(path, K::COLUMNS)?;
	let [digest] = digests::of_file(path, [Algorithm::Sha256])?;
	let progress = Progress::bytes("checked", size);
	let mut checked = Checked {
		rows: 0,
		digest,
		normalized: 0,
		faults: 0,
	};
	let mut seen: HashMap<[u8; 16], u32> = HashMap::new();
	let mut shown = 0;
	while let Some(line) = lines.next()? {
		if checked.rows == MOST {
			return Err(Failure::input(format!("{} has more than {MOST} lines", word(path))).next("Split it."));
		}
		checked.rows = checked.rows.saturating_add(1);
		let row = lines.read::<K::Line>(&line).and_then(K::row);
		let fault = match row {
			Ok((row, normalized)) => {
				checked.normalized = checked.normalized.saturating_add(u32::from(normalized));
				let key = K::key(&row);
				// The first line that has it is right, for all one can tell.
				let first = *seen.entry(blake2_128(key.as_bytes())).or_insert(line.number);
				(first != line.number).then(|| format!("line {first} has {key} already"))
			}
			Err(reason) => Some(reason),
		};
		if let Some(reason) = fault {
			checked.faults = checked.faults.saturating_add(1);
			told(Fault {
				line: line.number,
				reason,
			})?;
		}
		progress.advance(lines.bytes().saturating_sub(shown));
		shown = lines.bytes();
	}
	if checked.rows == 0 {
		return Err(
			Failure::input(format!("{} has no lines but for the header", word(path))).next("Is it the right file?"),
		);
	}
	Ok(checked)
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::import::{approval::Approvals, enterprise::Enterprises, physical::PhysicalSeals};

	const OWNER: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

	/// What is wrong with each line.
	fn faults<K: Kind>(name: &str, text: &str) -> Vec<(u32, String)> {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join(name);
		std::fs::write(&path, text).unwrap();
		let mut faults = Vec::new();
		let checked = check::<K>(&path, |fault| {
			faults.push((fault.line, fault.reason));
			Ok(())
		})
		.unwrap();
		assert_eq!(checked.faults as usize, faults.len());
		faults
	}

	/// What is wrong with one line.
	fn fault<K: Kind>(header: &str, line: &str) -> String {
		let faults = faults::<K>("a.csv", &format!("{header}\n{line}\n"));
		assert_eq!(faults.len(), 1, "{line}: {faults:?}");
		assert_eq!(faults[0].0, 2);
		faults[0].1.clone()
	}

	#[test]
	fn what_is_right_is_taken() {
		let text = format!(
			"uscc,name,owner,waiveCheck\n91330106MA2KXYA720,杭州某某科技有限公司,{OWNER},\n\
			 91350628M0000K0H44,\"甲,乙\",{OWNER},true\n91330100799655058B,Cafe\u{301},{OWNER},false\n"
		);
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("a.csv");
		std::fs::write(&path, &text).unwrap();
		let checked = check::<Enterprises>(&path, |fault| panic!("{fault:?}")).unwrap();
		assert_eq!((checked.rows, checked.normalized, checked.faults), (3, 1, 0));
		let digest = digests::text(&checked.digest);
		assert_eq!(digest.len(), "sha256:0x".len() + 64, "{digest}");
		let same = format!(
			"{{\"uscc\":\"91330106MA2KXYA720\",\"name\":\"杭州\",\"owner\":\"{OWNER}\"}}\n\
			 {{\"uscc\":\"91350628M0000K0H44\",\"name\":\"甲\",\"owner\":\"{OWNER}\",\"waiveCheck\":true}}\n"
		);
		assert_eq!(faults::<Enterprises>("a.jsonl", &same), []);
		let seals = format!(
			"code,uscc,kind,imprint,maker\n3301060000001,91330106MA2KXYA720,,sha256:0x{0},杭州刻章厂\n\
			 3301060000002,91350628M0000K0H44,legal-representative,sha256:0x{0},杭州刻章厂\n",
			"ab".repeat(32)
		);
		assert_eq!(faults::<PhysicalSeals>("a.csv", &seals), []);
		let approvals = format!(
			"application,digest\n0,0x{0}\n18446744073709551615,0x{0}\n",
			"ab".repeat(32)
		);
		assert_eq!(faults::<Approvals>("a.csv", &approvals), []);
		let approvals = format!("{{\"application\":0,\"digest\":\"0x{0}\"}}\n", "ab".repeat(32));
		assert_eq!(faults::<Approvals>("a.jsonl", &approvals), []);
	}

	#[test]
	fn each_mistake_in_a_line_of_an_enterprise_is_told() {
		for (line, says) in [
			(
				"91330106MA2KXYA72,杭州,O",
				"the code 91330106MA2KXYA72 is not right: a Unified Social Credit Code must have 18 characters",
			),
			(
				"91330106MA2KXYA721,杭州,O",
				"its last character does not match the first 17",
			),
			(
				"91330106MA2KXYAO20,杭州,O",
				"an invalid character: only digits and capital letters",
			),
			(
				"91330106ma2kxya720,杭州,O",
				"has small letters: it must have capital ones",
			),
			(
				" 91330106MA2KXYA720,杭州,O",
				"the code \" 91330106MA2KXYA720\" has a blank at an end",
			),
			("9.13301E+17,杭州,O", "must have 18 characters"),
			("９1330106MA2KXYA720,杭州,O", "must have 18 characters"),
			("91330106MA2KXYA720,,O", "the name is empty, or only white space"),
			("91330106MA2KXYA720, ,O", "the name "),
			(
				"91330106MA2KXYA720,杭\u{200b}州,O",
				"the name has U+200B as character 2",
			),
			(
				"91330106MA2KXYA720,杭州 ,O",
				"the name has a blank too many as character 3",
			),
			(
				"91330106MA2KXYA720,杭\u{fffd}州,O",
				"it stands for what could not be read",
			),
			(
				"91330106MA2KXYA720,杭州,5Grw",
				"the owner \"5Grw\" is not an account's address (SS58)",
			),
			(
				"91330106MA2KXYA720,杭州,",
				"the owner \"\" is not an account's address (SS58)",
			),
			("91330106MA2KXYA720,杭州", "it has 2 of the 3 columns"),
			(
				"91330106MA2KXYA720,杭州,某某,O",
				"it has 4 columns, and the header has 3",
			),
			("91330106MA2KXYA720,\"杭州,O", "a quotation mark without a second one"),
		] {
			let reason = fault::<Enterprises>("uscc,name,owner", &line.replace(",O", &format!(",{OWNER}")));
			assert!(reason.contains(says), "{line}: {reason}");
		}
		for (flag, says) in [
			(
				"yes",
				"waiveCheck is \"yes\": it must be true or false, or empty for false",
			),
			("是", "waiveCheck is \"是\""),
		] {
			let line = format!("91330106MA2KXYA720,杭州,{OWNER},{flag}");
			let reason = fault::<Enterprises>("uscc,name,owner,waiveCheck", &line);
			assert!(reason.contains(says), "{reason}");
		}
		let long = format!("91330106MA2KXYA720,{},{OWNER}", "杭".repeat(86));
		let reason = fault::<Enterprises>("uscc,name,owner", &long);
		assert!(reason.contains("longer than 256 bytes"), "{reason}");
	}

	#[test]
	fn each_mistake_in_a_line_of_a_physical_seal_is_told() {
		let digest = format!("sha256:0x{}", "ab".repeat(32));
		for (line, says) in [
			(
				"330106000000,U,official,D,厂",
				"the code \"330106000000\" is not right: a physical seal's code must be 13 digits",
			),
			("3.30106E+12,U,official,D,厂", "must be 13 digits"),
			("3301060000001,91330106,official,D,厂", "must have 18 characters"),
			(
				"3301060000001,U,公章,D,厂",
				"the kind \"公章\" is none of official, finance, contract, invoice, legal-representative",
			),
			(
				"3301060000001,U,official,imprint.png,厂",
				"the imprint \"imprint.png\" is no digest: it must be sha256:0x",
			),
			("3301060000001,U,official,sha256:0xab,厂", "is no digest"),
			("3301060000001,U,official,D,", "the maker's name is empty"),
		] {
			let line = line
				.replace(",U,", ",91330106MA2KXYA720,")
				.replace(",D,", &format!(",{digest},"));
			let reason = fault::<PhysicalSeals>("code,uscc,kind,imprint,maker", &line);
			assert!(reason.contains(says), "{line}: {reason}");
		}
		let sm3 = format!("3301060000001,91330106MA2KXYA720,official,sm3:0x{},厂", "ab".repeat(32));
		let reason = fault::<PhysicalSeals>("code,uscc,kind,imprint,maker", &sm3);
		assert!(reason.contains("pictures are named by SHA-256 alone"), "{reason}");
	}

	#[test]
	fn each_mistake_in_a_line_of_an_approval_is_told() {
		for (line, says) in [
			("x,0x00", "the application is no number"),
			("-1,0x00", "the application is no number"),
			(
				"7,0x00",
				"the digest \"0x00\" is not right: a digest is 0x and 64 hexadecimal digits",
			),
			("7,", "the digest \"\" is not right"),
		] {
			let reason = fault::<Approvals>("application,digest", line);
			assert!(reason.contains(says), "{line}: {reason}");
		}
	}

	#[test]
	fn a_code_that_is_twice_in_a_file_is_told_with_the_first_line() {
		let line = |code: &str| format!("{code},杭州,{OWNER}\n");
		let text = [
			"uscc,name,owner\n",
			&line("91330106MA2KXYA720"),
			&line("91330100799655058B"),
			"\n",
			&line("91330106MA2KXYA720"),
			&line("91330106MA2KXYA720"),
		]
		.concat();
		let first = "line 2 has 91330106MA2KXYA720 already".to_owned();
		assert_eq!(faults::<Enterprises>("a.csv", &text), [(5, first.clone()), (6, first)]);
	}

	#[test]
	fn a_file_of_a_header_alone_is_told() {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("a.csv");
		std::fs::write(&path, "uscc,name,owner\n\n").unwrap();
		let failure = check::<Enterprises>(&path, |_| Ok(())).unwrap_err();
		assert!(
			failure.message.ends_with("has no lines but for the header"),
			"{failure}"
		);
	}
}
