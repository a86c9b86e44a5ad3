"""Texts that compile or do not: classes, part 1; the message and its place."""

SOURCES = ['class A(: pass', 'class A): pass', 'class A(b for b in c): pass', 'class A(*b, **c): pass', 'class A(metaclass=M, x): pass', 'class A[T]: pass', 'class A[T, T]: pass', 'class A[1]: pass']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
