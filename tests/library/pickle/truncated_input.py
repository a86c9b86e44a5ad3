# Every way of cutting a pickle short raises, with a message.
import pickle


class Point:
    pass


p = Point()
p.x = 1
for protocol in [0, 2, 4]:
    for value in [[1, "ab"], {"k": 2.5}, p, b"xyz", 10**20]:
        data = pickle.dumps(value, protocol)
        seen = []
        for end in range(len(data)):
            try:
                pickle.loads(data[:end])
                kind = "loaded"
            except Exception as error:
                kind = f"{type(error).__name__}: {error}"
            if not seen or seen[-1] != kind:
                seen.append(kind)
        print(protocol, type(value).__name__, seen)
