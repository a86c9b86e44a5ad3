# Random objects are independent of each other and of the module.
import copy
import pickle
import random

a, b, c = random.Random(5), random.Random(5), random.Random()
print(a.random() == b.random(), a.randint(1, 1000) == b.randint(1, 1000), 0 <= c.random() < 1)
random.seed(5)
print(random.random() == random.Random(5).random())
print(a.choice("xyz"), a.sample(range(50), 5), a.getrandbits(16))
d = copy.copy(a)
e = pickle.loads(pickle.dumps(a))
print(a.random() == d.random() == e.random())


class Low(random.Random):
    def random(self):
        return 0.25


low = Low()
print(low.random(), low.randint(1, 10), low.choice("abcd"), low.uniform(0, 8), low.shuffle([1, 2]))
for args in [([1],), (1, 2), ({},)]:
    try:
        random.Random(*args)
    except TypeError as error:
        print(error)
print(isinstance(random.SystemRandom().random(), float), 1 <= random.SystemRandom().randint(1, 6) <= 6)
try:
    random.SystemRandom().getstate()
except NotImplementedError as error:
    print(error)
