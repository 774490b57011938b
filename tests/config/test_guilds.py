"""The settings of a guild: what an admin types is taken or refused with a reason."""

import json
import pickle
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.errors import REASONS, SettingError
from config.guilds import (
    LANGUAGES,
    MAX_FILE,
    MOST_INPUT,
    NAMES,
    GuildSettings,
    export_json,
    import_json,
    origin,
    parse,
    read,
    resolve,
    show,
    suggest,
    write,
)
from config.kinds import Value

IDS = st.lists(st.integers(1, 2**63 - 1), max_size=20, unique=True).map(tuple)
LABEL = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=12)
HOSTS = st.lists(LABEL, min_size=1, max_size=3).map(lambda labels: ".".join((*labels, "example")))
DOMAINS = st.lists(HOSTS, max_size=20, unique=True).map(tuple)
QUOTAS = st.integers(0, 10_000)
VALUES: dict[str, st.SearchStrategy[Value]] = {
    "visibility": st.sampled_from(("private", "public", "thread")),
    "length": st.sampled_from(("gist", "short", "full")),
    "language": st.sampled_from(("auto", *LANGUAGES)),
    "allowed_channels": IDS,
    "allowed_roles": IDS,
    "links": st.booleans(),
    "allow_domains": DOMAINS,
    "deny_domains": DOMAINS,
    "names": st.booleans(),
    "discussions": st.booleans(),
    "cache_minutes": st.integers(0, 1_440),
    "mask_slurs": st.booleans(),
    "chart": st.booleans(),
    "member_quota": QUOTAS,
    "guild_quota": QUOTAS,
    "max_input": st.integers(1, MOST_INPUT),
    "retention_days": st.integers(0, 365),
    "threshold": st.none() | st.floats(0, 1).map(abs),
}
ONE = st.sampled_from(NAMES).flatmap(lambda name: st.tuples(st.just(name), VALUES[name]))
SOME = st.fixed_dictionaries({}, optional=VALUES)


def test_the_names_are_those_of_the_panel() -> None:
    """Other rooms and exported files rely on them."""
    assert " ".join(NAMES) == (
        "visibility length language allowed_channels allowed_roles links allow_domains "
        "deny_domains discussions cache_minutes names mask_slurs chart member_quota guild_quota "
        "max_input retention_days threshold"
    )


@given(ONE)
def test_what_is_shown_can_be_typed(setting: tuple[str, Value]) -> None:
    """For every setting and value."""
    name, value = setting
    assert parse(name, show(name, value)) == value


@given(ONE)
def test_what_is_written_can_be_read(setting: tuple[str, Value]) -> None:
    """Through JSON."""
    name, value = setting
    assert read(name, json.loads(json.dumps(write(name, value)))) == value


@given(SOME)
def test_an_export_can_be_imported(overrides: dict[str, Value]) -> None:
    """The same overrides, no more."""
    assert import_json(export_json(overrides).encode()) == overrides


