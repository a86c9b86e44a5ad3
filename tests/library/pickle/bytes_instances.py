# Instances of a program's own class in every protocol.
import pickle


class Point:
    def __init__(self, x, y):
        print("init")
        self.x = x
        self.y = y

    def __eq__(self, other):
        return (self.x, self.y) == (other.x, other.y)


class Empty:
    pass


p = Point(1, "two")
for protocol in range(6):
    data = pickle.dumps(p, protocol)
    print(protocol, data)
    back = pickle.loads(data)
    print(back == p, back is p, type(back) is Point, vars(back))
    print(protocol, pickle.dumps(Empty(), protocol), pickle.dumps(Point, protocol))
    print(protocol, pickle.dumps([p, p, Empty], protocol))
