# Many arguments, spread and named.
def total(*numbers, **named):
    return sum(numbers) + sum(named.values())


print(total(*range(300)))
print(total(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20))
print(total(**{"n" + str(i): i for i in range(50)}))


def ten(a, b, c, d, e, f, g, h, i, j):
    return [a, b, c, d, e, f, g, h, i, j]


print(ten(*range(10)))
print(ten(0, 1, 2, 3, 4, j=9, i=8, h=7, g=6, f=5))
try:
    ten(1, 2, 3)
except TypeError as error:
    print(error)
try:
    ten(*range(12))
except TypeError as error:
    print(error)
