# Subscripts are marked with tildes and carets.
data = {"a": {"b": 5}}
print(data["a"]["b"])
print(data["a"]["b"]["c"])
