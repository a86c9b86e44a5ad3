# Classic uses of lists.
stack, out = [], []
for token in "3 4 + 2 * 7 -".split():
    if token.isdigit():
        stack.append(int(token))
    else:
        b, a = stack.pop(), stack.pop()
        stack.append({"+": a + b, "-": a - b, "*": a * b}[token])
print(stack)
queue = [0]
seen = {0}
edges = {0: [1, 2], 1: [3], 2: [3, 4], 3: [], 4: [0]}
while queue:
    node = queue.pop(0)
    out.append(node)
    for n in edges[node]:
        if n not in seen:
            seen.add(n)
            queue.append(n)
print(out)
a, b = [[1, 2], [3, 4]], [[5, 6], [7, 8]]
print([[sum(x * y for x, y in zip(row, col)) for col in zip(*b)] for row in a])
print(list(zip(*a)), [list(r) for r in zip(*a)], sum(a, []))
def quick(s):
    return s if len(s) < 2 else quick([x for x in s[1:] if x < s[0]]) + [s[0]] + quick([x for x in s[1:] if x >= s[0]])
print(quick([3, 6, 1, 8, 3, 9, 2]))
