"""What clashes is told without a promise that changing it is enough."""

from liaison_planner.domain.clash import clash_in_a_sentence, enough_heading, heading_of
from liaison_planner.domain.plan import Conflict

JOB = Conflict(id="present_job", text="Keep the present job.")
HOURS = Conflict(id="hours", text="Study at most 10 hours a week.")
LACKING = Conflict(id="catalogue:talk", text="Nothing in the catalogue leads to Talk at level 4.")


def test_one_limit_must_change_whatever_else_does() -> None:
    assert heading_of([JOB]) == "Whatever other limits you change, this one must change too:"
    assert clash_in_a_sentence([JOB]).endswith("this one must change too: keep the present job.")


def test_of_several_limits_one_must_change_and_that_may_not_be_enough() -> None:
    assert heading_of([HOURS, JOB]) == "At least one of these limits must change, perhaps others too:"
    assert enough_heading([HOURS, JOB]).startswith("What would be enough, each one computed")
    told = clash_in_a_sentence([HOURS, JOB])
    assert "that may not be enough: study at most 10 hours a week; keep the present job." in told


def test_what_the_catalogue_lacks_is_no_limit_to_change() -> None:
    assert heading_of([LACKING]) == "What stands in the way:"
    assert clash_in_a_sentence([LACKING]) == LACKING.text
