# Nested classes, bound methods, functions and class methods by name.
import pickle


class Outer:
    class Inner:
        def __init__(self):
            self.v = 5

    def method(self):
        return "method"

    @classmethod
    def make(cls):
        return cls.__name__

    @staticmethod
    def plain():
        return "static"


def double(x):
    return 2 * x


for protocol in range(6):
    print(protocol, pickle.dumps(double, protocol), pickle.loads(pickle.dumps(double, protocol))(4))
    try:
        data = pickle.dumps(Outer.Inner(), protocol)
        print(data, pickle.loads(data).v)
    except pickle.PicklingError as error:
        print(error)
    for value in [Outer().method, Outer.make, Outer.plain, [].append]:
        data = pickle.dumps(value, protocol)
        print(len(data), callable(pickle.loads(data)))
print(pickle.loads(pickle.dumps(Outer().method))(), pickle.loads(pickle.dumps(Outer.make))())
