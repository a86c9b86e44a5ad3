"""Sorting records by a key function and by several keys."""


def people(count):
    seed = 77
    rows = []
    for i in range(count):
        seed = (seed * 69069 + 1) % 4294967296
        rows.append({"name": f"p{seed % 5000}", "age": seed // 7 % 90, "id": i})
    return rows


rows = people(30_000)
total = 0
for _ in range(5):
    rows.sort(key=lambda row: row["age"])
    total += rows[100]["id"]
    rows.sort(key=lambda row: (row["name"], -row["age"]))
    total += rows[200]["id"]
    rows.sort(key=lambda row: row["id"], reverse=True)
print(total, rows[0]["id"])
