"""Captures, `as`, guards and alternatives."""


def classify(x):
    match x:
        case (int() | float()) as number if number > 100:
            return f"large {number}"
        case [("add" | "plus") as op, a, b]:
            return f"{op}: {a + b}"
        case [op, *args] if op == "neg" and len(args) == 1:
            return -args[0]
        case {"v": [a, b] | (a, b, _)}:
            return a, b
        case other if other:
            return f"true: {other}"
        case _:
            return "false"


for x in (200, 50, ["add", 1, 2], ["plus", 3, 4], ["neg", 5], ["neg", 5, 6], {"v": [1, 2]}, {"v": (1, 2, 3)}, "", "text"):
    print(classify(x))
match [1, 2]:
    case [x, 5]:
        print("no")
    case [_, y]:
        print("x was bound", x, y)
for source in ("case x: pass\n    case y: pass", "case x | y: pass", "case [x, x]: pass", "case x | 1: pass", "case [*a, *b]: pass",
               "case 1 | x: pass", "case _ as _: pass", "case x as y.z: pass", "case {**rest, 1: 2}: pass", "case -x: pass"):
    try:
        compile(f"match 1:\n    {source}\n", "pattern", "exec")
        print(source, "fine")
    except SyntaxError as error:
        print(source.replace("\n", ";"), "-", error.msg)
