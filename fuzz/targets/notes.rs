//! Fuzzes the readers of notes in Markdown and of the retro sheet.
#![no_main]

#[path = "../../tests/fuzz/laws/notes.rs"]
mod laws;

libfuzzer_sys::fuzz_target!(|data: &[u8]| laws::hold(data));
