# bisect: places in sorted sequences, with bounds and keys.
import bisect
from bisect import bisect_left, bisect_right, insort, insort_left, insort_right


def check(make):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e, sep=": ")


a = [1, 3, 3, 5, 7]
print(bisect_left(a, 3), bisect_right(a, 3), bisect.bisect(a, 3), bisect_left(a, 0), bisect_right(a, 9), bisect_left([], 1))
print(bisect_left(a, 3, 2), bisect_left(a, 7, 0, 2), bisect_right(a, 3, lo=1, hi=2), bisect_left(a, 5, hi=None))
insort(a, 4)
insort_left(a, 3)
insort_right(a, 8)
print(a)


def grade(score):
    return "FDCBA"[bisect.bisect([60, 70, 80, 90], score)]


print([grade(s) for s in (33, 99, 77, 70, 89, 90, 100)])
people = [("Bob", 20), ("Ann", 30), ("Cid", 40)]
print(bisect_left(people, 30, key=lambda p: p[1]), bisect_right(people, 30, key=lambda p: p[1]))
insort(people, ("Dan", 35), key=lambda p: p[1])
print(people)
print(bisect_left("abcde", "c"), bisect_right((1, 2, 2, 3), 2), bisect_left(range(100), 42))
check(lambda: bisect_left([1], "a"))
check(lambda: bisect_left(5, 1))
check(lambda: bisect_left([1], 1, -1))
check(lambda: bisect_left([1, 2], 5, 0, 9))
check(lambda: insort((1, 2), 1))
check(lambda: bisect_left([1]))
check(lambda: bisect_left([1], 1, "x"))
check(lambda: bisect_left([1], 1, key=5))


class Row:
    def __len__(self):
        return 10 ** 6

    def __getitem__(self, i):
        return i * i


print(bisect_left(Row(), 1000 ** 2), bisect_left(Row(), 10 ** 11))
l = []
for x in [5, 1, 4, 1, 3]:
    insort(l, x)
print(l, bisect.bisect is bisect_right, bisect.insort is insort_right)
