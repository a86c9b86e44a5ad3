# The bytes of None, booleans and integers in every protocol.
import pickle

values = [
    None,
    True,
    False,
    0,
    1,
    -1,
    255,
    256,
    65535,
    65536,
    -129,
    2**31 - 1,
    2**31,
    -(2**31),
    2**63,
    -(2**63),
    10**30,
    2**2040,
    -(2**2040),
]
for value in values:
    for protocol in range(6):
        data = pickle.dumps(value, protocol)
        assert pickle.loads(data) == value
        if len(data) < 60:
            print(protocol, repr(value), data)
        else:
            print(protocol, "long", len(data), data[:12], data[-6:])
