//! Links the program at fixed addresses on Linux.
//!
//! The tables that are built into it hold some 58,000 pointers. In a program that can be loaded
//! anywhere, each of them is mended before the first line of `main` runs, which takes half of the
//! time of a start; at fixed addresses the linker has done it once. The library is not concerned.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is = |name: &str, wanted: &str| std::env::var(name).is_ok_and(|value| value == wanted);
    if is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
