# sys.exit with a number; finally blocks still run.
import sys


def main():
    try:
        print("working")
        sys.exit(3)
    finally:
        print("cleanup")


main()
