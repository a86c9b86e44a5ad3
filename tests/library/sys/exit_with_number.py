# The exit code of the program.
import atexit
import sys

atexit.register(print, "atexit first registered")
atexit.register(lambda: print("atexit last registered"))
print("before")
try:
    sys.exit(7)
finally:
    print("finally")
