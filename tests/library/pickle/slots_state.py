# Classes with __slots__.
import pickle


class Point:
    __slots__ = ("x", "y")


class Named(Point):
    pass


p = Point()
p.x = 1
q = Named()
q.x, q.name = 2, "q"
print(p.__getstate__(), q.__getstate__())
for protocol in range(6):
    try:
        data = pickle.dumps(p, protocol)
        back = pickle.loads(data)
        print(protocol, data, back.x, hasattr(back, "y"))
        back = pickle.loads(pickle.dumps(q, protocol))
        print(back.x, back.name)
    except TypeError as error:
        print(protocol, error)
