"""The instructions of code objects: biji's own, of a register machine.

They differ from CPython's bytecode in everything: an instruction names the registers that it
reads and writes (`dst`, `a`, `b`, …). So there is no `opcode` numbering, no stack effect and no
`co_code`. `dis` prints line, index and instruction; what an operand stands for is behind the `;`.
"""

import collections
import io
import sys
import types

__all__ = ["code_info", "dis", "disassemble", "distb", "disco", "findlinestarts", "show_code",
           "get_instructions", "Instruction", "Bytecode", "COMPILER_FLAG_NAMES", "pretty_flags"]

COMPILER_FLAG_NAMES = {1: "OPTIMIZED", 2: "NEWLOCALS", 4: "VARARGS", 8: "VARKEYWORDS",
                       16: "NESTED", 32: "GENERATOR", 64: "NOFREE", 128: "COROUTINE",
                       256: "ITERABLE_COROUTINE", 512: "ASYNC_GENERATOR"}

Instruction = collections.namedtuple(
    "Instruction", "opname operands note offset line_number is_jump_target")
Instruction.__doc__ = """An instruction: its name, its operands and what they stand for as texts,
its index, its line, and whether a jump leads to it."""


def pretty_flags(flags):
    """The flags of a code object in words."""
    names = []
    for bit in range(32):
        flag = 1 << bit
        if flags & flag:
            names.append(COMPILER_FLAG_NAMES.get(flag, hex(flag)))
            flags ^= flag
            if not flags:
                break
    else:
        names.append(hex(flags))
    return ", ".join(names)


def _get_code_object(x):
    x = getattr(x, "__func__", x)
    for name in ("__code__", "gi_code", "ag_code", "cr_code"):
        if hasattr(x, name):
            x = getattr(x, name)
            break
    if isinstance(x, str):
        try:
            x = compile(x, "<disassembly>", "eval")
        except SyntaxError:
            x = compile(x, "<disassembly>", "exec")
    if isinstance(x, types.CodeType):
        return x
    raise TypeError(f"don't know how to disassemble {type(x).__name__} objects")


def dis(x=None, *, file=None, depth=None, show_caches=False, adaptive=False,
        show_offsets=False):
    """Print the instructions of a function, class, module, text or code object; without one, of
    the last traceback."""
    if show_caches or adaptive:
        raise NotImplementedError("biji's instructions have no caches that could be shown")
    if x is None:
        distb(file=file)
        return
    x = getattr(x, "__func__", x)
    if isinstance(x, (type, types.ModuleType)):
        for name, value in sorted(x.__dict__.items()):
            if isinstance(value, (types.FunctionType, types.MethodType, classmethod,
                                  staticmethod, types.CodeType, type)):
                print(f"Disassembly of {name}:", file=file)
                try:
                    dis(value, file=file, depth=depth)
                except TypeError as error:
                    print("Sorry:", error, file=file)
                print(file=file)
        return
    _disassemble_recursive(_get_code_object(x), file, depth)


def _disassemble_recursive(code, file, depth):
    disassemble(code, file=file)
    if depth is None or depth > 0:
        depth = None if depth is None else depth - 1
        for constant in code.co_consts:
            if isinstance(constant, types.CodeType):
                print(file=file)
                print(f"Disassembly of {constant!r}:", file=file)
                _disassemble_recursive(constant, file, depth)


def distb(tb=None, *, file=None):
    """Print the instructions where a traceback ends."""
    if tb is None:
        try:
            tb = sys.last_exc.__traceback__ if hasattr(sys, "last_exc") else sys.last_traceback
        except AttributeError:
            raise RuntimeError("no last traceback to disassemble") from None
        while tb.tb_next:
            tb = tb.tb_next
    disassemble(tb.tb_frame.f_code, tb.tb_lasti, file=file)


def disassemble(co, lasti=-1, *, file=None):
    """Print the instructions of a code object, an arrow at the one that was running."""
    import _source
    for at, line in enumerate(_source.disassemble(co).splitlines()):
        arrow = "--> " if lasti >= 0 and at == lasti // 2 else "    "
        print((arrow if lasti >= 0 else "") + line, file=file)


disco = disassemble


def get_instructions(x, *, first_line=None):
    """The instructions of a function, text or code object one by one."""
    import re
    import _source
    code = _get_code_object(x)
    shift = 0 if first_line is None else first_line - code.co_firstlineno
    line_number = None
    pattern = re.compile(r"\s*(\d*) ([> ]) +(\d+)  (\w+)(?: \{ (.*?) \})?(?:  ; (.*))?$")
    for text in _source.disassemble(code).splitlines():
        match = pattern.match(text)
        if match is None:
            continue
        line, mark, offset, name, operands, note = match.groups()
        if line:
            line_number = int(line) + shift
        yield Instruction(name, operands or "", note or "", int(offset), line_number,
                          mark == ">")


def findlinestarts(code):
    """Pairs of index and line where a new line begins."""
    last = False
    for start, _, line in code.co_lines():
        if line is not last:
            last = line
            yield start // 2, line


def code_info(x):
    """What is known of a code object, as text."""
    code = _get_code_object(x)
    rows = [("Name", code.co_name), ("Filename", code.co_filename),
            ("Argument count", code.co_argcount),
            ("Positional-only arguments", code.co_posonlyargcount),
            ("Kw-only arguments", code.co_kwonlyargcount),
            ("Number of locals", code.co_nlocals), ("Registers", code.co_stacksize),
            ("Flags", pretty_flags(code.co_flags))]
    lines = [f"{name + ':':<20}{value}" for name, value in rows]
    for title, values in (("Constants", [repr(value) for value in code.co_consts]),
                          ("Names", code.co_names), ("Variable names", code.co_varnames),
                          ("Free variables", code.co_freevars),
                          ("Cell variables", code.co_cellvars)):
        if values:
            lines.append(f"{title}:")
            lines += [f"{at:4}: {value}" for at, value in enumerate(values)]
    return "\n".join(lines)


def show_code(co, *, file=None):
    """Print what is known of a code object."""
    print(code_info(co), file=file)


class Bytecode:
    """The instructions of something, to go through or to print."""

    def __init__(self, x, *, first_line=None, current_offset=None):
        self.codeobj = _get_code_object(x)
        self.first_line = self.codeobj.co_firstlineno if first_line is None else first_line
        self.current_offset = current_offset
        self._original_object = x

    @classmethod
    def from_traceback(cls, tb):
        """Of the place where a traceback ends."""
        while tb.tb_next:
            tb = tb.tb_next
        return cls(tb.tb_frame.f_code, current_offset=tb.tb_lasti)

    def __iter__(self):
        return get_instructions(self.codeobj, first_line=self.first_line)

    def __repr__(self):
        return f"{type(self).__name__}({self._original_object!r})"

    def info(self):
        """What is known of the code object."""
        return code_info(self.codeobj)

    def dis(self):
        """The instructions as text."""
        out = io.StringIO()
        lasti = -1 if self.current_offset is None else self.current_offset
        disassemble(self.codeobj, lasti, file=out)
        return out.getvalue()


def main(args=None):
    """The command line."""
    import argparse
    parser = argparse.ArgumentParser(prog="dis")
    parser.add_argument("infile", nargs="?", default="-")
    options = parser.parse_args(args)
    if options.infile == "-":
        source, name = sys.stdin.read(), "<stdin>"
    else:
        name = options.infile
        with open(name, encoding="utf-8") as file:
            source = file.read()
    dis(compile(source, name, "exec"))


if __name__ == "__main__":
    main()
