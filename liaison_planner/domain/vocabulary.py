"""The fixed words of the field: focus areas, kinds of offerings, ways of delivery, acceptance, objectives."""

from enum import StrEnum
from typing import ClassVar, Self

from pydantic_core import core_schema

YEARS_FIELDS = (
    "healthcare",
    "clinical",
    "sales_marketing",
    "healthcare_sales",
    "practice_mgmt",
    "education_admin",
    "public_community",
)
"""Fields in which years of experience are counted; `yrs_<field>` in requirements, `exp:<field>:<years>` in awards."""

DEGREE_FIELDS = ("none", "health", "health_comm", "business_marketing", "medicine", "other")
VALUES = ("income", "mission", "flexibility", "stability", "learning")
MAX_LEVEL = 4
FULL_TIME_HOURS_PER_WEEK = 30
"""An on-the-job offering at or above this load is a full-time job: it replaces the present one."""


COHORT_STRETCH = 1.5
"""A cohort moves together; somebody with few hours may fall behind and finish up to half as long again later."""


BLOCK_WEEKS = 4
"""Savings are booked every four weeks."""

TAKE_HOME_SHARE = 0.75
"""What of a pay before taxes counts as brought home; our estimate, the catalogue's pay is before taxes."""

SEARCH_HOURS_PER_WEEK = 5
"""What looking for a post takes in a week at most, beside the hours for learning; an hour each weekday, our estimate."""


class Focus(str):  # noqa: SLOT000 - a str cannot have slots beside its text
    """A kind of liaison work that a person can aim at: its id, with the title that its catalogue gives it.

    Two are equal if their ids are. Catalogues may add others (table `focus_areas`); without a title, as in a plan read
    from JSON, the id stands for it.
    """

    SPECIALTY_PRACTICE: ClassVar["Focus"]
    MEDICAL_SCHOOL: ClassVar["Focus"]
    CONSULTING: ClassVar["Focus"]
    GOVERNMENT_OUTREACH: ClassVar["Focus"]

    _title: str

    def __new__(cls, value: str, title: str = "") -> Self:
        made = super().__new__(cls, value)
        made._title = title or getattr(value, "_title", "")
        return made

    @property
    def value(self) -> str:
        """The bare id."""
        return str(self)

    @property
    def title(self) -> str:  # type: ignore[override]
        return self._title or _FOCUS_TITLES.get(self) or self.replace("_", " ").capitalize()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: object) -> core_schema.CoreSchema:
        text = core_schema.no_info_after_validator_function(cls, core_schema.str_schema(min_length=1))
        made = core_schema.union_schema([core_schema.is_instance_schema(cls), text])
        return core_schema.json_or_python_schema(
            text, made, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )


Focus.SPECIALTY_PRACTICE = Focus("specialty_practice")
Focus.MEDICAL_SCHOOL = Focus("medical_school")
Focus.CONSULTING = Focus("consulting")
Focus.GOVERNMENT_OUTREACH = Focus("government_outreach")

FOCUS_AREAS = (Focus.SPECIALTY_PRACTICE, Focus.MEDICAL_SCHOOL, Focus.CONSULTING, Focus.GOVERNMENT_OUTREACH)
"""Those of the built-in catalogue."""

MOST_FOCUS_AREAS = 8
"""How many a catalogue may have; the sheets have room for so many."""

_FOCUS_TITLES: dict[str, str] = {
    Focus.SPECIALTY_PRACTICE: "Specialty practice or hospital",
    Focus.MEDICAL_SCHOOL: "Medical school",
    Focus.CONSULTING: "Consulting",
    Focus.GOVERNMENT_OUTREACH: "Government and community outreach",
}


class Kind(StrEnum):
    """What sort of step an offering is."""

    COURSE = "course"
    CERTIFICATION = "certification"
    MENTORSHIP = "mentorship"
    INTERNSHIP = "internship"
    ADJACENT_JOB = "adjacent_job"
    NETWORKING = "networking"
    CONTINUING_EDUCATION = "continuing_education"
    DEGREE = "degree"

    @property
    def title(self) -> str:  # type: ignore[override]
        return self.value.replace("_", " ").capitalize()


PAID_BY_EMPLOYERS = (Kind.COURSE, Kind.CERTIFICATION)
"""What an employer who pays for learning pays for, unless the person names what qualifies."""


class Delivery(StrEnum):
    """How an offering is taken; a cohort runs at its own pace, everything else may be stretched."""

    ONLINE_SELF_PACED = "online_self_paced"
    ONLINE_COHORT = "online_cohort"
    IN_PERSON = "in_person"
    ON_THE_JOB = "on_the_job"


class StartPattern(StrEnum):
    """In which weeks an offering can be started (see `domain.weeks.starts_in_week_of`)."""

    ANYTIME = "anytime"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    SEMESTER = "semester"


class Acceptance(StrEnum):
    """Whether employers in a focus area accept a qualification route."""

    YES = "yes"
    SOMETIMES = "sometimes"
    NO = "no"


class Objective(StrEnum):
    """What the best plan is best at; the other figures break ties in a fixed order."""

    FASTEST = "fastest"
    CHEAPEST = "cheapest"
    BALANCED = "balanced"


class Confidence(StrEnum):
    """How far a catalogue row can be trusted."""

    SOURCED = "sourced"
    ESTIMATE = "estimate"
    JUDGEMENT = "judgement"
    PRIMARY = "primary"
    PRIMARY_REPUBLISHED = "primary, republished"
    SECONDARY = "secondary"
    VENDOR = "vendor"
    CONFLICT = "conflict"


EDUCATION_LEVELS = {1: "Diploma", 2: "Associate degree", 3: "Bachelor's degree", 4: "Master's degree", 5: "Doctorate"}

YEARS_TITLES = {
    "healthcare": "Healthcare, any role",
    "clinical": "Clinical work with patients",
    "sales_marketing": "Sales or marketing, any industry",
    "healthcare_sales": "Sales to physicians or hospitals",
    "practice_mgmt": "Running a medical practice",
    "education_admin": "Education administration",
    "public_community": "Public health or community work",
}

DEGREE_FIELD_TITLES = {
    "none": "No degree",
    "health": "Health",
    "health_comm": "Health communication",
    "business_marketing": "Business, marketing or communication",
    "medicine": "Medicine (MD, DO or equivalent)",
    "other": "Another field",
}
