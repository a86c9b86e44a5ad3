# Ranges with large bounds, and loops over ranges.
r = range(10 ** 20, 10 ** 20 + 10, 3)
print(list(r), r[1], 10 ** 20 + 3 in r, len(range(10 ** 9)), range(10 ** 9)[-1], range(-10, 10 ** 18, 10 ** 17)[3], 10 ** 15 in range(10 ** 18))
try:
    len(range(10 ** 30))
except OverflowError as error:
    print(error)
for i in range(3):
    print(i, end=" ")
    i = 100
print(i)
for i in range(0):
    print("never")
print(i, [i for i in range(10, 0, -3)], [(i, j) for i in range(3) for j in range(i)])
total = 0
for i in range(1, 1001):
    if i % 3 == 0 or i % 5 == 0:
        total += i
print(total)
it = iter(range(3))
print(next(it), next(it), next(it), next(it, "end"))
for a, b in zip(range(3), range(10, 0, -5)):
    print(a, b, end="; ")
print()
