"""The Word writer: a resolved document as the bytes of a .docx file.

Every part is built as XML text and put into a package of python-docx's OPC layer; no file
starts as a copy of another one.  The styles alone are parsed again, for a user's template may
change their looks.  The modules, in the order of the work:

* `plan`, `headings`: what stands where, before anything is written
* `markup`, `languages`: XML, units, languages and directions
* `styles` (with `stylenames`, `styleparts`, `shapestyles`), `numbering`, `theme`: what the look
  becomes in Word; `house`: what a user's own Word file makes of the styles
* `inlines`, `body`, `notes`, `running`: the text
* `tables` (with `where`, `widths`), `pictures`: what stands in it
* `properties`, `package`: what surrounds it
"""

from __future__ import annotations

from shadowkit.writing.docx.package import write

__all__ = ["write"]
