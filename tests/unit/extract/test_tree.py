"""The walk over a page: blocks in reading order, and what is no part of them."""

from __future__ import annotations

from rashomon.extract.tree import FOOTER, IN_LINK, LIST, QUOTE, Tree, parse_html, walk_tree


def walked(html: str, *, noscript: bool = False, page: bool = False) -> Tree:
    body = parse_html(html).body
    assert body is not None
    return walk_tree(body, noscript=noscript, page=page)


def texts(html: str) -> list[str]:
    return [block.text for block in walked(html).blocks]


def test_text_is_parted_by_boxes_and_not_by_what_stands_in_a_line() -> None:
    assert texts("<div>One <b>bold</b> word<p>Two <ok>words</ok></p>and <x-note>a note</x-note></div>") == [
        "One bold word",
        "Two words",
        "and",
        "a note",
    ]


def test_scripts_menus_and_consent_are_no_blocks() -> None:
    page = "<nav>Menu</nav><script>x()</script><svg><text>y</text></svg><div id='onetrust-banner'>We use cookies</div><p>Told.</p>"
    assert texts(page) == ["Told."]


def test_a_component_librarys_containers_are_not_consent() -> None:
    assert texts("<div class=cmp-container><div class=cmp-text><p>Told.</p></div></div>") == ["Told."]
    assert texts("<div class=cmpbox><p>We use cookies</p></div><p>Told.</p>") == ["Told."]


def test_offers_of_newsletters_are_no_blocks_but_articles_about_them_are() -> None:
    offer = "<aside class='newsletter-embed'><h4>Sign up</h4><p>Our morning letter tells the day.</p></aside>"
    assert texts(f"<p>One.</p>{offer}<p>Two.</p>") == ["One.", "Two."]
    assert len(texts(f"<div class='tag-newsletter'>{'<p>A long story of letters.</p>' * 40}</div>")) == 40


def test_a_page_s_header_and_foot_are_kept_aside_and_an_article_s_are_marked() -> None:
    page = (
        "<header><p>The River Post</p></header><article><p>Told.</p><footer>By Mara Quill</footer></article>"
        "<footer><p>© 2024</p></footer>"
    )
    tree = walked(page, page=True)
    assert [(block.text, bool(block.flags & FOOTER)) for block in tree.blocks] == [
        ("Told.", False),
        ("By Mara Quill", True),
    ]
    assert [edge.strip() for edge in tree.edges] == ["The River Post", "© 2024"]
    assert len(walked(page).blocks) == 4


def test_a_header_that_holds_the_headline_is_read() -> None:
    tree = walked("<header><h1>Bridge closed</h1><p>By Mara Quill</p></header><p>Told.</p>", page=True)
    assert [block.text for block in tree.blocks] == ["Bridge closed", "By Mara Quill", "Told."]


def test_boxes_know_what_they_hold() -> None:
    tree = walked("<ul><li>One</li><li>Two</li></ul><blockquote><p>Three</p></blockquote><p>Four</p>")
    assert [block.flags for block in tree.blocks] == [LIST, LIST, QUOTE, 0]
    spans = {box.tag: (box.first, box.last) for box in tree.boxes if box.tag in ("ul", "blockquote")}
    assert spans == {"ul": (0, 2), "blockquote": (2, 3)}
    assert tree.boxes[0].tag == "body"
    assert {box.end for box in tree.boxes if box.tag == "ul"} == {4}


def test_links_count_and_mark_the_boxes_inside_them() -> None:
    tree = walked("<p>See <a href='/a'>the list</a> now</p><a href='/b'><div>A card</div></a><a name='x'>An anchor</a>")
    assert [(block.text, block.link) for block in tree.blocks] == [
        ("See the list now", 8),
        ("A card", 6),
        ("An anchor", 0),
    ]
    assert tree.links == [("/a", 0), ("/b", 1)]
    assert tree.blocks[1].flags & IN_LINK


def test_pictures_and_times_know_their_place() -> None:
    tree = walked("<p>One</p><img src='a.jpg'><p>Two <time datetime='2024-03-12'>today</time></p><p>Three</p>")
    assert [picture.before for picture in tree.pictures] == [1]
    assert [index for _, index in tree.times] == [1]
    assert tree.blocks[1].text == "Two today"


def test_what_follows_a_picture_that_holds_its_stand_in_is_read() -> None:
    tree = walked("<div><p>Before</p><amp-img src='/a.jpg'><img src='/small.jpg'></amp-img><p>After</p></div>")
    assert [block.text for block in tree.blocks] == ["Before", "After"]
    assert [picture.before for picture in tree.pictures] == [1, 1]


def test_control_characters_go_and_noscript_is_read_when_asked() -> None:
    page = "<p>One\x00 \x07two</p><noscript><p>For readers without scripts</p></noscript>"
    assert texts(page) == ["One two"]
    assert walked(page, noscript=True).blocks[-1].text == "For readers without scripts"


def test_the_page_s_own_bytes_give_the_same_blocks() -> None:
    page = "<p>Brücke \x01 gesperrt</p>"
    body = parse_html(page, utf8=page.encode()).body
    assert body is not None
    assert walk_tree(body).blocks == walked(page).blocks
