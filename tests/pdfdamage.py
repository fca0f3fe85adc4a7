"""Faults put into a good PDF, one at a time: what the validators of the suite are for.

Each is a function that changes an open PDF of `samples.document()`, or one that changes the bytes
of the file.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf

from pdfstructure import Element, below, elements, is_element, kids, kind, of_kind

Pdf = pikepdf.Pdf
CHANGES: dict[str, Callable[[Pdf], None]] = {}
BYTES: dict[str, Callable[[bytes], bytes]] = {}


def fault(name: str) -> Callable[[Callable[[Pdf], None]], Callable[[Pdf], None]]:
    def put(change: Callable[[Pdf], None]) -> Callable[[Pdf], None]:
        CHANGES[name] = change
        return change

    return put


def damaged(good: bytes) -> dict[str, bytes]:
    """The file with each fault, by the fault."""
    found: dict[str, bytes] = {}
    for name, change in CHANGES.items():
        with pikepdf.open(BytesIO(good)) as pdf:
            change(pdf)
            found[name] = saved(pdf)
            assert found[name] != saved(pikepdf.open(BytesIO(good))), name
    for name, edit in BYTES.items():
        found[name] = edit(good)
        assert found[name] != good, name
    return found


def saved(pdf: Pdf) -> bytes:
    """The file as pikepdf writes it, without a word of pikepdf in it."""
    data = BytesIO()
    pdf.save(data, deterministic_id=True, fix_metadata_version=False)
    return data.getvalue()


def first(pdf: Pdf, name: str) -> Element:
    return of_kind(elements(pdf), name)[0]


def annotation(pdf: Pdf) -> Any:
    return next(annotation for page in pdf.pages for annotation in page.get("/Annots", []))


def font(pdf: Pdf) -> Any:
    return next(
        item
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/Type0"
    )


def packet(pdf: Pdf, old: str, new: str) -> None:
    text = pdf.Root.Metadata.read_bytes().decode("utf-8")
    assert old in text
    pdf.Root.Metadata.write(text.replace(old, new).encode("utf-8"))


def paint(pdf: Pdf, operators: bytes) -> None:
    pdf.pages[1].contents_add(operators)


def without(element: Element, kid: Element) -> None:
    element.K = pikepdf.Array([one for one in kids(element) if not _same(one, kid)])


def _same(one: Any, other: Any) -> bool:
    return isinstance(one, pikepdf.Object) and one.objgen == other.objgen != (0, 0)


def holder(pdf: Pdf, kid: Element) -> Element:
    return next(e for e in elements(pdf) if any(_same(one, kid) for one in kids(e)))


# --- the file and what it says of itself ------------------------------------------------


@fault("no language")
def _(pdf: Pdf) -> None:
    del pdf.Root.Lang


@fault("no title")
def _(pdf: Pdf) -> None:
    text = pdf.Root.Metadata.read_bytes().decode("utf-8")
    start, end = text.index("<dc:title>"), text.index("</dc:title>") + len("</dc:title>")
    packet(pdf, text[start:end], "")
    del pdf.docinfo["/Title"]


@fault("title not displayed")
def _(pdf: Pdf) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


@fault("not marked as tagged")
def _(pdf: Pdf) -> None:
    del pdf.Root.MarkInfo


@fault("tags said to be suspect")
def _(pdf: Pdf) -> None:
    pdf.Root.MarkInfo.Suspects = True


@fault("no claim of PDF/UA")
def _(pdf: Pdf) -> None:
    packet(pdf, "<pdfuaid:part>1</pdfuaid:part>", "")


@fault("no claim of PDF/A")
def _(pdf: Pdf) -> None:
    packet(pdf, "<pdfaid:part>2</pdfaid:part>", "")


@fault("claim of PDF/UA not explained")
def _(pdf: Pdf) -> None:
    packet(pdf, "pdfaExtension:schemas", "pdfaExtension:others")


@fault("no output intent")
def _(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents


@fault("an author named")
def _(pdf: Pdf) -> None:
    pdf.docinfo["/Author"] = "Somebody"


@fault("JavaScript on opening")
def _(pdf: Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.beep(0)")


@fault("a file attached")
def _(pdf: Pdf) -> None:
    pdf.attachments["notes.txt"] = pikepdf.AttachedFileSpec(pdf, b"text", filename="notes.txt")


@fault("no order of the tabs")
def _(pdf: Pdf) -> None:
    del pdf.pages[1].Tabs


# --- letters and colours ----------------------------------------------------------------


@fault("font not embedded")
def _(pdf: Pdf) -> None:
    descriptor = font(pdf).DescendantFonts[0].FontDescriptor
    for key in {"/FontFile2", "/FontFile3"} & set(descriptor.keys()):
        del descriptor[key]


@fault("font that cannot be read back")
def _(pdf: Pdf) -> None:
    del font(pdf).ToUnicode


@fault("colour of another device")
def _(pdf: Pdf) -> None:
    paint(pdf, b"/Artifact BMC 0 0 0 1 k 10 10 5 5 re f EMC")


@fault("text without a tag")
def _(pdf: Pdf) -> None:
    """The first words of the page once more, at its foot."""
    content = pikepdf.parse_content_stream(pdf.pages[1])
    face = next(part for part in content if str(part[1]) == "Tf")
    words = next(part for part in content if str(part[1]) in ("Tj", "TJ"))
    paint(pdf, b"BT " + pikepdf.unparse_content_stream([face]) + b" 1 0 0 1 50 50 Tm ")
    paint(pdf, pikepdf.unparse_content_stream([words]) + b" ET")


@fault("text made an artifact")
def _(pdf: Pdf) -> None:
    done = False
    kept: list[Any] = []
    for operands, operator in pikepdf.parse_content_stream(pdf.pages[1]):
        if not done and str(operator) == "BDC" and "/MCID" in operands[1]:
            operands, operator = [pikepdf.Name.Artifact], pikepdf.Operator("BMC")
            done = True
        kept.append((operands, operator))
    pdf.pages[1].Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))


# --- the structure ----------------------------------------------------------------------


@fault("no structure")
def _(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot


@fault("kind that is none")
def _(pdf: Pdf) -> None:
    first(pdf, "BlockQuote").S = pikepdf.Name.Saying


@fault("number of marked content that is not there")
def _(pdf: Pdf) -> None:
    element = next(e for e in of_kind(elements(pdf), "P") if isinstance(kids(e)[0], int))
    element.K[0] = 999


@fault("content of two elements")
def _(pdf: Pdf) -> None:
    one, other = [e for e in of_kind(elements(pdf), "P") if isinstance(kids(e)[0], int)][:2]
    other.K[0] = kids(one)[0]


@fault("no way back from a page")
def _(pdf: Pdf) -> None:
    rows = pdf.Root.StructTreeRoot.ParentTree.Nums
    rows[3] = pikepdf.Array([])


@fault("ways back from a page exchanged")
def _(pdf: Pdf) -> None:
    row = pdf.Root.StructTreeRoot.ParentTree.Nums[3]
    row[0], row[len(row) - 1] = row[len(row) - 1], row[0]


@fault("heading skipped")
def _(pdf: Pdf) -> None:
    first(pdf, "H2").S = pikepdf.Name.H4


@fault("paragraph in two")
def _(pdf: Pdf) -> None:
    element = next(e for e in of_kind(elements(pdf), "P") if len(kids(e)) > 4)
    parent, parts = holder(pdf, element), kids(element)
    rest = pdf.make_indirect(
        pikepdf.Dictionary(S=element.S, P=parent, Pg=element.Pg, K=pikepdf.Array(parts[2:]))
    )
    element.K = pikepdf.Array(parts[:2])
    tree = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    for kid in parts[2:]:
        if is_element(kid):
            kid.P = rest
        else:
            tree[0 if element.Pg.objgen == pdf.pages[0].objgen else 1][int(kid)] = rest
    place = next(n for n, one in enumerate(kids(parent)) if _same(one, element))
    parent.K.insert(place + 1, rest)


@fault("paragraphs exchanged")
def _(pdf: Pdf) -> None:
    for element in elements(pdf):
        parts = [n for n, kid in enumerate(kids(element)) if is_element(kid) and kind(kid) == "Div"]
        if len(parts) > 1:
            one, other = parts[:2]
            element.K[one], element.K[other] = element.K[other], element.K[one]
            return


@fault("passage without its language")
def _(pdf: Pdf) -> None:
    del next(element for element in elements(pdf) if "/Lang" in element).Lang


@fault("language that is none")
def _(pdf: Pdf) -> None:
    next(element for element in elements(pdf) if "/Lang" in element).Lang = "russian language"


@fault("picture without words")
def _(pdf: Pdf) -> None:
    del first(pdf, "Figure").Alt


@fault("picture with empty words")
def _(pdf: Pdf) -> None:
    first(pdf, "Figure").Alt = " "


@fault("picture to be smoothed")
def _(pdf: Pdf) -> None:
    images = (item for item in pdf.objects if isinstance(item, pikepdf.Stream))
    next(item for item in images if item.get("/Subtype") == "/Image").Interpolate = True


@fault("picture without a place")
def _(pdf: Pdf) -> None:
    del first(pdf, "Figure").A


@fault("item outside of a list")
def _(pdf: Pdf) -> None:
    first(pdf, "L").S = pikepdf.Name.Div


@fault("numbered list that does not say so")
def _(pdf: Pdf) -> None:
    del next(element for element in of_kind(elements(pdf), "L") if "/A" in element).A


# --- tables -----------------------------------------------------------------------------


@fault("heading of a column without scope")
def _(pdf: Pdf) -> None:
    del next(e for e in of_kind(elements(pdf), "TH") if "/A" in e).A.Scope


@fault("row without a cell")
def _(pdf: Pdf) -> None:
    del of_kind(elements(pdf), "TR")[1].K[-1]


@fault("two heads of a table")
def _(pdf: Pdf) -> None:
    first(pdf, "TBody").S = pikepdf.Name.THead


@fault("no headings in a table")
def _(pdf: Pdf) -> None:
    for head in of_kind(below(first(pdf, "Table")), "TH"):
        head.S = pikepdf.Name.TD


# --- notes and links --------------------------------------------------------------------


@fault("note without id")
def _(pdf: Pdf) -> None:
    del first(pdf, "Note").ID


@fault("two notes with one id")
def _(pdf: Pdf) -> None:
    one, other = of_kind(elements(pdf), "Note")[:2]
    other.ID = one.ID


@fault("note not beside its mark")
def _(pdf: Pdf) -> None:
    note, document = first(pdf, "Note"), first(pdf, "Document")
    without(holder(pdf, note), note)
    document.K.append(note)
    note.P = document


@fault("notes exchanged")
def _(pdf: Pdf) -> None:
    one, other = of_kind(elements(pdf), "Note")[:2]
    for key in ("/K", "/ID"):
        one[key], other[key] = other[key], one[key]
    for note in (one, other):
        for kid in kids(note):
            if is_element(kid):
                kid.P = note


@fault("link without words")
def _(pdf: Pdf) -> None:
    del annotation(pdf).Contents


@fault("link outside of the structure")
def _(pdf: Pdf) -> None:
    element = first(pdf, "Link")
    element.K = pikepdf.Array([kid for kid in kids(element) if isinstance(kid, int)])


@fault("link that is not printed")
def _(pdf: Pdf) -> None:
    annotation(pdf).F = 0


@fault("link that opens a program")
def _(pdf: Pdf) -> None:
    link = next(a for page in pdf.pages for a in page.get("/Annots", []) if "/A" in a)
    link.A = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="program.exe")


# --- the bytes --------------------------------------------------------------------------


def _cut(data: bytes) -> bytes:
    return data[:-300]


def _moved(data: bytes) -> bytes:
    place = data.rindex(b"startxref") + 10
    return data[:place] + b"1" + data[place:]


def _spoiled(data: bytes) -> bytes:
    """Some bytes of the second page, which is compressed, are others."""
    with pikepdf.open(BytesIO(data)) as pdf:
        place = data.index(pdf.pages[1].Contents.read_raw_bytes()) + 60
    return data[:place] + bytes(255 - byte for byte in data[place : place + 8]) + data[place + 8 :]


def _locked(data: bytes) -> bytes:
    locked = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="owner", user=""))
    return locked.getvalue()


BYTES.update(
    {
        "file cut off": _cut,
        "wrong place of the table of objects": _moved,
        "page spoiled": _spoiled,
        "encrypted": _locked,
    }
)
