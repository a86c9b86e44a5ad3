# iter and next in all forms.
it = iter([1, 2])
print(next(it), next(it), next(it, "default"), next(it, None))
values = iter([3, 1, 0, 2])
print(list(iter(lambda: next(values), 0)), next(values))
print(type(iter([])).__name__, type(iter(())).__name__, type(iter("")).__name__, type(iter({})).__name__, type(iter(range(1))).__name__, type(iter({1})).__name__, type(iter(b"")).__name__)
it = iter("ab")
print(iter(it) is it, list(it), list(it))
n = 0


def tick():
    global n
    n += 1
    return n


for t in iter(tick, 4):
    print("tick", t, end=" ")
print()
print(list(iter(tick, 5)), n)
for action in (lambda: iter(5), lambda: next([1]), lambda: next(5), lambda: iter(5, 1), lambda: next(), lambda: iter(), lambda: next(iter([])), lambda: iter(None)):
    try:
        print(action())
    except (TypeError, StopIteration) as error:
        print(type(error).__name__, "-", error)
