"""Colours: cividis for heatmaps, and the contrast that decides black or white text on it."""

# Nuñez, Anderton and Renslow (2018), "Optimizing colormaps with consideration for color vision
# deficiency", PLoS ONE 13(7): the map at ten even steps. Between two, a straight line.
_CIVIDIS = (
    (0x00, 0x20, 0x4D),
    (0x00, 0x33, 0x6F),
    (0x39, 0x48, 0x6B),
    (0x57, 0x5C, 0x6D),
    (0x70, 0x71, 0x73),
    (0x8A, 0x87, 0x79),
    (0xA6, 0x9D, 0x75),
    (0xC4, 0xB5, 0x6C),
    (0xE4, 0xCF, 0x5B),
    (0xFF, 0xEA, 0x46),
)

STEPS = 101
"""Shades of the heatmap: one a whole point, 0–100."""

Colour = tuple[int, int, int]


def cividis(score: float) -> Colour:
    """The heatmap's colour of a score, 0–100: dark blue for 0, yellow for 100."""
    place = min(max(score, 0.0), 100.0) / 100.0 * (len(_CIVIDIS) - 1)
    before = min(int(place), len(_CIVIDIS) - 2)
    share = place - before
    pairs = zip(_CIVIDIS[before], _CIVIDIS[before + 1], strict=True)
    red, green, blue = (int(a + (b - a) * share + 0.5) for a, b in pairs)
    return red, green, blue


def parse(text: str) -> Colour:
    """`#rrggbb` as three bytes. ValueError where it is not."""
    if len(text) != 7 or text[0] != "#":
        raise ValueError(f"not a colour: {text!r}")
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def hexed(colour: Colour) -> str:
    """Three bytes as `#rrggbb`."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def luminance(colour: Colour) -> float:
    """Relative luminance, 0–1. Source: WCAG 2.2, definitions."""
    channels = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (byte / 255 for byte in colour)
    ]
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]


def contrast(one: Colour, other: Colour) -> float:
    """Contrast ratio, 1–21. Source: WCAG 2.2, definitions."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def ink(ground: Colour) -> str:
    """Black or white, whichever reads better on this ground (at least 4.58 to 1)."""
    black, white = (0, 0, 0), (255, 255, 255)
    return "#000000" if contrast(ground, black) >= contrast(ground, white) else "#ffffff"


def heat_class(score: float) -> str:
    """The style class of a heatmap cell with this score."""
    return f"h{int(min(max(score, 0.0), 100.0) + 0.5)}"


def heat_rules() -> str:
    """Style rules for every heatmap cell; classes, since the page's policy bars `style=`."""
    rules = []
    for step in range(STEPS):
        ground = cividis(step)
        rules.append(f".h{step}{{background:{hexed(ground)};color:{ink(ground)}}}")
    return "\n".join(rules) + "\n"
