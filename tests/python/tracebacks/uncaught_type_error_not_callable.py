# A string called like a function.
greeting = "hello"
print(greeting)
print(greeting("Li"))
