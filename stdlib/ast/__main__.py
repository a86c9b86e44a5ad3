"""The command `-m ast`."""

from . import main

main()
