"""The fixed words of the field: focus areas, kinds of offerings, ways of delivery, acceptance, objectives."""

from enum import StrEnum

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


class Focus(StrEnum):
    """The four kinds of liaison work a person can aim at."""

    SPECIALTY_PRACTICE = "specialty_practice"
    MEDICAL_SCHOOL = "medical_school"
    CONSULTING = "consulting"
    GOVERNMENT_OUTREACH = "government_outreach"

    @property
    def title(self) -> str:  # type: ignore[override]
        return _FOCUS_TITLES[self]


_FOCUS_TITLES = {
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
