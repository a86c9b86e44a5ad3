"""Dictionaries with string keys: counting words."""

words = [f"{first}{second}{third}" for first in ("ka", "lo", "mi", "su", "te") for second in "abcdefghij" for third in range(20)]


def text(count):
    seed = 5
    chosen = []
    for _ in range(count):
        seed = (seed * 1103515245 + 12345) % 2147483648
        chosen.append(words[seed // 65536 % len(words)])
    return chosen


def count_words(chosen):
    counts = {}
    for word in chosen:
        if word in counts:
            counts[word] += 1
        else:
            counts[word] = 1
    return counts


chosen = text(60_000)
for _ in range(60):
    counts = count_words(chosen)
best = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
print(len(counts), best[:3])
