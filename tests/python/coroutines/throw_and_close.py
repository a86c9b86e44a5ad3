"""throw() and close() reach the await that a coroutine waits at."""


class Pause:
    def __await__(self):
        try:
            yield "paused"
        finally:
            print("pause ends")


async def careful():
    try:
        await Pause()
    except KeyError as error:
        print("caught", error)
        return "handled"
    finally:
        print("finally")


c = careful()
print(c.send(None))
try:
    c.throw(KeyError("k"))
except StopIteration as stop:
    print(stop.value)
c = careful()
c.send(None)
c.close()
c = careful()
c.send(None)
try:
    c.throw(ValueError("v"))
except ValueError as error:
    print("passed", error)


async def stubborn():
    try:
        await Pause()
    except GeneratorExit:
        print("no")
        await Pause()


c = stubborn()
c.send(None)
try:
    c.close()
except RuntimeError as error:
    print(error)
try:
    c.send(None)
except StopIteration:
    print("over")
