# Functions that call each other, and a function inside a function.
def is_even(n):
    return True if n == 0 else is_odd(n - 1)


def is_odd(n):
    return False if n == 0 else is_even(n - 1)


def flatten(items):
    result = []

    def visit(item):
        if isinstance(item, list):
            for part in item:
                visit(part)
        else:
            result.append(item)

    visit(items)
    return result


def hanoi(n, source, target, spare):
    if n == 0:
        return 0
    return hanoi(n - 1, source, spare, target) + 1 + hanoi(n - 1, spare, target, source)


print(is_even(10), is_odd(7), is_even(7))
print(flatten([1, [2, [3, [4]], []], 5]))
print(hanoi(5, "a", "b", "c"))
