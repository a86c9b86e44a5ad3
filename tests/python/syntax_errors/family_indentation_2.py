"""Texts that compile or do not: indentation, part 2; the message and its place."""

SOURCES = ['try:\npass', 'try:\n    a\nexcept:\nb', 'try:\n    a\nfinally:\nb', 'with a:\nb', 'if x:\n\ta\n        b', 'if x:\n    pass\nelse:\npass', 'if x:\n    pass\nelif y:\npass', 'match x:\ncase 1: pass']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
