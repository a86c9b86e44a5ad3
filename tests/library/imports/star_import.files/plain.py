import os

extra = "extra"
VALUE = 3
_under = 4
