"""An uncaught error and its traceback: abstract class."""

import abc


class A(abc.ABC):
    @abc.abstractmethod
    def f(self): ...


A()