@given(st.sampled_from((*NAMES, "no_such")), st.text(max_size=60))
def test_any_text_is_taken_or_refused(name: str, text: str) -> None:
    """And what is taken can be shown, typed and kept."""
    try:
        value = parse(name, text)
    except SettingError as error:
        assert error.reason in REASONS
        assert str(error)
    else:
        assert parse(name, show(name, value)) == value == read(name, write(name, value))


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("visibility", "Thread", "thread"),
        ("language", " DE ", "de"),
        ("language", "auto", "auto"),
        *(("links", text, True) for text in ("on", "Yes", "TRUE", "1")),
        *(("links", text, False) for text in ("off", "no", "false", "0")),
        ("allowed_channels", "<#12>, 13 <#12>", (12, 13)),
        ("allowed_roles", "<@&12>;13", (12, 13)),
        *((name, text, ()) for name in NAMES[3:5] for text in ("all", "None", "", " ")),
        ("deny_domains", "Example.COM, bücher.example", ("example.com", "xn--bcher-kva.example")),
        ("allow_domains", "example.com.", ("example.com",)),
        ("allow_domains", "all", ()),
        ("deny_domains", "none", ()),
        ("member_quota", "0", 0),
        ("retention_days", " 365 ", 365),
        ("max_input", "3000000", 3_000_000),
        ("threshold", "0,5", 0.5),
        ("threshold", "1", 1.0),
        ("threshold", "auto", None),
    ],
)
def test_what_an_admin_types_is_understood(name: str, text: str, value: Value) -> None:
    """In any case, with the marks that Discord puts around."""
    assert parse(name, text) == value


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("colour", "red", "unknown"),
        ("visibility", "secret", "choice"),
        ("language", "pt", "choice"),
        ("links", "perhaps", "switch"),
        ("allowed_channels", "#general", "channels"),
        ("allowed_channels", "<@&12>", "channels"),
        ("allowed_channels", "0", "channels"),
        ("allowed_channels", str(2**63), "channels"),
        ("allowed_channels", "١٢", "channels"),
        ("allowed_roles", "<#12>", "roles"),
        ("allowed_roles", "<@12>", "roles"),
        ("allowed_roles", " ".join(map(str, range(1, 102))), "too_many"),
        *(("deny_domains", text, "domains") for text in ("https://a.example", "a.example/b")),
        *(
            ("deny_domains", text, "domains")
            for text in ("*.a.example", "a..example", "-a.example")
        ),
        *(("deny_domains", text, "domains") for text in ("127.0.0.1", "[::1]", "a:80", "a_b", "@")),
        ("deny_domains", "a" * 64 + ".example", "domains"),
        ("deny_domains", "a." * 200 + "example", "domains"),
        *(("deny_domains", text, "domains") for text in ("all none", "not a domain")),
        *(("member_quota", text, "whole") for text in ("-1", "10001", "1.5", "x", "", "9" * 5000)),
        *(("retention_days", text, "whole") for text in ("366", "-1", "٣", "1_0")),
        *(("max_input", text, "whole") for text in ("0", "3000001")),
        *(("threshold", text, "share") for text in ("1.1", "-0.1", "nan", "inf", "half", "0.5.1")),
    ],
)
def test_a_bad_value_is_refused_with_its_reason(name: str, text: str, reason: str) -> None:
    """Never moved to the nearest good one."""
    with pytest.raises(SettingError) as caught:
        parse(name, text)
    assert (caught.value.name, caught.value.reason) == (name, reason)


def test_a_refusal_says_the_bounds() -> None:
    """So that the next try succeeds."""
    with pytest.raises(SettingError) as caught:
        parse("retention_days", "400")
    assert str(caught.value) == "retention_days: must be a whole number from 0 to 365"


def test_a_refusal_names_the_bad_entry_apart_from_its_sentence() -> None:
    """The sentence may stand in a log, the entry may not."""
    with pytest.raises(SettingError) as caught:
        parse("deny_domains", "a.example b/c")
    assert caught.value.values == {"value": "b/c"}
    assert "b/c" not in str(caught.value)


@pytest.mark.parametrize("data", [b'{"secret": 1}', b'{"secret": 1, "secret": 2}'])
def test_the_sentence_does_not_repeat_a_name_that_is_none(data: bytes) -> None:
    """It is outside text as well."""
    with pytest.raises(SettingError) as caught:
        import_json(data)
    assert (caught.value.name, str(caught.value)) == ("secret", "there is no such setting")


def test_a_refusal_survives_another_process() -> None:
    """With everything that it says."""
    error = pickle.loads(pickle.dumps(SettingError("links", "whole", least=1, most=2)))
    assert (str(error), error.values) == (
        "links: must be a whole number from 1 to 2",
        {"least": 1, "most": 2},
    )


def test_the_guild_goes_before_the_operator_before_the_default() -> None:
    """And each value knows where it comes from."""
    operator, guild = {"length": "full", "links": False}, {"links": True}
    found = resolve(operator, guild)
    assert (found.length, found.links, found.chart) == ("full", True, True)
    assert [origin(name, operator, guild) for name in ("length", "links", "chart")] == [
        "operator",
        "guild",
        "default",
    ]


