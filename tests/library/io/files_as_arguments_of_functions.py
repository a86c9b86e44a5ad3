# A function that takes any file-like object, and a class that is one.
import io


def total(source):
    return sum(int(line) for line in source if line.strip())


with open("n.txt", "w") as f:
    f.write("1\n2\n\n3\n")
with open("n.txt") as f:
    print(total(f))
print(total(io.StringIO("10\n20")), total(["5", "6"]))


class Tee:
    def __init__(self, *targets):
        self.targets = targets

    def write(self, text):
        for target in self.targets:
            target.write(text)


left, right = io.StringIO(), io.StringIO()
print("both", 1, file=Tee(left, right))
print(repr(left.getvalue()), left.getvalue() == right.getvalue())
try:
    total(open("n.txt", "rb"))
    print("bytes are fine for int")
    total(io.StringIO("x\n"))
except ValueError as error:
    print(error)
