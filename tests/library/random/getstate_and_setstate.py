# Saving the state and going back to it.
import random

random.seed(1)
state = random.getstate()
print(type(state).__name__, len(state), state[0], len(state[1]), state[1][:3], state[1][-1], state[2])
first = [random.random(), random.randint(1, 100), random.gauss()]
print(first)
print(random.getstate()[1][-1], random.getstate()[2] is not None)
random.setstate(state)
print([random.random(), random.randint(1, 100), random.gauss()] == first)
for bad in [
    5,
    (),
    (1, 2, 3),
    (3, (1, 2), None),
    (3, state[1][:-1] + (-1,), None),
    (9, state[1], None),
    (3, ("x",) * 625, None),
]:
    try:
        random.setstate(bad)
    except Exception as error:
        print(type(error).__name__, "|", error)
