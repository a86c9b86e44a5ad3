# Pickler and Unpickler on a BytesIO: several objects, one memo.
import io
import pickle

part = ["shared"]
box = io.BytesIO()
pickler = pickle.Pickler(box, 2)
pickler.dump([part])
pickler.dump({"again": part})
pickler.clear_memo()
pickler.dump(part)
print(box.getvalue())
box.seek(0)
unpickler = pickle.Unpickler(box)
first, second, third = unpickler.load(), unpickler.load(), unpickler.load()
print(first, second, third, first[0] is second["again"], first[0] is third)
try:
    unpickler.load()
except EOFError as error:
    print(type(error).__name__, error)
box = io.BytesIO()
for value in [1, "two", [3]]:
    pickle.dump(value, box)
box.seek(0)
while True:
    try:
        print(pickle.load(box), box.tell())
    except EOFError:
        print("end")
        break
