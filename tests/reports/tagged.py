"""Reads a tagged PDF the way a screen reader does: element by element, in the order of the structure tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf

CMap = dict[int, str]


@dataclass
class Element:
    """One structure element: its tag, alternative text, own words, and children in order."""

    tag: str
    alt: str
    text: str
    children: list[Element]

    def walk(self) -> Iterator[Element]:
        yield self
        for child in self.children:
            yield from child.walk()

    def words(self) -> str:
        """The words of the element with those of its children, in reading order."""
        return " ".join(part for one in self.walk() if (part := one.text)).strip()


def read(pdf: bytes) -> Element:
    """The structure of ``pdf`` as a tree."""
    with pikepdf.open(BytesIO(pdf)) as document:
        pages = {page.objgen: _marked_text(page) for page in document.pages}
        return _element(document.Root.StructTreeRoot, pages, None)


def _element(node: Any, pages: dict[Any, dict[int, str]], page: Any) -> Element:
    page = node.get("/Pg", page)
    kids = node.get("/K", [])
    element = Element(str(node.get("/S", "/Root")), str(node.get("/Alt", "")), "", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            element.children.append(Element("text", "", pages[page.objgen].get(kid, ""), []))
        elif kid.get("/Type") == "/MCR":
            where = kid.get("/Pg", page)
            element.children.append(Element("text", "", pages[where.objgen].get(int(kid.MCID), ""), []))
        elif kid.get("/Type") != "/OBJR":
            element.children.append(_element(kid, pages, page))
    return element


def _marked_text(page: Any) -> dict[int, str]:
    """The text of every marked-content id of a page."""
    fonts = {name: _cmap(font) for name, font in page.Resources.get("/Font", {}).items()}
    marked: dict[int, str] = {}
    stack: list[int | None] = []
    font: CMap = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands: Any = instruction.operands
        name = str(instruction.operator)
        if name in ("BDC", "BMC"):
            tagged: Any = operands[1] if name == "BDC" else {}
            stack.append(int(tagged["/MCID"]) if "/MCID" in tagged else (stack[-1] if stack else None))
        elif name == "EMC":
            stack.pop()
        elif name == "Tf":
            font = fonts[str(operands[0])]
        elif name in ("Tj", "TJ") and stack and stack[-1] is not None:
            shown = operands[0] if name == "TJ" else operands
            text = "".join(_decoded(bytes(part), font) for part in shown if isinstance(part, pikepdf.String))
            marked[stack[-1]] = marked.get(stack[-1], "") + text
    return marked


def _decoded(shown: bytes, font: CMap) -> str:
    codes = (int.from_bytes(shown[place : place + 2], "big") for place in range(0, len(shown), 2))
    return "".join(font.get(code, "") for code in codes)


def _cmap(font: Any) -> CMap:
    source = font.ToUnicode.read_bytes().decode("latin-1") if "/ToUnicode" in font else ""
    found: CMap = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", source, re.DOTALL):
        for code, text in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", source, re.DOTALL):
        for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            start = int(first, 16)
            for code in range(start, int(last, 16) + 1):
                found[code] = chr(ord(bytes.fromhex(text).decode("utf-16-be")) + code - start)
    return found
