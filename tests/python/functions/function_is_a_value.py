# Functions are assigned, stored, passed and compared.
def double(n):
    return n * 2


alias = double
print(alias is double, alias == double, alias(4))
print(double.__name__, alias.__name__)


def apply(f, times, value):
    for _ in range(times):
        value = f(value)
    return value


print(apply(double, 5, 1))
print(apply(str.upper, 1, "abc"))
print([f(-3) for f in (abs, double, str, bool)])
del double
print(alias(1))
try:
    double(1)
except NameError as error:
    print(error)
