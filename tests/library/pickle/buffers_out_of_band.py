# PickleBuffer and buffer_callback of protocol 5.
import pickle

data = bytearray(b"large block")
buffer = pickle.PickleBuffer(data)
print(bytes(buffer), buffer.raw().nbytes)
blocks = []
stream = pickle.dumps([buffer, 1], protocol=5, buffer_callback=blocks.append)
print(stream, len(blocks))
back = pickle.loads(stream, buffers=blocks)
print(back[0] is data, back[1])
print(pickle.loads(pickle.dumps(pickle.PickleBuffer(b"ro"), protocol=5)))
for action in [
    lambda: pickle.dumps(buffer, protocol=4),
    lambda: pickle.dumps(1, protocol=4, buffer_callback=print),
    lambda: pickle.loads(stream),
    lambda: pickle.loads(stream, buffers=[]),
]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", error)
