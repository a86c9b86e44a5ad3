# The inner subscript fails.
grid = [[1, 2], [3, 4]]
row = 1
print(grid[row][0])
print(grid[row + 1][0] + grid[0][0])
