# A text as exit value, after an object was finalised.
class Bad:
    def __del__(self):
        print("in __del__")

    def close(self):
        raise ValueError("cannot close")


b = Bad()
try:
    b.close()
except ValueError as error:
    print("caught", error)
b = None
print("end")
raise SystemExit("stopped with text")
