# Ways to write integers.
print(0, 42, 1_000_000, 0b1010, 0o17, 0xFF, 0Xff, 0B11, 0O7, 0x_ff, 00, 0_0)
print(-5, +5, --5, -(-5), ~5, -0, type(10 ** 30).__name__)
print(10 ** 20, 2 ** 100, -(2 ** 64), 1 << 70, 0xFFFFFFFFFFFFFFFFFFFF)
print((5).real, (5).imag, (5).numerator, (5).denominator, (5).bit_length(), (0).bit_length(), (-8).bit_length(), (255).bit_count())
print((5).is_integer(), (5).conjugate(), (5).as_integer_ratio(), 5 .real, int.from_bytes(b"\x01\x00"))
print(True + True, True * 5, -True, ~False, True / 2, sum([True, False, True]), True == 1)
