"""Texts that compile or do not: starred, part 2; the message and its place."""

SOURCES = ['x = *a, b', 'return_ = (*a)', 'f(*a, *b)', "print(*a, sep='')", '*a, b += 1', 'for *a, b in c: pass', 'del *a,', '[*a for a in b]']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
