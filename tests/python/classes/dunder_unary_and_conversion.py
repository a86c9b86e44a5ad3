# Unary operators and conversions to numbers.
class N:
    def __init__(self, v):
        self.v = v

    def __neg__(self): return "neg"
    def __pos__(self): return "pos"
    def __invert__(self): return "inv"
    def __abs__(self): return "abs"
    def __int__(self): return 7
    def __float__(self): return 7.5
    def __index__(self): return 2
    def __round__(self, digits=None): return ("round", digits)
    def __trunc__(self): return "trunc"


n = N(1)
print(-n, +n, ~n, abs(n))
print(int(n), float(n), round(n), round(n, 2))
print([10, 20, 30][n], "abcdef"[n:], list(range(n)), bin(n), hex(n), chr(n) == "\x02")
print("ab" * n)


class Bad:
    def __int__(self): return "seven"
    def __float__(self): return 7
    def __index__(self): return 1.0


def outcome(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, "-", error)


outcome(lambda: int(Bad()))
outcome(lambda: float(Bad()))
outcome(lambda: [1][Bad()])
outcome(lambda: -Bad())
outcome(lambda: ~Bad())
