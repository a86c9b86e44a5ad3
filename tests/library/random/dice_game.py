# A small program in everyday style: throwing dice.
import random

dice = random.Random("biji")
counts = {face: 0 for face in range(1, 7)}
for _ in range(600):
    counts[dice.randint(1, 6)] += 1
for face, count in counts.items():
    print(face, "#" * (count // 10), count)
print(sum(counts.values()))
secret = dice.randrange(1, 101)
low, high, guesses = 1, 100, 0
while True:
    guess = (low + high) // 2
    guesses += 1
    if guess == secret:
        break
    if guess < secret:
        low = guess + 1
    else:
        high = guess - 1
print(secret, guesses)
