//! The command line.

use std::rc::Rc;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let handle = std::thread::Builder::new().stack_size(1 << 29).spawn(|| {
        let path = std::env::args().nth(1).unwrap_or_default();
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let file = Rc::new(biji::source::SourceFile::new(&path, &text));
        let vm = biji::vm::Vm::new();
        let tree = match biji::source::parse_module(&file) { Ok(t) => t, Err(e) => { eprintln!("{e:?}"); return } };
        let code = match biji::compile::compile_module(&tree, file.clone(), biji::compile::Mode::Module) { Ok(c) => c, Err(e) => { eprintln!("{e:?}"); return } };
        if std::env::var("DIS").is_ok() { println!("{}", biji::compile::disassemble::disassemble(&code)); }
        if let Err(e) = vm.run_main(code) { eprint!("{}", vm.format_exception(&e)); }
    });
    let _ = handle.map(|h| h.join());
}
