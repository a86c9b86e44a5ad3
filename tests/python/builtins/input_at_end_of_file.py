# With an empty stdin, input raises EOFError.
try:
    input()
except EOFError as error:
    print(type(error).__name__, "-", error)
try:
    name = input("your name? ")
except EOFError as error:
    print()
    print(type(error).__name__, "-", error)
try:
    input(1, 2)
except TypeError as error:
    print(error)
import sys
print(repr(sys.stdin.read()), repr(sys.stdin.readline()), list(sys.stdin))
