"""Compiling what is typed at a prompt: complete, wrong, or to be continued."""

__all__ = ["compile_command", "Compile", "CommandCompiler"]

# CPython's flags for texts that may be incomplete.
PyCF_DONT_IMPLY_DEDENT = 0x200
PyCF_ONLY_AST = 0x400
PyCF_ALLOW_INCOMPLETE_INPUT = 0x4000


def _maybe_compile(compiler, source, filename, symbol):
    import _source
    for line in source.split("\n"):
        line = line.strip()
        if line and line[0] != "#":
            break
    else:
        if symbol != "eval":
            # Nothing but comments does nothing.
            source = "pass"
    if symbol == "single" and _source.is_incomplete(source):
        return None
    if symbol != "single":
        try:
            return compiler(source, filename, symbol)
        except SyntaxError:
            if _source.is_incomplete(source + "\n") and not source.endswith("\n"):
                return None
            raise
    return compiler(source, filename, symbol)


def compile_command(source, filename="<input>", symbol="single", flags=0):
    """A code object, or None where more has to be typed; SyntaxError where it is wrong."""
    return _maybe_compile(compile, source, filename, symbol)


class Compile:
    """Compiles; remembers what `from __future__ import` has switched on, which changes nothing."""

    def __init__(self):
        self.flags = PyCF_DONT_IMPLY_DEDENT | PyCF_ALLOW_INCOMPLETE_INPUT

    def __call__(self, source, filename, symbol, flags=0, **kwargs):
        return compile(source, filename, symbol)


class CommandCompiler:
    """Compiles commands one after the other."""

    def __init__(self):
        self.compiler = Compile()

    def __call__(self, source, filename="<input>", symbol="single"):
        return _maybe_compile(self.compiler, source, filename, symbol)
