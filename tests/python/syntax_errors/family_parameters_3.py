"""Texts that compile or do not: parameters, part 3; the message and its place."""

SOURCES = ['def f(a, b=): pass', 'def f(a b): pass', 'def f(**a, **b): pass', 'def f(*, a=1, b): pass', 'lambda a, a: 1', 'lambda a=1, b: 1', 'lambda *: 1', 'lambda (a): 1']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
