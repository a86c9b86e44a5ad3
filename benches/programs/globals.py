"""Code at module level: global names read and written in a loop."""

SIZE = 64
counts = [0] * SIZE
seed = 1
steps = 0


def advance():
    global seed, steps
    seed = (seed * 1103515245 + 12345) % 2147483648
    steps += 1
    return seed // 65536 % SIZE


for turn in range(700_000):
    slot = advance()
    counts[slot] += 1
    if counts[slot] > 5000:
        counts[slot] = 0
print(steps, sum(counts), seed)
