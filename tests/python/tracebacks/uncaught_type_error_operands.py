# The operands are marked with tildes, the operator with carets.
name = "Li"
age = 30
print("start")
message = "name: " + name + ", age: " + age
print(message)
