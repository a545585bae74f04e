//! The folder in which everything is measured, and the commands that are.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context as _;

use crate::generator::{self, Mix, TODAY};

/// How the empty program is built: as the release profile builds `auxeng`.
const AS_RELEASED: [&str; 5] = ["-Copt-level=3", "-Clto=fat", "-Ccodegen-units=1", "-Cpanic=abort", "-Cstrip=symbols"];

/// A folder beside what cargo builds, so that writes go to a real disk. It is removed in the end.
pub(crate) struct Place {
    folder: tempfile::TempDir,
    /// A program that does nothing at all.
    empty: PathBuf,
}

impl Place {
    pub(crate) fn make() -> anyhow::Result<Self> {
        let folder = tempfile::Builder::new().prefix("costs-").tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
        let (source, empty) = (folder.path().join("empty.rs"), folder.path().join("empty"));
        fs::write(&source, "fn main() {}\n")?;
        let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
        let mut build = Command::new(rustc);
        build.args(["--edition", "2024"]).args(AS_RELEASED).arg("-o").arg(&empty).arg(&source);
        let status = build.status().context("cannot start rustc to build the empty program")?;
        anyhow::ensure!(status.success(), "rustc cannot build the empty program");
        Ok(Self { folder, empty })
    }

    /// A new store under `name`.
    pub(crate) fn store(&self, name: &str, engagements: usize, mix: Mix) -> anyhow::Result<PathBuf> {
        let store = self.folder.path().join(name);
        eprintln!("making a store of {engagements}");
        generator::generate(&store, engagements, mix)?;
        // What has not reached the disk yet would be waited for by the first durable write that is measured.
        nix::unistd::sync();
        Ok(store)
    }

    /// The program that does nothing, in the same surroundings as [`Self::auxeng`].
    pub(crate) fn empty(&self, store: &Path) -> Command {
        self.surround(&self.empty, store)
    }

    /// The measured program, on `store` and on the day of the generated stores.
    pub(crate) fn auxeng(&self, store: &Path, arguments: &[&str]) -> Command {
        let mut command = self.surround(Path::new(env!("CARGO_BIN_EXE_auxeng")), store);
        command.args(arguments);
        command
    }

    /// Git in `folder`, without anybody's configuration.
    pub(crate) fn git(&self, folder: &Path, arguments: &[&str]) -> Command {
        let mut command = self.surround(Path::new("git"), folder);
        command.envs([("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1")]);
        command.args(["-c", "user.name=Ana Duarte", "-c", "user.email=ana@example.org", "-c", "gc.auto=0"]);
        command.arg("-C").arg(folder).args(arguments);
        command
    }

    fn surround(&self, program: &Path, store: &Path) -> Command {
        let mut command = Command::new(program);
        command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("HOME", self.folder.path()).env("LANG", "C.UTF-8");
        command.env("AUXENG_STORE", store).env("AUXENG_TODAY", TODAY);
        command
    }
}
