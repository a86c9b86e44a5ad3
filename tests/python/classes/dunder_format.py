# __format__ receives the specification.
class Money:
    def __init__(self, n):
        self.n = n

    def __format__(self, spec):
        if spec == "":
            return f"{self.n} yuan"
        if spec.endswith("k"):
            return format(self.n / 1000, spec[:-1]) + "k"
        return "spec<" + spec + ">"


m = Money(12345)
print(f"{m}", f"{m:.1fk}", f"{m:>10}", format(m), format(m, "abc"))
print("{:x y}|{!s:.3}".format(m, "abcdef"))
width = 7
print(f"{m:{width}}", f"{m:a{width}b}")


class Plain:
    def __str__(self):
        return "plain"


print(f"{Plain()}")
try:
    print(f"{Plain():>10}")
except TypeError as error:
    print(error)


class Bad:
    def __format__(self, spec):
        return 5


try:
    format(Bad())
except TypeError as error:
    print(error)
