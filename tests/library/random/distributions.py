# Every distribution with a seed.
import random

random.seed(2024)
for name, args in [
    ("uniform", (10, 20)),
    ("triangular", ()),
    ("triangular", (0, 10, 2)),
    ("betavariate", (2, 3)),
    ("expovariate", (1.5,)),
    ("expovariate", ()),
    ("gammavariate", (2.5, 1)),
    ("gammavariate", (0.5, 2)),
    ("gammavariate", (1, 1)),
    ("gauss", (0, 1)),
    ("gauss", ()),
    ("gauss", (5, 2)),
    ("lognormvariate", (0, 0.25)),
    ("normalvariate", (10, 3)),
    ("normalvariate", ()),
    ("vonmisesvariate", (1, 4)),
    ("vonmisesvariate", (0, 1e-7)),
    ("paretovariate", (3,)),
    ("weibullvariate", (1, 1.5)),
    ("binomialvariate", (10, 0.3)),
    ("binomialvariate", (100, 0.5)),
    ("binomialvariate", (1000, 0.9)),
    ("binomialvariate", ()),
    ("triangular", (3, 3)),
]:
    print(name, args, [round(getattr(random, name)(*args), 9) for _ in range(3)])
for action in [
    lambda: random.gammavariate(0, 1),
    lambda: random.expovariate(0),
    lambda: random.betavariate(-1, 1),
    lambda: random.paretovariate(0),
]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", error)
