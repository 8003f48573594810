//! The verifier of receipts as a WebAssembly module: bytes in, JSON out, no imports.
//!
//! The host writes the document, the receipt, the anchor and, if it expects one, the enterprise's code into memory that it
//! got from `eseal_alloc`, calls `eseal_verify` with a language, and reads the verdict: its length in four bytes,
//! little-endian, then so many bytes of JSON. `verify.mjs` is such a host.
//!
//! A document that is too large for memory is digested piece by piece (`eseal_digest_begin`, `eseal_digest_update`,
//! `eseal_digest_end`), and its digests stand for it in `eseal_verify_digests`. An exported log is checked while it is read
//! (`eseal_log_begin`, `eseal_log_take`, `eseal_log_end`).

#![cfg_attr(target_arch = "wasm32", no_std)]
// Functions are exported by name and take addresses from the host; there is no other way to speak to one.
#![allow(unsafe_code)]

extern crate alloc;

mod digest;
mod log;

use alloc::{boxed::Box, vec, vec::Vec};
use digest::Digests;
use eseal_primitives::{Uscc, UsccCheck, UsccError};
use eseal_receipt::{text::catalogue::Catalogue, verify, Document, Input, Language};

#[cfg(target_arch = "wasm32")]
mod host {
	/// Memory is the module's own.
	#[global_allocator]
	static ALLOCATOR: dlmalloc::GlobalDlmalloc = dlmalloc::GlobalDlmalloc;

	/// There is nobody to tell: the host sees a trap.
	#[panic_handler]
	fn panic(_: &core::panic::PanicInfo) -> ! {
		core::arch::wasm32::unreachable()
	}
}

/// The bytes before a verdict that give its length.
const PREFIX: usize = 4;

/// Reserves `length` bytes for the host to write to. Null for none.
#[no_mangle]
pub extern "C" fn eseal_alloc(length: usize) -> *mut u8 {
	if length == 0 {
		return core::ptr::null_mut();
	}
	Box::into_raw(vec![0u8; length].into_boxed_slice()).cast()
}

/// Gives back what [`eseal_alloc`] reserved, or a verdict with its four bytes of length.
///
/// # Safety
///
/// `address` is from [`eseal_alloc`] with this `length`, or an answer, from [`eseal_verify`] for instance, with the length of the verdict and four
/// more; and was not given back yet.
#[no_mangle]
pub unsafe extern "C" fn eseal_free(address: *mut u8, length: usize) {
	if !address.is_null() && length != 0 {
		// SAFETY: the caller's word, see above: this box was made by one of the two functions.
		drop(unsafe { Box::from_raw(core::ptr::slice_from_raw_parts_mut(address, length)) });
	}
}

/// Verifies a receipt, and returns the verdict: its length in four bytes, little-endian, then JSON.
///
/// `enterprise` is the Unified Social Credit Code of the enterprise that is expected to have sealed, 18 bytes of ASCII, or no
/// bytes if none is expected; `language` is the language's ISO 639-1 code: `en` or `zh`. Null, and no verdict, if the code is
/// none or the language is not known.
///
/// # Safety
///
/// Each address has so many readable bytes as the length after it says, or the length is 0.
#[no_mangle]
pub unsafe extern "C" fn eseal_verify(
	document: *const u8,
	document_length: usize,
	receipt: *const u8,
	receipt_length: usize,
	anchor: *const u8,
	anchor_length: usize,
	enterprise: *const u8,
	enterprise_length: usize,
	language: *const u8,
	language_length: usize,
) -> *mut u8 {
	// SAFETY: the caller's word, see above.
	let (document, receipt, anchor, enterprise, language) = unsafe {
		(
			bytes(document, document_length),
			bytes(receipt, receipt_length),
			bytes(anchor, anchor_length),
			bytes(enterprise, enterprise_length),
			bytes(language, language_length),
		)
	};
	given(answer(&document, receipt, anchor, enterprise, language))
}

