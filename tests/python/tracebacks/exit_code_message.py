# sys.exit with a text prints it to stderr and ends with 1.
import sys

print("before")
sys.exit("出错了: something went wrong")
