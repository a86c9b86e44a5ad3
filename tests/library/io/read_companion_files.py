# Files that lie beside the program.
with open("names.txt", encoding="utf-8") as f:
    names = f.read().split()
print(names)
with open("data/scores.csv", encoding="gbk") as f:
    for row in f:
        name, *scores = row.strip().split(",")
        print(name, sum(map(int, scores)) / len(scores))
with open("data/pixel.bin", "rb") as f:
    print(f.read())
