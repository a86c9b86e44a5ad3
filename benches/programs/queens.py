"""The n queens puzzle by backtracking."""


def place(row, size, columns, up, down):
    if row == size:
        return 1
    count = 0
    for column in range(size):
        if columns[column] or up[row + column] or down[row - column + size]:
            continue
        columns[column] = up[row + column] = down[row - column + size] = True
        count += place(row + 1, size, columns, up, down)
        columns[column] = up[row + column] = down[row - column + size] = False
    return count


def queens(size):
    return place(0, size, [False] * size, [False] * 2 * size, [False] * (2 * size + 1))


for _ in range(2):
    print([queens(size) for size in range(4, 12)])
