# The bytes of dicts and sets in every protocol.
import pickle

values = [
    {},
    {"a": 1},
    {1: "x", 2: "y"},
    {"n": {"m": []}},
    set(),
    {5},
    frozenset(),
    frozenset([7]),
    {(1, 2): {3}},
]
for value in values:
    for protocol in range(6):
        data = pickle.dumps(value, protocol)
        back = pickle.loads(data)
        assert back == value and type(back) is type(value)
        print(protocol, value, data)
big = {n: -n for n in range(1001)}
for protocol in [1, 4]:
    data = pickle.dumps(big, protocol)
    print(protocol, len(data), data[:20], data[-14:], pickle.loads(data) == big)
