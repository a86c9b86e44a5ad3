# print with every argument.
import sys

print()
print(1, "a", None, [2], sep="-", end="!\n")
print("a", "b", sep="")
print("a", "b", sep="\n")
print("no newline", end="")
print(" | continued", end="\n\n")
print(*[1, 2, 3], sep=", ")
print(sep="x", end="only end\n")
print("to stdout", file=sys.stdout, flush=True)
print("none means default", 1, sep=None, end=None, file=None)
print(print("inner"))
print("中文", "换行\n在中间", "\ttab")
for named in ({"sep": 5}, {"end": 5}, {"colour": 1}, {"file": 5}):
    try:
        print("x", **named)
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, "-", error)
