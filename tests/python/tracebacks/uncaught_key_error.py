# A missing key.
ages = {"Li": 30, "Wang": 25}
print(ages["Li"])
print(ages["Zhao"])
