# An exception ends its thread only; excepthook hears of it.
import threading


def hook(args):
    print("hook", args.exc_type.__name__, args.exc_value, args.thread.name, args.exc_traceback is not None)


def fail():
    raise ValueError("inside")


old = threading.excepthook
threading.excepthook = hook
t = threading.Thread(target=fail, name="failing")
t.start()
t.join()
print("main goes on", t.is_alive())


threading.excepthook = old


def leave():
    raise SystemExit(3)


t = threading.Thread(target=leave)
t.start()
t.join()
print("SystemExit is silent", old is threading.__excepthook__)
threading.excepthook = lambda args: print(len(args), type(args).__name__)
t = threading.Thread(target=lambda: 1 / 0)
t.start()
t.join()
