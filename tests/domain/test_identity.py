from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.identity import ProfileKey, email_key, handle_key, phone_key, profile_key


@pytest.mark.parametrize(
    "url",
    [
        "https://www.linkedin.com/in/anna-bell",
        "http://linkedin.com/in/anna-bell/",
        "https://de.linkedin.com/in/Anna-Bell?originalSubdomain=de",
        "www.linkedin.com/in/anna-bell",
        "linkedin.com/in/anna-bell#about",
        "  HTTPS://WWW.LINKEDIN.COM/in/ANNA-BELL/  ",
        "https://www.linkedin.com/in/anna-bell/details/experience/",
        "https://www.linkedin.com/in/%61nna-bell",
        "https://www.linkedin.com./in/anna-bell",
        "//www.linkedin.com/in/anna-bell",
    ],
)
def test_every_spelling_of_a_linkedin_address_gives_one_key(url: str) -> None:
    assert profile_key(url) == ProfileKey("linkedin", "anna-bell")


def test_percent_encoded_raw_and_decomposed_slugs_are_one() -> None:
    keys = {
        profile_key(f"https://www.linkedin.com/in/{slug}")
        for slug in ("zo%C3%AB-%C2%AE", "zoë-®", "zoe\u0308-®", "ZO%C3%8B-%c2%ae")
    }

    assert keys == {ProfileKey("linkedin", "zoë-®")}


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.facebook.com/anna.bell", ("facebook", "anna.bell")),
        ("https://m.facebook.com/profile.php?id=1000123&x=1", ("facebook", "1000123")),
        ("https://de-de.facebook.com/people/Anna-Bell/1000123/", ("facebook", "1000123")),
        ("https://x.com/AnnaBell", ("x", "annabell")),
        ("https://mobile.twitter.com/@annabell/", ("x", "annabell")),
        ("https://www.instagram.com/anna.bell_/?hl=de", ("instagram", "anna.bell_")),
        ("https://www.xing.com/profile/Anna_Bell/cv", ("xing", "anna_bell")),
        ("https://github.com/anna-bell", ("github", "anna-bell")),
        ("@Anna@Mastodon.Social", ("mastodon", "anna@mastodon.social")),
        ("https://mastodon.social/@anna", ("mastodon", "anna@mastodon.social")),
        ("https://fosstodon.org/users/anna", ("mastodon", "anna@fosstodon.org")),
    ],
)
def test_the_other_networks_are_read_too(url: str, key: tuple[str, str]) -> None:
    assert profile_key(url) == ProfileKey(*key)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "anna bell",
        "javascript:alert(1)",
        "javascript://linkedin.com/in/anna-bell",
        " java\nscript:alert(1)",
        "data:text/html,linkedin.com/in/anna-bell",
        "ftp://linkedin.com/in/anna-bell",
        "https://linkedin.com.evil.example/in/anna-bell",
        "https://evil.example/linkedin.com/in/anna-bell",
        "https://linkedin.com@evil.example/in/anna-bell",
        "https://evil@linkedin.com/in/anna-bell",
        "https://notlinkedin.com/in/anna-bell",
        "https://medium.com/@anna",
        "https://www.linkedin.com/company/acme",
        "https://www.linkedin.com/in/",
        "https://www.linkedin.com/in/..",
        "https://www.linkedin.com/in/a%2F..%2Fb",
        "https://www.linkedin.com/in/a%00b",
        "https://www.linkedin.com/in/a%20b",
        "https://www.linkedin.com/in/%E2%80%AEanna",
        "https://www.linkedin.com/in/%AE",
        "https://www.linkedin.com\\@evil.example/in/anna",
        "https://[::1/in/anna",
        "https://x.com/home",
        "https://x.com/anna/status/1",
        "https://github.com/anna/notes",
        "https://www.instagram.com/p/Cabc",
        "https://www.facebook.com/profile.php?id=abc",
        "https://www.linkedin.com/in/" + "a" * 5_000,
    ],
)
def test_what_names_no_person_on_a_known_network_gives_none(url: str) -> None:
    assert profile_key(url) is None


@given(st.text(max_size=40))
def test_a_key_survives_being_written_as_an_address_again(slug: str) -> None:
    key = profile_key(f"https://www.linkedin.com/in/{quote(slug, safe='')}")

    if key is not None:
        assert profile_key(f"http://fr.linkedin.com/in/{quote(key.slug, safe='')}/?trk=x") == key


@given(st.text())
def test_no_text_makes_a_normaliser_fail(text: str) -> None:
    for normalise in (profile_key, email_key, phone_key, handle_key):
        normalise(text)
    profile_key("https://" + text)
    phone_key(text, "CH")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (" Anna.Bell@Example.ORG ", "anna.bell@example.org"),
        ("mailto:anna@example.org", "anna@example.org"),
        ("Anna Bell <Anna@Example.org>", "anna@example.org"),
        ("anna+crm@mail.example.co.uk", "anna+crm@mail.example.co.uk"),
        ("zoë@bücher.example", "zoë@bücher.example"),
    ],
)
def test_an_email_key_is_the_bare_address_in_lower_case(text: str, key: str) -> None:
    assert email_key(text) == key


@pytest.mark.parametrize(
    "text",
    ["", "anna", "anna@", "@example.org", "a b@example.org", "a@b@example.org", "anna@example", "a@b..org"],
)
def test_what_is_no_address_has_no_email_key(text: str) -> None:
    assert email_key(text) is None


def test_an_endless_email_has_no_key() -> None:
    assert email_key("a" * 300 + "@example.org") is None


@pytest.mark.parametrize(
    ("text", "region", "key"),
    [
        ("+41 44 668 18 00", None, "+41446681800"),
        ("044 668 18 00", "CH", "+41446681800"),
        ("(0)44/668-18-00", "CH", "+41446681800"),
        ("044 668 18 00", None, None),
        ("+41 44 668", None, None),
        ("+1 999 999 9999", None, None),
        ("call me", "CH", None),
        ("044 668 18 00", "nowhere", None),
    ],
)
def test_a_phone_key_is_e164_for_valid_numbers_only(text: str, region: str | None, key: str | None) -> None:
    assert phone_key(text, region) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [("@AnnaBell", "annabell"), (" anna.bell ", "anna.bell"), ("ZOE\u0308", "zoë")],
)
def test_a_handle_key_has_no_sign_and_no_capitals(text: str, key: str) -> None:
    assert handle_key(text) == key


@pytest.mark.parametrize("text", ["", "@", "anna bell", "a" * 101, "<b>"])
def test_what_is_no_handle_has_no_key(text: str) -> None:
    assert handle_key(text) is None
