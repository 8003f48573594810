//! Hostile logs. What is done to them, and what must hold, is in `receipt/tests/hostile`.

#![no_main]

#[path = "../../tests/hostile/mod.rs"]
mod hostile;
#[path = "../../tests/network/mod.rs"]
mod network;

libfuzzer_sys::fuzz_target!(|data: &[u8]| hostile::log(data));
