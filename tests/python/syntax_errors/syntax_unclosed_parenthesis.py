print("first line"
print("second line")
