"""What the drop-down lists offer."""

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.evidence import ProofKind
from liaison_planner.domain.progress import StepStatus
from liaison_planner.domain.replan import Closeness
from liaison_planner.domain.vocabulary import DEGREE_FIELD_TITLES, EDUCATION_LEVELS, MAX_LEVEL, Objective
from liaison_planner.views import ZOOMS
from liaison_planner.workbook.labels import labels_of


def list_values(catalogue: Catalogue) -> dict[str, tuple[str | int, ...]]:
    """The values of each list by the name of its range; none is empty."""
    labels = labels_of(catalogue)
    kinds = {token: row.kind for token, row in catalogue.credentials.items()}
    certificates = tuple(title for token, title in labels.credentials.items() if kinds[token] == "certificate")
    licences = tuple(title for token, title in labels.credentials.items() if kinds[token] != "certificate")
    return {
        "list_yes_no": ("yes", "no"),
        "list_levels": tuple(range(MAX_LEVEL + 1)),
        "list_weights": tuple(range(1, 6)),
        "list_education": tuple(EDUCATION_LEVELS.values()),
        "list_degree_fields": tuple(DEGREE_FIELD_TITLES.values()),
        "list_focus": tuple(focus.title for focus in catalogue.foci),
        "list_objectives": tuple(objective.value for objective in Objective),
        "list_decisions": ("include", "exclude", "done", "no seat"),
        "list_licences": licences or ("none known",),
        "list_certificates": certificates or ("none known",),
        "list_offerings": tuple(sorted(labels.offerings.values(), key=str.casefold)),
        "list_credentials": (*labels.credentials.values(),) or ("none known",),
        "list_subjects": (*labels.competencies.values(),) or ("none known",),
        "list_proofs": tuple(kind.title for kind in ProofKind),
        "list_shown": tuple(range(1, MAX_LEVEL + 1)),
        "list_zooms": ZOOMS,
        "list_closeness": tuple(closeness.title for closeness in Closeness),
        "list_step_states": tuple(status.value for status in StepStatus),
    }
