"""Treaties in ToTA's XML and acts in Akoma Ntoso."""

from solon.documents import read_document

TOTA = """<?xml version="1.0" encoding="UTF-8"?><treaty><meta><name>A - B</name>
<type>Free Trade Agreement</type><language>en</language></meta><body>
<chapter name="Preamble"><article>THE PARTIES,

Desiring trade,</article></chapter>
<chapter number="CHAPTER 2" name="Trade In Goods"><article number="ARTICLE 2.1" name="Scope">1. This
applies to
goods: &#10;&#10;

(a) of the Parties; and

(b) in transit under

the rules.

Special Cases

2. It ends.</article></chapter><chapter number="CHAPTER 3" name="Services">
<article number="ARTICLE 3.1">All services.</article></chapter></body></treaty>"""

AKN = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><meta>
<identification><FRBRWork><FRBRalias value="Data Act"/></FRBRWork>
<FRBRExpression><FRBRlanguage language="eng"/></FRBRExpression></identification></meta>
<preamble><recitals><recital><p>Whereas data matter,</p></recital></recitals></preamble>
<body><chapter><num>Chapter I</num><heading>Rights</heading>
<article><num>Article 1</num><heading>Appeal<authorialNote><p>x</p></authorialNote></heading>
<paragraph><num>1.</num><content><p>Any <b>person</b> may
appeal<authorialNote marker="3"><p>As amended.</p></authorialNote>.</p></content></paragraph>
<paragraph><num>2.</num><list><intro><p>It is heard:</p></intro>
<point><num>(a)</num><content><p>in time;</p></content></point></list></paragraph></article>
<article><num>Article 2</num><content><p>It is free.</p></content></article></chapter></body>
<attachments><attachment><doc name="annex"><mainBody><p>A form.</p></mainBody></doc></attachment>
</attachments></act></akomaNtoso>"""


def test_a_treaty(save):
    document = read_document(save("pta.xml", TOTA))
    assert (document.title, document.language, document.format) == (
        "A - B: Free Trade Agreement",
        "en",
        "tota",
    )
    assert [(p.id, p.text, p.part) for p in document.passages] == [
        ("preamble", "Preamble", "preamble"),
        ("preamble/p1", "THE PARTIES,", "preamble"),
        ("preamble/p2", "Desiring trade,", "preamble"),
        ("chapter-2", "CHAPTER 2 Trade In Goods", "body"),
        ("chapter-2/article-2.1", "ARTICLE 2.1 Scope", "body"),
        ("chapter-2/article-2.1/1", "1. This applies to goods:", "body"),
        ("chapter-2/article-2.1/1/a", "(a) of the Parties; and", "body"),
        ("chapter-2/article-2.1/1/b", "(b) in transit under the rules.", "body"),
        ("chapter-2/article-2.1/p1", "Special Cases", "body"),
        ("chapter-2/article-2.1/2", "2. It ends.", "body"),
        ("chapter-3", "CHAPTER 3 Services", "body"),
        ("chapter-3/article-3.1", "ARTICLE 3.1", "body"),
        ("chapter-3/article-3.1/p1", "All services.", "body"),
    ]
    assert document.passages[6].label == "Article 2.1(1)(a)"


def test_an_act_in_akoma_ntoso(save):
    document = read_document(save("act.xml", AKN))
    assert (document.title, document.language, document.format) == ("Data Act", "en", "akoma-ntoso")
    assert [(p.id, p.kind, p.text, p.part) for p in document.passages] == [
        ("p1", "paragraph", "Whereas data matter,", "preamble"),
        ("chapter-i", "heading", "Chapter I Rights", "body"),
        ("chapter-i/article-1", "heading", "Article 1 Appeal", "body"),
        ("chapter-i/article-1/1", "paragraph", "1. Any person may appeal.", "body"),
        ("fn-3", "footnote", "3 As amended.", "body"),
        ("chapter-i/article-1/2", "paragraph", "2. It is heard:", "body"),
        ("chapter-i/article-1/2/a", "list-item", "(a) in time;", "body"),
        ("chapter-i/article-2", "heading", "Article 2", "body"),
        ("chapter-i/article-2/p1", "paragraph", "It is free.", "body"),
        ("chapter-i/article-2/p2", "paragraph", "A form.", "annex"),
    ]


def test_recitals_in_akoma_ntoso_are_the_preamble_however_long(save):
    recital = "<recital><p>Whereas data matter to all of us and always did,</p></recital>"
    raw = AKN.replace("<recitals>", "<recitals>" + recital * 50)
    parts = [p.part for p in read_document(save("act.xml", raw)).passages]
    assert parts[:52] == ["preamble"] * 51 + ["body"]


def test_all_treaties_are_read(shared_data, tmp_path):
    import zipfile

    from solon.documents import place

    with zipfile.ZipFile(shared_data("tota/treaties.zip")) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xml")][::10]
        archive.extractall(tmp_path, names)
    for name in names:
        document = read_document(tmp_path / name)
        assert document.format == "tota"
        assert len({p.id for p in document.passages}) == len(document.passages)
        assert all(document.text[p.start : p.end] == p.text for p in document.passages)
        assert max(len(place(p)) for p in document.passages) <= 120
