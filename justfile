# The chores of the repository: `just` lists them.

_list:
    @{{ just_executable() }} --list --unsorted

# Run all tests
test:
    cargo test --locked

# Check the format and the lints
lint:
    cargo fmt --check
    cargo clippy --all-targets --locked -- -D warnings

# Build the library's documentation; a broken link is an error
docs $RUSTDOCFLAGS="-D warnings":
    cargo doc --no-deps --locked

# Measure against the bars; with `--strict`, fail over one; with `generate DIR N`, only make a store
bench *ARGS:
    cargo bench --locked --bench costs -- {{ ARGS }}

# Fuzz `record`, `notes`, `survey` or `values`, by default for half an hour on each core
fuzz TARGET SECONDS="1800" $RUSTC_BOOTSTRAP="1":
    mkdir -p fuzz/corpus/{{ TARGET }} tests/fuzz/cases/{{ TARGET }}
    cargo fuzz run --sanitizer none {{ TARGET }} fuzz/corpus/{{ TARGET }} tests/fuzz/seeds/{{ TARGET }} tests/fuzz/cases/{{ TARGET }} -- \
        -dict=fuzz/dictionaries/{{ TARGET }} -max_len=4096 -max_total_time={{ SECONDS }} -fork={{ num_cpus() }}

# Tell which small changes of `model`, `metrics` and `store` no unit test notices; see `tests/mutants/run`
mutants *ARGS:
    bash tests/mutants/run {{ ARGS }}

# Check the packages that we depend on: advisories, licences, sources
deny:
    cargo deny --locked check

# Run what must pass before a change lands
ci:
    bash .ci/run

# Write what the program prints into the snapshots, README.md and docs/; read the diff afterwards
update-snapshots $SNAPSHOTS="overwrite":
    cargo test --locked
