"""Texts that compile or do not: strings, part 3; the message and its place."""

SOURCES = ["f'{a:'", "b'é'", "'\\x1'", "'\\u12'", "'\\N{nope}'", "u'a' b'b'", "'a' b'b'", "rb'a'"]

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
