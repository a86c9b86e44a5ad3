"""Texts that compile or do not: match patterns, part 4; the message and its place."""

SOURCES = ['match x:\n    case: pass', 'match x:\n    case 1 pass', 'match x:\n    case *a: pass', 'match x:\n    case 1 | a: pass', 'match x:\n    case 1+2j | -1-1j: pass', 'match x:\n    case (1, 2) if y: pass', 'match x:\n    case a.b | None: pass', 'match x:\n    case True.x: pass']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
