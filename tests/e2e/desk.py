"""A call-taker's page, worked as a person works it: by the keyboard."""

from playwright.sync_api import Locator, Page, expect

from tests.centre import Centre

PATIENCE_MS = 30_000


def goto(page: Page, address: str) -> None:
    """Open a page and wait until it hears keys."""
    page.goto(address)
    expect(page.locator("[data-ready]")).to_be_visible(timeout=PATIENCE_MS)


class Desk:
    """One page at one seat."""

    def __init__(self, page: Page, centre: Centre, *, server: int = 0) -> None:
        self.page = page
        self._centre = centre
        self.url = centre.urls[server]

    def sign_in(self, staff_number: str, seat: int) -> None:
        """Number, password, seat."""
        self.enter(staff_number)
        choice = self.page.locator("section li button", has_text=f"{seat} 号席")
        expect(choice).to_be_enabled(timeout=PATIENCE_MS)
        self.page.keyboard.press(f"Digit{seat}")
        expect(self.page.locator("[data-step=sound]")).to_be_visible()

    def enter(self, staff_number: str, *, password: str | None = None) -> None:
        """Number and password, typed where the cursor already is."""
        goto(self.page, self.url)
        expect(self.page.locator("#staff-number")).to_be_focused()
        self.page.keyboard.type(staff_number)
        self.page.keyboard.press("Tab")
        self.page.keyboard.type(password or self._centre.password)
        self.page.keyboard.press("Enter")

    def check_sound(self, *, headset: bool = True) -> None:
        """Enter, Enter, speak, Enter: the page moves the focus to what is next."""
        tries = ("试听振铃", "试听耳机") if headset else ("试听振铃",)
        for words in (*tries, "检查完毕，就绪接警"):
            expect(self.page.get_by_role("button", name=words)).to_be_focused(timeout=PATIENCE_MS)
            self.page.keyboard.press("Enter")
        expect(self.window).to_be_visible(timeout=PATIENCE_MS)
        expect(self.window).to_have_attribute("data-stream", "live", timeout=PATIENCE_MS)
        expect(self.seat_state).to_contain_text("就绪")

    def sit(self, staff_number: str, seat: int) -> "Desk":
        """Everything until calls may come."""
        self.sign_in(staff_number, seat)
        self.check_sound()
        return self

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def answer(self) -> None:
        """Wait until it rings here, press F2, talk."""
        self.rings()
        self.press("F2")
        self.talks()

    def rings(self) -> None:
        expect(self.page.locator(".card[data-next=true]")).to_be_visible(timeout=PATIENCE_MS)
        expect(self.call).to_have_attribute("data-call-state", "ringing", timeout=PATIENCE_MS)

    def talks(self) -> None:
        expect(self.call).to_have_attribute("data-call-state", "talking", timeout=PATIENCE_MS)

    @property
    def window(self) -> Locator:
        return self.page.locator(".window[data-ready]")

    @property
    def call(self) -> Locator:
        """What is shown in the middle."""
        return self.page.locator("main.centre")

    @property
    def number(self) -> Locator:
        return self.page.get_by_test_id("caller-number")

    @property
    def owner(self) -> Locator:
        return self.page.get_by_test_id("caller-owner")

    @property
    def address(self) -> Locator:
        return self.page.get_by_test_id("caller-address")

    @property
    def message(self) -> Locator:
        return self.page.get_by_test_id("message-bar")

    @property
    def seat_state(self) -> Locator:
        return self.page.locator("header .state")

    @property
    def queue(self) -> Locator:
        return self.page.get_by_role("region", name="排队来电")

    @property
    def tasks(self) -> Locator:
        return self.page.get_by_role("region", name="待回拨")

    def lamp(self, name: str) -> Locator:
        return self.page.locator(f"[data-lamp='{name}']")
