# heapq: heaps, merging, the largest and the smallest.
import heapq
import random
from heapq import *


def check(make):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e, sep=": ")


heap = []
for n in [5, 3, 8, 1, 9, 2]:
    heappush(heap, n)
print(heap, heap[0], [heappop(heap) for _ in range(6)], heap)
data = [9, 7, 5, 3, 1, 8, 6, 4, 2]
heapify(data)
print(data, heappushpop(data, 0), heappushpop(data, 10), data, heapreplace(data, 4), data)
print(nlargest(3, [1, 8, 2, 23, 7]), nsmallest(3, [1, 8, 2, 23, 7]), nlargest(2, ["a", "ccc", "bb"], key=len), nsmallest(1, "hello"), nlargest(0, [1]), nlargest(-1, [1]), nsmallest(10, [3, 1, 2]), nlargest(10, [3, 1]), nlargest(1, []), nsmallest(1, [5, 3], key=lambda x: -x))
print(list(merge([1, 4, 7], [2, 5, 8], [3, 6, 9])), list(merge([3, 1], [4, 2], reverse=True)), list(merge(["a", "cccc"], ["bb"], key=len)), list(merge()), list(merge([1])))
tasks = []
heappush(tasks, (2, "code"))
heappush(tasks, (1, "plan"))
heappush(tasks, (3, "test"))
print([heappop(tasks)[1] for _ in range(3)])
random.seed(1)
numbers = [random.randrange(1000) for _ in range(300)]
h = numbers[:]
heapify(h)
print([heappop(h) for _ in range(300)] == sorted(numbers), nlargest(5, numbers) == sorted(numbers, reverse=True)[:5], nsmallest(5, numbers) == sorted(numbers)[:5])
check(lambda: heappop([]))
check(lambda: heapreplace([], 1))
check(lambda: heappushpop([], 1))
check(lambda: heapify((1, 2)))
check(lambda: heappush(5, 1))
check(lambda: heappush([1], "a"))
check(lambda: heapify([1, "a"]))
check(lambda: nlargest("x", [1]))
check(lambda: nlargest(2, 5))
check(lambda: nlargest(2, [1, "a"]))
check(lambda: list(merge([1], ["a"])))
check(lambda: heappush())
pairs = [(1, "b"), (1, "a"), (0, "c")]
print(nsmallest(2, pairs), nlargest(2, pairs, key=lambda p: p[0]), nsmallest(3, pairs, key=lambda p: p[0]))
print(sorted(heapq.__all__))
