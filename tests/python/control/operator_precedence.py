# Which operator binds tighter.
print(2 + 3 * 4, (2 + 3) * 4, 2 ** 3 ** 2, -2 ** 2, 2 ** -1, 10 - 2 - 3, 100 / 10 / 2, 7 // 2 * 2, -7 // 2, 5 % 3 * 2)
print(1 | 2 & 3 ^ 4, 1 << 2 + 1, 6 & 3 == 2, (6 & 3) == 2, not 1 == 2, not True or True, 1 < 2 and 2 < 3 or False, ~1 + 1, -1 % 3, - -1)
print(1 if 0 else 2 or 3, (lambda x: x + 1)(2) * 3, [1, 2][0] + 1, "a" + "b" * 2, 2 * 3 ** 2, not [] == [], 1 in [1, 2] and 3 not in [4], 5 - -3, 2 ** 2 * 3)
print(3 > 2 == True, (3 > 2) == True, 1 + 2 < 4 - 0, 8 >> 1 + 1, 1 or 2 and 3, "x" in "xy" == True, True + True << 1)
print(*[1, 2] + [3], *(4,) * 2, {**{"a": 1} | {"b": 2}}, [*range(2)] + [5], (yes := 1 + 2) * 2, yes)
