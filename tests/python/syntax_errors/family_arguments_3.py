"""Texts that compile or do not: arguments, part 3; the message and its place."""

SOURCES = ['f(x for x in y)', 'f(True=1)', 'f((a)=1)', 'f(a+b=1)', 'f(**{}, **{})', 'class A(x=1, y): pass']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
