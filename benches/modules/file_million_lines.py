"""io: 10^6 lines written and read back, as text and as bytes."""
import os

name = "lines.txt"
with open(name, "w", encoding="utf-8") as file:
    file.write("a line of some forty characters, 中文 too\n" * 1_000_000)
total = 0
with open(name, encoding="utf-8") as file:
    for line in file:
        total += len(line)
with open(name, "rb") as file:
    for line in file:
        total += len(line)
with open(name, encoding="utf-8") as file:
    total += len(file.read())
os.remove(name)
print(total)
