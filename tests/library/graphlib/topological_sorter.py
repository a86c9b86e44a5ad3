# graphlib: orders, step by step, cycles, errors.
import graphlib
from graphlib import CycleError, TopologicalSorter


def check(make):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e, e.args if isinstance(e, CycleError) else "", sep=": ")


print(list(TopologicalSorter({"D": ["B", "C"], "B": ["A"], "C": ["A"]}).static_order()))
print(list(TopologicalSorter({}).static_order()), list(TopologicalSorter({1: []}).static_order()), list(TopologicalSorter().static_order()))
check(lambda: list(TopologicalSorter({1: [2], 2: [3], 3: [1]}).static_order()))
check(lambda: list(TopologicalSorter({1: [1]}).static_order()))
check(lambda: list(TopologicalSorter({"a": ["b"], "b": ["c"], "c": ["d", "b"]}).static_order()))
s = TopologicalSorter()
s.add("tea", "water", "leaves")
s.add("water", "kettle")
check(s.get_ready)
check(s.is_active)
check(lambda: s.done("tea"))
s.prepare()
check(s.prepare)
check(lambda: s.add("late"))
print(s.get_ready(), s.get_ready(), bool(s))
check(lambda: s.done("unknown"))
check(lambda: s.done("tea"))
s.done("kettle")
check(lambda: s.done("kettle"))
print(s.get_ready())
s.done("leaves", "water")
print(s.get_ready(), s.is_active())
s.done("tea")
print(s.is_active(), s.get_ready())
jobs = TopologicalSorter({3: [1, 2], 4: [2], 5: [3, 4]})
jobs.prepare()
rounds = []
while jobs:
    ready = jobs.get_ready()
    rounds.append(sorted(ready))
    jobs.done(*ready)
print(rounds)
check(lambda: TopologicalSorter({1: 5}))
check(lambda: TopologicalSorter({1: [[]]}))
check(lambda: TopologicalSorter(5))
chain = TopologicalSorter({i: [i + 1] for i in range(5000)})
print(next(chain.static_order()), issubclass(CycleError, ValueError), TopologicalSorter[int], graphlib.__all__)
twice = TopologicalSorter()
twice.add("x", "y")
twice.add("x", "y", "z")
print(list(twice.static_order()))
