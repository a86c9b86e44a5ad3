"""2,000 asyncio tasks that give way ten times each"""

import asyncio


async def work(n):
    for _ in range(10):
        await asyncio.sleep(0)
    return n


async def main():
    return await asyncio.gather(*(work(n) for n in range(2000)))


print(sum(asyncio.run(main())))
