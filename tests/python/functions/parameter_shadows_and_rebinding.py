# Parameters are locals: rebinding does not reach the caller, mutation does.
def rebind(items):
    items = [0]
    return items


def mutate(items):
    items.append(99)


def rebind_in_place(items):
    items += [7]


data = [1]
print(rebind(data), data)
mutate(data)
print(data)
rebind_in_place(data)
print(data)
pair = (1,)
rebind_in_place_result = None


def extend_tuple(t):
    t += (2,)
    return t


print(extend_tuple(pair), pair)


def shadow(len):
    return len + 1


print(shadow(1), len([1, 2, 3]))
