# What randrange, randint and getrandbits refuse.
import random

for action in [
    lambda: random.randrange(0),
    lambda: random.randrange(-5),
    lambda: random.randrange(5, 5),
    lambda: random.randrange(5, 1),
    lambda: random.randrange(1, 5, 0),
    lambda: random.randrange(1, 5, -1),
    lambda: random.randrange(1.0),
    lambda: random.randrange(1.5),
    lambda: random.randrange("5"),
    lambda: random.randrange(1, None, 2),
    lambda: random.randrange(),
    lambda: random.randint(6, 1),
    lambda: random.randint(1),
    lambda: random.randint(1.5, 3),
    lambda: random.randint("a", "b"),
    lambda: random.getrandbits(-1),
    lambda: random.getrandbits(1.5),
    lambda: random.randbytes(-1),
    lambda: random.random(1),
    lambda: random.uniform("a", 1),
    lambda: random.uniform(1),
    lambda: random.binomialvariate(-1),
    lambda: random.binomialvariate(1, 2),
]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", error)
print(random.randrange(5, 0, -5), random.randrange(10, 0, -10), random.randrange(3, 4))
