# A list subclass keeps its type in methods of its own only.
class Stack(list):
    def push(self, item):
        self.append(item)

    def peek(self):
        return self[-1]

    def __repr__(self):
        return f"Stack({super().__repr__()})"


s = Stack([1, 2])
s.push(3)
print(s, len(s), s.peek(), s.pop(), s)
print(type(s + [1]).__name__, type(s[:]).__name__, type(s * 2).__name__, type(s.copy()).__name__)
print(s == [1, 2], isinstance(s, list), sorted(s, reverse=True))
s.name = "extra"
print(s.name)


class Padded(list):
    def __getitem__(self, i):
        try:
            return super().__getitem__(i)
        except IndexError:
            return 0

    def __len__(self):
        return 100


p = Padded([5])
print(p[0], p[9], len(p), list(p), [x for x in p])
