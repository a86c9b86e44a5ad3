# What the default hook does is replaced here by one that writes to stdout.
import sys
import threading


def hook(args):
    kind, value = args.exc_type, args.exc_value
    sys.stdout.write(f"{args.thread.name}: {kind.__name__}: {value}\n")


threading.excepthook = hook


def divide(a, b):
    return a / b


for b in [2, 0, "x"]:
    t = threading.Thread(target=divide, args=(1, b), name=f"divide by {b}")
    t.start()
    t.join()
print("end")
