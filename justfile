# Everyday commands. Each is a short form of what its body says; nothing depends on `just`.

# List the commands.
default:
    @just --list

# Build the release binary, target/release/biji.
build:
    cargo build --release

# Run biji with these arguments, e.g. `just run program.py`; without any, the prompt.
run *arguments:
    cargo run --release --quiet -- {{arguments}}

# Run the tests; with names, only those, e.g. `just test --test python classes/`.
test *arguments:
    cargo test {{arguments}}

# Format the Rust code.
fmt:
    cargo fmt

# Check format and lints.
lint:
    cargo fmt --check
    cargo clippy --all-targets -- -D warnings

# All that a change has to pass.
ci:
    .ci/run

# Time all programs beside CPython 3.13 and write docs/benchmarks.md; with names, only print those.
bench *names:
    cargo bench --bench compare -- {{ if names == "" { "--cold-build" } else { names } }}

# Time the modules beside CPython 3.13 and Pillow ($BIJI_PYTHON) and write docs/benchmarks-modules.md; with names, only print.
bench-modules *names:
    cargo bench --bench compare -- --modules {{names}}

# Time the programs about threads and processes beside CPython 3.13 and write docs/benchmarks-concurrency.md.
bench-concurrency *names:
    cargo bench --bench compare -- --concurrency {{names}}

# Record what CPython 3.13 ($BIJI_PYTHON or python3.13) prints for the test corpus, or for some paths of it.
record *paths:
    ${BIJI_PYTHON:-python3.13} tests/record.py {{paths}}

# Remove what was built of biji itself; the crates it uses stay built.
clean:
    cargo clean --package biji

# Run files of CPython's own test suite, e.g. `just cpython-tests -v test_bool`; `--write` updates docs/compatibility.md.
cpython-tests *names:
    ${BIJI_PYTHON:-python3.13} tests/cpython.py {{names}}

# Compile every file of a CPython library, e.g. `just compile-library /usr/lib/python3.13`.
compile-library folder:
    cargo run --release --quiet -- -Wignore tests/compile_library.py {{folder}}

# Compare biji with CPython 3.13 on random programs, e.g. `just fuzz --count 10000 --first 5000`.
fuzz *arguments:
    cargo build --release
    ${BIJI_PYTHON:-python3.13} fuzz/differential.py {{arguments}}
