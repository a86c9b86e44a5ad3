"""hash() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("hash(5)", lambda: hash(5))
show("hash(-1)", lambda: hash(-1))
show("hash(-2)", lambda: hash(-2))
show("hash(0.5)", lambda: hash(0.5))
show("hash(2.0) == hash(2)", lambda: hash(2.0) == hash(2))
show("hash(2**61 - 1)", lambda: hash(2**61 - 1))
show("hash(2**61)", lambda: hash(2**61))
show('hash(float("inf"))', lambda: hash(float("inf")))
show("hash(True)", lambda: hash(True))
show("hash(1+0j)", lambda: hash(1+0j))
show("hash((1, 2)) == hash((1, 2))", lambda: hash((1, 2)) == hash((1, 2)))
show("hash(())", lambda: hash(()))
show("hash([])", lambda: hash([]))
show("hash({})", lambda: hash({}))
show("hash(set())", lambda: hash(set()))
show("hash({1: 2}.keys())", lambda: hash({1: 2}.keys()))
show("hash(slice(1))", lambda: hash(slice(1)))
show("hash(bytearray())", lambda: hash(bytearray()))
show("hash((1, []))", lambda: hash((1, [])))
show("hash(range(3)) == hash(range(0, 3, 1))", lambda: hash(range(3)) == hash(range(0, 3, 1)))
