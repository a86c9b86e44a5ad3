"""An uncaught error and its traceback: tabs in source."""

if True:
	x = [1,	2]
	x[5]
