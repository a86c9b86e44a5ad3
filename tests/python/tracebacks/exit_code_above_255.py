# Only the low eight bits of an exit code remain.
import sys

print("exiting with 300")
sys.exit(300)
