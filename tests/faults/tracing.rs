//! The program under strace: which system calls it makes, and one of them with a fault.

use std::fs;
use std::process::Output;

use crate::commands::Writing;
use crate::environment::TestEnvironment;

/// A system call that the program has made.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Call {
    pub(crate) name: String,
    /// The how manieth call of this name it was, from 1.
    pub(crate) number: usize,
    /// As strace shows it.
    pub(crate) text: String,
    /// Whether another program was started before.
    pub(crate) is_after_start: bool,
}

impl Call {
    /// Whether it changes something on the disk that is to stay. Talk and pipes are none.
    pub(crate) fn changes(&self) -> bool {
        // Where the versions of a conflict lie while git compares them.
        if self.text.contains("/.tmp") {
            return false;
        }
        match self.name.as_str() {
            "openat" | "open" | "creat" => self.text.contains("O_CREAT"),
            "write" | "pwrite64" | "writev" => self.text.contains("</") && !self.text.contains("</dev/"),
            name => {
                let changing = [
                    "rename",
                    "link",
                    "unlink",
                    "mkdir",
                    "fsync",
                    "fdatasync",
                    "ftruncate",
                    "fchmod",
                    "chmod",
                    "copy_file_range",
                ];
                changing.iter().any(|changing| name.starts_with(changing))
            }
        }
    }

    /// Whether it can fail with an error of the disk: it is about files, and not about memory, time or other processes.
    /// `close` is left out: a tracer makes it fail by leaving the file open, which Linux never does.
    pub(crate) fn is_about_files(&self) -> bool {
        let files = [
            "access",
            "chdir",
            "chmod",
            "copy_file_range",
            "faccessat",
            "fadvise",
            "fallocate",
            "fchmod",
            "fchown",
            "fcntl",
            "fdatasync",
            "flock",
            "fstat",
            "fsync",
            "ftruncate",
            "getcwd",
            "getdents",
            "ioctl",
            "lchown",
            "link",
            "lseek",
            "lstat",
            "mkdir",
            "newfstatat",
            "open",
            "pread",
            "pwrite",
            "read",
            "rename",
            "rmdir",
            "sendfile",
            "splice",
            "stat",
            "symlink",
            "unlink",
            "utimens",
            "write",
        ];
        // The pipes to a program that was started do not fail like a disk.
        let is_program = self.text.contains("\"/dev/null\"")
            || (self.text.contains("<pipe:")
                && !self.text.starts_with("write(1<")
                && !self.text.starts_with("write(2<"));
        // How often another program is heard is another number each time.
        let is_uncertain = self.name == "read" && self.is_after_start;
        files.iter().any(|name| self.name.starts_with(name)) && !is_program && !is_uncertain
    }
}

/// The system calls of `writing` from when it knows its working directory on: what comes before is the system's loader.
pub(crate) fn calls(env: &TestEnvironment, writing: &Writing) -> Vec<Call> {
    let list = env.home().with_file_name("tmp").join("calls");
    let list = list.to_str().expect("a path in text");
    let output = run(env, writing, &["-y", "-s", "0", "-o", list]);
    assert_eq!(output.status.code(), Some(0), "{}: {}", writing.name, String::from_utf8_lossy(&output.stderr));
    let mut counted = std::collections::BTreeMap::new();
    let mut calls = Vec::new();
    let mut is_after_start = false;
    for line in fs::read_to_string(list).expect("strace has written it").lines() {
        let Some((name, _)) = line.split_once('(') else { continue };
        if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
            continue;
        }
        let number: &mut usize = counted.entry(name.to_owned()).or_default();
        *number += 1;
        calls.push(Call { name: name.to_owned(), number: *number, text: line.to_owned(), is_after_start });
        is_after_start |= ["clone", "clone3", "fork", "vfork"].contains(&name);
    }
    let begins = calls.iter().position(|call| call.name == "getcwd").expect("it asks where it is");
    calls.split_off(begins)
}

/// What a system call gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The process is killed before the call is carried out.
    Kill,
    /// It fails with this error.
    Error(&'static str),
    /// It fails, and from then on nothing can be removed either.
    Stuck(&'static str),
}

/// The errors of a disk: their names, and the words for them.
pub(crate) const ERRORS: [(&str, &str); 5] = [
    ("ENOSPC", "no space left on device"),
    ("EIO", "input/output error"),
    ("EACCES", "permission denied"),
    ("EROFS", "read-only file system"),
    ("EFBIG", "file too large"),
];

/// Runs `writing` with `fault` at `call`; the second value says whether it came to that.
pub(crate) fn with_fault(env: &TestEnvironment, writing: &Writing, call: &Call, fault: Fault) -> (Output, bool) {
    let list = env.home().with_file_name("tmp").join("fault");
    let (name, number) = (&call.name, call.number);
    let inject = match fault {
        Fault::Kill => format!("inject={name}:signal=KILL:when={number}"),
        Fault::Error(error) | Fault::Stuck(error) => format!("inject={name}:error={error}:when={number}"),
    };
    let mut options = vec!["-o", list.to_str().expect("a path in text"), "-e", &inject];
    let removal = ["-e", "trace=unlink,unlinkat", "-e", "inject=unlink,unlinkat:error=EIO"];
    let trace = format!("trace={name}");
    if matches!(fault, Fault::Stuck(_)) {
        options.extend(["-e", removal[3]]);
    }
    let both = format!("{trace},unlink,unlinkat");
    options.extend(["-e", if matches!(fault, Fault::Stuck(_)) { &both } else { &trace }]);
    let output = run(env, writing, &options);
    let told = fs::read_to_string(&list).unwrap_or_default();
    let has_hit = told.contains("(INJECTED)") || told.contains("+++ killed by SIGKILL");
    (output, has_hit)
}

fn run(env: &TestEnvironment, writing: &Writing, options: &[&str]) -> Output {
    let mut strace = env.command("strace");
    strace.args(["-qq"]).args(options).arg(env!("CARGO_BIN_EXE_auxeng"));
    writing.prepare(env, &mut strace);
    let output = strace.output().expect("strace runs");
    assert!(!String::from_utf8_lossy(&output.stderr).contains("strace: "), "{output:?}");
    output
}
