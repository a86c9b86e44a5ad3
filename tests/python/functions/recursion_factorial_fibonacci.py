# Plain recursion, with large results.
def factorial(n):
    return 1 if n <= 1 else n * factorial(n - 1)


def fibonacci(n, seen={}):
    if n < 2:
        return n
    if n not in seen:
        seen[n] = fibonacci(n - 1) + fibonacci(n - 2)
    return seen[n]


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


print([factorial(n) for n in range(8)])
print(factorial(30))
print(fibonacci(90))
print(ackermann(2, 3))
