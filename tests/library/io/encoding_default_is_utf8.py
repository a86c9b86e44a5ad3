# Without encoding=, text files here are UTF-8.
with open("a.txt", "w") as f:
    print(f.encoding.lower())
    f.write("ñ中\n")
print(open("a.txt", "rb").read())
print(open("a.txt").read(), end="")
import io

print(io.text_encoding(None), io.text_encoding("gbk"))
with open("a.txt", encoding="locale") as f:
    print(f.read(), end="")
