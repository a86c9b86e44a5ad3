"""Building strings: += in a loop, join, repetition, characters."""


def rounds(times):
    total = 0
    for n in range(times):
        text = ""
        for i in range(500):
            text += chr(97 + (i + n) % 26)
        parts = [text[i:i + 5] for i in range(0, len(text), 5)]
        line = "-".join(parts)
        turned = "".join(reversed(line))
        total += len(line) + ord(turned[n % 100])
        for letter in text:
            if letter in "aeiou":
                total += 1
    return total


print(rounds(2_200))
