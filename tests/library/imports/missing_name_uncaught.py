# The traceback of a misspelled name in an own module.
from shapes import cirle

print(cirle)
