"""collections.Counter of 10^6 words, most_common, sums of counters."""
from collections import Counter

words = " ".join(f"word{n * n % 5003}" for n in range(10_000)).split() * 100
counts = Counter(words)
print(len(words), len(counts), counts.most_common(3))
letters = Counter("the quick brown fox jumps over the lazy dog" * 20_000)
both = letters + counts
print(letters.total(), len(both), both.most_common(2))
