"""json: dumps and loads of records, of numbers, of text that is not ASCII, indented."""
import json

records = [
    {"id": n, "name": f"name {n}", "tags": ["a", "b\n", "中文"], "score": n * 0.37, "ok": n % 2 == 0, "none": None}
    for n in range(10_000)
]
numbers = [n * n for n in range(100_000)] + [n / 7 for n in range(30_000)]
total = 0
for _ in range(4):
    for value in records, numbers:
        text = json.dumps(value)
        total += len(text) + (json.loads(text) == value)
    total += len(json.dumps(records, indent=2, sort_keys=True)) + len(json.dumps(records, ensure_ascii=False))
print(total)
