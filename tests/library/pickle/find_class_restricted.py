# Unpickler.find_class decides which names may be loaded.
import builtins
import io
import pickle


class Careful(pickle.Unpickler):
    def find_class(self, module, name):
        print("asked for", module, name)
        if module == "builtins" and name in {"range", "complex", "set"}:
            return getattr(builtins, name)
        raise pickle.UnpicklingError(f"{module}.{name} is forbidden")


def careful_loads(data):
    return Careful(io.BytesIO(data)).load()


print(careful_loads(pickle.dumps([range(3), 1j, {5}])))
for data in [
    pickle.dumps({5}, 2),
    pickle.dumps(len),
    b"cos\nsystem\n(S'echo bad'\ntR.",
    pickle.dumps(ValueError("x")),
]:
    try:
        print(careful_loads(data))
    except pickle.UnpicklingError as error:
        print(error)
print(pickle.Unpickler(io.BytesIO(b"")).find_class("builtins", "len"))
