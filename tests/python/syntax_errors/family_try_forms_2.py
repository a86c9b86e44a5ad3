"""Texts that compile or do not: try forms, part 2; the message and its place."""

SOURCES = ['try: pass\nfinally: pass\nelse: pass', 'except: pass', 'finally: pass', 'try: pass\nexcept A as b.c: pass', 'try: pass\nexcept* A: break', 'try: pass\nexcept* A: return', 'while 1:\n    try: pass\n    except* A: continue', 'try: pass\nexcept A as None: pass']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
