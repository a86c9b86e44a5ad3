# for goes over the lines; the file remembers where it is.
with open("a.txt", "w") as f:
    for number in range(5):
        f.write(f"line {number}\n")
with open("a.txt") as f:
    print(iter(f) is f)
    print(next(f), end="")
    for line in f:
        print(line.rstrip())
        if line.endswith("2\n"):
            break
    print(repr(f.read()))
    print(next(f, "nothing left"))
    try:
        next(f)
    except StopIteration as error:
        print(type(error).__name__, error.args)
with open("a.txt") as f:
    print([len(line) for line in f], sum(1 for line in f))
with open("a.txt") as f:
    for number, line in enumerate(f, start=1):
        if number % 2:
            print(number, line.strip().upper())
with open("a.txt") as f:
    first, *rest = f
print(repr(first), len(rest), "line 3\n" in rest)
