# The Chinese legacy encodings.
s = "中文abc"
print(s.encode("gbk"), s.encode("gb18030"), s.encode("gb2312"), s.encode("big5"))
print(s.encode("gbk").decode("gbk") == s, len(s.encode("gbk")))
for action in (lambda: "€😀".encode("gbk"), lambda: b"\xd6".decode("gbk"), lambda: s.encode("gbk").decode("utf-8")):
    try:
        print(action())
    except UnicodeError as error:
        print(type(error).__name__, "-", error)
print("€😀".encode("gb18030").decode("gb18030"), s.encode().decode("gbk", "replace"))
