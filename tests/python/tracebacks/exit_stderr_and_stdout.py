# Text written to stderr by the program itself.
import sys

print("to stdout")
print("to stderr", file=sys.stderr)
sys.stderr.write("written 1\n")
sys.stdout.write("written 2\n")
sys.exit(2)
