"""What fits in one message, the most important first and nothing cut."""

from hypothesis import given
from hypothesis import strategies as st

from bot.views.card import units
from bot.views.planner import HEADING, Part, Room, plan


@st.composite
def drafts(draw: st.DrawFn) -> list[Part]:
    """Parts of which some stand within others."""
    parts: list[Part] = []
    for number in range(draw(st.integers(0, 30))):
        within = draw(st.none() | st.integers(0, number - 1)) if number else None
        parts.append(
            Part(
                f"{number}:" + draw(st.sampled_from("aé👩")) * draw(st.integers(0, 60)),
                draw(st.integers(0, 9) | st.just(HEADING)),
                within,
                draw(st.booleans()),
                draw(st.integers(0, 3)),
            )
        )
    return parts


ROOMS = st.builds(Room, st.integers(0, 2_000), st.integers(0, 40))


def _shown(parts: list[Part], blocks: tuple[str, ...]) -> list[int]:
    lines = [line for block in blocks for line in block.split("\n")]
    return [number for number, part in enumerate(parts) if part.markdown in lines]


@given(drafts(), ROOMS)
def test_the_room_is_kept(parts: list[Part], room: Room) -> None:
    """Text with its line breaks, and a block with its rule."""
    blocks = plan(parts, room).blocks
    assert units("\n".join(blocks)) <= room.characters or not blocks
    assert 2 * (len(blocks) - 1) <= room.components or not blocks


@given(drafts(), ROOMS)
def test_parts_are_whole_and_in_order(parts: list[Part], room: Room) -> None:
    """Every line shown is a part, in the order given."""
    planned = plan(parts, room)
    lines = [line for block in planned.blocks for line in block.split("\n")]
    assert lines == [parts[number].markdown for number in _shown(parts, planned.blocks)]


@given(drafts(), ROOMS)
def test_what_is_left_out_is_counted(parts: list[Part], room: Room) -> None:
    """Shown and left add up to all there is."""
    planned = plan(parts, room)
    shown = sum(parts[number].counts for number in _shown(parts, planned.blocks))
    assert shown + planned.left == sum(part.counts for part in parts)


@given(drafts(), ROOMS)
def test_nothing_stands_without_its_heading(parts: list[Part], room: Room) -> None:
    """What a shown part stands within is shown too."""
    shown = _shown(parts, plan(parts, room).blocks)
    assert {parts[number].within for number in shown} <= {None, *shown}


@given(drafts(), ROOMS)
def test_the_same_parts_give_the_same_plan(parts: list[Part], room: Room) -> None:
    """Nothing is left to chance."""
    assert plan(parts, room) == plan(list(parts), room)


def test_the_important_goes_first() -> None:
    """A later part of a better rank takes the place of an earlier one."""
    parts = [Part("a" * 50, 5), Part("b" * 50, 1)]
    assert plan(parts, Room(60, 40)).blocks == ("b" * 50,)


def test_a_small_part_takes_what_a_large_one_leaves() -> None:
    """A quotation that does not fit is no reason to leave out a short one."""
    planned = plan([Part("a" * 500, 1), Part("b" * 50, 2)], Room(60, 40))
    assert (planned.blocks, planned.left) == (("b" * 50,), 1)


def test_a_heading_alone_is_not_shown() -> None:
    """It is worth nothing without what stands under it."""
    assert plan([Part("Points", HEADING, counts=0), Part("a" * 50, 1, 0)], Room(40)).blocks == ()


def test_many_parts_are_planned_in_one_pass() -> None:
    """A hundred thousand parts that do not fit take no more than sorting them."""
    parts = [Part("a" * 100, 1, 0 if number else None) for number in range(100_000)]
    assert plan(parts, Room()).left == 100_000 - 39
