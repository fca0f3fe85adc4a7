"""Long notes are cut into pieces without losing a character."""

from __future__ import annotations

import pytest
from test_pdf_documents import Words, note

from shadowkit.model.document import Note, anchor
from shadowkit.model.inline import Emphasis, Link, Text, plain
from shadowkit.writing.html.notes import PIECE, WHOLE, length, note_length, pieces_of


def texts(made: Note) -> list[str]:
    return [plain(paragraph) for piece in pieces_of(made) for paragraph in piece]


def test_a_usual_note_stays_whole() -> None:
    made = note(1, Words(1).text(WHOLE - 20), "Second paragraph.")
    assert pieces_of(made) == [list(made.paragraphs)]


@pytest.mark.parametrize("words", [101, 150, 400, 900, 1500])
def test_nothing_is_lost_and_pieces_are_short(words: int) -> None:
    made = note(1, Words(words).text(words))
    pieces = texts(made)
    assert "".join(pieces) == plain(made.paragraphs[0])
    assert all(len(piece.split()) <= WHOLE + 25 for piece in pieces)
    assert all(len(piece.split()) >= PIECE / 3 for piece in pieces)


def test_cuts_fall_at_the_ends_of_sentences() -> None:
    sentence = "The State party shall, under art. 34 and para. 5 of No. 13 (2011), act promptly. "
    made = note(1, (sentence * 30).strip())
    assert all(piece.rstrip().endswith("promptly.") for piece in texts(made))


def test_a_sentence_without_end_is_cut_at_a_word() -> None:
    made = note(1, "word " * 500)
    pieces = texts(made)
    assert "".join(pieces) == "word " * 500
    assert max(len(piece.split()) for piece in pieces) <= WHOLE + 25


def test_inlines_stay_whole() -> None:
    long = Words(3).text(80)
    content = (
        Text(long + " "),
        Emphasis("italic", (Text("Report on the law"),)),
        Text(", 2019. "),
        Link("https://example.org", (Text("https://example.org"),)),
        Text(". " + long),
    )
    made = Note(1, anchor("n"), (content,))
    pieces = [paragraph for piece in pieces_of(made) for paragraph in piece]
    assert "".join(plain(piece) for piece in pieces) == plain(content)
    kinds = [type(node).__name__ for piece in pieces for node in piece]
    assert kinds.count("Emphasis") == kinds.count("Link") == 1


def test_chinese_is_measured_and_cut_without_blanks() -> None:
    made = note(1, "委员会建议缔约国通过立法。" * 60)
    assert note_length(made) > WHOLE
    pieces = texts(made)
    assert len(pieces) > 1
    assert "".join(pieces) == "委员会建议缔约国通过立法。" * 60
    assert all(piece.endswith("。") for piece in pieces)
    assert length((Text("三个字"),)) < length((Text("three words here"),))
