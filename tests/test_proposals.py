"""Which links to earlier recommendations are proposed, and which are not."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from dossiers import dossier
from shadowkit.pipeline import run
from shadowkit.reading.catalogue import languages, matching
from shadowkit.suggesting.candidates import Submission
from shadowkit.suggesting.proposals import Proposal, proposals

SETTINGS = """\
title: A test
state: KEN
themes: {{law: Law, money: Money}}
acronyms:
  OPSC: Optional Protocol on the sale of children
  SECTT: sexual exploitation of children in travel and tourism
submissions:
  report: {{layout: layout.yaml, date: 2017-10, language: {language}}}
"""
USUAL = [
    "The State protects the rights of children and their families.",
    "Children have rights, and the State must respect the rights of children.",
    "The rights of children are protected by the law of the State.",
    "The State does what it can for children, their rights and their families.",
    "Families and the State protect children together.",
    "Of the rights of children the State speaks often.",
]
"""What stands everywhere in such texts."""
TITLE = (
    "Optional Protocol to the Convention on the Rights of the Child on the Sale of Children, "
    "Child Prostitution and Child Pornography"
)


def texts(sentences: list[str]) -> list[str]:
    """As many texts as a small dossier has, of these sentences alone."""
    return [f"{one} {other} {one}" for one in sentences for other in sentences]


def made(
    folder: Path,
    blocks: str,
    *entries: dict[str, object],
    language: str = "en",
    usual: list[str] | None = None,
) -> tuple[Proposal, ...]:
    """What is proposed for the entries, among `blocks` and what is usual."""
    usual = texts(USUAL if usual is None else usual)
    around = "".join(f"::: {{.paragraph #usual-{n}}}\n{t}\n:::\n\n" for n, t in enumerate(usual))
    registry = yaml.safe_dump(
        [{"to": ["KEN"], "language": language, **entry} for entry in entries], allow_unicode=True
    )
    settings = SETTINGS.format(language=language)
    dossier(folder, around + blocks, settings=settings, recommendations_yaml=registry.encode())
    outcome = run(folder)
    assert outcome.dossier is not None
    [one] = outcome.submissions
    return proposals(outcome.dossier, [Submission(one.filing, one.document)], matching())


def pairs(found: tuple[Proposal, ...]) -> list[tuple[str, str]]:
    return [(one.entry.id, one.candidate.id) for one in found]


TOURISM = {"id": "travel", "text": "Protect children from exploitation in travel and tourism."}
HOTELS = """\
::: {.gap #hotels}
Companies of the tourism industry do not protect children from exploitation by those who travel.
:::
"""


def test_rare_words_decide_and_usual_ones_do_not(tmp_path: Path) -> None:
    rights = {"id": "rights", "text": "Let the State protect the rights of children."}
    found = made(tmp_path, HOTELS, TOURISM, rights)
    assert pairs(found) == [("travel", "hotels")]
    assert {"travel", "tourism", "exploitation"} <= set(found[0].reasons.words)
    assert {"children", "Protect"}.isdisjoint(found[0].reasons.words)


def test_a_theme_and_an_instrument_alone_are_not_enough(tmp_path: Path) -> None:
    block = "::: {.gap #budget theme=money instruments='OPSC 9(1)'}\nNo budget exists.\n:::\n"
    asked = {"id": "train", "text": "Train judges.", "themes": ["money"], "instruments": ["OPSC 9"]}
    assert made(tmp_path, block, asked) == ()


def test_what_is_shared_besides_words_adds_the_article_most(tmp_path: Path) -> None:
    scores = []
    for number, (theme, instruments, sdgs) in enumerate(
        [("", "", ""), ("law", "", ""), ("", "OPSC 9(1)", ""), ("", "OPSC 3(1)", ""), ("", "", "8")]
    ):
        keys = f"theme={theme}" * bool(theme) + f" instruments='{instruments}'" * bool(instruments)
        keys += f" sdgs={sdgs}" * bool(sdgs)
        asked = TOURISM | {"themes": ["law"], "instruments": ["OPSC 9(3)"], "sdgs": ["8.7"]}
        block = HOTELS.replace("#hotels", f"#hotels {keys}")
        [one] = made(tmp_path / str(number), block, asked)
        scores.append((one.score, one.reasons.themes, one.reasons.instruments, one.reasons.sdgs))
    plain, theme, article, title, goal = scores
    assert article[0] > title[0] > plain[0] and min(theme[0], goal[0]) > plain[0]
    assert theme[1:] == (("law",), (), ())
    assert article[1:] == ((), ("OPSC 9",), ())
    assert title[1:] == ((), ("OPSC",), ())
    assert goal[1:] == ((), (), ("8.7",))


def test_a_theme_that_all_share_adds_nothing(tmp_path: Path) -> None:
    asked = TOURISM | {"themes": ["law"]}
    [alone] = made(tmp_path / "a", HOTELS, TOURISM, usual=[])
    [shared] = made(tmp_path / "b", HOTELS.replace("#hotels", "#hotels theme=law"), asked, usual=[])
    assert shared.score == alone.score


LANGUAGES = {
    "ar": (
        "حماية الأطفال من الاستغلال في السياحة والسفر.",
        "لا تحمي شركات السياحة أطفالا من استغلال المسافرين في الفنادق والسفر.",
        ["تحترم الدولة حقوق الأطفال.", "يحمي القانون الأسرة.", "تعمل الدولة.", "للناس حقوق."],
    ),
    "en": (
        "Protect children from exploitation in travel and tourism.",
        "Tourist companies and travellers, tourism as such and travel: children are exploited.",
        [
            "The State respects rights.",
            "The law protects families.",
            "The State works.",
            "All have rights.",
        ],
    ),
    "es": (
        "Proteger a los niños de la explotación en los viajes y el turismo.",
        "Las empresas de turismo no protegen al niño explotado durante un viaje.",
        [
            "El Estado respeta los derechos.",
            "La ley ampara a la familia.",
            "El Estado trabaja.",
            "Todos tienen derechos.",
        ],
    ),
    "fr": (
        "Protéger les enfants de l’exploitation dans les voyages et le tourisme.",
        "Dans le tourisme comme en voyage, nul ne sait protéger l’enfant exploité.",
        [
            "L’État respecte les droits.",
            "La loi défend la famille.",
            "L’État travaille.",
            "Tous ont des droits.",
        ],
    ),
    "ru": (
        "Защитить детей от эксплуатации в сфере туризма и путешествий.",
        "Никто не может защитить детей от эксплуатации в туризме и путешествиях.",
        [
            "Государство уважает права.",
            "Закон охраняет семью.",
            "Государство работает.",
            "У всех права.",
        ],
    ),
    "zh": (
        "保护儿童在旅游业中免受性剥削。",
        "企业没有保护儿童，使其在旅游业中免受性剥削。",
        ["国家尊重权利。", "法律保障家庭。", "国家工作。", "人人有权利。"],
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_compared_in_each_language_whatever_their_endings(
    language: str, tmp_path: Path
) -> None:
    asked, said, usual = LANGUAGES[language]
    block = f"::: {{.gap #hotels}}\n{said}\n:::\n"
    found = made(tmp_path, block, {"id": "x", "text": asked}, language=language, usual=usual)
    assert pairs(found) == [("x", "hotels")]


def test_a_language_without_rules_for_endings_is_compared_word_for_word(tmp_path: Path) -> None:
    block = "::: {.gap #hotels}\nUtalii na safari: unyonyaji wa watoto.\n:::\n"
    asked = {"id": "x", "text": "Unyonyaji wa watoto katika utalii na safari", "language": "sw"}
    assert pairs(made(tmp_path, block, asked)) == [("x", "hotels")]


def test_in_such_a_language_too_what_all_say_tells_nothing(tmp_path: Path) -> None:
    usual = ["Serikali inalinda haki za watoto.", "Haki za watoto ni sheria.", "Watoto wana haki."]
    block = "::: {.gap #rights}\nHaki za watoto.\n:::\n"
    asked = {"id": "x", "text": "Haki za watoto.", "language": "sw"}
    assert made(tmp_path, block, asked, usual=usual) == ()


def test_a_short_form_stands_for_its_long_form(tmp_path: Path) -> None:
    block = "::: {.gap #hotels}\nHotels do nothing to detect or to prevent SECTT.\n:::\n"
    asked = {"id": "x", "text": "Prevent the exploitation of children in travel and tourism."}
    assert pairs(made(tmp_path, block, asked)) == [("x", "hotels")]


@pytest.mark.parametrize("name", ["OPSC", TITLE])
def test_an_instrument_alone_is_not_enough(name: str, tmp_path: Path) -> None:
    block = f"::: {{.gap #hotels}}\nThe {name} asks for penalties against companies.\n:::\n"
    assert made(tmp_path, block, {"id": "x", "text": f"Ratify the {name}."}) == ()


@pytest.mark.parametrize(
    "entry",
    [
        {"assessment": {"evidence": ["hotels"]}},
        {"assessment": {"evidence": ["chapter"]}},
        {"assessment": {"evidence": ["part"]}},
        {"to": ["TZA"]},
        {"date": "2019"},
    ],
    ids=["the block", "its section", "a part of it", "of another State", "younger"],
)
def test_what_is_linked_or_cannot_be_is_not_proposed(
    entry: dict[str, object], tmp_path: Path
) -> None:
    block = "# Chapter {#chapter}\n\n" + HOTELS.replace(
        "do not protect", "[do not protect]{.gap #part}"
    )
    assert pairs(made(tmp_path / "a", block, TOURISM)) == [("travel", "hotels")]
    assert made(tmp_path / "b", block, TOURISM | entry) == ()


def test_what_names_it_in_its_text_is_not_proposed(tmp_path: Path) -> None:
    block = HOTELS.replace("do not", "(see @earlier:travel) do not")
    assert made(tmp_path, block, TOURISM | {"number": "1.1"}) == ()


def test_a_development_before_it_was_recommended_is_not_proposed(tmp_path: Path) -> None:
    asked = TOURISM | {"date": "2013-05"}
    for date, proposed in (("2012", False), ("2013", True), ("2014-01", True)):
        block = HOTELS.replace(".gap #hotels", f".development #hotels date={date}")
        assert bool(made(tmp_path / date, block, asked)) is proposed


ASKING = """\
::: {.recommendation #ask}
Protect children from exploitation in tourism and travel.
:::
"""


def test_our_own_recommendations_are_proposed_with_or_without_an_id(tmp_path: Path) -> None:
    [named] = made(tmp_path / "a", ASKING, TOURISM)
    [nameless] = made(tmp_path / "b", ASKING.replace(" #ask", ""), TOURISM)
    assert named.candidate.id == "ask" and named.candidate.asks
    assert nameless.candidate.id == "" and nameless.candidate.location.path == "content/10.md"


def test_one_that_follows_others_has_to_fit_better(tmp_path: Path) -> None:
    other = {"id": "other", "text": "Something else about courts."}
    asking = ASKING.replace(
        " and travel", " by the sea, where guests of the whole world spend their summers"
    )
    assert pairs(made(tmp_path / "a", asking, TOURISM, other)) == [("travel", "ask")]
    follows = asking.replace("#ask", "#ask follows=other")
    assert made(tmp_path / "b", follows, TOURISM, other) == ()
    follows = ASKING.replace("#ask", "#ask follows=other")
    assert pairs(made(tmp_path / "c", follows, TOURISM, other)) == [("travel", "ask")]


NEAR = {"id": "near", "text": "Protect children from exploitation in travel on the high seas."}


def test_one_of_ours_follows_what_it_says_much_better(tmp_path: Path) -> None:
    assert pairs(made(tmp_path / "a", ASKING, NEAR)) == [("near", "ask")]
    assert pairs(made(tmp_path / "b", ASKING, NEAR, TOURISM)) == [("travel", "ask")]


def test_evidence_may_serve_several(tmp_path: Path) -> None:
    found = made(tmp_path, HOTELS, NEAR, TOURISM)
    assert pairs(found) == [("travel", "hotels"), ("near", "hotels")]


def test_at_most_three_are_proposed_the_best_first(tmp_path: Path) -> None:
    more = [" Money.", " Money and people.", "", " Money, people and time for more."]
    blocks = "".join(
        HOTELS.replace("#hotels", f"#hotels-{n}").replace("travel.", f"travel.{words}") + "\n"
        for n, words in enumerate(more)
    )
    found = made(tmp_path, blocks, TOURISM, usual=[*USUAL, "The State acts.", "Rights are law."])
    assert [one.candidate.id for one in found] == ["hotels-2", "hotels-0", "hotels-1"]


def test_of_a_block_and_what_stands_in_it_the_better_is_proposed(tmp_path: Path) -> None:
    block = """\
::: {.paragraph #hotels}
There are many hotels. [Companies of the tourism industry do not protect children from exploitation
by those who travel.]{.gap #part} Most guests come in summer, some in winter.
:::
"""
    assert pairs(made(tmp_path, block, TOURISM)) == [("travel", "part")]


def test_what_shares_some_words_only_is_not_proposed(tmp_path: Path) -> None:
    others = "sport, schools, homes, shops, farms, mines and markets"
    asked = f"Protect children from exploitation in travel, {others}."
    assert made(tmp_path, HOTELS, {"id": "x", "text": asked}) == ()


def test_what_says_less_than_the_evidence_that_is_there_is_not_proposed(tmp_path: Path) -> None:
    weaker = HOTELS.replace("#hotels", "#taxis").replace("industry", "industry, big ones too")
    both = HOTELS + "\n" + weaker
    linked = {"assessment": {"evidence": ["hotels"]}}
    found = made(tmp_path / "a", both, TOURISM)
    assert pairs(found) == [("travel", "hotels"), ("travel", "taxis")]
    assert made(tmp_path / "b", both, TOURISM | linked) == ()
    linked = {"assessment": {"evidence": ["taxis"]}}
    assert pairs(made(tmp_path / "c", both, TOURISM | linked)) == [("travel", "hotels")]


def test_words_of_a_long_form_count_whole_where_they_stand_themselves(tmp_path: Path) -> None:
    block = "::: {.gap #hotels}\nNobody keeps an eye on travel and tourism.\n:::\n"
    asked = {"id": "x", "text": "Keep an eye on SECTT, on travel and on tourism."}
    [one] = made(tmp_path, block, asked)
    assert {"travel", "tourism"} <= set(one.reasons.words)


def test_vowel_signs_of_arabic_make_no_difference(tmp_path: Path) -> None:
    asked, said, usual = LANGUAGES["ar"]
    said = said.replace("السياحة", "السِّيَاحَة").replace("استغلال", "اِسْتِغْلَال")
    block = f"::: {{.gap #hotels}}\n{said}\n:::\n"
    found = made(tmp_path, block, {"id": "x", "text": asked}, language="ar", usual=usual)
    assert pairs(found) == [("x", "hotels")]


def test_capitals_of_two_letters_are_a_word(tmp_path: Path) -> None:
    block = "::: {.gap #eu}\nThe EU has offered experts.\n:::\n"
    [one] = made(tmp_path, block, {"id": "x", "text": "Ask the EU for experts."})
    assert set(one.reasons.words) == {"EU", "experts"}


def test_a_span_has_the_theme_of_its_block(tmp_path: Path) -> None:
    block = f"""\
::: {{.paragraph #around theme=law}}
There are many hotels, and most of their guests come in summer, some of them in winter. \
[{HOTELS.splitlines()[1]}]{{.gap #part}}
:::
"""
    [one] = made(tmp_path, block, TOURISM | {"themes": ["law"]})
    assert (one.candidate.id, one.reasons.themes) == ("part", ("law",))


def test_of_several_submissions_each_speaks_of_what_it_may(tmp_path: Path) -> None:
    settings = SETTINGS.format(language="en") + "  early: {layout: layout.yaml, date: 2012}\n"
    registry = yaml.safe_dump([TOURISM | {"date": "2013"}]).encode()
    usual = "".join(f"::: {{.paragraph}}\n{text}\n:::\n\n" for text in texts(USUAL))
    for only, expected in (
        ("early", []),
        ("report", [("report",)]),
        ("early report", [("report", "early")]),
    ):
        block = HOTELS.replace("#hotels", f'#hotels only="{only}"')
        root = tmp_path / only.replace(" ", "-")
        dossier(root, usual + block, settings=settings, recommendations_yaml=registry)
        outcome = run(root)
        assert outcome.dossier is not None
        submissions = [Submission(one.filing, one.document) for one in outcome.submissions]
        found = proposals(outcome.dossier, submissions, matching())
        assert [one.candidate.submissions for one in found] == expected


def test_a_part_that_says_less_than_its_block_is_not_proposed_beside_it(tmp_path: Path) -> None:
    block = """\
::: {.paragraph #hotels}
Protect children in tourism and travel. [Exploitation in the industry, by travellers]{.gap #part}
:::
"""
    assert pairs(made(tmp_path, block, TOURISM)) == [("travel", "hotels")]


# --- instruments, years, light words, headings ------------------------------------------

RATIFIED = "::: {{.gap #ratified}}\nIn 2013 the State ratified {} at last.\n:::\n"


@pytest.mark.parametrize("said", ["OPSC", "OP-CRC-SC", "CRC-OP-SC", "the {}", "the {} (OPSC)"])
@pytest.mark.parametrize("told", ["OPSC", "the {}"])
def test_an_instrument_is_known_by_any_of_its_names(said: str, told: str, tmp_path: Path) -> None:
    other = RATIFIED.format("the treaty on taxes").replace("#ratified", "#taxes")
    asked = {"id": "x", "text": f"Consider ratifying {said.format(TITLE)}"}
    [one] = made(tmp_path, RATIFIED.format(told.format(TITLE)) + "\n" + other, asked)
    assert one.candidate.id == "ratified"
    assert one.reasons.instruments == ("OPSC",)


def test_an_instrument_is_known_by_its_title_in_the_language_of_the_text(tmp_path: Path) -> None:
    said = "Конвенция о правах ребенка подписана государством давно, в 1990 году."
    asked = "Присоединиться к Факультативному протоколу к Конвенции о правах ребенка"
    block = f"::: {{.gap #party}}\n{said}\n:::\n"
    usual = LANGUAGES["ru"][2]
    [one] = made(tmp_path, block, {"id": "x", "text": asked}, language="ru", usual=usual)
    assert one.reasons.instruments == ("CRC",)


def test_words_of_a_title_are_not_what_is_recommended(tmp_path: Path) -> None:
    victims = """\
::: {.gap #victims}
Victims of trafficking, human beings all of them, find no help against traffickers.
:::
"""
    waiting = """\
::: {.gap #waiting}
The State has not signed the CoE Convention on Action against Trafficking in Human Beings.
:::
"""
    convention = "Convention on Action against Trafficking in Human Beings"
    asked = {"id": "accede", "text": f"Accede to the Council of Europe {convention}"}
    assert made(tmp_path / "a", victims, asked) == ()
    assert pairs(made(tmp_path / "b", victims + "\n" + waiting, asked)) == [("accede", "waiting")]
    fight = {"id": "fight", "text": "Continue efforts against trafficking in human beings"}
    assert pairs(made(tmp_path / "c", waiting, fight)) == [("fight", "waiting")]


@pytest.mark.parametrize("years", ["2012-2017", "2012–2017", "٢٠١٢-٢٠١٧"])
def test_years_from_which_to_which_are_a_word(years: str, tmp_path: Path) -> None:
    blocks = "\n".join(
        f"::: {{.gap #{id}}}\nThe strategy of {of} names nobody who is to pay for it.\n:::\n"
        for id, of in (("this", "2012–2017"), ("other", "2012–2018"), ("both", "2012 as in 2017"))
    )
    asked = {"id": "x", "text": f"Carry out the strategy of {years}"}
    assert pairs(made(tmp_path, blocks, asked)) == [("x", "this")]


@pytest.mark.parametrize(
    ("language", "asked", "said", "light"),
    [
        (
            "en",
            "Continue to strengthen further efforts to ensure shelters",
            "Shelters are full.",
            "Efforts continue, and will be strengthened further to ensure this.",
        ),
        (
            "fr",
            "Poursuivre et renforcer encore les efforts afin d’assurer des foyers",
            "Les foyers débordent.",
            "Les efforts se poursuivent et seront encore renforcés afin de l’assurer.",
        ),
        (
            "es",
            "Continuar y reforzar los esfuerzos para asegurar albergues",
            "Los albergues desbordan.",
            "Los esfuerzos continúan y se reforzarán para asegurar esto.",
        ),
        (
            "ru",
            "Продолжать усилия и принять меры, чтобы обеспечить приюты",
            "Приюты переполнены.",
            "Усилия продолжаются, и будут приняты меры, чтобы обеспечить это.",
        ),
        (
            "ar",
            "مواصلة الجهود وتعزيز التدابير من أجل توفير الملاجئ",
            "الملاجئ مكتظة.",
            "الجهود مستمرة مع مواصلة تعزيز التدابير من أجل ذلك.",
        ),
        ("zh", "继续加强努力，采取措施，确保庇护所", "庇护所已满。", "继续加强努力，采取措施。"),
    ],
)
def test_words_in_which_is_asked_do_not_count(
    language: str, asked: str, said: str, light: str, tmp_path: Path
) -> None:
    blocks = f"::: {{.gap #shelters}}\n{said}\n:::\n\n::: {{.gap #light}}\n{light}\n:::\n"
    usual = LANGUAGES[language][2]
    found = made(tmp_path, blocks, {"id": "x", "text": asked}, language=language, usual=usual)
    assert pairs(found) == [("x", "shelters")]


def test_words_of_the_field_stand_for_each_other(tmp_path: Path) -> None:
    block = "::: {.gap #office}\nThe Ombudsperson has two rooms and no telephone.\n:::\n"
    asked = {"id": "x", "text": "Expand the activity of the Commissioner for children."}
    assert pairs(made(tmp_path, block, asked)) == [("x", "office")]


def test_the_heading_helps_to_know_what_a_block_is_about(tmp_path: Path) -> None:
    block = "# {}\n\n::: {{.gap #gap}}\nNobody has counted them. [None has help.]{{.gap}}\n:::\n"
    asked = {"id": "x", "text": "Do more for victims of trafficking"}
    assert made(tmp_path / "a", block.format("Something else"), asked) == ()
    found = made(tmp_path / "b", block.format("Victims of trafficking"), asked)
    assert pairs(found) == [("x", "gap")]


def test_one_word_alone_has_to_say_more(tmp_path: Path) -> None:
    block = "::: {.gap #shelters}\nIn all of the provinces, shelters are full or are closed.\n:::\n"
    alone = {"id": "x", "text": "Open shelters in cities"}
    assert pairs(made(tmp_path / "a", block, {"id": "x", "text": "Open shelters"})) != []
    assert made(tmp_path / "b", block, alone) == ()
    assert pairs(made(tmp_path / "c", block.replace("or", "or cities"), alone)) != []


def test_what_cannot_be_linked_sets_no_mark(tmp_path: Path) -> None:
    """A development that is older than the recommendation says it best."""
    old = ".development #old date=2010"
    asked = TOURISM | {"date": "2013"}
    blocks = f"::: {{{old}}}\n{TOURISM['text']}\n:::\n\n" + HOTELS.replace(
        "who travel", "who go there, in summer as in winter, by whatever means they do"
    )
    assert pairs(made(tmp_path / "a", blocks, asked)) == [("travel", "hotels")]
    assert pairs(made(tmp_path / "b", blocks.replace("2010", "2014"), asked)) == [("travel", "old")]


def test_there_are_light_words_for_each_language_of_the_program() -> None:
    words = matching()
    assert sorted(words.light) == languages()
    for language in languages():
        light = words.light[language].split()
        assert len(light) == len(set(light)) > 200
    for lines in words.same.values():
        named = [word for line in lines for word in line.split()]
        assert len(named) == len(set(named)) and all(len(line.split()) > 1 for line in lines)
