"""Stars in calls: the order of evaluation, keywords given twice, and what is no mapping."""


def f(*args, **kw):
    return args, kw


def note(x):
    print("note", x)
    return x


print(f(*[1], note(2), *(3,), k=note(4), **{"a": 5}, b=note(6), **{}))
print(f(*"ab", *{}, **{"x y": 1}), f(**{}, **{"z": 1}))
for call in (lambda: f(*5), lambda: f(**5), lambda: f(**{1: 2}), lambda: f(a=1, **{"a": 2}), lambda: f(**{"a": 1}, **{"a": 2}), lambda: f(*[], **[]),
             lambda: len(*5), lambda: f(**None), lambda: print(**{"nope": 1}), lambda: len(**{"a": 1})):
    try:
        print(call())
    except TypeError as error:
        print(str(error).replace("__main__.", ""))


class Keys:
    def keys(self):
        return ["p", "q"]

    def __getitem__(self, key):
        return key * 2


print(f(**Keys()))
for source in ("f(a=1, 2)", "f(**x, *y)", "f(a=1, a=2)", "f(x for x in y, 1)", "f(1=2)", "f(None=1)", "f(a.b=1)", "f(*)", "f(**)", "f(a, b for b in c)", "f(True=1)"):
    try:
        compile(source, "name", "eval")
        print(source, "fine")
    except SyntaxError as error:
        print(source, "-", error.msg)
