"""An uncaught error and its traceback: exit code."""

import sys

print('before')
sys.exit(3)
