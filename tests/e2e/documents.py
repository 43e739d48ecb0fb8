# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents of all formats, made from a few paragraphs, for the tests of
telusur-index."""

import io
import zipfile
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
CORE = ("http://schemas.openxmlformats.org/package/2006/metadata/"
        "core-properties")


def archive(parts):
    """A ZIP of (name, text) pairs or a dictionary of them."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in dict(parts).items():
            file.writestr(name, data)
    return out.getvalue()


def docx(body, title="", author="", date="", notes="", declare=""):
    relations = ('<Relationships xmlns="http://schemas.openxmlformats.org/'
                 'package/2006/relationships"><Relationship Id="r1" Type='
                 '"http://schemas.openxmlformats.org/officeDocument/2006/'
                 'relationships/officeDocument" Target="/word/isi.xml"/>'
                 '</Relationships>')
    core = ('<cp:coreProperties xmlns:cp="%s" xmlns:dc="http://purl.org/dc/'
            'elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
            '<dc:title>%s</dc:title><dc:creator>%s</dc:creator>'
            '<cp:lastModifiedBy>Orang Lain</cp:lastModifiedBy>'
            '<dcterms:created>%s</dcterms:created>'
            '<dcterms:modified>2023-09-09T00:00:00Z</dcterms:modified>'
            '</cp:coreProperties>' % (CORE, escape(title), escape(author),
                                      date))
    parts = {"_rels/.rels": relations, "docProps/core.xml": core,
             "word/isi.xml": '%s<w:document xmlns:w="%s"><w:body>%s</w:body>'
                             '</w:document>' % (declare, W, body)}
    if notes:
        parts["word/footnotes.xml"] = (
            '<w:footnotes xmlns:w="%s"><w:footnote>%s</w:footnote>'
            '</w:footnotes>' % (W, docx_paragraph(notes)))
    return archive(parts)


def docx_paragraph(text, item=False):
    return "<w:p>%s<w:r><w:t>%s</w:t></w:r></w:p>" % (
        "<w:pPr><w:numPr/></w:pPr>" if item else "", escape(text))


def odt(body, title="", author="", date=""):
    spaces = " ".join('xmlns:%s="%s%s:1.0"' % (name, OFFICE, name)
                      for name in ("office", "text", "table", "meta"))
    return archive({
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": "<office:document-content %s><office:body>"
                       "<office:text>%s</office:text></office:body>"
                       "</office:document-content>" % (spaces, body),
        "meta.xml": '<office:document-meta %s xmlns:dc="http://purl.org/dc/'
                    'elements/1.1/"><office:meta><meta:initial-creator>%s'
                    '</meta:initial-creator><dc:creator>%s</dc:creator>'
                    '<meta:creation-date>%s</meta:creation-date>'
                    '<dc:date>2023-09-09</dc:date><dc:title>%s</dc:title>'
                    '</office:meta></office:document-meta>'
                    % (spaces, author, author, date, title)})


def epub(chapters, title="", authors=(), date=""):
    """chapters in the order of the spine; the files stand in another."""
    items = "".join('<item id="c%d" href="bab%%20%d.xhtml" media-type='
                    '"application/xhtml+xml"/>' % (i, i)
                    for i in reversed(range(len(chapters))))
    spine = "".join('<itemref idref="c%d"/>' % i for i in range(len(chapters)))
    people = "".join("<dc:creator>%s</dc:creator>" % a for a in authors)
    parts = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml":
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:'
            'container"><rootfiles><rootfile full-path="OEBPS/isi.opf"/>'
            '</rootfiles></container>',
        "OEBPS/isi.opf":
            '<package xmlns="http://www.idpf.org/2007/opf" xmlns:opf="http:'
            '//www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/'
            'elements/1.1/"><dc:title>%s</dc:title>%s<dc:date>1999-01-01'
            '</dc:date><dc:date opf:event="publication">%s</dc:date>'
            '</metadata><manifest><item id="nav" href="nav.xhtml" '
            'properties="nav"/>%s</manifest><spine><itemref idref="nav"/>%s'
            '</spine></package>' % (title, people, date, items, spine),
        "OEBPS/nav.xhtml": "<html><body><p>Daftar isi buku ini yang tidak "
                           "dicari siapa pun.</p></body></html>"}
    for i, chapter in enumerate(chapters):
        parts["OEBPS/bab %d.xhtml" % i] = (
            '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">'
            "<body>%s</body></html>" % chapter)
    return archive(parts)


def pdf(pages, title="", author="", date=""):
    """pages are lists of lines."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"",
               b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
               ("<</Title(%s)/Author(%s)/CreationDate(%s)>>"
                % (title, author, date)).encode("latin-1")]
    kids = []
    for lines in pages:
        moves = "".join("(%s) Tj T* " % line.replace("(", r"\(").replace(
            ")", r"\)") for line in lines)
        stream = ("BT /F1 11 Tf 14 TL 60 780 Td %s ET" % moves).encode(
            "latin-1")
        objects.append(b"<</Length %d>>stream\n%s\nendstream"
                       % (len(stream), stream))
        objects.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
                       b"/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
                       % len(objects))
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids),
                                                         len(kids))
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (b"trailer<</Size %d/Root 1 0 R/Info 4 0 R>>\nstartxref\n"
                  b"%d\n%%%%EOF\n" % (len(objects) + 1, table))
