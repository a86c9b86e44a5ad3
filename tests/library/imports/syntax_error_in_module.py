# A module with a mistake in its notation, caught and located.
try:
    import broken
except SyntaxError as error:
    print(
        type(error).__name__,
        error.msg,
        error.lineno,
        error.offset,
        error.text.strip(),
        error.filename.endswith("broken.py"),
    )
import sys

print("broken" in sys.modules)
try:
    import unclosed
except SyntaxError as error:
    print(error.msg, error.lineno)
try:
    import tabs
except IndentationError as error:
    print(type(error).__name__, error.msg, error.lineno)
