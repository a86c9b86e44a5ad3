# One starred target takes the rest as a list.
first, *rest = [1, 2, 3, 4]
print(first, rest)
*start, last = "abc"
print(start, last)
a, *b, c = range(5)
print(a, b, c)
a, *b, c = 1, 2
print(a, b, c)
*all_of_it, = (1, 2)
print(all_of_it)
(a, *b), *c = [[1, 2, 3], 4, 5]
print(a, b, c)
for head, *tail in [(1, 2, 3), "xy", [9]]:
    print(head, tail)
*_, last = (n * n for n in range(5))
print(last, _)
a, b, *c = {1: 1, 2: 2}
print(a, b, c)