/// The same of a document by its digests.
///
/// `digests` are as `eseal_digest_end` writes them, one after the other. The one that was recorded
/// counts; without it the document is one that cannot be read (`document-unread`). Commitments are with the receipt's salt.
///
/// # Safety
///
/// As of [`eseal_verify`].
#[no_mangle]
pub unsafe extern "C" fn eseal_verify_digests(
	digests: *const u8,
	digests_length: usize,
	receipt: *const u8,
	receipt_length: usize,
	anchor: *const u8,
	anchor_length: usize,
	enterprise: *const u8,
	enterprise_length: usize,
	language: *const u8,
	language_length: usize,
) -> *mut u8 {
	// SAFETY: the caller's word, see above.
	let (digests, receipt, anchor, enterprise, language) = unsafe {
		(
			bytes(digests, digests_length),
			bytes(receipt, receipt_length),
			bytes(anchor, anchor_length),
			bytes(enterprise, enterprise_length),
			bytes(language, language_length),
		)
	};
	given(answer(&Digests(digests), receipt, anchor, enterprise, language))
}

/// The words of a language for what a verdict has codes for, as JSON, in the form of a verdict. Null if the language is not
/// known.
///
/// # Safety
///
/// As of [`eseal_verify`].
#[no_mangle]
pub unsafe extern "C" fn eseal_words(language: *const u8, language_length: usize) -> *mut u8 {
	// SAFETY: the caller's word, see above.
	let language = unsafe { bytes(language, language_length) };
	given(language_of(language).map(|language| prefixed(&Catalogue::of(language))))
}

/// An answer for the host.
fn given(answer: Option<Vec<u8>>) -> *mut u8 {
	match answer {
		Some(answer) => Box::into_raw(answer.into_boxed_slice()).cast(),
		None => core::ptr::null_mut(),
	}
}

/// # Safety
///
/// `address` has `length` readable bytes that nobody changes meanwhile, or `length` is 0.
unsafe fn bytes<'a>(address: *const u8, length: usize) -> &'a [u8] {
	if address.is_null() || length == 0 {
		return &[];
	}
	// SAFETY: the caller's word, see above.
	unsafe { core::slice::from_raw_parts(address, length) }
}

fn language_of(code: &[u8]) -> Option<Language> {
	core::str::from_utf8(code).ok().and_then(Language::of_code)
}

/// The enterprise that is expected; none if there are no bytes.
fn expected(enterprise: &[u8]) -> Result<Option<Uscc>, UsccError> {
	match enterprise {
		[] => Ok(None),
		// A few codes were issued with a wrong check character; one may expect such an enterprise.
		code => Uscc::parse(code, UsccCheck::Waived).map(Some),
	}
}

fn answer(
	document: &dyn Document,
	receipt: &[u8],
	anchor: &[u8],
	enterprise: &[u8],
	language: &[u8],
) -> Option<Vec<u8>> {
	let language = language_of(language)?;
	let expected_enterprise = expected(enterprise).ok()?;
	let verdict = verify(&Input {
		document,
		receipt,
		anchor,
		expected_enterprise,
	});
	Some(prefixed(&verdict.worded(language)))
}

/// Its length, and JSON.
fn prefixed(value: &impl serde::Serialize) -> Vec<u8> {
	// Writing JSON to memory does not fail; an empty answer would say so.
	let json = serde_json::to_vec(value).unwrap_or_default();
	let length = u32::try_from(json.len()).unwrap_or_default();
	let mut answer = Vec::with_capacity(json.len().saturating_add(PREFIX));
	answer.extend(length.to_le_bytes());
	answer.extend(json);
	answer
}

#[cfg(test)]
mod tests {
	use super::*;

