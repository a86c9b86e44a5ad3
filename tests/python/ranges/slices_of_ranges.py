"""Slices of ranges are ranges, in all directions."""

r = range(0, 20, 2)
for s in (slice(None), slice(2, 5), slice(None, None, -1), slice(5, 2, -1), slice(-3, None), slice(None, -3), slice(100, 200), slice(None, None, 3),
          slice(8, None, -4), slice(-100, 100, 2)):
    print(s, r[s], list(r[s]))
for wrong in (slice(None, None, 0), slice("a", None), slice(1.0, None)):
    try:
        print(r[wrong])
    except (ValueError, TypeError) as error:
        print(error)
print(list(reversed(r)), list(reversed(range(5, 0, -2))), r.count(4), r.count(5), 4.0 in r, "x" in r, r.index(4.0) if 4.0 in r else None)
print(min(r), max(r), sum(r), sorted(r, reverse=True)[0], r.start, r.stop, r.step, bool(range(0)), repr(range(1, 5)), repr(range(1, 5, 1)))
