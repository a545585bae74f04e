//! From bytes to text: UTF-8, UTF-16 with its mark, or Windows-1252, as survey tools and spreadsheets write them.

/// How a file was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without its mark.
    Utf8,
    /// UTF-16 with its mark, in either order.
    Utf16,
    /// Windows-1252, which is what is left when it is neither.
    Windows1252,
}

/// Why bytes are no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotText {
    /// A workbook of a spreadsheet, or an archive.
    #[error("it is a workbook or an archive, and not CSV")]
    Archive,
    /// Some other file of a program.
    #[error("it is not a text: it holds NUL bytes")]
    Binary,
    /// UTF-16 that ends in the middle of a character, or holds half of one.
    #[error("it is not valid UTF-16")]
    BrokenUtf16,
}

/// The characters of Windows-1252 from 0x80 to 0x9F; the five that it does not define are replacement characters.
const HIGH: [char; 32] = [
    '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž', '\u{fffd}', '\u{fffd}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}', 'ž', 'Ÿ',
];

/// The text that `bytes` hold, every line ended by a line feed, and how it was written.
///
/// # Errors
/// When it is no text.
pub fn decode(bytes: &[u8]) -> Result<(String, Encoding), NotText> {
    let (text, encoding) = match bytes {
        [0x50, 0x4b, 0x03 | 0x05, 0x04 | 0x06, ..] | [0xd0, 0xcf, 0x11, 0xe0, ..] => return Err(NotText::Archive),
        [0xff, 0xfe, rest @ ..] => (utf16(rest, u16::from_le_bytes)?, Encoding::Utf16),
        [0xfe, 0xff, rest @ ..] => (utf16(rest, u16::from_be_bytes)?, Encoding::Utf16),
        _ => {
            let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
            match std::str::from_utf8(bytes) {
                Ok(text) => (text.to_owned(), Encoding::Utf8),
                Err(_) => (bytes.iter().map(|byte| windows_1252(*byte)).collect(), Encoding::Windows1252),
            }
        }
    };
    if text.contains('\0') {
        return Err(NotText::Binary);
    }
    Ok((text.replace("\r\n", "\n").replace('\r', "\n"), encoding))
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, NotText> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(NotText::BrokenUtf16);
    }
    let units = pairs.iter().map(|pair| unit(*pair));
    char::decode_utf16(units).collect::<Result<_, _>>().map_err(|_| NotText::BrokenUtf16)
}

fn windows_1252(byte: u8) -> char {
    let high = byte.checked_sub(0x80).and_then(|index| HIGH.get(usize::from(index)));
    high.copied().unwrap_or(char::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_write_is_read() {
        let utf16 = |unit: fn(u16) -> [u8; 2]| "\u{feff}ü,9".encode_utf16().flat_map(unit).collect::<Vec<u8>>();
        for (bytes, text, encoding) in [
            ("ü,9".as_bytes().to_vec(), "ü,9", Encoding::Utf8),
            ("\u{feff}ü,9".as_bytes().to_vec(), "ü,9", Encoding::Utf8),
            (utf16(u16::to_le_bytes), "ü,9", Encoding::Utf16),
            (utf16(u16::to_be_bytes), "ü,9", Encoding::Utf16),
            (b"\xfc,9 \x80 \x93x\x94 \x81".to_vec(), "ü,9 € “x” \u{fffd}", Encoding::Windows1252),
            (b"a\r\nb\rc\n".to_vec(), "a\nb\nc\n", Encoding::Utf8),
            (Vec::new(), "", Encoding::Utf8),
        ] {
            assert_eq!(decode(&bytes), Ok((text.to_owned(), encoding)), "{bytes:x?}");
        }
    }

    #[test]
    fn windows_1252_is_latin_1_but_for_its_signs() {
        assert!((0xa0..=0xff).all(|byte| windows_1252(byte) == char::from(byte)));
        assert!((0x00..0x80).all(|byte| windows_1252(byte) == char::from(byte)));
        assert_eq!(['€', '–', 'Ÿ'], [0x80, 0x96, 0x9f].map(windows_1252));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for (bytes, why) in [
            (&b"PK\x03\x04\x14\x00"[..], NotText::Archive),
            (b"PK\x05\x06\x00\x00", NotText::Archive),
            (b"\xd0\xcf\x11\xe0\xa1", NotText::Archive),
            (b"score\n9\0\n", NotText::Binary),
            (b"s\0c\0o\0", NotText::Binary),
            (b"\xff\xfe\x00", NotText::BrokenUtf16),
            (b"\xff\xfe\x00\xd8", NotText::BrokenUtf16),
        ] {
            assert_eq!(decode(bytes), Err(why), "{bytes:x?}");
        }
    }
}
