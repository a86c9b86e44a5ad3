# Hexadecimal text and integers.
print(b"\x00\xffA".hex(), b"abcd".hex("-"), b"abcd".hex(":", 2), bytes.fromhex("00ff 41"), bytes.fromhex(""))
print((1000).to_bytes(2, "big"), (1000).to_bytes(4, "little"), (-2).to_bytes(2, "big", signed=True), (5).to_bytes(), (0).to_bytes(0))
print(int.from_bytes(b"\x03\xe8", "big"), int.from_bytes(b"\xe8\x03", "little"), int.from_bytes(b"\xff\xfe", "big", signed=True), int.from_bytes([1, 0]), int.from_bytes(b""))
for action in (lambda: bytes.fromhex("0g"), lambda: bytes.fromhex("123"), lambda: (256).to_bytes(1), lambda: (-1).to_bytes(1),
               lambda: (1).to_bytes(1, "middle"), lambda: bytes.fromhex(5)):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "-", error)
