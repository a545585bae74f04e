//! Fuzzes the record reader: every kind of file in a store, read, edited, written and formatted.
#![no_main]

#[path = "../../tests/fuzz/laws/record/mod.rs"]
mod laws;

libfuzzer_sys::fuzz_target!(|data: &[u8]| laws::hold(data));
