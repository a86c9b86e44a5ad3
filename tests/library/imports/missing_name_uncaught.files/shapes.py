def circle(r):
    return 3 * r * r
