# Quotes, escapes, raw strings and joining of literals.
print('single', "double", 'it\'s', "it's", 'say "hi"')
print("tab\tnewline\\n", r"raw\n\t", "a\
b")
print("\x41\u4e2d\U0001F600\101\0".encode())
print("""three
lines "quoted" '''
end""")
print("joined " "by " 'neighbours', ("over "
      "lines"))
print(len("\\"), len(r"\\"), len("\n"), len("中文"), len("😀"), len("e\u0301"))
print(repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("\t\n\\\x00\x7f\xe9中\u200b"))
print(rb"\x", R"\d", u"u", '' "" '''''')
print("a" < "b", "Z" < "a", "" < "a", "中" > "a", "abc" < "abd")
