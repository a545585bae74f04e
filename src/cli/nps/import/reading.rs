//! From the file to its table.

use std::path::Path;

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::store::{LARGEST, read_bytes};
use crate::survey::{Encoding, NotText, Table, decode, parse};
use crate::text::quoted;

pub(super) fn read(context: &Context, file: &Path) -> anyhow::Result<Table> {
    let name = quoted(&file.display().to_string());
    let bytes = if file == Path::new("-") {
        let read = context.ui.read_bytes(LARGEST);
        read.map_err(|error| refused(format!("cannot read answers from standard input: {error}")))?
    } else {
        read_bytes(&context.environment.cwd.join(file)).map_err(|error| refused(error.to_string()))?
    };
    let (text, encoding) = decode(&bytes).map_err(|why| {
        let failure = Failure::refused(format!("cannot read {name}: {why}"));
        let help = match why {
            NotText::Archive => "open it and save the answers as CSV (UTF-8)",
            NotText::Binary | NotText::BrokenUtf16 => "export the answers again, as CSV (UTF-8)",
        };
        failure.help(help).help("nothing was written")
    })?;
    if encoding == Encoding::Windows1252 {
        context.ui.say(&format!(
            "{name} is not UTF-8 and is read as Windows-1252; where letters look wrong, save it as UTF-8."
        ));
    }
    Ok(parse(&text).map_err(|why| refused(format!("cannot read {name}: {why}")))?)
}

fn refused(message: String) -> Failure {
    Failure::refused(message).help("nothing was written")
}
