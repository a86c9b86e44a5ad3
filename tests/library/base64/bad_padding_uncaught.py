# The traceback of a code that lost its padding; the last frame is the program's.
import binascii

token = "c2VjcmV0IQ=="
print(binascii.a2b_base64(token))
print(binascii.a2b_base64(token.rstrip("=")))
