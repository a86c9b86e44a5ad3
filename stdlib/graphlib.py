"""Orders of the nodes of a graph in which each node comes after those it depends on."""

from types import GenericAlias

__all__ = ["TopologicalSorter", "CycleError"]


class CycleError(ValueError):
    """The graph has a cycle, so there is no order.

    The second argument is the cycle as a list of nodes, the first at both ends."""


class _Node:
    """A node, the nodes that wait for it, and for how many it waits (see the states below)."""

    __slots__ = "node", "waiting_for", "successors"

    def __init__(self, node):
        self.node = node
        self.waiting_for = 0
        self.successors = []


# Instead of a number of nodes to wait for.
_HANDED_OUT = -1
_DONE = -2
# No more successors: None may be a node.
_NOTHING = object()


class TopologicalSorter:
    """Provides functionality to topologically sort a graph of hashable nodes.

    The graph maps each node to the nodes that must come before it."""

    def __init__(self, graph=None):
        self._nodes = {}
        self._ready = None
        self._handed_out_count = 0
        self._finished_count = 0
        if graph is not None:
            for node, predecessors in graph.items():
                self.add(node, *predecessors)

    def _get(self, node):
        found = self._nodes.get(node)
        if found is None:
            found = self._nodes[node] = _Node(node)
        return found

    def add(self, node, *predecessors):
        """Add a node and nodes that must come before it; may be called again for more."""
        if self._ready is not None:
            raise ValueError("Nodes cannot be added after a call to prepare()")
        info = self._get(node)
        info.waiting_for += len(predecessors)
        for predecessor in predecessors:
            self._get(predecessor).successors.append(node)

    def prepare(self):
        """Finish the graph and look for cycles: CycleError if there is one."""
        if self._ready is not None:
            raise ValueError("cannot prepare() more than once")
        self._ready = [info.node for info in self._nodes.values() if info.waiting_for == 0]
        cycle = self._find_cycle()
        if cycle:
            raise CycleError("nodes are in a cycle", cycle)

    def get_ready(self):
        """The nodes that wait for nothing any more, each handed out once, as a tuple."""
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        result = tuple(self._ready)
        for node in result:
            self._nodes[node].waiting_for = _HANDED_OUT
        self._ready.clear()
        self._handed_out_count += len(result)
        return result

    def is_active(self):
        """Whether there is more to do."""
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        return self._finished_count < self._handed_out_count or bool(self._ready)

    def __bool__(self):
        return self.is_active()

    def done(self, *nodes):
        """Say that nodes from get_ready() are dealt with; others may become ready."""
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        for node in nodes:
            info = self._nodes.get(node)
            if info is None:
                raise ValueError(f"node {node!r} was not added using add()")
            if info.waiting_for != _HANDED_OUT:
                if info.waiting_for >= 0:
                    raise ValueError(
                        f"node {node!r} was not passed out (still not ready)"
                    )
                raise ValueError(f"node {node!r} was already marked done")
            info.waiting_for = _DONE
            self._finished_count += 1
            for successor in info.successors:
                follower = self._nodes[successor]
                follower.waiting_for -= 1
                if follower.waiting_for == 0:
                    self._ready.append(successor)

    def _find_cycle(self):
        """Some cycle as a list, or None: depth first, without recursion."""
        seen = set()
        for start in self._nodes:
            if start in seen:
                continue
            # The way from start to here, and what is still to be tried at each step.
            path = [start]
            place = {start: 0}
            pending = [iter(self._nodes[start].successors)]
            seen.add(start)
            while path:
                following = next(pending[-1], _NOTHING)
                if following is _NOTHING:
                    pending.pop()
                    del place[path.pop()]
                elif following in place:
                    return path[place[following]:] + [following]
                elif following not in seen:
                    seen.add(following)
                    place[following] = len(path)
                    path.append(following)
                    pending.append(iter(self._nodes[following].successors))
        return None

    def static_order(self):
        """All nodes in an order that respects the graph, one after the other."""
        self.prepare()
        while self.is_active():
            ready = self.get_ready()
            yield from ready
            self.done(*ready)

    __class_getitem__ = classmethod(GenericAlias)
