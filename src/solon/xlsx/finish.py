"""The finished zip: figures beside their formulas, and nothing that a clock wrote."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

Cached = float | int | str
"""A formula's figure: a number or a text."""

# No `.` and nothing lazy: the pattern never reads past one cell.
_FORMULA = re.compile(r'<c r="([A-Z]+[0-9]+)"([^<>]*)><f>([^<]*)</f><v\s*(?:/>|></v>)</c>')
_MODIFIED = re.compile(r"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def finished(raw: bytes, figures: Sequence[dict[str, Cached]], when: datetime) -> bytes:
    """The workbook `raw`, rewritten.

    figures: for each sheet, in order, the formulas' figures by coordinate. openpyxl leaves
    formulas without figures, and readers that do not calculate would show blanks. when: stands as
    the date of the last change; the zip's own dates are all the first that a zip can hold.
    """
    by_part = {f"xl/worksheets/sheet{place}.xml": sheet for place, sheet in enumerate(figures, 1)}
    out = BytesIO()
    with ZipFile(BytesIO(raw)) as source, ZipFile(out, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if by_part.get(name):
                part = _FORMULA.sub(_filler(by_part[name]), part.decode("utf-8")).encode("utf-8")
            elif name == "docProps/core.xml":
                stamp = rf"\g<1>{when:%Y-%m-%dT%H:%M:%SZ}\g<2>"
                part = _MODIFIED.sub(stamp, part.decode("utf-8")).encode("utf-8")
            info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o644 << 16
            target.writestr(info, part, ZIP_DEFLATED, 6)
    return out.getvalue()


def _filler(figures: dict[str, Cached]) -> Callable[[re.Match[str]], str]:
    def fill(match: re.Match[str]) -> str:
        place, attributes, formula = match.groups()
        figure = figures[place]
        if isinstance(figure, str):
            kind, shown = ' t="str"', escape(figure)
        else:
            kind, shown = "", repr(figure)
        return f'<c r="{place}"{attributes}{kind}><f>{formula}</f><v>{shown}</v></c>'

    return fill
