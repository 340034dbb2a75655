"""An invented letter in the TEI of teikit, whole and with parts exchanged, for tests of checks and schemas."""

from __future__ import annotations

BODY = """\
<div type="cover-letter">
 <opener><stamp type="receipt">SECRET Copy <idno type="copy">№ 4</idno> <lb/><date when="1961-05-02">2 May 1961</date></stamp>
  <address><addrLine>to the <orgName>Harbour Office</orgName></addrLine></address></opener>
 <p>I send you <supplied resp="#translator">the</supplied> list of <foreign xml:lang="ru">laty</foreign>.<pb n="2" \
resp="#teikit" cert="medium"/></p>
 <note type="enclosure">Enclosure: one list.</note>
 <closer><signed>(<persName>A. Quill</persName>) <lb/><note type="signature" resp="#translator">signature</note></signed></closer>
 <note type="handwritten" hand="#hand-1" place="margin">to file <list type="distribution"><item n="1">addressee</item></list></note>
</div>
<div type="attachment">
 <head>Of Ropes</head>
 <div type="section" n="1"><head>1. Old ropes</head>
  <p>They hold <gap reason="illegible" unit="word" atLeast="2" atMost="3"/> years.</p>
  <list rend="dash"><item>hemp;</item><item>sisal.</item></list>
 </div>
</div>"""

_FILE = """\
<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader>
 <fileDesc>
  <titleStmt><title>Of Ropes</title><respStmt xml:id="translator"><resp>translated by</resp><persName>B. Reed</persName></respStmt></titleStmt>
  <publicationStmt><publisher>Rope Museum</publisher><availability><licence target="https://example.org/l"><p>CC0</p></licence></availability></publicationStmt>
  <sourceDesc><msDesc><msIdentifier><repository>Rope Museum</repository><idno type="shelfmark">R 12</idno></msIdentifier></msDesc></sourceDesc>
 </fileDesc>
 <encodingDesc>
  <editorialDecl><interpretation><p>Brackets were read as the translator's words.</p></interpretation></editorialDecl>
  <appInfo><application xml:id="teikit" ident="teikit" version="0.1.0"><label>teikit</label><desc>Source: <idno type="sha256">00ff</idno></desc></application></appInfo>
 </encodingDesc>
 <profileDesc>
  <langUsage><language ident="en">English</language><language ident="ru">Russian</language></langUsage>
  <handNotes><handNote xml:id="hand-1" medium="pencil">a hand in pencil</handNote></handNotes>
 </profileDesc>
</teiHeader>
<text><body>
{body}
</body></text>
</TEI>
"""


def letter(body: str = BODY) -> str:
    """The file with another body."""
    return _FILE.format(body=body)


LETTER = letter()
