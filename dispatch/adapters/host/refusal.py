"""A set-up step that cannot be done, told in one sentence."""


class Refusal(Exception):
    """Set-up stops here; nothing half-done is left behind.

    The sentence for people stands in ``dispatch.adapters.host.texts`` under the code.
    """

    def __init__(self, code: str, **parameters: object) -> None:
        """Keep the code and what the sentence needs."""
        self.code = code
        self.parameters = parameters
        told = (f"{key}={value}" for key, value in parameters.items())
        super().__init__(", ".join((code, *told)))
