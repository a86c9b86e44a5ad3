# Infinity and not-a-number.
inf, nan = float("inf"), float("nan")
print(inf, -inf, nan, inf + 1, inf - inf, inf * 0, inf * -1, 1 / inf, -1 / inf, inf // 1, inf % 2, 5 % inf, -5 % inf, 5 // -inf)
print(nan == nan, nan != nan, nan < 1, nan > 1, nan is nan, nan in [nan], [nan] == [nan], inf == inf, inf > 10 ** 400, -inf < -10 ** 400)
print(max(nan, 1), max(1, nan), min(nan, 1), sorted([3, nan, 1])[0], sum([inf, -inf]), abs(-inf), bool(nan), inf ** 0, nan ** 0, 1 ** nan)
print(repr(inf), str(nan), f"{inf:8}|{nan:<5}|{-inf:+}|{inf:.2f}|{inf:05}", int(inf == inf), inf.is_integer(), hash(inf), hash(-inf))
for action in (lambda: int(inf), lambda: int(nan), lambda: round(inf), lambda: round(nan), lambda: inf // 0, lambda: divmod(inf, 1), lambda: round(inf, 1)):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "-", error)
