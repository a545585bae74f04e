//! Fuzzes the import of survey exports.
#![no_main]

#[path = "../../tests/fuzz/laws/survey.rs"]
mod laws;

libfuzzer_sys::fuzz_target!(|data: &[u8]| laws::hold(data));
