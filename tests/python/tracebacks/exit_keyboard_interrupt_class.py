# BaseException subclasses of the program.
class Stop(BaseException):
    pass


try:
    raise Stop("not an Exception")
except Exception:
    print("never")
finally:
    print("finally")
