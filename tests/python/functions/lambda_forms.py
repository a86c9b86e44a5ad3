# Lambda with every kind of parameter.
print((lambda: 1)())
print((lambda x: x * 2)(21))
print((lambda x, y=10: x + y)(1))
print((lambda *a, **k: (a, k))(1, 2, z=3))
print((lambda a, /, b, *, c: (a, b, c))(1, b=2, c=3))
print((lambda x: lambda y: x - y)(5)(3))
print((lambda n: "even" if n % 2 == 0 else "odd")(7))
print((lambda: None).__name__)
print(list(map(lambda p: p[0], [(1, 2), (3, 4)])))
table = {"add": lambda a, b: a + b, "mul": lambda a, b: a * b}
print(table["add"](2, 3), table["mul"](2, 3))
try:
    (lambda a, b: 0)(1)
except TypeError as error:
    print(error)
