"""String methods: split, strip, replace, find, case, tests."""

line = "  The quick brown fox, the LAZY dog; 42 boxes = 17 + 25, done.  "


def rounds(times):
    total = 0
    for n in range(times):
        clean = line.strip().lower()
        words = clean.split()
        for word in words:
            if word.isdigit():
                total += int(word)
            elif word.endswith(",") or word.startswith("t"):
                total += len(word.rstrip(",;"))
        changed = clean.replace("o", "00").replace("the ", "")
        total += changed.find("dog") + changed.count("0")
        head, _, tail = clean.partition(";")
        total += len(head.title()) + len(tail.split(","))
        total += len(str(n).zfill(8).upper())
    return total


print(rounds(70_000))
