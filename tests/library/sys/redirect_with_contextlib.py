# redirect_stdout, redirect_stderr and a stdout of one's own.
import contextlib
import io
import sys

box = io.StringIO()
with contextlib.redirect_stdout(box):
    print("hidden")
    sys.stdout.write("also\n")
print(repr(box.getvalue()))
with contextlib.redirect_stderr(box):
    print("error text", file=sys.stderr)
print(repr(box.getvalue()))


class Numbered:
    def __init__(self, target):
        self.target, self.number = target, 0

    def write(self, text):
        for line in text.splitlines():
            self.number += 1
            self.target.write(f"{self.number}: {line}\n")

    def flush(self):
        self.target.flush()


old = sys.stdout
sys.stdout = Numbered(old)
print("first")
print("second", "line")
sys.stdout = old
sys.stdout = None
print("goes nowhere")
sys.stdout = old
print("back")
with open("out.txt", "w") as f, contextlib.redirect_stdout(f):
    print("to file")
print(open("out.txt").read(), end="")
