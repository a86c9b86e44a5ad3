# A list as default keeps what earlier calls put into it.
def collect(item, into=[]):
    into.append(item)
    return into


print(collect(1))
print(collect(2))
print(collect(3, [0]))
print(collect(4))
print(collect.__defaults__)


def collect_safely(item, into=None):
    if into is None:
        into = []
    into.append(item)
    return into


print(collect_safely(1))
print(collect_safely(2))
print(collect(1) is collect(2))
