# json.dump and json.load with files.
import io
import json

data = {"name": "小明", "scores": [90, 85.5], "passed": True}
with open("d.json", "w", encoding="utf-8") as f:
    print(json.dump(data, f, ensure_ascii=False, indent=2))
print(open("d.json", encoding="utf-8").read())
with open("d.json", encoding="utf-8") as f:
    print(json.load(f) == data)
with open("d.json", "rb") as f:
    print(json.load(f)["name"])
box = io.StringIO()
json.dump([1, 2], box)
json.dump({"a": None}, box)
print(box.getvalue())
for action in [
    lambda: json.dump([1], "name.json"),
    lambda: json.load("name.json"),
    lambda: json.dump([1], open("b", "wb")),
    lambda: json.load(io.StringIO("")),
    lambda: json.load(io.StringIO(box.getvalue())),
    lambda: json.dump({1}, io.StringIO()),
]:
    try:
        action()
    except (AttributeError, TypeError, ValueError) as error:
        print(type(error).__name__, "|", error)
