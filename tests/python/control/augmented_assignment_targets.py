# Names, items, slices, attributes; each part evaluated once.
class Box:
    n = 1


def get(label, value):
    print(label, end=" ")
    return value


box, items, table = Box(), [1, 2, 3], {"k": [0]}
get("box", box).n += 10
print(box.n, Box.n, box.__dict__)
get("items", items)[get("index", 1)] *= get("right", 5)
print(items)
get("table", table)["k"] += [1]
print(table)
items[1:] += [9]
print(items)
table["k"][0] -= 5
print(table)
box.list = items
box.list[0] += 100
box.list += [0]
print(items, box.list is items)
i = 0
items[i], i = 5, 1
items[i] += i
print(items, i)
for target in ("missing item", "missing attribute", "undefined"):
    try:
        if target == "missing item":
            table["q"] += 1
        elif target == "missing attribute":
            box.zzz += 1
        else:
            undefined_name += 1
    except (KeyError, AttributeError, NameError) as error:
        print(type(error).__name__, error)