	/// What the host does, on the host.
	fn call(receipt: &[u8], enterprise: &str, language: &str) -> Option<Vec<u8>> {
		let address = eseal_alloc(receipt.len());
		let null = core::ptr::null();
		// SAFETY: `address` has as many bytes; the verdict is as long as it says; each is given back once.
		unsafe {
			core::ptr::copy_nonoverlapping(receipt.as_ptr(), address, receipt.len());
			let answer = eseal_verify(
				null,
				0,
				address,
				receipt.len(),
				null,
				0,
				enterprise.as_ptr(),
				enterprise.len(),
				language.as_ptr(),
				language.len(),
			);
			eseal_free(address, receipt.len());
			if answer.is_null() {
				return None;
			}
			let length = u32::from_le_bytes(bytes(answer, PREFIX).try_into().unwrap()) as usize;
			let json = bytes(answer.add(PREFIX), length).to_vec();
			eseal_free(answer, length + PREFIX);
			Some(json)
		}
	}

	#[test]
	fn answers_with_a_length_and_a_verdict() {
		let receipt = b"no receipt";
		for language in Language::ALL {
			let expected = verify(&Input {
				document: &&b""[..],
				receipt,
				anchor: b"",
				expected_enterprise: None,
			});
			assert_eq!(
				call(receipt, "", language.code()).unwrap(),
				serde_json::to_vec(&expected.worded(language)).unwrap()
			);
		}
	}

	#[test]
	fn a_host_that_asks_for_nonsense_gets_no_verdict() {
		for (enterprise, language) in [
			("", ""),
			("", "EN"),
			("", "de"),
			("9133", "en"),
			("91330106ma2kxya720", "zh"),
		] {
			assert_eq!(call(b"x", enterprise, language), None);
		}
		assert!(call(b"x", "91330106MA2KXYA720", "zh").is_some());
	}

	/// What is answered of a document by its digests, as JSON.
	fn by_digests(digests: &[u8], receipt: &[u8]) -> serde_json::Value {
		let language = b"en";
		let null = core::ptr::null();
		// SAFETY: all addresses are those of slices, with their lengths; the verdict is given back once.
		unsafe {
			let answer = eseal_verify_digests(
				digests.as_ptr(),
				digests.len(),
				receipt.as_ptr(),
				receipt.len(),
				null,
				0,
				null,
				0,
				language.as_ptr(),
				language.len(),
			);
			read(answer)
		}
	}

	/// # Safety
	///
	/// `answer` was given by this module, and not given back yet.
	pub unsafe fn read(answer: *mut u8) -> serde_json::Value {
		// SAFETY: the caller's word, see above.
		unsafe {
			let length = u32::from_le_bytes(bytes(answer, PREFIX).try_into().unwrap()) as usize;
			let json = serde_json::from_slice(bytes(answer.add(PREFIX), length)).unwrap();
			eseal_free(answer, length + PREFIX);
			json
		}
	}

	#[test]
	fn a_document_by_its_digests_is_verified_as_one_in_memory() {
		let receipt = b"no receipt";
		let expected = verify(&Input {
			document: &&b""[..],
			receipt,
			anchor: b"",
			expected_enterprise: None,
		});
		let expected = serde_json::to_value(expected.worded(Language::English)).unwrap();
		for digests in [&[][..], &[0; 33][..], &[9; 50][..]] {
			assert_eq!(by_digests(digests, receipt), expected);
		}
	}

	#[test]
	fn there_are_words_in_every_known_language() {
		for language in Language::ALL {
			let code = language.code();
			// SAFETY: the address is that of a text, with its length.
			let words = unsafe { read(eseal_words(code.as_ptr(), code.len())) };
			assert_eq!(words, serde_json::to_value(Catalogue::of(language)).unwrap());
		}
		// SAFETY: the same; there is no answer to give back.
		assert!(unsafe { eseal_words(b"tlh".as_ptr(), 3) }.is_null());
	}

	#[test]
	fn nothing_is_reserved_for_no_bytes() {
		assert!(eseal_alloc(0).is_null());
		// SAFETY: nothing is given back.
		unsafe { eseal_free(core::ptr::null_mut(), 0) };
	}
}
