# The traceback of a file in another encoding than the default.
with open("menu.txt", "wb") as f:
    f.write("crème brûlée\n".encode("latin-1"))
text = bytes([0x63, 0x72, 0xE8, 0x6D, 0x65])
print(len(text))
text.decode("utf-8")
