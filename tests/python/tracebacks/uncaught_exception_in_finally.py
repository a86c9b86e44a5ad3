# finally runs first and then fails itself.
def f():
    try:
        return [][0]
    finally:
        print("cleaning up")
        undefined_cleanup()


f()
