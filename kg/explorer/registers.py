"""Where a register shows the row of a code, for registers that have such pages."""

from __future__ import annotations

_EXCHANGES = {  # first digit of a six-digit code -> page of the exchange that lists it
    "0": "https://www.szse.cn/certificate/individual/index.html?code={}",
    "3": "https://www.szse.cn/certificate/individual/index.html?code={}",
    "6": "https://www.sse.com.cn/assortment/stock/list/info/company/index.shtml?COMPANY_CODE={}",
}


def address(register: str, code: str) -> str:
    """The page of a listed company at its exchange; empty for anything else.

    >>> address("listed", "300024")
    'https://www.szse.cn/certificate/individual/index.html?code=300024'
    >>> address("gbt2260", "440000"), address("listed", "9x")
    ('', '')
    """
    digits = code.isascii() and code.isdigit() and len(code) == 6
    page = _EXCHANGES.get(code[:1], "") if register == "listed" and digits else ""
    return page.format(code)
