# product, permutations, combinations, combinations_with_replacement.
from itertools import *


def check(make):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e, sep=": ")


def text(it):
    return " ".join("".join(map(str, t)) for t in it)


print(text(product("ab", "xy")), "|", text(product("ab", repeat=2)), "|", text(product("ab", [1, 2], "z")), "|", list(product()), list(product("ab", [])), list(product("a", repeat=0)))
print(text(permutations("abc")), "|", text(permutations("abc", 2)), "|", list(permutations([1], 2)), list(permutations([])), list(permutations("ab", 0)))
print(text(combinations("abcd", 2)), "|", text(combinations("abc", 3)), "|", list(combinations("ab", 3)), list(combinations("ab", 0)))
print(text(combinations_with_replacement("abc", 2)), "|", list(combinations_with_replacement("", 1)), list(combinations_with_replacement("a", 0)), text(combinations_with_replacement("ab", 3)))
print(len(list(permutations(range(6)))), len(list(combinations(range(10), 4))), len(list(product(range(3), repeat=5))), len(list(combinations_with_replacement(range(5), 3))))
print(list(permutations("aab", 2))[:4], next(product([1, 2], [3, 4])), sum(1 for _ in combinations(range(20), 3)))
print([sum(c) for c in combinations([1, 2, 3, 4], 2)], sorted(set("".join(p) for p in permutations("aab"))))
check(lambda: product(5))
check(lambda: product("ab", repeat=-1))
check(lambda: product("ab", repeat="x"))
check(lambda: product("ab", times=2))
check(lambda: permutations())
check(lambda: permutations(5))
check(lambda: permutations("ab", -1))
check(lambda: permutations("ab", "x"))
check(lambda: permutations("ab", 1.5))
check(lambda: combinations("ab"))
check(lambda: combinations("ab", -1))
check(lambda: combinations("ab", None))
check(lambda: combinations_with_replacement("ab", -1))
check(lambda: combinations_with_replacement(5, 1))
check(lambda: product(range(10 ** 4), repeat=10 ** 15))
p = permutations("abc")
next(p)
print(list(p)[-1], list(p), iter(p) is p)
suits, ranks = "SH", "AK"
print([r + s for s, r in product(suits, ranks)])
