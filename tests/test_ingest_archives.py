"""Archives: what is in them, what their members are called, and what they may unpack to."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
from pathlib import Path

import pytest

from kg.ingest import archives, read
from kg.types import Article, Skip


def both(path: Path) -> tuple[list[Article], list[Skip]]:
    skipped: list[Skip] = []
    return list(read([str(path)], skipped.append)), skipped


def told(skipped: list[Skip]) -> list[tuple[str, str]]:
    """The file name with what follows it, and the reason in Chinese."""
    return [(skip.where.rsplit("/a.", 1)[-1], skip.reason.zh) for skip in skipped]


def zipped(files: dict[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def tarred(files: dict[str, bytes], encoding: str = "utf-8") -> bytes:
    made = io.BytesIO()
    with tarfile.open(
        fileobj=made, mode="w", format=tarfile.GNU_FORMAT, encoding=encoding
    ) as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return made.getvalue()


def with_raw_names(archive: bytes, names: dict[bytes, bytes]) -> bytes:
    """The names of a zip file replaced by bytes of the same length, without the UTF-8 flag."""
    for old, new in names.items():
        assert len(old) == len(new) and archive.count(old) == 2
        archive = archive.replace(old, new)
    return archive


def test_members_of_every_format_are_read_in_the_order_of_their_paths(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(
        zipped(
            {
                "乙/b.csv": "标题,正文\n甲,表格。\n",
                "甲/c.html": "<p>网页。</p>",
                "a.txt": "文本。",
                ".hidden": "藏着。",
                "__MACOSX/a.txt": "藏着。",
                "README.md": "说明。",
                "x.png": b"\x89PNG\r\n\x1a\n",
            }
        )
    )
    articles, skipped = both(path)
    assert [(article.text, article.name) for article in articles] == [
        ("文本。", "a"),
        ("甲\n表格。", "b-2"),
        ("网页。", "c"),
    ]
    assert [article.origin.rsplit("/a.", 1)[-1] for article in articles] == [
        "zip!a.txt",
        "zip!乙/b.csv",
        "zip!甲/c.html",
    ]
    assert told(skipped) == [
        ("zip!README.md", "文件夹的说明，不是文章；要读它请直接写出它的名字"),
        ("zip!x.png", "不支持的格式 .png"),
    ]


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("gb18030", "政策一览"), ("big5", "產業政策"), ("utf-8", "政策")],
)
def test_names_without_a_declared_encoding_are_recognised(
    encoding: str, name: str, tmp_path: Path
) -> None:
    raw = name.encode(encoding)
    placeholder = b"x" * len(raw)
    content = zipped({placeholder.decode() + ".txt": "甲。"})
    path = tmp_path / "a.zip"
    path.write_bytes(with_raw_names(content, {placeholder: raw}))
    assert [article.name for article in both(path)[0]] == [name]


def test_names_in_a_tar_file_may_be_gbk(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    content = tarred({"政策一览.txt": "甲。".encode()}, encoding="gbk")
    path.write_bytes(content)
    assert [article.name for article in both(path)[0]] == ["政策一览"]


@pytest.mark.parametrize(
    "name", ["../../b.txt", "/etc/b.txt", "..\\b.txt", "C:\\x\\b.txt", "./b.txt"]
)
def test_names_lead_nowhere(name: str, tmp_path: Path) -> None:
    path = tmp_path / "in" / "a.tar"
    path.parent.mkdir()
    path.write_bytes(tarred({name: "甲。".encode()}))
    ((article,), _) = both(path)
    assert article.name == "b"
    assert ".." not in article.origin.removeprefix(tmp_path.as_posix())
    assert [one.name for one in tmp_path.rglob("*") if one.is_file()] == ["a.tar"]


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("a.tar.gz", gzip.compress),
        ("a.tgz", gzip.compress),
        ("a.tar.bz2", bz2.compress),
        ("a.tar.xz", lzma.compress),
    ],
)
def test_compressed_tar_files(name: str, pack: object, tmp_path: Path) -> None:
    assert callable(pack)
    path = tmp_path / name
    path.write_bytes(pack(tarred({"b.txt": "甲。".encode()})))
    ((article,), skipped) = both(path)
    assert (article.text, article.origin) == ("甲。", f"{path.as_posix()}!b.txt")
    assert skipped == []


def test_a_compressed_file_is_read_under_its_own_name(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress("标题,正文\n甲,乙。\n".encode()))
    ((article,), _) = both(path)
    assert (article.name, article.origin, article.text) == ("a-2", path.as_posix(), "甲\n乙。")


def test_links_and_members_with_a_password_are_skips(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w") as archive:
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    assert told(both(path)[1]) == [("tar!link.txt", "不是普通文件")]
    locked = bytearray(zipped({"b.txt": "甲。"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # the flag of encryption
        locked[locked.index(mark) + offset] |= 1
    (tmp_path / "a.zip").write_bytes(locked)
    assert told(both(tmp_path / "a.zip")[1]) == [("zip!b.txt", "有密码")]


def test_a_broken_member_is_skipped_alone(tmp_path: Path) -> None:
    content = bytearray(zipped({"1.txt": "甲。" * 50, "2.txt": "乙。"}))
    start = content.index(b"1.txt") + 5
    content[start : start + 4] = b"\xff\xff\xff\xff"
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    articles, skipped = both(path)
    assert [article.text for article in articles] == ["乙。"]
    ((where, reason),) = told(skipped)
    assert where == "zip!1.txt" and reason.startswith("文件已损坏")


@pytest.mark.parametrize(
    "content",
    [
        zipped({"b.txt": "甲。" * 999})[:-30],
        gzip.compress("甲。".encode() * 999)[:-12],
        tarred({"b.txt": "甲。".encode() * 999})[:3000],
        b"PK\x03\x04",
        b"\x1f\x8b\x08",
        b"BZh9",
    ],
)
def test_a_truncated_archive_is_a_skip(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    articles, skipped = both(path)
    assert articles == []
    ((_, reason),) = told(skipped)
    assert reason.startswith("文件已损坏")


def test_archives_inside_archives_up_to_a_depth(tmp_path: Path) -> None:
    inner: bytes = zipped({"b.txt": "甲。"})
    for _ in range(archives.MAX_DEPTH - 1):
        inner = zipped({"c.zip": inner})
    path = tmp_path / "a.zip"
    path.write_bytes(inner)
    assert [article.text for article in both(path)[0]] == ["甲。"]
    path.write_bytes(zipped({"d.zip": inner}))
    articles, skipped = both(path)
    assert articles == []
    assert told(skipped) == [("zip!d.zip!c.zip!c.zip!c.zip", "压缩包嵌套过深")]


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "_RATIO_FROM", 1 << 20)
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"1.txt": "甲。", "2.txt": b"0" * (8 << 20), "3.txt": "乙。"}))
    articles, skipped = both(path)
    assert [article.text for article in articles] == ["甲。"]
    assert told(skipped) == [("zip!2.txt", "解压后超过上限（1 : 200），其余未读")]


def test_an_input_has_one_allowance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_MEMBERS", 3)
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({f"{n}.zip": zipped({"b.txt": f"{n}。"}) for n in range(3)}))
    articles, skipped = both(path)
    assert articles == []
    assert {reason for _, reason in told(skipped)} == {"解压后超过上限（3），其余未读"}


def test_an_office_file_may_not_unpack_to_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MAX_OFFICE", 1 << 20)
    path = tmp_path / "a.xlsx"
    path.write_bytes(zipped({"xl/workbook.xml": b" " * (2 << 20)}))
    assert told(both(path)[1]) == [("xlsx", "解压后超过上限（1 MiB），其余未读")]


def test_office_files_of_other_kinds_say_what_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(zipped({"ppt/presentation.xml": "<x/>"}))
    assert told(both(path)[1]) == [("bin", "不支持的格式 .pptx")]


def test_an_empty_archive_gives_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(struct.pack("<4s18x", b"PK\x05\x06"))
    articles, skipped = both(path)
    assert articles == []
    assert told(skipped) == [("zip", "空的压缩包")]
