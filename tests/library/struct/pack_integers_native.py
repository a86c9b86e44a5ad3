# The range messages of native formats.
import struct

for letter in "bBhHiIlLqQnN":
    for prefix in ["", "@", "="]:
        for value in [2**70, -(2**70), -1, 300, 70000, 2**40]:
            try:
                print(prefix, letter, value, struct.pack(prefix + letter, value))
            except (struct.error, OverflowError) as error:
                print(prefix, letter, value, type(error).__name__, error)
