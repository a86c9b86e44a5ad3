# The bytes of strings in every protocol.
import pickle

for value in [
    "",
    "a",
    "hello world",
    "line\nbreak",
    "back\\slash",
    "quote'\"",
    "é",
    "中文",
    "😀",
    "\0",
    "\x1a\r",
    "\ud800",
    "x" * 255,
    "y" * 256,
]:
    for protocol in range(6):
        data = pickle.dumps(value, protocol)
        assert pickle.loads(data) == value
        print(protocol, ascii(value[:12]), len(data), data[:48])
