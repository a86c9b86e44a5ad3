"""Floats in objects: planets that attract each other, in a plane of space."""
from math import sqrt


class Body:
    def __init__(self, position, velocity, mass):
        self.x, self.y, self.z = position
        self.vx, self.vy, self.vz = velocity
        self.mass = mass


def step(bodies, dt):
    for i, one in enumerate(bodies):
        for other in bodies[i + 1:]:
            dx = one.x - other.x
            dy = one.y - other.y
            dz = one.z - other.z
            square = dx * dx + dy * dy + dz * dz + 0.01
            pull = dt / (square * sqrt(square))
            one.vx -= dx * other.mass * pull
            one.vy -= dy * other.mass * pull
            one.vz -= dz * other.mass * pull
            other.vx += dx * one.mass * pull
            other.vy += dy * one.mass * pull
            other.vz += dz * one.mass * pull
    for body in bodies:
        body.x += dt * body.vx
        body.y += dt * body.vy
        body.z += dt * body.vz


def energy(bodies):
    total = 0.0
    for i, one in enumerate(bodies):
        total += 0.5 * one.mass * (one.vx ** 2 + one.vy ** 2 + one.vz ** 2)
        for other in bodies[i + 1:]:
            gap = sqrt((one.x - other.x) ** 2 + (one.y - other.y) ** 2 + (one.z - other.z) ** 2)
            total -= one.mass * other.mass / gap
    return total


bodies = [
    Body((0.0, 0.0, 0.0), (0.0, 0.0, 0.0), 10.0),
    Body((1.0, 0.0, 0.1), (0.0, 3.0, 0.0), 0.1),
    Body((0.0, 2.0, 0.0), (-2.2, 0.0, 0.1), 0.2),
    Body((-3.0, 0.0, 0.0), (0.0, -1.8, 0.0), 0.05),
    Body((0.0, -4.0, -0.2), (1.5, 0.0, 0.0), 0.3),
]
for _ in range(40_000):
    step(bodies, 0.001)
print(f"{energy(bodies):.9f}")
