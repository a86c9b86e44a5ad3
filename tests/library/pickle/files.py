# pickle.dump and pickle.load with files; text files are refused.
import pickle

data = {"name": "小明", "scores": (90, 85.5), "tags": {"a"}}
with open("d.pkl", "wb") as f:
    print(pickle.dump(data, f))
with open("d.pkl", "rb") as f:
    back = pickle.load(f)
print(back, back == data, back is data)
for action in [
    lambda: pickle.dump(data, open("t.txt", "w")),
    lambda: pickle.load(open("t.txt")),
    lambda: pickle.dump(data, "name"),
    lambda: pickle.load("name"),
    lambda: pickle.load(b"bytes"),
    lambda: pickle.loads("text"),
    lambda: pickle.loads(5),
    lambda: pickle.dumps(),
    lambda: pickle.dumps(1, 6),
    lambda: pickle.dumps(1, "2"),
    lambda: pickle.dumps(1, 2, 3),
    lambda: pickle.Pickler(None),
    lambda: pickle.Unpickler(None),
]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", error)
print(
    pickle.dumps(1, -1) == pickle.dumps(1, pickle.HIGHEST_PROTOCOL),
    pickle.dumps(1) == pickle.dumps(1, pickle.DEFAULT_PROTOCOL),
)
print(pickle.HIGHEST_PROTOCOL, pickle.DEFAULT_PROTOCOL, pickle.format_version, pickle.compatible_formats)
