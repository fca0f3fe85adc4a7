"""What the file says of itself: title, language, date and the two standards it claims.

WeasyPrint writes one standard only and its own name; the packet is replaced by ours, and
the older "document information" made equal to it.  No program is named: what a State learns of
the tools of those who file is what they tell it.
"""

from __future__ import annotations

from html import escape
from typing import Any

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
{more}</rdf:Description>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def packet(title: str, subject: str, language: str, date: str) -> bytes:
    """The XMP packet; `date` is a full ISO date or ""."""
    more = f"<dc:language><rdf:Bag><rdf:li>{escape(language)}</rdf:li></rdf:Bag></dc:language>\n"
    if subject:
        more += (
            '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">'
            f"{escape(subject)}</rdf:li></rdf:Alt></dc:description>\n"
        )
    if date:
        more += f"<xmp:CreateDate>{date}</xmp:CreateDate>\n"
        more += f"<xmp:ModifyDate>{date}</xmp:ModifyDate>\n"
    text = _PACKET.format(title=escape(title), more=more)
    return text.encode("utf-8")


def finish(pdf: Any, *, title: str, subject: str, language: str, date: str) -> None:
    """Write the metadata of `pdf`, a pydyf document that is otherwise complete."""
    import pydyf

    number = int(pdf.catalog["Metadata"].split()[0])
    stream = pdf.objects[number]
    stream.stream = [packet(title, subject, language, date)]
    # Readers that know nothing of compression shall find the packet too.
    stream.compress = False
    pdf.info.clear()
    pdf.info["Title"] = pydyf.String(title)
    if subject:
        pdf.info["Subject"] = pydyf.String(subject)
    if date:
        stamp = pydyf.String("D:" + date.replace("-", ""))
        pdf.info["CreationDate"] = stamp
        pdf.info["ModDate"] = stamp
