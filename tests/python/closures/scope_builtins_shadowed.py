# A module name hides a built-in one until it is deleted.
def size():
    return len("abc")


print(size())
len = lambda x: "mine"
print(size())
del len
print(size())
list_of = list
list = [1, 2]
try:
    list("ab")
except TypeError as error:
    print(error)
list = list_of
print(list("ab"))
print(__name__)
