# Classic uses of dicts.
actions = {"add": lambda a, b: a + b, "neg": lambda a: -a, "list": list}
print(actions["add"](1, 2), actions["neg"](5), actions["list"]("ab"), actions.get("none", lambda: "fallback")())
text = "the cat and the dog and the bird"
counts = {}
for w in text.split():
    counts[w] = counts.get(w, 0) + 1
print(counts, sorted(counts.items(), key=lambda p: (-p[1], p[0]))[:2], max(counts, key=counts.get))
inverse = {}
for w, n in counts.items():
    inverse.setdefault(n, []).append(w)
print(inverse, {n: sorted(ws) for n, ws in inverse.items()})
graph = {"a": "bc", "b": "d", "c": "d", "d": ""}


def paths(start, end):
    if start == end:
        return [[end]]
    return [[start] + rest for n in graph[start] for rest in paths(n, end)]


print(paths("a", "d"))
memo = {}


def ways(n):
    if n <= 1:
        return 1
    if n not in memo:
        memo[n] = ways(n - 1) + ways(n - 2)
    return memo[n]


print(ways(60), len(memo), memo[5])
