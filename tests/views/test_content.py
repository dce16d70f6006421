"""Contents are put together."""

from liaison_planner.views import Content


def test_together_they_name_everything_and_the_second_wins() -> None:
    one = Content({"a": 1, "b": 1}, {"t": ({"x": 1},)}, {"g": ((1,),)})
    other = Content({"b": 2}, {"t": ()}, {"h": ((2,),)})
    assert one | other == Content({"a": 1, "b": 2}, {"t": ()}, {"g": ((1,),), "h": ((2,),)})