@pytest.mark.parametrize(
    ("operator", "guild", "most", "holds"),
    [
        ({}, {}, 500, 500),
        ({}, {"max_input": 900}, 500, 500),
        ({"max_input": 300}, {}, 500, 300),
        ({"max_input": 300}, {"max_input": 400}, 500, 400),
    ],
)
def test_no_guild_takes_more_than_the_operator(
    operator: dict[str, Value], guild: dict[str, Value], most: int, holds: int
) -> None:
    """Also where it was set before the operator's limit went down."""
    assert resolve(operator, guild, most).max_input == holds


def test_the_operators_limit_is_the_bound_of_the_largest_input() -> None:
    """The refusal says it."""
    with pytest.raises(SettingError) as caught:
        parse("max_input", "501", most_input=500)
    assert caught.value.values == {"least": 1, "most": 500}


def test_nothing_set_gives_the_defaults() -> None:
    """Private first, the chart on."""
    assert resolve({}, {}) == GuildSettings()


def test_an_export_holds_overrides_only_and_ids_as_strings() -> None:
    """JavaScript's numbers would round an id."""
    text = export_json({"threshold": None, "allowed_roles": (2**62 + 1,)})
    assert json.loads(text) == {"allowed_roles": [str(2**62 + 1)], "threshold": None}


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b'{"links": true, "colour": 1}', "colour", "unknown"),
        (b'{"links": true, "links": true}', "links", "duplicate"),
        (b'{"links": "on"}', "links", "type"),
        (b'{"links": 1}', "links", "type"),
        (b'{"length": ["full"]}', "length", "type"),
        (b'{"length": null}', "length", "type"),
        (b'{"length": "long"}', "length", "choice"),
        (b'{"member_quota": true}', "member_quota", "type"),
        (b'{"member_quota": 1.0}', "member_quota", "type"),
        (b'{"member_quota": "5"}', "member_quota", "type"),
        (b'{"retention_days": 366}', "retention_days", "whole"),
        (b'{"threshold": "auto"}', "threshold", "type"),
        (b'{"threshold": 2}', "threshold", "share"),
        (b'{"allowed_channels": "12"}', "allowed_channels", "type"),
        (b'{"allowed_channels": [[]]}', "allowed_channels", "type"),
        (b'{"allowed_channels": ["x"]}', "allowed_channels", "channels"),
        (b'{"deny_domains": [1]}', "deny_domains", "type"),
        (b'{"deny_domains": ["\\ud800"]}', "deny_domains", "domains"),
        (b'{"max_input": 3000001}', "max_input", "whole"),
        (b'{"threshold": NaN}', "", "not_json"),
        (b'{"member_quota": 1' + b"0" * 5000 + b"}", "", "not_json"),
        (b"[" * 60_000, "", "not_json"),
        (b"", "", "not_json"),
        (b"\xff\xfe", "", "not_json"),
        (b"[]", "", "not_object"),
        (b"null", "", "not_object"),
        (b" " * (MAX_FILE + 1), "", "too_large"),
    ],
)
def test_one_bad_key_refuses_the_whole_import(data: bytes, name: str, reason: str) -> None:
    """With that key's reason."""
    with pytest.raises(SettingError) as caught:
        import_json(data)
    assert (caught.value.name, caught.value.reason) == (name, reason)


def test_a_file_with_a_byte_order_mark_is_imported() -> None:
    """Some editors put one there."""
    assert import_json(b'\xef\xbb\xbf{"allowed_roles": [12, "13"]}') == {"allowed_roles": (12, 13)}


@given(st.binary(max_size=200))
def test_any_file_is_imported_or_refused(data: bytes) -> None:
    """Nothing else is raised."""
    try:
        found = import_json(data)
    except SettingError:
        return
    assert set(found) <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_suggestion_can_be_typed(name: str) -> None:
    """For each setting there is one."""
    values = [parse(name, text, 20_000) for text in suggest(name, "", 20_000)]
    assert values


def test_suggestions_contain_what_is_typed() -> None:
    """None for a setting that is not there."""
    assert suggest("length", "S") == ("gist", "short")
    assert suggest("colour", "") == ()


def test_the_defaults_are_values_that_can_be_typed() -> None:
    """Each of them."""
    typed = {
        name: parse(name, show(name, value)) for name, value in asdict(GuildSettings()).items()
    }
    assert typed == asdict(GuildSettings())
