# Leaving nested loops and handlers by return.
def search(grid, wanted):
    for y, row in enumerate(grid):
        for x, value in enumerate(row):
            try:
                if value == wanted:
                    return x, y
            finally:
                if value is None:
                    print("saw None at", x, y)
    return None


grid = [[1, None, 3], [4, 5, 6]]
print(search(grid, 5))
print(search(grid, 9))


def deep():
    for i in range(3):
        try:
            for j in range(3):
                try:
                    if (i, j) == (1, 1):
                        raise StopIteration
                except KeyError:
                    pass
        except StopIteration:
            return i, j


print(deep())
