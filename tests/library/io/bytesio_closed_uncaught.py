# Asking a closed BytesIO for its value.
import io

box = io.BytesIO(b"data")
print(box.getvalue())
box.close()
print(box.getvalue())
