"""Texts that compile or do not: try forms, part 1; the message and its place."""

SOURCES = ['try: pass', 'try: pass\nexcept: pass\nexcept A: pass', 'try: pass\nexcept A, B: pass', 'try: pass\nexcept A as 1: pass', 'try: pass\nexcept* A: pass\nexcept B: pass', 'try: pass\nexcept A: pass\nexcept* B: pass', 'try: pass\nexcept*: pass', 'try: pass\nelse: pass']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
