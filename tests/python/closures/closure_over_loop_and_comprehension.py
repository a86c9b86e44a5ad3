# Comprehension variables are their own; closures over them too.
adders = {n: (lambda x, n=n: x + n) for n in (1, 2, 3)}
print([adders[k](10) for k in adders])


def outer(n):
    return [[(i, j, n) for j in range(i)] for i in range(3)]


print(outer("x"))


def late(n):
    g = (n * i for i in range(3))
    n = 100
    return list(g)


print(late(2))
i = "kept"
squares = [i * i for i in range(3)]
print(i, squares)
