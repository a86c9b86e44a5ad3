# The bytes that each encoding writes for the same text.
text = "Aé中😀\n"
for code in [
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "utf-32-be",
    "gb18030",
    "UTF8",
    "U8",
]:
    with open("t.txt", "w", encoding=code) as f:
        f.write(text)
    with open("t.txt", "rb") as f:
        data = f.read()
    with open("t.txt", encoding=code) as f:
        print(code, data, f.read() == text, f.encoding)
for code in ["gbk", "gb2312", "big5"]:
    with open("t.txt", "w", encoding=code) as f:
        f.write("中文x\n")
    with open("t.txt", "rb") as f:
        print(code, f.read())
for code in ["latin-1", "iso8859-1", "cp1252", "iso8859-15"]:
    with open("t.txt", "w", encoding=code) as f:
        f.write("Aé\n")
    with open("t.txt", "rb") as f:
        print(code, f.read())
