# One object met twice is stored once and comes back once.
import pickle

part = ["p"]
word = "some words"
blob = b"bytes!"
for value in [[part, part], [word, word], {"a": part, "b": part}, (part, part), [(1, 2)] * 2, [blob, blob]]:
    for protocol in range(6):
        data = pickle.dumps(value, protocol)
        back = pickle.loads(data)
        first, second = list(back.values()) if isinstance(back, dict) else back
        print(protocol, value, data, first is second)
