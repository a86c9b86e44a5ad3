# A module runs once, unless it is reloaded; a failed one is tried again.
import importlib
import sys

import noisy
import noisy

noisy.state.append("kept")
import noisy

print(noisy.state)
again = importlib.reload(noisy)
print(again is noisy, noisy.state)
for _ in range(2):
    try:
        import flaky
    except RuntimeError as error:
        print("failed:", error)
import counting

print(counting.times())
del sys.modules["noisy"]
import noisy as fresh

print(fresh is again)
try:
    importlib.reload("noisy")
except TypeError as error:
    print(error)
