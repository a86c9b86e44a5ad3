"""A list in the middle of a chain of comparisons is a list for both of them."""

try:
    print(() not in [] not in {})
except TypeError as error:
    print(error)
print(1 in [1] == [1], 1 in [1] in [[1]])
print([] in [[]], 2 in [1, 2] != (1, 2))
try:
    1 in [1] in {1: 2}
except TypeError as error:
    print(error)
print(3 not in [1] in ([1],))
