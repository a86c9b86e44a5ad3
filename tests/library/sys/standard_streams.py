# stdin, stdout and stderr are text files.
import io
import sys

print(sys.stdin.name, sys.stdout.name, sys.stderr.name, sys.stdout.mode, sys.stdin.mode)
print(
    sys.stdout.encoding,
    sys.stdout.errors,
    sys.stderr.errors,
    sys.stdin.encoding,
    sys.stdout.writable(),
    sys.stdin.readable(),
)
print(
    sys.stdin.read() == "",
    sys.stdin.readline() == "",
    list(sys.stdin),
    sys.stdin.fileno(),
    sys.stdout.fileno(),
    sys.stderr.fileno(),
)
print(sys.stdout.write("direct\n"), sys.stdout.flush())
print("to stderr", file=sys.stderr)
sys.stderr.write("written\n")
sys.stdout.buffer.write(b"bytes \xe4\xb8\xad\n")
sys.stdout.flush()
old, sys.stdout = sys.stdout, io.StringIO()
print("captured")
text, sys.stdout = sys.stdout.getvalue(), old
print(repr(text), sys.__stdout__ is old)
try:
    input("prompt> ")
except EOFError as error:
    print(type(error).__name__, error)
try:
    sys.stdin.write("x")
except io.UnsupportedOperation as error:
    print(error)
sys.stdin = io.StringIO("typed line\n42\n")
print(input("name? "), int(input()) + 1)
