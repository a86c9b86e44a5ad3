# Changing and testing upper and lower case.
s = "hELLO wORLD's end"
print(s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(), s.casefold(), sep="\n")
print("straße".upper(), "STRASSE".casefold() == "straße".casefold(), "ß".lower(), "ﬁ".upper(), "İ".lower() == "i̇")
print("ÀÉ".lower(), "àé".upper(), "中文".upper(), "ǆ".title(), "σς".upper(), "ΑΣ".lower())
print("abc".islower(), "aBc".islower(), "123".islower(), "a1".islower(), "".islower())
print("ABC".isupper(), "A1".isupper(), "中A".isupper(), "中".isupper())
print("Title Case".istitle(), "Title case".istitle(), "T1 T2".istitle(), "".istitle(), "A".istitle())
print("o'neill 3rd x-ray".title(), "ABC def".capitalize(), "".capitalize(), "1a".capitalize())
