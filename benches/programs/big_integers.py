"""Integers beyond 64 bits: factorials, Fibonacci numbers, powers, digits of pi."""


def factorial(n):
    result = 1
    for i in range(2, n + 1):
        result *= i
    return result


def fibonacci(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def pi_digits(count):
    q, r, t, k, n, l = 1, 0, 1, 1, 3, 3
    digits = []
    while len(digits) < count:
        if 4 * q + r - t < n * t:
            digits.append(n)
            q, r, n = 10 * q, 10 * (r - n * t), 10 * (3 * q + r) // t - 10 * n
        else:
            q, r, t, k, n, l = q * k, (2 * q + r) * l, t * l, k + 1, (q * (7 * k + 2) + r * l) // (t * l), l + 2
    return digits


print(factorial(6000) % 1_000_003 + len(str(factorial(1200))))
print(fibonacci(60_000) % 1_000_000_007)
print(sum(pi_digits(900)))
print(sum(pow(7, 10 ** 20 + n, 10 ** 18 + 9) for n in range(12_000)) % 1_000_003)
