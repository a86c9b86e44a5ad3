"""csv: writing and reading 100 000 rows, plain and as dicts."""
import csv
import io

target = io.StringIO()
writer = csv.writer(target)
for n in range(100_000):
    writer.writerow([n, f"name {n}", 'said "yes", twice' if n % 50 == 0 else "plain", n * 0.5])
text = target.getvalue()
total = len(text)
for row in csv.reader(io.StringIO(text)):
    total += len(row) + len(row[1])
named = csv.DictReader(io.StringIO(text), ["id", "name", "note", "value"])
for record in named:
    total += len(record["note"])
print(total)
