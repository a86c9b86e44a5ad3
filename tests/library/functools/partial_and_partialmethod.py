# partial and partialmethod.
import copy
import pickle
from functools import partial, partialmethod


def check(make):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e, sep=": ")


def show(*args, **kw):
    return args, kw


p = partial(show, 1, 2, x=3)
print(p(), p(4, y=5), p(x=9), p.func is show, p.args, p.keywords)
q = partial(p, 7, z=8)
print(q(), q.func is show, q.args, q.keywords)
int2 = partial(int, base=2)
print(int2("1010"), repr(int2), partial(print, "a", sep="-"))
int2.__doc__ = "base two"
int2.extra = 5
print(int2.__doc__, int2.extra, int2.__dict__)
print(copy.copy(int2)("11"), copy.deepcopy(int2)("11"), pickle.loads(pickle.dumps(int2))("11"))
check(lambda: partial())
check(lambda: partial(5))
check(lambda: partial(int, base=2)("3"))
check(lambda: setattr(p, "args", ()))
check(lambda: p.nothing)
print(partial(max, 10)(5, 20), list(map(partial(pow, 2), range(5))), callable(p))
print(partial[int], isinstance(p, partial), hash(p) == hash(p), p == partial(show, 1, 2, x=3))


class Sub(partial):
    pass


s = Sub(show, 1)
print(type(s).__name__, s(2), type(partial(s, 3)).__name__)
recursive = partial(show)
recursive.__setstate__((recursive, (), {}, {}))
print("..." in repr(recursive))
recursive.__setstate__((show, (1,), {"a": 2}, None))
print(recursive())
check(lambda: recursive.__setstate__(5))
check(lambda: recursive.__setstate__((1, 2)))


class Cell:
    def __init__(self):
        self.alive = False

    def set_state(self, state, *more, **kw):
        self.alive = state
        return more, kw

    set_alive = partialmethod(set_state, True)
    set_dead = partialmethod(set_state, False, key=1)
    nested = partialmethod(set_dead, other=2)

    @classmethod
    def make(cls, a, b):
        return cls.__name__, a, b

    make_one = partialmethod(make, 1)

    @staticmethod
    def add(a, b):
        return a + b

    add_ten = partialmethod(add, 10)
    builtin = partialmethod(len)

    def __len__(self):
        return 42


c = Cell()
print(c.set_alive(), c.alive, c.set_dead(5, x=1), c.alive, c.nested(), Cell.set_alive(c), c.alive)
print(c.make_one(2), Cell.make_one(3), c.add_ten(5), Cell.add_ten(1), c.builtin())
print(Cell.__dict__["set_dead"].func is Cell.set_state, Cell.__dict__["nested"].keywords)
check(lambda: partialmethod(5))
check(lambda: partialmethod())
