import half

print(half.late)
