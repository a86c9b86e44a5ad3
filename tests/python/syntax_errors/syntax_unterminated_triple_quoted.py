text = """this text
never ends
print(text)
