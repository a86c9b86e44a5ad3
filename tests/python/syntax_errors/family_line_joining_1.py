"""Texts that compile or do not: line joining, part 1; the message and its place."""

SOURCES = ['a = \\', 'a = \\\n', 'a = \\ \n1', 'a = 1 \\\n+ 2', 'if a and \\\n   b: pass', "'a\\\nb'", "'a\nb'", '(\n1,\n# c\n2)']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
