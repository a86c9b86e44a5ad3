"""Texts that compile or do not: match patterns, part 1; the message and its place."""

SOURCES = ['match x:\n    case a: pass\n    case 1: pass', 'match x:\n    case _: pass\n    case 1: pass', 'match x:\n    case a | 1: pass', 'match x:\n    case (a | b): pass', 'match x:\n    case [a, a]: pass', 'match x:\n    case [*a, *b]: pass', "match x:\n    case {**a, 'b': 1}: pass", "match x:\n    case {'a': 1, 'a': 2}: pass"]

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
