//! Exported logs, checked while they are read: of any length, in little memory.

use crate::{bytes, expected, given, prefixed};
use alloc::{boxed::Box, collections::BTreeMap};
use eseal_receipt::{log::Checker, Language};

/// Begins to check an exported log with its first line, which comes without its line break.
///
/// `enterprise` is the code of the enterprise whose log it is expected to be, as in [`eseal_verify`](crate::eseal_verify). Null if
/// the code is none.
///
/// # Safety
///
/// Each address has so many readable bytes as the length after it says, or the length is 0.
#[no_mangle]
pub unsafe extern "C" fn eseal_log_begin(
	header: *const u8,
	header_length: usize,
	anchor: *const u8,
	anchor_length: usize,
	enterprise: *const u8,
	enterprise_length: usize,
) -> *mut Checker {
	// SAFETY: the caller's word, see above.
	let (header, anchor, enterprise) = unsafe {
		(
			bytes(header, header_length),
			bytes(anchor, anchor_length),
			bytes(enterprise, enterprise_length),
		)
	};
	match expected(enterprise) {
		Ok(enterprise) => Box::into_raw(Box::new(Checker::new(header, anchor, enterprise))),
		Err(_) => core::ptr::null_mut(),
	}
}

/// Takes the next lines, all of them whole, each with its line break but for the last of the log, which need not have one.
/// Returns how many of them are records that are as they should be.
///
/// # Safety
///
/// `checker` is from [`eseal_log_begin`] and was not ended yet; `lines` has so many readable bytes as the length says, or the
/// length is 0.
#[no_mangle]
pub unsafe extern "C" fn eseal_log_take(checker: *mut Checker, lines: *const u8, length: usize) -> u32 {
	// SAFETY: the caller's word, see above.
	let (Some(checker), lines) = (unsafe { (checker.as_mut(), bytes(lines, length)) }) else {
		return 0;
	};
	let mut records = 0u32;
	for line in lines.split_inclusive(|byte| *byte == b'\n') {
		let taken = checker.take_line(line.strip_suffix(b"\n").unwrap_or(line));
		records = records.saturating_add(taken.is_some().into());
	}
	records
}

/// Ends a log and gives its memory back. Returns the verdict in every language, by their codes: its length in four bytes,
/// little-endian, then JSON, to be given back as that of [`eseal_verify`](crate::eseal_verify). Null if there is no log.
///
/// # Safety
///
/// `checker` is from [`eseal_log_begin`] and was not ended yet, or is null.
#[no_mangle]
pub unsafe extern "C" fn eseal_log_end(checker: *mut Checker) -> *mut u8 {
	if checker.is_null() {
		return core::ptr::null_mut();
	}
	// SAFETY: the caller's word, see above: this box was made by `eseal_log_begin`.
	let verdict = unsafe { Box::from_raw(checker) }.finish();
	let worded: BTreeMap<_, _> = Language::ALL
		.into_iter()
		.map(|language| (language.code(), verdict.worded(language)))
		.collect();
	given(Some(prefixed(&worded)))
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::tests::read;
	use eseal_primitives::{Uscc, UsccCheck};
	use eseal_receipt::log;
	use serde_json::Value;

	/// What the host does, on the host, and how many records it was told of.
	fn checked(export: &str, anchor: &str, enterprise: &str, lines_at_once: usize) -> Option<(Value, u32)> {
		let mut lines = export.split_inclusive('\n');
		let header = lines.next().unwrap_or_default().trim_end_matches('\n');
		let lines: Vec<_> = lines.collect();
		let mut records = 0;
		// SAFETY: all addresses are those of texts, with their lengths; the log is ended once, and the verdict given back.
		unsafe {
			let checker = eseal_log_begin(
				header.as_ptr(),
				header.len(),
				anchor.as_ptr(),
				anchor.len(),
				enterprise.as_ptr(),
				enterprise.len(),
			);
			if checker.is_null() {
				return None;
			}
			for piece in lines.chunks(lines_at_once) {
				let piece = piece.concat();
				records += eseal_log_take(checker, piece.as_ptr(), piece.len());
			}
			Some((read(eseal_log_end(checker)), records))
		}
	}

	/// The exports among the vectors, with their anchors.
	fn vectors() -> Vec<(String, String)> {
		let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/../vectors");
		let text = |vector: &Value, name: &str| vector[name].as_str().map(String::from);
		std::fs::read_dir(directory)
			.unwrap()
			.map(|file| serde_json::from_slice::<Value>(&std::fs::read(file.unwrap().path()).unwrap()).unwrap())
			.filter_map(|vector| Some((text(&vector, "log")?, text(&vector, "anchor")?)))
			.collect()
	}

	#[test]
	fn a_log_in_pieces_is_checked_as_one_in_memory() {
		let vectors = vectors();
		let mut whole = 0;
		for (export, anchor) in &vectors {
			for enterprise in ["", "91330106MA2KXYA720", "91330100799655058B"] {
				let expected = Uscc::parse(enterprise.as_bytes(), UsccCheck::Waived).ok();
				let verdict = log::check(export.as_bytes(), anchor.as_bytes(), expected);
				for lines_at_once in [1, 2, 1000] {
					let (told, records) = checked(export, anchor, enterprise, lines_at_once).unwrap();
					for language in Language::ALL {
						let worded = serde_json::to_value(verdict.worded(language)).unwrap();
						assert_eq!(told[language.code()], worded);
					}
					if told["en"]["result"] == "valid" {
						assert_eq!(told["en"]["facts"]["records"], records);
						whole += 1;
					}
				}
			}
		}
		assert!(whole > 0 && whole < vectors.len() * 9);
	}

	#[test]
	fn a_host_that_asks_for_nonsense_gets_no_log() {
		assert!(checked("{}\n", "{}", "9133", 1).is_none());
		// SAFETY: nothing is read, and nothing is given back.
		unsafe {
			assert_eq!(eseal_log_take(core::ptr::null_mut(), core::ptr::null(), 0), 0);
			assert!(eseal_log_end(core::ptr::null_mut()).is_null());
		}
	}

	#[test]
	fn an_export_of_nothing_is_indeterminate() {
		let (told, records) = checked("", "", "", 1).unwrap();
		assert_eq!((&told["zh"]["result"], records), (&Value::from("indeterminate"), 0));
	}
}
