# Closures over self and over parameters.
class Button:
    def __init__(self, label):
        self.label = label
        self.presses = 0

    def handler(self, prefix):
        def press():
            self.presses += 1
            return prefix + self.label + str(self.presses)

        return press


first = Button("A")
press = first.handler("> ")
print(press(), press())
first.label = "B"
print(press())
print(first.presses)
bound = first.handler
print(bound("* ")())
