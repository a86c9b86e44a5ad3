# The bytes of bytes and bytearray in every protocol.
import pickle

for value in [b"", b"abc", bytes(range(250, 256)), b"x" * 256, bytearray(), bytearray(b"xyz\xff")]:
    for protocol in range(6):
        data = pickle.dumps(value, protocol)
        back = pickle.loads(data)
        assert back == value and type(back) is type(value)
        print(protocol, type(value).__name__, len(value), len(data), data[:80])
