# A name of a module with a typing error; the module stands beside the program.
import shapes

print(shapes.square(3))
from shapes import circle, squar
