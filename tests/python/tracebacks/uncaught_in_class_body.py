# A class body has its own frame.
class Settings:
    debug = True
    size = 10 / 0


print("never")
