# Classic small exercises.
print(*("Fizz" * (n % 3 == 0) + "Buzz" * (n % 5 == 0) or n for n in range(1, 16)))
for n in range(1, 10, 4):
    for m in range(1, 10, 3):
        print(f"{n}×{m}={n * m:2}", end=" ")
    print()


def bubble(s):
    s = s[:]
    for end in range(len(s) - 1, 0, -1):
        swapped = False
        for i in range(end):
            if s[i] > s[i + 1]:
                s[i], s[i + 1] = s[i + 1], s[i]
                swapped = True
        if not swapped:
            break
    return s


def binary(s, x):
    lo, hi = 0, len(s)
    while lo < hi:
        mid = (lo + hi) // 2
        if s[mid] < x:
            lo = mid + 1
        else:
            hi = mid
    return lo if lo < len(s) and s[lo] == x else -1


print(bubble([5, 2, 9, 1, 5]), binary([1, 3, 5, 7], 5), binary([1, 3], 2))
triangle = [[1]]
for _ in range(4):
    last = triangle[-1]
    triangle.append([1] + [a + b for a, b in zip(last, last[1:])] + [1])
print(triangle)
print([word for word in "level noon python".split() if word == word[::-1]], sum(int(d) for d in str(2 ** 50)))
