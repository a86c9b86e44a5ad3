"""Texts that compile or do not: match patterns, part 3; the message and its place."""

SOURCES = ['match x:\n    case a as _: pass', 'match x:\n    case 1 as 2: pass', 'match x:\n    case {a: 1}: pass', 'match x:\n    case A(): pass', 'match x:\n    pass', 'match x:', 'match:\n    case 1: pass', 'match x\n    case 1: pass']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
