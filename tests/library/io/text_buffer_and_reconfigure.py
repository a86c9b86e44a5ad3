# The layers below a text file: buffer, detach, TextIOWrapper, reconfigure.
import io

raw = io.BytesIO()
text = io.TextIOWrapper(raw, encoding="utf-8", newline="\n", write_through=True)
print(text.write("é\n"), raw.getvalue(), text.buffer is raw)
text.reconfigure(encoding="latin-1")
text.write("é")
text.flush()
print(raw.getvalue(), text.encoding)
print(text.detach() is raw)
try:
    text.write("x")
except ValueError as error:
    print(error)
reader = io.TextIOWrapper(io.BytesIO(b"\xc4\xe3\n2\n"), encoding="gbk")
print(reader.readline(), reader.readline(), repr(reader.readline()))
try:
    reader.reconfigure(encoding="utf-8")
except io.UnsupportedOperation as error:
    print(error)
reader.close()
try:
    reader.read()
except ValueError as error:
    print(error)
