"""Files that lie beside articles and are none: read-me files, and the parts of saved pages."""

from __future__ import annotations

import re

from kg.lang import Text

# Names that people and tools give to the notes about a folder. Only in folders and archives: a file
# that the user names is read. In small letters some of them are names of articles: notice.docx.
_NOTES = re.compile(
    r"(?:(?i:readme|read[-_ ]me|licen[cs]es?|changelog|contributing|code[-_]of[-_]conduct|读我)"
    r"|COPYING|NOTICE|AUTHORS|CHANGES|SECURITY)"
    r"(?i:[-_.](?:zh|en|cn|tw|zh-cn|zh-tw|zh-hans|zh-hant))?"
)
_NOTE_SUFFIXES = frozenset(("", ".md", ".markdown", ".txt", ".rst", ".html"))
_PAGES = (".html", ".htm", ".xhtml", ".shtml", ".mhtml")
_FOLDER = re.compile(r"(.+)(?:_files|\.files|_Files)")  # what browsers put beside a page

NOTE = Text(
    "文件夹的说明，不是文章；要读它请直接写出它的名字",
    "a note about the folder; name it to read it",
)
PARTS = Text("所存网页的图片和脚本", "pictures and scripts of a saved page")


def is_note(stem: str, suffix: str) -> bool:
    """Whether the name is that of a read-me or licence file.

    >>> is_note("README.zh-CN", ".md"), is_note("NOTICE", ""), is_note("notice", ".txt")
    (True, True, False)
    """
    return suffix in _NOTE_SUFFIXES and bool(_NOTES.fullmatch(stem))


def is_hidden(name: str) -> bool:
    """Whether file managers hide a file or folder of the name."""
    return name.startswith(".") or name in ("__MACOSX", "Thumbs.db", "desktop.ini")


def pages_of(folder: str) -> tuple[str, ...]:
    """The pages that a folder of this name would hold the parts of, were one beside it.

    >>> pages_of("某市发布规划_files")[:2], pages_of("某市")
    (('某市发布规划.html', '某市发布规划.htm'), ())
    """
    match = _FOLDER.fullmatch(folder)
    return tuple(f"{match[1]}{suffix}" for suffix in _PAGES) if match else ()
