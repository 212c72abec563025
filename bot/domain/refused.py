"""The one way to say no."""


class Refused(Exception):
    """What a person asked cannot be done.

    `sentence` tells them what to do instead; `field` names the form field it belongs to, if any.
    """

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
