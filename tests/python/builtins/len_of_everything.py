# len and its errors.
print(len(""), len("中文"), len([1, [2, 3]]), len(()), len({1: 2}), len({1, 2}), len(range(0, 10, 3)), len(b"ab"), len(bytearray(3)), len({}.keys()), len(frozenset([1])), len("\n\\"))
for value in (5, 1.5, None, True, print, int, (n for n in "a"), map(str, []), zip(), enumerate([]), object(), iter([])):
    try:
        print(len(value))
    except TypeError as error:
        print(error)
try:
    len(5, 6)
except TypeError as error:
    print(error)
try:
    len(obj=[])
except TypeError as error:
    print(error)
