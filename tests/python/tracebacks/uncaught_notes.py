"""An uncaught error and its traceback: notes."""

error = ValueError('v')
error.add_note('first note')
error.add_note('second\nnote')
raise error
