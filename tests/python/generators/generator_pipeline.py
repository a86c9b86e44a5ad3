# Generators chained into a pipeline, evaluated item by item.
def source(lines):
    for line in lines:
        print("read", line)
        yield line


def strip(lines):
    for line in lines:
        yield line.strip()


def numbers(lines):
    for line in lines:
        if line.isdigit():
            yield int(line)


pipeline = numbers(strip(source([" 1 ", "x", "22 ", ""])))
print("nothing read yet")
for n in pipeline:
    print("number", n)
print(sum(numbers(strip(["1", "2"]))))


def window(items, size):
    held = []
    for item in items:
        held.append(item)
        if len(held) == size:
            yield tuple(held)
            held.pop(0)


print(list(window(range(5), 3)))
