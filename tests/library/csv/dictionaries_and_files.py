"""A file of rows as dictionaries, and the sniffer."""

import csv

people = [{"name": "小明", "age": 20, "note": 'says "hi", often'}, {"name": "Bob", "age": 35, "note": "two\nlines"}]
with open("people.csv", "w", newline="", encoding="utf-8") as file:
    writer = csv.DictWriter(file, fieldnames=["name", "age", "note"])
    writer.writeheader()
    writer.writerows(people)
with open("people.csv", newline="", encoding="utf-8") as file:
    print(repr(file.read()))
with open("people.csv", newline="", encoding="utf-8") as file:
    reader = csv.DictReader(file)
    for row in reader:
        print(reader.line_num, row)
    print(reader.fieldnames)
for sample in ["a;b;c\n1;2;3\n4;5;6", "x\ty\n1\t2", "'a' 'b'\n'c' 'd'", "a|b\n1|2\n", '"q";"w"\n"e";"r"']:
    dialect = csv.Sniffer().sniff(sample)
    print(repr(dialect.delimiter), repr(dialect.quotechar), dialect.skipinitialspace, dialect.doublequote)
print(csv.Sniffer().has_header("name,age\nbob,3\nann,4\n"), csv.Sniffer().has_header("1,2\n3,4\n"))
rows = csv.DictReader(["a,b", "1", "1,2,3"], restkey="more", restval="none")
print(list(rows))
print(list(csv.reader(["1|2", "'a|b'|c"], delimiter="|", quotechar="'")))


class Semicolons(csv.excel):
    """A dialect of a program."""

    delimiter = ";"


csv.register_dialect("semi", Semicolons)
print(list(csv.reader(["a;b"], "semi")), "semi" in csv.list_dialects())
csv.unregister_dialect("semi")
try:
    csv.get_dialect("semi")
except csv.Error as problem:
    print(problem)
