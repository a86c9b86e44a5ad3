# __reduce__ and __reduce_ex__ in all their forms.
import pickle


class Temperature:
    def __init__(self, degrees):
        self.degrees = degrees

    def __reduce__(self):
        return (Temperature, (self.degrees,))


class WithState:
    def __reduce__(self):
        return (WithState, (), {"mark": 1})


class Bag:
    def __init__(self):
        self.items, self.pairs = [], {}

    def append(self, item):
        self.items.append(item)

    def extend(self, items):
        print("extend")
        self.items.extend(items)

    def __setitem__(self, key, value):
        self.pairs[key] = value

    def __reduce_ex__(self, protocol):
        print("protocol", protocol)
        return (Bag, (), None, iter([1, 2]), iter([("k", "v")]))


class Single:
    def __reduce__(self):
        return "THE_ONE"


THE_ONE = Single()
print(pickle.loads(pickle.dumps(Temperature(21))).degrees, pickle.dumps(Temperature(21), 2))
print(vars(pickle.loads(pickle.dumps(WithState()))))
for protocol in [0, 2, 5]:
    bag = pickle.loads(pickle.dumps(Bag(), protocol))
    print(bag.items, bag.pairs)
print(pickle.loads(pickle.dumps(THE_ONE)) is THE_ONE, pickle.dumps(THE_ONE, 0))
print(object().__reduce_ex__(2)[0].__name__, Temperature(1).__reduce_ex__(4))
