# exit() without a code, from inside functions and loops.
import sys


def leave():
    for n in range(3):
        print(n)
        if n == 1:
            sys.exit()


leave()
print("never")
