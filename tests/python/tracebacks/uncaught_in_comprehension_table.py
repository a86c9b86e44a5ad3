"""An uncaught error and its traceback: in comprehension."""

print([10 // x for x in (2, 1, 0)])
