//! The verifier of receipts as a WebAssembly module: bytes in, JSON out, no imports.
//!
//! The host writes the document, the receipt and the anchor into memory that it got from `eseal_alloc`, calls
//! `eseal_verify`, and reads the verdict: its length in four bytes, little-endian, then so many bytes of JSON.
//! `verify.mjs` is such a host.

#![cfg_attr(target_arch = "wasm32", no_std)]
// Functions are exported by name and take addresses from the host; there is no other way to speak to one.
#![allow(unsafe_code)]

extern crate alloc;

use alloc::{boxed::Box, vec, vec::Vec};

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
/// `address` is from [`eseal_alloc`] with this `length`, or from [`eseal_verify`] with the length of the verdict and four
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
) -> *mut u8 {
	// SAFETY: the caller's word, see above.
	let (document, receipt, anchor) = unsafe {
		(
			bytes(document, document_length),
			bytes(receipt, receipt_length),
			bytes(anchor, anchor_length),
		)
	};
	Box::into_raw(answer(document, receipt, anchor).into_boxed_slice()).cast()
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

fn answer(document: &[u8], receipt: &[u8], anchor: &[u8]) -> Vec<u8> {
	let verdict = eseal_receipt::verify(document, receipt, anchor);
	// Writing JSON to memory does not fail; an empty answer would say so.
	let json = serde_json::to_vec(&verdict).unwrap_or_default();
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
	#[test]
	fn answers_with_a_length_and_a_verdict() {
		let receipt = b"no receipt";
		let address = eseal_alloc(receipt.len());
		// SAFETY: `address` has as many bytes; the verdict is as long as it says; each is given back once.
		let json = unsafe {
			core::ptr::copy_nonoverlapping(receipt.as_ptr(), address, receipt.len());
			let answer = eseal_verify(core::ptr::null(), 0, address, receipt.len(), core::ptr::null(), 0);
			let length = u32::from_le_bytes(bytes(answer, PREFIX).try_into().unwrap()) as usize;
			let json = bytes(answer.add(PREFIX), length).to_vec();
			eseal_free(answer, length + PREFIX);
			eseal_free(address, receipt.len());
			json
		};
		let expected = eseal_receipt::verify(b"", receipt, b"");
		assert_eq!(json, serde_json::to_vec(&expected).unwrap());
		eseal_free_nothing();
	}

	fn eseal_free_nothing() {
		assert!(eseal_alloc(0).is_null());
		// SAFETY: nothing is given back.
		unsafe { eseal_free(core::ptr::null_mut(), 0) };
	}
}
