"""sort of 10^6 ints, of floats and strings, by key, reversed, of sorted runs."""
numbers = [(n * 7_919_317 + 13) % 1_000_003 for n in range(1_000_000)]
ordered = sorted(numbers)
print(ordered[0], ordered[500_000], ordered[-1])
ordered.sort(reverse=True)
ordered.sort()
print(ordered == sorted(ordered[:500_000] + ordered[500_000:][::-1]))
texts = [f"{n:06}" for n in numbers[:200_000]]
print(sorted(texts)[1000], sorted(n / 3 for n in numbers[:200_000])[1000])
print(sorted(numbers[:200_000], key=lambda n: -n)[1000], max(numbers), min(texts))
pairs = sorted(zip(numbers[:100_000], texts))
print(pairs[5])
