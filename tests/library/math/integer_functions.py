# gcd, lcm, factorial, comb, perm, isqrt.
import math

print(
    math.gcd(),
    math.gcd(12),
    math.gcd(-12, 18),
    math.gcd(0, 0),
    math.gcd(12, 18, 27),
    math.gcd(10**30, 10**20 + 10**18),
    math.gcd(True, 2),
)
print(
    math.lcm(),
    math.lcm(4),
    math.lcm(4, 6),
    math.lcm(-4, 6),
    math.lcm(0, 5),
    math.lcm(2, 3, 4, 5, 6, 7),
    math.lcm(10**20, 3),
)
print([math.factorial(n) for n in range(8)], math.factorial(25), len(str(math.factorial(500))))
print(
    [math.comb(6, k) for k in range(8)],
    math.comb(100, 50),
    math.comb(10**10, 2),
    [math.perm(5, k) for k in range(7)],
    math.perm(6),
    math.perm(30, 20),
    math.perm(3, None),
)
print([math.isqrt(n) for n in [0, 1, 2, 3, 4, 15, 16, 17, 10**20, 10**40 - 1, 2**64, True]])


class Index:
    def __index__(self):
        return 6


print(math.gcd(Index(), 4), math.factorial(Index()), math.comb(Index(), 2), math.isqrt(Index()))
