# print(file=…) with sep, end and flush.
import io

with open("a.txt", "w") as f:
    print("a", 1, None, file=f)
    print("b", "c", sep="-", end=";", file=f)
    print(file=f)
    print("flushed", file=f, flush=True)
print(repr(open("a.txt").read()))
box = io.StringIO()
print("x", [1, 2], sep="\t", end="|", file=box)
print(repr(box.getvalue()))
try:
    print("x", file=io.BytesIO())
except TypeError as error:
    print(error)
try:
    print("x", file="a.txt")
except AttributeError as error:
    print(error)
try:
    print("x", file=f)
except ValueError as error:
    print(error)
