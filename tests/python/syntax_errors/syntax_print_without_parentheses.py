name = "Li"
print "hello", name
