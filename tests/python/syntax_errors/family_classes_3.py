"""Texts that compile or do not: classes, part 3; the message and its place."""

SOURCES = ['def f[T, T](): pass', 'type A[T] = T', 'type A[T: x := 1] = T', 'class A: x = yield', 'class A:\n    def f(self): return super().f\n    nonlocal __class__']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
