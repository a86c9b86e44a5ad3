import timeit
ticks = iter(range(1000))
print(timeit.timeit("pass", number=3, timer=lambda: next(ticks)))
print(timeit.repeat("x = 1", repeat=2, number=1, timer=lambda: next(ticks)))
out = []
timeit.timeit(lambda: out.append(1), setup=lambda: out.append("s"), number=2); print(out)
print(timeit.timeit("calls.append(n)", setup="n = 5", globals={"calls": out}, number=2) >= 0, out)
print(timeit.default_timer.__name__, timeit.Timer("1+1").timeit(10) > 0)
t = timeit.Timer("pass", timer=lambda: next(ticks) / 2)
print(t.autorange())
for bad in (lambda: timeit.timeit("1 +"), lambda: timeit.Timer(3), lambda: timeit.Timer("x", 3), lambda: timeit.timeit("undefined_name", number=1)):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
