# A small program in everyday style: primes up to a bound.
import math


def primes(limit):
    marks = [True] * (limit + 1)
    marks[0:2] = [False, False]
    for n in range(2, math.isqrt(limit) + 1):
        if marks[n]:
            for multiple in range(n * n, limit + 1, n):
                marks[multiple] = False
    return [n for n, mark in enumerate(marks) if mark]


found = primes(100)
print(found, len(primes(10_000)))
print(math.prod(found[:10]), math.lcm(*range(1, 21)), math.gcd(*[n * 12 for n in found[:4]]))
print([round(n / math.log(n)) for n in (10, 100, 1000, 10_000)])
print(f"{math.pi:.5f} {math.e:.3f} {math.sqrt(2):.10f} {math.degrees(1):6.2f}")
