# count, cycle, repeat, islice, takewhile, dropwhile, filterfalse, compress, accumulate, starmap.
import operator
from itertools import *


def check(make):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e, sep=": ")


def take(n, it):
    return list(islice(it, n))


print(take(3, count()), take(3, count(5)), take(3, count(1, 2)), take(3, count(0.5, 0.25)), take(3, count(10, -3)), take(2, count(10 ** 20)), take(3, count(step=5, start=1)))
print(count(), count(3), count(1, 2), count(1.5), repeat("a"), repeat("a", 3), cycle("ab").__class__)
c = count(3)
next(c)
print(c)
print(take(7, cycle("abc")), list(cycle([])), take(2, cycle(iter([1]))))
print(take(2, repeat(5)), list(repeat("x", 2)), list(repeat(1, 0)), list(repeat(1, -5)), list(map(pow, range(4), repeat(2))))
print(list(islice("abcdefg", 2)), list(islice("abcdefg", 2, 4)), list(islice("abcdefg", 2, None)), list(islice("abcdefg", 0, None, 2)), list(islice("abc", None)), list(islice("abc", 5, 9)))
it = iter(range(10))
print(list(islice(it, 2, 8, 3)), list(it))
it = iter(range(10))
print(list(islice(it, 3)), next(it))
print(list(takewhile(lambda x: x < 3, [1, 2, 5, 1])), list(dropwhile(lambda x: x < 3, [1, 2, 5, 1])), list(filterfalse(lambda x: x % 2, range(6))), list(filterfalse(None, [0, 1, "", "a"])))
print(list(compress("abcdef", [1, 0, 1, 0, 1, 1])), list(compress("abc", [True])), list(compress(data="ab", selectors=[0, 1])))
print(list(accumulate([1, 2, 3, 4])), list(accumulate([1, 2, 3], operator.mul)), list(accumulate("abc")), list(accumulate([], initial=5)), list(accumulate([1, 2], initial=100)), list(accumulate([3, 1, 2], max)), list(accumulate([1, 2, 3], func=lambda a, b: a - b)), list(accumulate([])))
print(list(starmap(pow, [(2, 3), (3, 2)])), list(starmap(max, [[1, 2], "ab"])))
natural = takewhile(lambda n: n < 30, (n * n for n in count(1)))
print(list(natural))
check(lambda: count("a"))
check(lambda: count(1, "a"))
check(lambda: islice([1]))
check(lambda: islice([1], -1))
check(lambda: islice([1], "a"))
check(lambda: islice([1], 0, 5, 0))
check(lambda: islice([1], 0, 5, -1))
check(lambda: islice(5, 1))
check(lambda: cycle(5))
check(lambda: cycle())
check(lambda: repeat())
check(lambda: repeat(1, "a"))
check(lambda: takewhile(1))
check(lambda: list(takewhile(5, [1])))
check(lambda: compress([1]))
check(lambda: list(starmap(pow, [1])))
check(lambda: list(accumulate([1, "a"])))
check(lambda: accumulate())
check(lambda: list(dropwhile(lambda x: 1 / 0, [1])))
check(lambda: next(islice([], 3)))
check(lambda: len(count()))
check(lambda: repeat(1).__length_hint__())
print(repeat(1, 5).__length_hint__(), operator.length_hint(repeat(1, 7)))
