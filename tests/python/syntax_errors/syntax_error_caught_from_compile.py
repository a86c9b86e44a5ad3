# The parts of a caught SyntaxError.
for text in ("1 +", "x = = 2", "a\n b", "f(1", "'open", "if x:\n", "def f(:\n  pass", "x = 5 5"):
    try:
        compile(text, "<text>", "exec")
    except SyntaxError as error:
        print(type(error).__name__, error.msg, error.filename, error.lineno, error.offset, repr(error.text))
