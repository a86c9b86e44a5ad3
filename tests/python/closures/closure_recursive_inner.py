# An inner function that calls itself through its cell.
def make_power(exponent):
    def power(base, n=exponent):
        return 1 if n == 0 else base * power(base, n - 1)

    return power


cube = make_power(3)
print(cube(2), cube(5), cube(7, 0))


def memoised():
    known = {0: 0, 1: 1}

    def fib(n):
        if n not in known:
            known[n] = fib(n - 1) + fib(n - 2)
        return known[n]

    return fib, known


fib, known = memoised()
print(fib(50), len(known))
