# The traceback of a pickle that was cut short.
import pickle

data = pickle.dumps({"score": [1, 2, 3]})
print(pickle.loads(data))
pickle.loads(data[:-1])
