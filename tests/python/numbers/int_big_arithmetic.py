# Numbers beyond 64 bits.
a, b = 123456789012345678901234567890, 987654321098765432109876543210
print(a + b, a - b, a * b, b // a, b % a, -a + 1)
print(a == b, a < b, max(a, b) == b, hash(a) == hash(a + 0), a - a)
print(2 ** 63 - 1 + 1, -2 ** 63 - 1, 2 ** 63 * 2, 9223372036854775807 * 9223372036854775807, 2 ** 64 - 2 ** 64 + 5)
n = 1
for i in range(1, 51):
    n *= i
print(n, len(str(n)), sum(int(c) for c in str(n)))
print(a / b, a / 3, float(10 ** 22), 10 ** 400 // 10 ** 398, 10 ** 400 / 10 ** 399, int(1e23))
print(f"{a:,} {a:x} {a:e}", hex(b), bin(2 ** 70), oct(2 ** 66), round(a, -25), abs(-a))
for action in (lambda: float(10 ** 400), lambda: 10 ** 400 / 3, lambda: 10 ** 400 * 1.0, lambda: int("1" * 5000), lambda: len(str(10 ** 5000))):
    try:
        print(action())
    except (OverflowError, ValueError) as error:
        print(type(error).__name__, "-", error)
