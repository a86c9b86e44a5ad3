# Helpers that turn exceptions into values.
def safe(f, *args, default=None):
    try:
        return f(*args)
    except Exception:
        return default


print([safe(int, t) for t in ("1", "x", "3")])
print([safe(int, t, default=-1) for t in ("1", "x", "3")])
print([x for x in (safe(lambda v: 10 // v, n) for n in (1, 0, 5)) if x is not None])
try:
    [1 // n for n in (1, 0)]
except ZeroDivisionError as error:
    print(error)
try:
    {n: [][n] for n in range(2)}
except IndexError as error:
    print(error)
result = "unchanged"
try:
    result = [int(t) for t in "12x"]
except ValueError as error:
    print(error, result)
