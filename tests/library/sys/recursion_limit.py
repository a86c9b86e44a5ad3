# The recursion limit and what exceeding it says.
import sys

print(sys.getrecursionlimit())


def depth(n):
    return n if n == 0 else depth(n - 1)


print(depth(900))
try:
    depth(10_000)
except RecursionError as error:
    print(type(error).__name__, error)
sys.setrecursionlimit(3000)
print(sys.getrecursionlimit(), depth(2500))
for bad in [0, -1, "10", 1.5, None]:
    try:
        sys.setrecursionlimit(bad)
    except Exception as error:
        print(repr(bad), type(error).__name__, "|", error)


def forever():
    forever()


try:
    forever()
except RecursionError as error:
    print(error)
