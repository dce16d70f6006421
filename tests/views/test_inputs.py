"""A person's answers stand on the sheets in words."""

from datetime import date

from liaison_planner.domain.profile import Pin, Profile
from liaison_planner.views import Labels, input_content


def test_choices_are_shown_by_their_titles(person: Profile, labels: Labels) -> None:
    content = input_content(person.model_copy(update={"licences": ("rn",)}), labels)
    assert content.fields["in_edu_level"] == "Bachelor's degree"
    assert content.fields["in_degree_field"] == "Health"
    assert content.fields["in_internal_employer"] == "no"
    assert content.tables["tblLicences"] == ({"token": "Registered nurse"},)
    assert content.tables["tblFocus"] == ({"focus": "Specialty practice or hospital"}, {"focus": "Consulting"})


def test_decisions_about_offerings_stand_in_one_table(person: Profile, labels: Labels) -> None:
    pin = Pin(offering_id="c_hipaa", start=date(2027, 3, 1))
    wishes = {"pins": (pin,), "excludes": ("m_liaison",), "done": ("x_unknown",)}
    assert input_content(person.model_copy(update=wishes), labels).tables["tblChoices"] == (
        {"decision": "include", "offering": "Privacy course", "start": date(2027, 3, 1)},
        {"decision": "exclude", "offering": "A liaison as mentor", "start": None},
        {"decision": "done", "offering": "x_unknown", "start": None},
    )


def test_years_stand_in_one_row_and_fields_without_years_stay_empty(person: Profile, labels: Labels) -> None:
    (row,) = input_content(person, labels).tables["tblExperience"]
    assert row == {"role": "All posts together", "employer": None, "yrs_healthcare": 8.0}
    newcomer = person.model_copy(update={"years": {"healthcare": 0.0}})
    assert input_content(newcomer, labels).tables["tblExperience"] == ()


def test_only_a_sample_has_a_banner(person: Profile, labels: Labels) -> None:
    assert "out_sample" not in input_content(person, labels).fields
    assert "invented" in str(input_content(person, labels, sample=True).fields["out_sample"])
