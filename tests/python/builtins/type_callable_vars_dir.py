# Asking about objects.
class A:
    x = 1

    def __init__(self):
        self.y = 2


a = A()
print(type(1), type("a"), type(None), type([]), type(A), type(a), type(print), type(len), type(lambda: 0), type(type), type(a.__init__), type(range(1)), type(1.5), type({}), type(b""))
print(type(a) is A, type(a).__name__, type(True) is bool, type(A) is type, type(Exception), type(ValueError("x")))
print(callable(print), callable(A), callable(a), callable(lambda: 0), callable("a"), callable(a.__init__), callable(None), callable(type))
print(vars(a), vars(A)["x"], "x" in dir(A), "y" in dir(a), "y" in dir(A), "__init__" in dir(a), "append" in dir([]), "upper" in dir(str), sorted(dir(a)) == dir(a))
print("a" in dir(), "A" in vars(), "print" in dir(), "print" in dir(__builtins__))
for action in (lambda: type(), lambda: type(1, 2), lambda: callable(), lambda: vars(1), lambda: vars(1, 2), lambda: dir(1, 2)):
    try:
        print(action())
    except TypeError as error:
        print(error)


class D:
    def __dir__(self):
        return ["z", "b"]


print(dir(D()))
