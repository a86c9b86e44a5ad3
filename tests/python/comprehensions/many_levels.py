"""Comprehensions in comprehensions, with captured variables."""

print([[i * j for j in range(3)] for i in range(3)])
print([f() for f in [lambda: i for i in range(3)]])
print([f() for f in [lambda i=i: i for i in range(3)]])
print({i: {j: {k for k in range(j)} for j in range(i)} for i in range(3)})


def f(n):
    return [[lambda: (i, j, n) for j in range(2)] for i in range(2)]


print([g() for row in f(9) for g in row])
print([(lambda x: [x + y for y in range(2)])(z) for z in range(2)])
i = "outer"
print([i for i in range(2)], i, [j for j in i])
print([x for x in [y for y in [z for z in range(3)] if y] if x > 1])
