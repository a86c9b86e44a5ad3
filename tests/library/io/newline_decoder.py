"""IncrementalNewlineDecoder: line ends told and translated piece by piece."""
import codecs
import io


def show(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(type(error).__name__, error)


decoder = io.IncrementalNewlineDecoder(None, True)
show(lambda: decoder.decode("a\r\nb\rc\nd\r"))
print(decoder.newlines, decoder.getstate())
show(lambda: decoder.decode("\nx"))
show(lambda: decoder.decode("\r"))
show(lambda: decoder.decode("", True))
print(decoder.newlines)

decoder = io.IncrementalNewlineDecoder(codecs.getincrementaldecoder("utf-8")(), False)
show(lambda: decoder.decode(b"a\r\n\xc3"))
print(decoder.getstate())
show(lambda: decoder.decode(b"\xa9\r"))
print(decoder.getstate(), repr(decoder.newlines))
decoder.setstate((b"", 1))
show(lambda: decoder.decode(b"\n", final=True))
decoder.reset()
print(decoder.newlines, decoder.getstate())

show(lambda: io.IncrementalNewlineDecoder(None, True).decode(b"x"))
show(lambda: io.IncrementalNewlineDecoder(None, True).setstate(3))
show(lambda: io.IncrementalNewlineDecoder())
show(lambda: io.IncrementalNewlineDecoder(3, True).decode("x"))
