"""A frame has one object, as long as somebody holds it; another call has another."""

import sys


def where():
    return sys._getframe(), sys._getframe()


a, b = where()
c, d = where()
print(a is b, c is d, a is c)
print(a.f_back is sys._getframe(), a.f_back is c.f_back)


def outer():
    def inner():
        return sys._getframe(1), sys._getframe().f_back

    x, y = inner()
    return x is y, x is sys._getframe()


print(outer())


def numbers():
    yield sys._getframe()


g = numbers()
frame = g.gi_frame
print(frame is g.gi_frame, next(g) is frame, g.gi_frame is frame)


def fails():
    frames.append(sys._getframe())
    1 / 0


frames = []
try:
    fails()
except ZeroDivisionError as error:
    traceback = error.__traceback__
    print(traceback.tb_next.tb_frame is frames[0], traceback.tb_frame is sys._getframe())
