# copyreg, dispatch_table and reducer_override.
import copyreg
import io
import pickle


class Colour:
    def __init__(self, name):
        self.name = name


def reduce_colour(colour):
    print("reduce", colour.name)
    return Colour, (colour.name.upper(),)


copyreg.pickle(Colour, reduce_colour)
print(pickle.loads(pickle.dumps(Colour("red"))).name)
box = io.BytesIO()
pickler = pickle.Pickler(box)
pickler.dispatch_table = {Colour: lambda colour: (Colour, ("from table",))}
pickler.dump(Colour("blue"))
print(pickle.loads(box.getvalue()).name)


class Mine(pickle.Pickler):
    def reducer_override(self, value):
        if isinstance(value, Colour):
            return Colour, ("overridden",)
        return NotImplemented


box = io.BytesIO()
Mine(box).dump([Colour("x"), 1])
print(pickle.loads(box.getvalue())[0].name)
try:
    copyreg.pickle(Colour, "no function")
except TypeError as error:
    print(error)
