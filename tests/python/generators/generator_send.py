# Values sent in appear at the yield.
def average():
    total, count, result = 0, 0, None
    while True:
        value = yield result
        total += value
        count += 1
        result = total / count


a = average()
print(next(a))
print(a.send(10), a.send(20), a.send(60))


def echo():
    received = []
    while len(received) < 3:
        received.append((yield len(received)))
    return received


e = echo()
try:
    e.send("too early")
except TypeError as error:
    print(error)
print(e.send(None), e.send("a"), next(e))
try:
    e.send("c")
except StopIteration as stop:
    print(stop.value)
