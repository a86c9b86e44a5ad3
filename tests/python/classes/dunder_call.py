# Instances that can be called.
class Adder:
    def __init__(self, n):
        self.n = n
        self.calls = 0

    def __call__(self, x, *, twice=False):
        self.calls += 1
        return x + self.n * (2 if twice else 1)


add5 = Adder(5)
print(add5(1), add5(1, twice=True), add5.calls)
print(callable(add5), callable(Adder), callable(5))
print(list(map(add5, [1, 2, 3])))
try:
    add5()
except TypeError as error:
    print(error)
add5.__call__ = lambda x: "instance attribute is not used"
print(add5(1))


class Plain:
    pass


p = Plain()
p.__call__ = lambda: 1
try:
    p()
except TypeError as error:
    print(error)
