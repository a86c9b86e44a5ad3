"""pickle: dumps and loads of built-in values and of instances."""
import pickle


class Student:
    def __init__(self, name, marks):
        self.name = name
        self.marks = marks


total = 0
students = [Student(f"s{i}", [i, i + 1, i * 0.5]) for i in range(200)]
for n in range(130):
    students[n].marks.append(n)
    copies = pickle.loads(pickle.dumps(students))
    total += sum(len(student.marks) for student in copies) + len(copies[n].name)
value = {"list": list(range(300)), "text": "x" * 50, "pair": (1, 2.5), "set": {1, 2, 3}, "none": None}
for n in range(12_000):
    value["n"] = n
    again = pickle.loads(pickle.dumps(value))
    total += again["n"] + len(again["list"])
print(total)
