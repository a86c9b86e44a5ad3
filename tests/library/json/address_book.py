# A small program in everyday style: an address book kept as JSON.
import json
import os

PATH = "book.json"


def load():
    if not os.path.exists(PATH):
        return {}
    with open(PATH, encoding="utf-8") as f:
        return json.load(f)


def store(book):
    with open(PATH, "w", encoding="utf-8") as f:
        json.dump(book, f, ensure_ascii=False, indent=4, sort_keys=True)


book = load()
print(book)
book["Ada"] = {"phone": "123", "tags": ["math"]}
book["小明"] = {"phone": None, "tags": []}
store(book)
again = load()
print(again == book, list(again))
again["Ada"]["tags"].append("poet")
store(again)
print(open(PATH, encoding="utf-8").read())
