# Shifts and bitwise operators, with negative and large numbers.
print(6 & 3, 6 | 3, 6 ^ 3, ~6, 1 << 4, 100 >> 3, -100 >> 3, -1 >> 100, 1 >> 100, 0 << 1000)
print(-6 & 3, -6 | 3, -6 ^ 3, -6 & -3, ~-1, -1 & 0xFF, -256 & 0xFFFF, 5 & ~4)
big = 1 << 80
print(big | 1, big & (big - 1), big ^ -1, ~big, -big >> 4, big >> 79, (-big) & (big + 5), (big - 1) & 0xFF)
print(True & False, True | False, True ^ True, True & 1, True | 2, type(True & True).__name__, type(True & 1).__name__)
for action in (lambda: 1 << -1, lambda: 1 >> -1, lambda: 1 & 1.0, lambda: 1.0 | 1, lambda: ~1.0, lambda: "a" ^ 1):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "-", error)
