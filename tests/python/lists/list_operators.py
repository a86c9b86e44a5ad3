# + * in and comparisons.
print([1] + [2, 3], [0] * 3, 2 * [1, 2], [1] * 0, [1] * -5, [] + [], 1 in [1, 2], 3 not in [1], [] in [[]])
print([1, 2] == [1, 2], [1, 2] != [2, 1], [1, 2] < [1, 3], [1] < [1, 0], [] < [0], [2] > [1, 99], [1, 2] <= [1, 2], [[1], 2] < [[1], 3])
s = t = [1]
s += [2]
print(s is t, t)
s = s + [3]
print(s is t, s, t)
s *= 2
print(s)
grid = [[0] * 2] * 2
grid[0][0] = 1
print(grid)
grid = [[0] * 2 for _ in range(2)]
grid[0][0] = 1
print(grid)
for action in (lambda: [1] + (2,), lambda: [1] + 5, lambda: [1] - [1], lambda: [1] * [2], lambda: [1] * "a", lambda: [1] < [None], lambda: [1] < 5, lambda: hash([])):
    try:
        print(action())
    except TypeError as error:
        print(error)
