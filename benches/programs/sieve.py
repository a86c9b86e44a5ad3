"""The sieve of Eratosthenes over a list of booleans."""


def primes(limit):
    prime = [True] * (limit + 1)
    prime[0] = prime[1] = False
    n = 2
    while n * n <= limit:
        if prime[n]:
            for multiple in range(n * n, limit + 1, n):
                prime[multiple] = False
        n += 1
    return [n for n, is_prime in enumerate(prime) if is_prime]


found = primes(1_600_000)
print(len(found), found[-1], sum(found) % 1000)
