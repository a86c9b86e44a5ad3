"""A small algorithm of many parts: shortest paths in a grid with a heap written by hand."""


def push(heap, item):
    heap.append(item)
    child = len(heap) - 1
    while child > 0:
        parent = (child - 1) // 2
        if heap[parent] <= heap[child]:
            break
        heap[parent], heap[child] = heap[child], heap[parent]
        child = parent


def pop(heap):
    last = heap.pop()
    if not heap:
        return last
    first, heap[0] = heap[0], last
    parent = 0
    while True:
        child = 2 * parent + 1
        if child >= len(heap):
            return first
        if child + 1 < len(heap) and heap[child + 1] < heap[child]:
            child += 1
        if heap[parent] <= heap[child]:
            return first
        heap[parent], heap[child] = heap[child], heap[parent]
        parent = child


def shortest(size):
    cost = {(x, y): (x * 7 + y * 13) % 10 + 1 for x in range(size) for y in range(size)}
    best = {(0, 0): 0}
    heap = [(0, (0, 0))]
    while heap:
        distance, (x, y) = pop(heap)
        if distance > best[x, y]:
            continue
        for place in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)):
            if place in cost:
                there = distance + cost[place]
                if there < best.get(place, 1_000_000_000):
                    best[place] = there
                    push(heap, (there, place))
    return best


best = shortest(260)
print(best[259, 259], sum(best.values()))
