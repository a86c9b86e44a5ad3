"""Lists of lists: matrix multiplication."""


def multiply(a, b):
    rows, inner, columns = len(a), len(b), len(b[0])
    result = [[0] * columns for _ in range(rows)]
    for i in range(rows):
        row = a[i]
        for j in range(columns):
            total = 0
            for k in range(inner):
                total += row[k] * b[k][j]
            result[i][j] = total
    return result


size = 160
a = [[(i * j) % 7 for j in range(size)] for i in range(size)]
b = [[(i + j) % 5 for j in range(size)] for i in range(size)]
product = multiply(a, b)
print(sum(sum(row) for row in product), product[3][4])
