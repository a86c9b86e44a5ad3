"""random and math: the area of a circle by throwing darts, shuffles and choices, from a fixed seed."""
import math
import random

random.seed(2024)
inside = 0
for _ in range(700_000):
    if math.hypot(random.random(), random.random()) <= 1.0:
        inside += 1
cards = list(range(52))
total = 0
for _ in range(1_500):
    random.shuffle(cards)
    total += cards[0] + random.choice(cards) + random.randint(1, 6)
print(inside, total)
