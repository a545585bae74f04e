//! Templates write foreign text. `askama.toml` names the one escaper that all of it goes through; whatever could go
//! around it is found here.

use std::fs;
use std::path::Path;

/// Where the templates are.
const TEMPLATES: &str = "src/report/web/templates";

/// The filters that a template may use. What they give is escaped; what `safe`, `escape` and some others give is not.
const FILTERS: [&str; 2] = ["capitalize", "join"];

/// The statements that a template may use. What stands in a `filter` would not be escaped again.
const STATEMENTS: [&str; 13] = [
    "block", "else", "endblock", "endfor", "endif", "endmacro", "extends", "for", "if", "import", "include", "let",
    "macro",
];

/// What a template may name by a path: the names of states, macros, and functions that give texts.
const PATHS: [&str; 4] = ["GoalState", "charts", "parts", "shown"];

/// What would say of a value that it is HTML already.
const SAFE: [&str; 3] = ["Safe(", "HtmlSafe", "MaybeSafe"];

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("the file can be read")
}

#[test]
fn every_template_has_the_one_escaper() {
    let settings = read("askama.toml");
    let escaper = "[[escaper]]\npath = \"crate::report::web::Foreign\"\nextensions = [\"html\"]\n";
    assert!(settings.ends_with(escaper) && settings.matches("[[escaper]]").count() == 1, "{settings}");
    let mut pages = 0;
    for (path, source) in crate::sources() {
        let source = source.split("#[cfg(test)]").next().unwrap_or_default();
        for attribute in source.split("#[template(").skip(1) {
            // Anything else in it could choose another escaper.
            let name = attribute.strip_prefix("path = \"").and_then(|rest| rest.split_once(".html\")]"));
            assert!(name.is_some_and(|(name, _)| !name.contains('"')), "{path}");
            pages += 1;
        }
        assert!(SAFE.iter().all(|safe| !source.contains(safe)), "{path}: no value is HTML already");
    }
    assert!(pages >= 2, "{pages} pages");
}

#[test]
fn no_template_goes_around_the_escaper() {
    let folder = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(TEMPLATES)).expect("the folder can be listed");
    let names = folder.map(|entry| entry.expect("the entry can be read").file_name().to_string_lossy().into_owned());
    let found: Vec<String> = names.flat_map(|name| violations(&name, &read(&format!("{TEMPLATES}/{name}")))).collect();
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

/// What could let a value of the template `name` act instead of being read.
fn violations(name: &str, template: &str) -> Vec<String> {
    let tags = tags(template);
    let mut found = Vec::new();
    let mut says = |what: &str, where_: &str| found.push(format!("{name}: {what} in `{where_}`"));
    if name.rsplit_once('.').is_none_or(|(_, kind)| kind != "html") && !tags.is_empty() {
        says("a value outside of HTML", name);
    }
    if template.contains("={{") || template.contains("<script") {
        says("a value that quotes do not hold", name);
    }
    for tag in &tags {
        let statement = tag.strip_prefix('%').map(|inside| first_word(inside.trim_start_matches(['-', '+', '~'])));
        if statement.is_some_and(|statement| !STATEMENTS.contains(&statement)) {
            says("a statement that is not known here", tag);
        }
        let filters = tag.replace("||", " ");
        if filters.split('|').skip(1).any(|rest| !FILTERS.contains(&first_word(rest))) {
            says("a filter that is not known here", tag);
        }
        let mut paths = tag.match_indices("::").map(|(at, _)| tag[..at].rsplit(is_outside_of_words).next());
        if !paths.all(|path| path.is_some_and(|path| PATHS.contains(&path))) {
            says("a path that is not known here", tag);
        }
    }
    found
}

fn is_outside_of_words(c: char) -> bool {
    !c.is_alphanumeric() && c != '_'
}

fn first_word(text: &str) -> &str {
    text.trim_start().split(is_outside_of_words).next().unwrap_or_default()
}

/// What stands in the tags of a template behind the first brace, without the texts between quotes.
fn tags(template: &str) -> Vec<String> {
    let mut tags = Vec::new();
    let mut rest = template;
    while let Some(start) = ["{{", "{%"].iter().filter_map(|open| rest.find(open)).min() {
        let inside = &rest[start + 1..];
        let end = ["}}", "%}"].iter().filter_map(|close| inside.find(close)).min().expect("a tag ends");
        tags.push(inside[..end].split('"').step_by(2).collect::<Vec<_>>().join("\"\""));
        rest = &inside[end + 2..];
    }
    tags
}

#[test]
fn what_goes_around_the_escaper_is_found() {
    for sound in
        ["<p>{{ view.title }}</p>", "{%- if a || b -%}{{ names|join(\" | \") }}{% endif %}", "{{ shown::day(day) }}"]
    {
        assert_eq!(violations("a.html", sound), [""; 0]);
    }
    for wrong in [
        "{{ title|safe }}",
        "{{ title |e(\"none\") }}",
        "{{ title|capitalize|safe }}",
        "{% filter lower %}{{ title }}{% endfilter %}",
        "{% if a|safe == b %}",
        "{{ askama::filters::Safe(title) }}",
        "{{ crate::html(title) }}",
        "<p class={{ title }}>",
        "<script>{{ title }}</script>",
    ] {
        assert!(!violations("a.html", wrong).is_empty(), "{wrong}");
    }
    assert!(!violations("a.css", "a { color: {{ colour }} }").is_empty());
}
