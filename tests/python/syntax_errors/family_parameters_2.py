"""Texts that compile or do not: parameters, part 2; the message and its place."""

SOURCES = ['def f(a, *, b, *, c): pass', 'def f(1): pass', 'def f(a.b): pass', 'def f(None): pass', 'def f(*a=1): pass', 'def f(**k=1): pass', 'def f((a, b)): pass', 'def f(a:): pass']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
