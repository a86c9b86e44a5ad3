# What choice, choices, sample and shuffle refuse.
import random

for action in [
    lambda: random.choice([]),
    lambda: random.choice({}),
    lambda: random.choice({1, 2}),
    lambda: random.choice(5),
    lambda: random.choices([], k=1),
    lambda: random.choices("ab", [1], k=1),
    lambda: random.choices("ab", [0, 0]),
    lambda: random.choices("ab", [-1, -1]),
    lambda: random.choices("ab", [1, 1], cum_weights=[1, 2]),
    lambda: random.choices("ab", 5),
    lambda: random.choices("ab", [1, float("inf")]),
    lambda: random.sample([1, 2], 3),
    lambda: random.sample([1, 2], -1),
    lambda: random.sample({1, 2}, 1),
    lambda: random.sample({"a": 1}, 1),
    lambda: random.sample([1, 2], counts=[1], k=1),
    lambda: random.sample([1, 2], counts=[1, 1], k=5),
    lambda: random.sample([1, 2], counts=[1.5, 1], k=1),
    lambda: random.sample([1], 1.0),
    lambda: random.shuffle((1, 2)),
    lambda: random.shuffle("ab"),
    lambda: random.shuffle(5),
]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", error)
