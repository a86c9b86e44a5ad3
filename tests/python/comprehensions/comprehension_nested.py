# Comprehensions inside comprehensions.
matrix = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in matrix] for i in range(3)])
print([x for row in matrix for x in row])
print([[x * 2 for x in row if x % 2] for row in matrix])
print([[[i * j * k for k in range(2)] for j in range(2)] for i in range(2)])
print([sum(x for x in row) for row in matrix])
print([[1 if i == j else 0 for j in range(3)] for i in range(3)])
table = {i: [j for j in range(i)] for i in range(4)}
print(table)
print([x for x in [y for y in [z for z in range(3)]]])
print([[c for c in word] for word in ("ab", "c")])
print([(i, j) for i in range(3) for j in range(i, 3) if i != j])
