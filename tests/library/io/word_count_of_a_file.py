# A small program in everyday style: counting words and lines.
text = """the quick brown fox
jumps over the lazy dog
the end
"""
with open("story.txt", "w", encoding="utf-8") as f:
    f.write(text)
counts = {}
lines = characters = 0
with open("story.txt", encoding="utf-8") as f:
    for line in f:
        lines += 1
        characters += len(line)
        for word in line.split():
            counts[word] = counts.get(word, 0) + 1
print(lines, characters, sum(counts.values()))
for word, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:4]:
    print(f"{word:<8}{count:>3}")
with open("report.csv", "w", encoding="utf-8") as f:
    f.write("word,count\n")
    f.writelines(f"{word},{count}\n" for word, count in counts.items())
with open("report.csv", encoding="utf-8") as f:
    header = next(f).strip().split(",")
    rows = [dict(zip(header, line.strip().split(","))) for line in f]
print(rows[0], rows[-1], len(rows))
