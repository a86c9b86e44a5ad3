# Objects that contain themselves.
import pickle

loop = [1]
loop.append(loop)
ring = {}
ring["me"] = ring
inner = []
pair = (inner, 5)
inner.append(pair)
for protocol in range(6):
    data = pickle.dumps(loop, protocol)
    back = pickle.loads(data)
    print(protocol, data, back[1] is back, back)
    data = pickle.dumps(ring, protocol)
    back = pickle.loads(data)
    print(protocol, data, back["me"] is back)
    data = pickle.dumps(pair, protocol)
    back = pickle.loads(data)
    print(protocol, data, back[0][0] is back)


class Node:
    pass


node = Node()
node.self = node
node.family = [node]
back = pickle.loads(pickle.dumps(node))
print(back.self is back, back.family[0] is back)
