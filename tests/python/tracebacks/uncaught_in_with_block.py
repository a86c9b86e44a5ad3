# The manager is left before the traceback is shown.
class Manager:
    def __enter__(self):
        print("enter")

    def __exit__(self, kind, value, traceback):
        print("exit", kind.__name__)


with Manager():
    print("body")
    int("seven")
