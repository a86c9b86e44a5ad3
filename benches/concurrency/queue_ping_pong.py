"""20,000 questions and answers between two threads, by two queues"""

import queue
import threading

questions, answers = queue.Queue(), queue.Queue()


def answer():
    while (question := questions.get()) is not None:
        answers.put(question + 1)


threading.Thread(target=answer).start()
n = 0
while n < 20_000:
    questions.put(n)
    n = answers.get()
questions.put(None)
print(n)
