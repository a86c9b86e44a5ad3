# The traceback of a record that is too short.
import struct

header = b"\x00\x01\x02"
width, height = struct.unpack("<HH", header)
print(width, height)
