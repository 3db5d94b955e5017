"""What callers say, for whoever of the simulation answers: a person would hear it."""

from collections import OrderedDict

from dispatch.simulator.patients.script import Script

MOST_REMEMBERED = 500


class Hearsay:
    """Which script speaks from which number; of withheld ones the newest."""

    def __init__(self) -> None:
        self._said: OrderedDict[str | None, Script] = OrderedDict()

    def tell(self, script: Script) -> None:
        """Begin to call with a script."""
        self._said[script.number] = script
        self._said.move_to_end(script.number)
        if len(self._said) > MOST_REMEMBERED:
            self._said.popitem(last=False)

    def hear(self, number: str | None) -> Script:
        """Give what the caller says; nothing is known of a stranger, who stays silent."""
        return self._said.get(number) or Script("stranger", number, None, "silent")
