# choice, choices, sample and shuffle with a seed.
import random

random.seed(7)
items = list(range(10))
print(random.choice(items), random.choice((1, 2, 3)), random.choice(range(100)))
print(
    random.choices("abc", k=8),
    random.choices("abc", weights=[5, 1, 1], k=8),
    random.choices("ab", cum_weights=[1, 10], k=6),
)
print(random.choices([1], k=0), random.choices([1, 2], [0.5, 0], k=3))
print(
    random.sample(items, 4),
    random.sample(range(1000000), 3),
    random.sample("abcdef", 6),
    random.sample([], 0),
)
print(random.sample(["red", "blue"], counts=[3, 2], k=4), random.sample(range(100), 30))
print(random.shuffle(items), items)
few = [1]
random.shuffle(few)
print(few)
words = "the quick brown fox jumps".split()
random.shuffle(words)
print(words)
