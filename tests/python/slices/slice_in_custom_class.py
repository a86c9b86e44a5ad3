# A class that handles indices and slices, also for assignment.
class Row:
    def __init__(self, *cells):
        self.cells = list(cells)

    def __getitem__(self, key):
        if isinstance(key, slice):
            return Row(*self.cells[key])
        return self.cells[key]

    def __setitem__(self, key, value):
        print("set", key, value)
        self.cells[key] = value

    def __delitem__(self, key):
        print("del", key)
        del self.cells[key]

    def __len__(self):
        return len(self.cells)

    def __repr__(self):
        return "Row" + repr(tuple(self.cells))


r = Row(1, 2, 3, 4)
print(r[1], r[-1], r[1:3], r[::-1], r[5:])
r[0] = 10
r[1:3] = [7]
del r[-1]
del r[:1]
print(r, len(r), list(reversed(Row(1, 2))))
r[-1] += 1
print(r)
