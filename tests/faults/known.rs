//! A command whose undisturbed outcome is known, and what must hold whatever happens to it.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::process::Output;

use crate::commands::{Again, Writing};
use crate::environment::TestEnvironment;
use crate::place::{Files, copy, files, strays, surprises};

/// A command, and what it changes.
pub(crate) struct Known {
    pub(crate) writing: Writing,
    /// The place before it.
    template: TestEnvironment,
    pub(crate) old: Files,
    pub(crate) new: Files,
    /// What `check` has accepted, and how it was before.
    sound: RefCell<BTreeSet<Files>>,
}

/// What is wrong, or nothing.
pub(crate) type Verdict = Result<(), String>;

impl Known {
    pub(crate) fn of(writing: Writing) -> Self {
        let template = writing.scene();
        let env = copy(&template);
        let old = files(&env);
        let output = writing.run(&env);
        assert_eq!(output.status.code(), Some(0), "{}: {}", writing.name, said(&output));
        let new = files(&env);
        assert_ne!(old, new, "{} writes nothing", writing.name);
        assert_eq!(strays(&env), Vec::<String>::new(), "{}", writing.name);
        let sound = RefCell::new(BTreeSet::from([old.clone()]));
        Self { writing, template, old, new, sound }
    }

    /// A place in which the command is about to run.
    pub(crate) fn place(&self) -> TestEnvironment {
        copy(&self.template)
    }

    /// What was left is whole: every file is the old one or the new one, and `check` accepts them together. The same
    /// command again completes it.
    pub(crate) fn is_whole(&self, env: &TestEnvironment, output: &Output) -> Verdict {
        let left = files(env);
        let mut surprises = surprises(&left, &self.old, &self.new);
        if self.writing.shows_the_rest && output.status.code() == Some(1) && said(output).contains("the rest is shown")
        {
            // A page or an export without the record that could not be read, which was named.
            let is_the_rest = |surprise: &String| {
                let begins = [".md: # Contract", ".csv: engagement,record,"];
                surprise.trim_end().ends_with("</html>") || begins.iter().any(|begin| surprise.contains(begin))
            };
            surprises.retain(|surprise| !is_the_rest(surprise));
        }
        if !surprises.is_empty() {
            return Err(format!("torn or gone: {}\n  it said: {}", surprises.join("\n  "), said(output)));
        }
        self.check(env, "after the fault")?;
        self.again(env, &left)
    }

    /// Whether `check` accepts the store as it is.
    fn check(&self, env: &TestEnvironment, when: &str) -> Verdict {
        let files = files(env);
        if self.sound.borrow().contains(&files) {
            return Ok(());
        }
        let text = env.run(["check"]).any().to_string();
        let is_made = files.keys().any(|name| name.ends_with("auxeng.toml"));
        let is_no_store_yet = !is_made && text.contains("there is no store here");
        let is_refused = |line: &str| {
            let file = line.strip_prefix("error: ")?.split(':').next()?;
            let name = format!("work/{file}");
            // What it did not accept before may be there still.
            (files.get(&name) != self.old.get(&name)).then_some(())
        };
        let is_as_before = text.contains(" checked: ") && text.lines().all(|line| is_refused(line).is_none());
        let is_accepted = text.contains("exit code: 0\n") || is_as_before;
        if !is_accepted && !is_no_store_yet {
            return Err(format!("check does not accept it {when}\n{text}"));
        }
        self.sound.borrow_mut().insert(files);
        Ok(())
    }

    /// The same command once more, undisturbed: it completes what is missing, and leaves nothing lying about.
    fn again(&self, env: &TestEnvironment, left: &Files) -> Verdict {
        let output = self.writing.run(env);
        let after = files(env);
        let is_complete = *left == self.new;
        let wrong = |what: &str| {
            Err(format!("{what} when it was run again ({:?})\n  it said: {}", output.status, said(&output)))
        };
        match (self.writing.again, output.status.code()) {
            (Again::Adds, Some(0)) => {
                let more = usize::from(is_complete);
                if self.new.keys().any(|name| !after.contains_key(name)) || after.len() != self.new.len() + more {
                    return wrong("not added once");
                }
            }
            (Again::Completes | Again::Refuses, Some(0)) if after == self.new => {}
            (Again::Refuses, Some(1)) if is_complete && after == self.new => {}
            _ => return wrong("not completed"),
        }
        if !strays(env).is_empty() {
            // A command that was refused, or had nothing to do, may have stopped before it took the lock.
            env.run(["open", "Another"]).success();
        }
        let strays = strays(env);
        if !strays.is_empty() {
            return wrong(&format!("left lying about: {}", strays.join(", ")));
        }
        self.check(env, "at the end")
    }
}

/// What was said on stderr.
pub(crate) fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}
