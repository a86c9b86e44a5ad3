# All binary arithmetic operators on a class.
class V:
    def __init__(self, n):
        self.n = n

    def __repr__(self):
        return f"V({self.n})"

    def __add__(self, o): return V(f"{self.n}+{o.n}")
    def __sub__(self, o): return V(f"{self.n}-{o.n}")
    def __mul__(self, o): return V(f"{self.n}*{o.n}")
    def __truediv__(self, o): return V(f"{self.n}/{o.n}")
    def __floordiv__(self, o): return V(f"{self.n}//{o.n}")
    def __mod__(self, o): return V(f"{self.n}%{o.n}")
    def __pow__(self, o): return V(f"{self.n}**{o.n}")
    def __matmul__(self, o): return V(f"{self.n}@{o.n}")
    def __lshift__(self, o): return V(f"{self.n}<<{o.n}")
    def __rshift__(self, o): return V(f"{self.n}>>{o.n}")
    def __and__(self, o): return V(f"{self.n}&{o.n}")
    def __or__(self, o): return V(f"{self.n}|{o.n}")
    def __xor__(self, o): return V(f"{self.n}^{o.n}")
    def __divmod__(self, o): return (self.n, o.n)


a, b = V("a"), V("b")
print(a + b, a - b, a * b, a / b, a // b, a % b, a ** b, a @ b)
print(a << b, a >> b, a & b, a | b, a ^ b, divmod(a, b))
print(a + b * a - b)
a += b
print(a)
