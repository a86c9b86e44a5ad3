# The traceback of removing a file that is not there.
import os

print("cleaning up")
os.remove("old/report.txt")
