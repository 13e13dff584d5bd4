"""Offices of a place: 省长 and 市委书记 say of which body, and leave to the text of which place."""

from __future__ import annotations

import re

LONGEST = 24  # characters between a place and a name
_BEFORE = re.compile(
    r"(?:(?P<level>省|市|县|区|州|自治区)(?P<party>委)(?:常委、|副?书记、)*(?:副?书记|常委)|"
    r"(?:常务)?(?:代理?|副)?(?P<head>省|市|县|区|州)长|(?P<chair>自治区)(?:政府)?(?:副|代)?主席)"
    r"(?:、[\u4e00-\u9fff]{2,10})?$"
)
_BEHIND = re.compile(
    r"(?:常务)?副?(?P<head>省|市|县|区|州)长(?!期|远|大|足|线|宽|高|助理|热线|江|城|安|春|沙|治)"
)
# The place of an office is told before it, or the clause begins with the office
_OPENS = re.compile(r"[\u4e00-\u9fff](?<![和与及由请让对是向])$")


def office(text: str, start: int, end: int, since: int = 0) -> tuple[str, str] | None:
    """Level of the place and closing word of the body whose office the name at ``[start, end)`` of
    a folded text holds, by the words before it (not before ``since``) or behind it.

    >>> office("省长王小明", 2, 5), office("王小明副市长", 0, 3), office("市委书记王小明", 4, 7)
    (('省', '人民政府'), ('市', '人民政府'), ('市', '委'))
    """
    before = text[max(since, start - LONGEST) : start].strip(" \u3000")
    found = _BEFORE.search(before)
    if found is not None and not _OPENS.search(before[: found.start()]):
        level = found["level"] or found["head"] or found["chair"]
        return level, "委" if found["party"] else "人民政府"
    behind = _BEHIND.match(text, end)
    return (behind["head"], "人民政府") if behind and found is None else None
