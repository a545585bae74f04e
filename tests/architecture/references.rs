//! Finds the modules that a source file refers to. A careful scanner, not a parser: it knows
//! comments, strings, groups of imports and inline modules, and needs no package for it.

/// The line and the first path segment below the crate root of everything that the file names by
/// `crate::`, `super::` or `self::`. A name of the root itself is written `self` or `*`.
pub(crate) fn references(file: &[String], source: &str) -> Vec<(usize, String)> {
    let tokens = tokens(source);
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text);
    let mut paths = Vec::new();
    let mut module = file.to_vec();
    let mut inline = Vec::new();
    let mut depth = 0_usize;
    let mut at = 0;
    while at < tokens.len() {
        match text(at) {
            // An inline module is one more level for `super` to leave.
            "mod" if text(at + 2) == "{" => {
                module.push(text(at + 1).to_owned());
                inline.push(depth);
                at += 1;
            }
            "{" => depth += 1,
            "}" => {
                depth = depth.saturating_sub(1);
                if inline.last() == Some(&depth) {
                    inline.pop();
                    module.pop();
                }
            }
            "crate" if text(at + 1) == "as" => paths.push((tokens[at].line, Vec::new())),
            "self" if at > 0 && text(at - 1) == "crate" => {
                paths.push((tokens[at].line, Vec::new()));
            }
            "crate" | "super" | "self" if text(at + 1) == "::" => {
                at = walk(&tokens, at, module.clone(), &mut paths);
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    let first = |path: Vec<String>| path.into_iter().next().unwrap_or_else(|| "self".to_owned());
    paths.into_iter().map(|(line, path)| (line, first(path))).collect()
}

/// Follows one path, or each path of a group, from `at`; gives the position after it.
fn walk(tokens: &[Token<'_>], mut at: usize, mut path: Vec<String>, paths: &mut Vec<(usize, Vec<String>)>) -> usize {
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text);
    loop {
        match text(at) {
            "{" => {
                at += 1;
                while !matches!(text(at), "}" | "") {
                    at = walk(tokens, at, path.clone(), paths);
                    while !matches!(text(at), "," | "}" | "") {
                        at += 1;
                    }
                    at += usize::from(text(at) == ",");
                }
                return at + 1;
            }
            "crate" => path.clear(),
            "super" => drop(path.pop()),
            "self" => {}
            name => path.push(name.to_owned()),
        }
        if text(at + 1) != "::" || text(at + 2) == "<" {
            paths.push((tokens.get(at).map_or(0, |token| token.line), path));
            return at + 1;
        }
        at += 2;
    }
}

struct Token<'a> {
    text: &'a str,
    line: usize,
}

/// Identifiers, `::` and single signs; without comments, strings, characters and lifetimes, so
/// that a module named in prose is no reference.
fn tokens(source: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut line = 1;
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let (length, keep) = lexeme(rest, first);
        let text = &rest[..length];
        if keep {
            tokens.push(Token { text, line });
        }
        line += text.matches('\n').count();
        rest = &rest[length..];
    }
    tokens
}

/// How many bytes the next piece of the source has, and whether it is a token.
fn lexeme(rest: &str, first: char) -> (usize, bool) {
    if rest.starts_with("//") {
        (rest.find('\n').unwrap_or(rest.len()), false)
    } else if rest.starts_with("/*") {
        (block_comment(rest), false)
    } else if let Some(length) = raw_string(rest) {
        (length, false)
    } else if first == '"' {
        (quoted(rest, '"'), false)
    } else if first == '\'' {
        (character_or_lifetime(rest), false)
    } else if rest.starts_with("::") {
        (2, true)
    } else if first.is_alphanumeric() || first == '_' {
        let name = |c: char| c.is_alphanumeric() || c == '_';
        (rest.find(|c| !name(c)).unwrap_or(rest.len()), true)
    } else {
        (first.len_utf8(), !first.is_whitespace())
    }
}

fn block_comment(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

fn raw_string(rest: &str) -> Option<usize> {
    let prefix = ["br", "cr", "r"].into_iter().find(|prefix| rest.starts_with(prefix))?;
    let after = &rest[prefix.len()..];
    let hashes = after.len() - after.trim_start_matches('#').len();
    let body = after[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let length = body.find(&end).map_or(body.len(), |at| at + end.len());
    Some(rest.len() - body.len() + length)
}

fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = true; // The opening quote does not close.
    for (at, character) in rest.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if character == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

fn character_or_lifetime(rest: &str) -> usize {
    let mut after = rest.chars().skip(1);
    let escaped = after.next() == Some('\\');
    if escaped || after.next() == Some('\'') { quoted(rest, '\'') } else { 1 }
}
