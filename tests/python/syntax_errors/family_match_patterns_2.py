"""Texts that compile or do not: match patterns, part 2; the message and its place."""

SOURCES = ['match x:\n    case {**_}: pass', 'match x:\n    case A(a=1, 2): pass', 'match x:\n    case A(a=1, a=2): pass', 'match x:\n    case 1 + 2: pass', 'match x:\n    case -a: pass', "match x:\n    case f''.x: pass", "match x:\n    case f'': pass", 'match x:\n    case a as b.c: pass']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
