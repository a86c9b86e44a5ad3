# sys.exit without an argument ends normally.
import sys

print("before")
sys.exit()
print("never")
