"""What the launcher says, and how it stops: always with a sentence that names the remedy."""

import sys


class Halt(Exception):
    """Going on is impossible; the message is the sentence for the person at the terminal."""

    def __init__(self, sentence: str, *, code: int = 1):
        super().__init__(sentence)
        self.code = code


class Called(BaseException):
    """Somebody asked us to end: Ctrl-C, a closed terminal, or SIGTERM."""

    def __init__(self, signal_number: int):
        super().__init__(signal_number)
        self.signal_number = signal_number


def say(sentence: str) -> None:
    """One line on the terminal, at once."""
    print(sentence, flush=True)


def complain(sentence: str) -> None:
    """One line on the error stream, at once."""
    print(sentence, file=sys.stderr, flush=True)
