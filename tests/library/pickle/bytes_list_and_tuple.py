# The bytes of lists and tuples in every protocol.
import pickle

values = [
    [],
    [1],
    [1, 2],
    [[], [[]]],
    ["a", None, 2.0],
    (),
    (1,),
    (1, 2),
    (1, 2, 3),
    (1, 2, 3, 4),
    ((), ((),)),
    [(1, [2])],
    (True, [False]),
]
for value in values:
    for protocol in range(6):
        data = pickle.dumps(value, protocol)
        assert pickle.loads(data) == value
        print(protocol, value, data)
for protocol in [0, 1, 2, 4]:
    data = pickle.dumps(list(range(1001)), protocol)
    print(protocol, len(data), data[:20], data[-12:], pickle.loads(data) == list(range(1001)))
