# A generator runs step by step.
def steps():
    print("start")
    yield 1
    print("middle")
    yield 2
    print("end")


g = steps()
print("made")
print(next(g))
print(next(g))
try:
    next(g)
except StopIteration as stop:
    print("stopped", stop.value, stop.args)
try:
    next(g)
except StopIteration:
    print("still stopped")
print(list(steps()))
print(next(g, "default"))
