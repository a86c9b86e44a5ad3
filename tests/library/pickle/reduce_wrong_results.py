# What pickle says to a __reduce__ that returns nonsense.
import pickle


class Odd:
    result = None

    def __reduce__(self):
        return self.result

    def __repr__(self):
        return "<odd>"


odd = Odd()
for result in [
    5,
    None,
    (),
    (1,),
    (int,),
    (int, 5),
    (5, ()),
    (int, (), None, None, None, None, None),
    "no_such_name",
    (int, (), None, 5),
    (int, (), None, None, 5),
    (int, ("x",)),
]:
    odd.result = result
    try:
        data = pickle.dumps(odd)
        print(result, "->", pickle.loads(data))
    except Exception as error:
        print(result, type(error).__name__, "|", error)
