"""Content that only looks like a fault of reading: one or more for each code."""

from __future__ import annotations

NEAR_MISSES = {
    "SK005 a key that the kind has": '::: {.gap instruments="OPSC 1" comment="x"}\nA\n:::\n',
    "SK008 every kind that is read": "".join(
        f"::: {kind}\nA\n:::\n\n"
        for kind in ("paragraph", "development", "gap", "recommendation", "recommendations")
    ),
    "SK009 blocks closed in time": "::: gap\n\n::: development\nA\n:::\n:::\n",
    "SK010 colons in a sentence": "A ::: b\n\n:: c\n\n::: d e\n",
    "SK011 brackets, signs and stars as text": (
        "a < b > c, 3 * 4, x\\<b>, 5<6, \\`x\\`, [x], [x](y, (z), a_b_c, #no, 100 %\n\n\\# no\n\n"
        "1986\\. A year\n\n\\* no list\n"
    ),
    "SK011 a third level": "### Deep\n\nText\n",
    "SK011 backslashes that mark": "\\* \\_ a\\b 5\\% \\\\ \\! \\![a]{.gap} ! [b]{.gap} c\\\nd\n",
    "SK011 a heading that ends in a span": "# A [b]{lang=fr}\n\nc\n",
    "SK011 colons that define nothing": "A: b\nc :d\n\n\\: e\n\n~tilde\n",
    "SK011 a bar in a sentence": "A | b | c\n\n- | d\n",
    "SK013 blank lines where they belong": (
        "A\n\n- b\n  - c\n- d\n1. e\n\n# F\n# G\n\n> h\n>\n> - i\n\n::: gap\n- j\n:::\n"
        "k[^l]\n\n[^l]: m\n[^n]: o\n\np[^n]\n\n- q\n\n  r\n  - s\n\n<!-- c -->\n- t\n"
    ),
    "SK014 braces in a sentence": (
        "A {b} and {} and {c d}.\n\n{e}\n\n- f {g}\n\n[h]{i} [j] {.k} l\n"
    ),
    "SK014 an address and then braces": "[a](https://example.org) {.b} c\n",
    "SK015 an id of sixty characters": "::: {.gap #" + "a" * 60 + "}\nA\n:::\n",
    "SK016 as deep as anybody goes": "> " * 12
    + "a\n\n"
    + "".join("  " * n + "- b\n" for n in range(8)),
    "SK017 a citation, and brackets behind a space": (
        "A.[@a] [b] (c) [@d; @e] ^[f] ^[g] ^[h].\n\nB^[i]\n^[j] 2^nd^ ^[k], 3^rd^\n"
    ),
    "SK017 a reference, and brackets of other sorts": (
        "@para:a[^b] @para:c ^[d] @para:e [f](https://example.org) [@para:g] [h]{.gap} @rec:i\n\n"
        "[^b]: k\n"
    ),
    "SK018 a caret in brackets": "A [^] b [^ c] and \\[^d]\n",
    "SK019 a note that is used's text": "A[^a]\n\n[^a]: b\n",
    "SK022 at-signs that cite nothing": "office@example.org, \\@name, @ 5, a@b, (@), @para:x\n",
    "SK023 sources with words and semicolons": "A.[see @a, p. 3; and also @b; @c, in part]\n",
    "SK023 an at-sign in other brackets": "[write to x@y.org] and [a [@b] c]\n",
    "SK024 addresses of every sort": (
        "<https://example.org> [a](http://example.org) [b](mailto:x@example.org) [c](HTTPS://e.org)\n"
    ),
    "SK032 a word and a table at the edge": (
        f"{'x' * 2_000} {'权利' * 3_000}\n\n{'|a' * 63}|\n{'|-' * 63}|\n{'|b' * 63}|\n"
    ),
}
