"""The public page by which callers' telephones say where they are."""

from dispatch.doctor.finding import Finding, ok, warn

OVER = 410


def check_link_page(url: str, status: int | None) -> Finding:
    """Judge what the public address answers to a link that never was.

    Args:
        url: The address.
        status: Of HTTP; None where nothing answers, or its certificate is not trusted.
    """
    if status == OVER:
        return ok("link_page_good", url=url)
    if status is None:
        return warn("link_page_silent", url=url)
    return warn("link_page_wrong", url=url, status=status)
