# In which order the parts are evaluated.
def say(label, value):
    print(label, end=" ")
    return value


print([say("body", a + b) for a in say("first", [1, 2]) for b in say("second", [10])])
print([say("then", n) for n in say("items", [1, 2]) if say("cond", n > 1)])
print({say("key", k): say("value", k) for k in say("keys", "ab")})
g = (say("lazy", n) for n in say("now", [1]))
print("made")
print(next(g))
