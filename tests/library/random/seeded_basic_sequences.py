# The same seed gives the same numbers, for ever.
import random

random.seed(42)
print([random.random() for _ in range(4)])
print([random.randint(1, 6) for _ in range(15)])
print([random.randrange(100) for _ in range(8)], [random.randrange(0, 100, 7) for _ in range(5)])
print([round(random.uniform(-5, 5), 12) for _ in range(3)])
print([random.choice("abcdef") for _ in range(10)])
random.seed(42)
print(random.random())
print([random.getrandbits(n) for n in (0, 1, 5, 31, 32, 33, 64, 100, 200)])
print(random.randbytes(10), random.randbytes(0))
print(random.randint(10**30, 10**40), random.randrange(2**70))
print(random.randint(5, 5), random.randint(-10, -5))
