"""Three loops within each other: Pythagorean triples below a limit."""


def triples(limit):
    found = []
    for a in range(1, limit):
        for b in range(a, limit):
            square = a * a + b * b
            for c in range(b, limit, 7):
                if square == c * c:
                    found.append((a, b, c))
    return found


found = triples(600)
print(len(found), sum(a + b + c for a, b, c in found))
