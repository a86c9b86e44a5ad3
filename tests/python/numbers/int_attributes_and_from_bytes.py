"""The parts of an int, and int.from_bytes with its arguments."""

print((5).real, (5).imag, (5).numerator, (5).denominator, True.numerator, type(True.real).__name__, (2.5).real, (2.5).imag, (1 + 2j).imag)
for target in (5, True, 2.5, 1j):
    for name in ("real", "imag"):
        try:
            setattr(target, name, 1)
        except AttributeError as error:
            print(error)
print(int.from_bytes(b"\x01\x02"), int.from_bytes(b"\x01\x02", "little"), int.from_bytes(b"\xff", signed=True), int.from_bytes(b""), int.from_bytes([1, 2]))
for arguments, keywords in (((b"a", "middle"), {}), ((5,), {}), (("text",), {}), ((b"a", 5), {}), ((), {}), ((b"a", "big", True), {}), (([300],), {})):
    try:
        print(int.from_bytes(*arguments, **keywords))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
print((258).to_bytes(2), (258).to_bytes(3, "little"), (-1).to_bytes(2, signed=True), (0).to_bytes(0) == b"")
for n, arguments, keywords in ((256, (), {}), (-1, (), {}), (1, (-1,), {}), (128, (), {"signed": True}), (1, (1, "middle"), {}), (1, ("x",), {})):
    try:
        print(n.to_bytes(*arguments, **keywords))
    except (OverflowError, ValueError, TypeError) as error:
        print(type(error).__name__, error)


class Sub(int):
    pass


print(type(Sub.from_bytes(b"\x05")).__name__, type(Sub(5).real).__name__)
