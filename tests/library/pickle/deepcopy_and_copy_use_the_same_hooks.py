# copy.copy and copy.deepcopy go through __reduce_ex__ as well.
import copy
import pickle


class Box:
    def __init__(self, items):
        self.items = items

    def __getstate__(self):
        print("getstate")
        return {"items": self.items}

    def __setstate__(self, state):
        print("setstate")
        self.__dict__.update(state)


box = Box([1, [2]])
shallow, deep, loaded = copy.copy(box), copy.deepcopy(box), pickle.loads(pickle.dumps(box))
print(shallow.items is box.items, deep.items is box.items, deep.items, loaded.items == box.items)
