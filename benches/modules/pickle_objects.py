"""pickle: dumps and loads of records, of numbers, of instances and shared parts."""
import pickle


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y


shared = ["one", "list"]
records = [{"id": n, "name": f"name {n}", "values": (n, n / 3, None), "shared": shared} for n in range(20_000)]
points = [Point(n, -n) for n in range(20_000)]
numbers = list(range(100_000))
total = 0
for _ in range(4):
    for value in records, points, numbers:
        data = pickle.dumps(value)
        total += len(data) + len(pickle.loads(data))
print(total)
