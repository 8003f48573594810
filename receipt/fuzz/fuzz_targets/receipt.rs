//! Hostile receipts. What is done to them, and what must hold, is in `receipt/testkit/src/hostile.rs`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| eseal_receipt_testkit::hostile::receipt(data));
