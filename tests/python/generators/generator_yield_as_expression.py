# yield inside larger expressions.
def f():
    x = (yield "a") + (yield "b")
    print("sum", x)
    y = [(yield "c"), (yield "d")]
    print("list", y)
    print("call", str((yield "e")))
    z = yield
    print("bare", z)


g = f()
print(next(g), g.send(1), g.send(2))
print(g.send("p"), g.send("q"))
print(g.send(99))
try:
    g.send("end")
except StopIteration:
    print("done")


def choose():
    while (command := (yield)) != "stop":
        print("command", command)


c = choose()
next(c)
c.send("go")
print(next(iter([c.send("run")])))
try:
    c.send("stop")
except StopIteration:
    print("stopped")
