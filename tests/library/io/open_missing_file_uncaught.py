# The traceback of a file that is not there.
def load(name):
    with open(name) as f:
        return f.read()


print("before")
print(load("data/scores.csv"))
print("never")
