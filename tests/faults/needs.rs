//! What these tests need besides the program, and what they do where it is missing.

use std::io::Write as _;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

/// Whether every fault is to be tried that there is.
pub(crate) fn is_full() -> bool {
    std::env::var_os("AUXENG_FAULTS").is_some_and(|value| value == "full")
}

/// Whether a program can trace another here; says that the test is skipped where it cannot.
pub(crate) fn tracing() -> bool {
    static THERE: OnceLock<bool> = OnceLock::new();
    let works = || {
        let mut strace = Command::new("strace");
        strace.args(["-o", "/dev/null", "true"]).stdout(Stdio::null()).stderr(Stdio::null());
        strace.status().is_ok_and(|status| status.success())
    };
    or_skip(*THERE.get_or_init(works), "strace, and the right to trace")
}

/// Whether nothing is forbidden to us.
pub(crate) fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::metadata("/proc/self").expect("a process sees itself").uid() == 0
}

/// Says that a test is skipped for want of `what`, unless that `is_there`.
///
/// # Panics
/// Where everything has to be there.
pub(crate) fn or_skip(is_there: bool, what: &str) -> bool {
    if !is_there {
        let is_required = std::env::var_os("AUXENG_TEST_FAULTS").is_some_and(|value| value == "required");
        assert!(!is_required && !is_full(), "required, and not there: {what}");
        tell(&format!("skipped: it needs {what}"));
    }
    is_there
}

/// Tells something on stderr, which the test harness shows with `--nocapture`.
pub(crate) fn tell(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// Runs the test called `name`, which is `work`, on a disk of `size` that nothing else uses; `size` as `mount` takes it.
///
/// The test runs a second time for that, in a process that sees its own disks.
pub(crate) fn on_a_small_disk(name: &str, size: &str, work: impl FnOnce()) {
    const THERE: &str = "AUXENG_TEST_DISK";
    if std::env::var_os(THERE).is_some() {
        return work();
    }
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let unshare = |script: &str| {
        let mut command = Command::new("unshare");
        let own = if is_root() { "-m" } else { "-rm" };
        let mount = format!("mount -t tmpfs -o size={size} none \"$1\" && {script}");
        command.args([own, "sh", "-c", &mount, "sh"]).arg(folder.path());
        command
    };
    let can_mount = unshare("true").output().is_ok_and(|output| output.status.success());
    if !or_skip(can_mount, "the right to mount a disk: root, or namespaces of one's own") {
        return;
    }
    let program = std::env::current_exe().expect("this program is there");
    let mut again = unshare("shift && exec \"$@\"");
    again.arg(program).args(["--exact", name, "--nocapture"]);
    let output = again.env("TMPDIR", folder.path()).env(THERE, "yes").output().expect("it runs");
    let told = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && told.contains("1 passed"), "{told}");
    tell(&told);
}
