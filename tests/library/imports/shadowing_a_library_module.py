# A file of one's own with the name of a library module comes first.
import statistics

print(statistics.mean([1, 2]))
try:
    statistics.median([1, 2])
except AttributeError as error:
    print(type(error).__name__)
import textwrap

print(textwrap.dedent("  ok"))
