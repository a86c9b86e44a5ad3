# The bytes of floats and complex numbers in every protocol.
import math
import pickle

for value in [0.0, -0.0, 1.0, -1.5, 0.1, 1e300, 1e-300, float("inf"), float("-inf"), 1e16]:
    for protocol in range(6):
        data = pickle.dumps(value, protocol)
        assert math.copysign(1, pickle.loads(data)) == math.copysign(1, value) and pickle.loads(data) == value
        print(protocol, value, data)
print(pickle.loads(pickle.dumps(float("nan"), 0)), pickle.dumps(float("nan"), 0))
for protocol in range(6):
    data = pickle.dumps(2 - 3j, protocol)
    print(protocol, data, pickle.loads(data))
