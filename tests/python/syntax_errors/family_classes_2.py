"""Texts that compile or do not: classes, part 2; the message and its place."""

SOURCES = ['class A[]: pass', 'class A[*T, **P]: pass', 'class A[T: int]: pass', 'class A[T = int]: pass', 'class A[T = int, U]: pass', 'class A[*T: int]: pass', 'def f[T](x: T) -> T: pass', 'def f[T: (yield)](): pass']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
