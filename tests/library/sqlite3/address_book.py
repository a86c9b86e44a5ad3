"""A small program: an address book in a file."""

import sqlite3

book = sqlite3.connect("book.db")
with book:
    book.execute("CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT NOT NULL, age INTEGER)")
    book.executemany("INSERT INTO person (name, age) VALUES (?, ?)",
                     [("小明", 20), ("小红", 19), ("Bob", 35)])
book.close()

book = sqlite3.connect("book.db")
book.row_factory = sqlite3.Row
for row in book.execute("SELECT * FROM person ORDER BY age"):
    print(row["id"], row["name"], row["age"], row.keys())
try:
    with book:
        book.execute("UPDATE person SET age = age + 1")
        book.execute("INSERT INTO person (name) VALUES (NULL)")
except sqlite3.IntegrityError as problem:
    print("rolled back:", problem)
print([tuple(row) for row in book.execute("SELECT name, age FROM person WHERE age > :least",
                                          {"least": 19})])
print(book.execute("SELECT avg(age), count(*) FROM person").fetchone()[:])
book.close()
