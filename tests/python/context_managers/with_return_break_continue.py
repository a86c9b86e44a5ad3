# Leaving the body by jumps still runs __exit__.
class M:
    def __enter__(self):
        return self

    def __exit__(self, *info):
        print("exit", [part is None for part in info])


def f():
    with M():
        return "returned"


print(f())
for i in range(3):
    with M():
        if i == 0:
            continue
        if i == 1:
            break
    print("not reached for", i)
print("i is", i)


def g():
    for i in range(2):
        with M():
            yield i


for x in g():
    print("got", x)
for x in g():
    print("first", x)
    break
print("end")
