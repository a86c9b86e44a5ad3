# A subclass of StringIO, and readline with sizes.
import io


class Shouting(io.StringIO):
    def write(self, text):
        return super().write(text.upper())


loud = Shouting()
print("quiet words", file=loud)
print(repr(loud.getvalue()), isinstance(loud, io.TextIOBase))
loud.note = "free attribute"
print(loud.note)
box = io.StringIO("abcdef\nxyz")
print(box.readline(2), box.readline(0), box.readline(-1), box.readline(None))
box.seek(0)
print(box.readlines(3), box.readlines(0))
box.seek(0)
print(box.__getstate__() if hasattr(box, "__getstate__") else None)
plain = io.StringIO()
plain.mark = 1
print(plain.mark)
print(next(io.StringIO(""), "empty"))
