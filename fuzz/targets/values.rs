//! Fuzzes what people type as values, days, weeks, names and owners.
#![no_main]

#[path = "../../tests/fuzz/laws/values.rs"]
mod laws;

libfuzzer_sys::fuzz_target!(|data: &[u8]| laws::hold(data));
