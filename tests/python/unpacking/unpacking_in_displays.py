# Stars inside list, tuple, set and dict displays.
a, b = [1, 2], (3, 4)
print([*a, *b], (*a, *b), sorted({*a, *b, 1}))
print([*range(3), "x", *"yz"], (*[],), [*{}])
print(*a, 0, *b)
d, e = {"x": 1, "y": 2}, {"y": 20, "z": 3}
print({**d, **e}, {**e, **d}, {"x": 0, **d}, {**d, "x": 0})
print({**{}, "k": [*a, *a]})
t = *a, *b
print(t)
for n in *a, 9:
    print(n, end=" ")
print()
try:
    [*5]
except TypeError as error:
    print(error)
try:
    {**[1]}
except TypeError as error:
    print(error)
try:
    (*None,)
except TypeError as error:
    print(error)
