# gmtime of chosen moments.
import time

for seconds in [
    0,
    1,
    86399,
    86400,
    951782400,
    1_000_000_000,
    1709164800,
    1709251199.9,
    2**31,
    -1,
    -86400,
    4102444800,
    253402300799,
    -62135596800,
]:
    print(seconds, time.gmtime(seconds))
for bad in ["0", [1], 1e30, float("nan"), float("inf"), 10**20, 2**63]:
    try:
        print(time.gmtime(bad))
    except Exception as error:
        print(repr(bad), type(error).__name__, "|", error)
print(time.gmtime(None).tm_year >= 2024, time.gmtime(True).tm_sec)
