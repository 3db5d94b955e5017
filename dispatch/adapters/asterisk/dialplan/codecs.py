"""What a carrier may speak: what is made into G.711 here, and what can only be told.

Debian's and Ubuntu's Asterisk make AMR, AMR-WB, Opus, Speex and G.726 into sound; another build may
not, and does not even know their names: a trunk that allowed one of them would not be there at all.
"""

from collections.abc import Collection

G711 = ("alaw", "ulaw")
ALWAYS_MADE = ("g722", "gsm")
# By quality on a telephone line; each with the modules without which it is not allowed.
MADE_BY = {
    "opus": ("codec_opus_open_source", "res_format_attr_opus"),
    "amrwb": ("codec_amr", "res_format_attr_amr"),
    "amr": ("codec_amr", "res_format_attr_amr"),
    "g726": ("codec_g726",),
    "speex": ("codec_speex",),
}
# Known to every Asterisk by name, so that the dialplan can tell of a call that offers only this.
KNOWN_BY_NAME = ("g729", "g723", "ilbc", "g726", "speex")


def find_made(modules: Collection[str]) -> tuple[str, ...]:
    """Name the codecs that an Asterisk with these modules makes into sound besides the usual."""
    return tuple(name for name, needed in MADE_BY.items() if {*needed} <= {*modules})


def modules_for(made: Collection[str]) -> tuple[str, ...]:
    """Name the modules that must be loaded for these codecs."""
    return tuple(dict.fromkeys(module for name in made for module in MADE_BY[name]))


def heard_codecs(made: Collection[str]) -> tuple[str, ...]:
    """Name everything that can be heard here, G.711 first."""
    return (*G711, *ALWAYS_MADE, *made)


def told_codecs(made: Collection[str]) -> tuple[str, ...]:
    """Name what cannot be heard and is let in as far as the word that the call was refused."""
    return tuple(name for name in KNOWN_BY_NAME if name not in made)
