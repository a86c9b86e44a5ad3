"""Heaps: lists whose first item is the smallest one.

heap[k] <= heap[2*k+1] and heap[k] <= heap[2*k+2] for all k, as far as there are such
items."""

__all__ = [
    "heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest",
    "heappushpop",
]

from _heapq import (
    heapify, heappop, heappush, heappushpop, heapreplace,
    _heapify_max, _heappop_max, _heapreplace_max,
)


def merge(*iterables, key=None, reverse=False):
    """Merge sorted inputs into one sorted iterator.

    >>> list(merge([1, 3, 5, 7], [0, 2, 4, 8], [5, 10, 15, 20], [], [25]))
    [0, 1, 2, 3, 4, 5, 5, 7, 8, 10, 15, 20, 25]
    """
    if reverse:
        build, pop, replace, direction = _heapify_max, _heappop_max, _heapreplace_max, -1
    else:
        build, pop, replace, direction = heapify, heappop, heapreplace, 1

    # Equal items come in the order of the iterables, which numbers decide.
    heap = []
    for number, iterator in enumerate(map(iter, iterables)):
        for item in iterator:
            rank = item if key is None else key(item)
            heap.append([rank, number * direction, item, iterator])
            break
    build(heap)
    while heap:
        entry = heap[0]
        yield entry[2]
        for item in entry[3]:
            entry[0] = item if key is None else key(item)
            entry[2] = item
            replace(heap, entry)
            break
        else:
            pop(heap)


def _best(n, iterable, key, largest):
    """The n smallest (or largest) items in order, of equal ones those that come first."""
    iterator = iter(iterable)
    step = -1 if largest else 1
    rank = (lambda item: item) if key is None else key
    # The worst of the best so far is on top, to be thrown out first.
    heap = [(rank(item), at * step, item) for at, item in zip(range(n), iterator)]
    if not heap:
        return []
    build = heapify if largest else _heapify_max
    replace = heapreplace if largest else _heapreplace_max
    build(heap)
    top = heap[0][0]
    at = n
    for item in iterator:
        value = rank(item)
        if (top < value) if largest else (value < top):
            replace(heap, (value, at * step, item))
            top = heap[0][0]
            at += 1
    heap.sort(reverse=largest)
    return [item for _, _, item in heap]


def nsmallest(n, iterable, key=None):
    """The n smallest elements: sorted(iterable, key=key)[:n]"""
    if n == 1:
        missing = object()
        found = min(iterable, default=missing, key=key)
        return [] if found is missing else [found]
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        pass
    else:
        if n >= size:
            return sorted(iterable, key=key)[:n]
    return _best(n, iterable, key, largest=False)


def nlargest(n, iterable, key=None):
    """The n largest elements: sorted(iterable, key=key, reverse=True)[:n]"""
    if n == 1:
        missing = object()
        found = max(iterable, default=missing, key=key)
        return [] if found is missing else [found]
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        pass
    else:
        if n >= size:
            return sorted(iterable, key=key, reverse=True)[:n]
    return _best(n, iterable, key, largest=True)
