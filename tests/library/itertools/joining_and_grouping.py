# chain, zip_longest, groupby, tee, pairwise, batched.
import copy
from itertools import *


def check(make):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e, sep=": ")


print(list(chain("ab", [1], (), {"k": 1})), list(chain()), list(chain.from_iterable(["ab", "cd"])), list(chain.from_iterable(range(n) for n in range(4))))
print(list(zip_longest("abc", [1])), list(zip_longest("a", "bcd", fillvalue="-")), list(zip_longest()), list(zip_longest([1, 2], [3], [4, 5, 6], fillvalue=0)))
print([(k, list(g)) for k, g in groupby("aaabbcaa")], [(k, list(g)) for k, g in groupby([1, 3, 2, 4, 5], key=lambda n: n % 2)])
print([k for k, g in groupby("aabb")], [k for k, g in groupby("AaBb", str.upper)])
groups = groupby("aabbb")
k, first = next(groups)
k2, second = next(groups)
print(k, k2, list(first), list(second))
words = ["apple", "avocado", "banana", "blueberry", "cherry"]
for letter, group in groupby(words, key=lambda w: w[0]):
    print(letter, *group)
a, b = tee([1, 2, 3])
print(next(a), next(a), list(b), list(a))
x, y, z = tee("ab", 3)
print(list(x), list(y), list(z), tee([1], 0), len(tee([], 4)))
m = iter([1, 2, 3, 4])
n, o = tee(m)
p = copy.copy(n)
print(next(n), list(p), list(n), list(o))
print(list(pairwise("abcd")), list(pairwise("a")), list(pairwise([])))
print(list(batched("abcdefg", 3)), list(batched([], 2)), list(batched(range(4), n=2, strict=True)))
check(lambda: list(batched("abc", 2, strict=True)))
check(lambda: batched("abc", 0))
check(lambda: batched("abc"))
check(lambda: batched(5, 1))
check(lambda: list(chain(5)))
check(lambda: list(chain.from_iterable(5)))
check(lambda: list(zip_longest(5)))
check(lambda: zip_longest([1], fill=2))
check(lambda: groupby())
check(lambda: groupby(5))
check(lambda: list(groupby([1], key=5)))
check(lambda: tee(5))
check(lambda: tee([1], -1))
check(lambda: tee([1], "x"))
check(lambda: pairwise())
check(lambda: pairwise(5))


def broken():
    yield 1
    raise ValueError("broken")


q, r = tee(broken())
print(next(q), next(r))
check(lambda: next(q))
check(lambda: next(r))
check(lambda: list(chain([1], broken())))
check(lambda: list(pairwise(broken())))
deep = iter([])
for _ in range(500):
    deep = chain(deep, [1])
print(sum(deep))
print(chain[int], type(chain([1])).__name__, chain("a").__iter__().__class__.__name__)
