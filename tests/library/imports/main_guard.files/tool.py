def double(x):
    return 2 * x


if __name__ == "__main__":
    print("never when imported")
else:
    print("tool imported as", __name__)
