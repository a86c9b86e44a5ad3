# atexit: _run_exitfuncs and _clear.
import atexit

atexit.register(print, "one")
atexit.register(print, "two", end="!\n")
atexit._run_exitfuncs()
print(atexit._ncallbacks())
atexit.register(print, "forgotten")
atexit._clear()
print(atexit._ncallbacks())
