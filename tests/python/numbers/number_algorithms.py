# Small numeric programs.
def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def is_prime(n):
    return n > 1 and all(n % d for d in range(2, int(n ** 0.5) + 1))


def digits(n, base):
    result = ""
    while n:
        n, d = divmod(n, base)
        result = "0123456789abcdef"[d] + result
    return result or "0"


def isqrt(n):
    x = n
    while x * x > n:
        x = (x + n // x) // 2
    return x


def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


print(gcd(252, 105), gcd(2 ** 80, 6 ** 40), [n for n in range(30) if is_prime(n)])
print(digits(255, 16), digits(10, 2), digits(0, 2), int(digits(10 ** 20, 7), 7) == 10 ** 20)
print(isqrt(10 ** 40), isqrt(99), collatz(27), sum(1 / n ** 2 for n in range(1, 1001)))
