# What may be a seed, in both versions of the algorithm.
import random

for seed in [
    0,
    1,
    -1,
    42,
    2**40,
    -(2**70),
    True,
    1.5,
    -0.0,
    "",
    "text",
    "中文",
    b"bytes",
    bytearray(b"bytes"),
]:
    random.seed(seed)
    print(repr(seed), random.random(), random.getrandbits(20))
for seed in ["text", b"bytes", 5]:
    random.seed(seed, version=1)
    print("version 1", repr(seed), random.random())
for bad in [[1], (1, 2), {}, 1j, object]:
    try:
        random.seed(bad)
    except TypeError as error:
        print(error)
random.seed()
random.seed(None)
print(0 <= random.random() < 1)
