# persistent_id and persistent_load keep some objects outside.
import io
import pickle

STORE = {"big": ["large", "thing"]}


class Out(pickle.Pickler):
    def persistent_id(self, value):
        for name, stored in STORE.items():
            if stored is value:
                return name
        return None


class In(pickle.Unpickler):
    def persistent_load(self, name):
        print("load", name)
        return STORE[name]


for protocol in [0, 2, 4]:
    box = io.BytesIO()
    Out(box, protocol).dump([1, STORE["big"], "x"])
    print(box.getvalue())
    box.seek(0)
    back = In(box).load()
    print(back, back[1] is STORE["big"])
    box.seek(0)
    try:
        pickle.load(box)
    except pickle.UnpicklingError as error:
        print(error)
