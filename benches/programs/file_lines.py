"""Files: writing lines, reading them back line by line, counting."""
import os

name = "lines.txt"
total = 0
for turn in range(4):
    with open(name, "w", encoding="utf-8") as file:
        for i in range(60_000):
            file.write(f"line {i}, value {i * turn}\n")
    with open(name, encoding="utf-8") as file:
        for line in file:
            head, _, value = line.rstrip("\n").rpartition(" ")
            total += len(head) + int(value)
    with open(name, encoding="utf-8") as file:
        total += len(file.readlines())
    total += os.path.getsize(name)
os.remove(name)
print(total)
