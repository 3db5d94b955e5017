"""The call form of a desk, worked by keys."""

from playwright.sync_api import Locator, expect

from tests.e2e.desk import PATIENCE_MS, Desk


class Form:
    """The call form of a desk; counts the keys that are pressed."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.page = desk.page
        self.pressed = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.pressed += 1
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Write where the cursor is, as an input method does."""
        self.page.keyboard.insert_text(text)

    def find(self, name: str) -> None:
        """Write a place and wait until it is proposed."""
        self.type(name)
        expect(self.proposal).to_contain_text(name, timeout=PATIENCE_MS)

    def open_by_hand(self) -> str:
        """A new incident without a call; gives its number as it is said."""
        before = self.number.text_content() if self.number.is_visible() else ""
        self.press("Alt+Shift+KeyI")
        expect(self.number).not_to_have_text(before or "", timeout=PATIENCE_MS)
        return self.number.text_content() or ""

    def take_place(self, name: str) -> None:
        """Find a place and make it the scene."""
        self.press("Alt+KeyA")
        self.find(name)
        self.press("Enter")
        expect(self.stop("complaint")).to_be_focused(timeout=PATIENCE_MS)

    def is_ready(self) -> None:
        """Wait until the order key would send."""
        ready = self.page.locator("[data-order-key=ready]")
        expect(ready).to_be_visible(timeout=PATIENCE_MS)

    def stop(self, name: str) -> Locator:
        return self.page.locator(f"#form-{name}")

    @property
    def number(self) -> Locator:
        return self.page.get_by_test_id("incident-number")

    @property
    def proposal(self) -> Locator:
        return self.page.get_by_test_id("proposals").locator("button").first

    @property
    def order_key(self) -> Locator:
        return self.page.get_by_test_id("order-key")

    @property
    def orders(self) -> Locator:
        return self.page.locator("[data-order-state]")

    @property
    def duplicates(self) -> Locator:
        return self.page.get_by_test_id("duplicates")
