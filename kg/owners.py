"""Joint bodies: 某省及某市联合推进办公室 has two owners and one inner unit."""

from __future__ import annotations

import re

_OWNER = r"[\u4e00-\u9fff]{1,14}?(?:[省市区县州盟旗部委厅局署院]|委员会|政府)"
JOINT = re.compile(
    rf"(?P<first>{_OWNER})[、及和与暨](?P<second>{_OWNER})"
    r"(?P<unit>(?:联合|共同)[\u4e00-\u9fff]{0,12}?(?:办公室|委员会|工作组|领导小组|指挥部|专班))"
)
# What makes a clause of the words: 某省和某市联合成立办公室
CLAUSE = re.compile(r"成立|设立|印发|发布|出台|召开|打造|建设|组建|举办|开展|制定|下发")


def owners(name: str) -> tuple[str, str] | None:
    """The names of the two owners of a joint body, folded; None if it is none.

    >>> owners("甲省及乙市联合推进办公室"), owners("甲省推进办公室")
    (('甲省', '乙市'), None)
    """
    match = JOINT.fullmatch(name)
    if match is None or CLAUSE.search(match["unit"]):
        return None
    return match["first"], match["second"]
