"""json: dumps and loads of nested data."""
import json

record = {
    "name": "Ada",
    "tags": ["a", "b\n", "中文", ""],
    "scores": [1, 2.5, -3, 1e10, 0.1],
    "nested": {"ok": True, "none": None, "deep": [[1], [2, [3]]]},
}
total = 0
for n in range(9_000):
    record["id"] = n
    text = json.dumps(record)
    again = json.loads(text)
    total += len(text) + again["id"]
    if again != record:
        print("difference", n)
rows = [{"id": i, "value": i * 0.5, "label": f"row {i}"} for i in range(3_000)]
for _ in range(12):
    text = json.dumps(rows, indent=2, sort_keys=True)
    total += len(text) + len(json.loads(text))
print(total)
