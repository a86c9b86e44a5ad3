# The loop variable holds the last item.
class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


for n in range(3):
    x = Loud(n)
    print("made", n)
print("after loop")
del x
for y in (Loud(i) for i in "ab"):
    print("loop", y.name)
print("after generator loop")
y = None
[Loud(c) for c in "pq"]
print("after comprehension")
names = [Loud(c).name for c in "rs"]
print(names)
while (z := Loud("walrus")) and False:
    pass
print("loop never ran")
z = None
print("end")
