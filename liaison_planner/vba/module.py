"""A VBA module as text, and as it stands in a project: [MS-OVBA] 2.3.4.3 and 4.2 of [MS-VBAL]."""

import re
from dataclasses import dataclass, field
from enum import Enum

LONGEST_LINE = 1023
"""Characters that VBA takes in one line of source."""
_ATTRIBUTE = re.compile(
    r"Attribute VB_(Name|Base|GlobalNameSpace|Creatable|PredeclaredId|Exposed|TemplateDerived|Customizable|Description) = (.*)"
)
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,30}")


class Kind(Enum):
    """What a module belongs to, with the class that a document or class module is based on."""

    STANDARD = ""
    CLASS = "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"
    WORKBOOK = "0{00020819-0000-0000-C000-000000000046}"
    SHEET = "0{00020820-0000-0000-C000-000000000046}"

    @property
    def is_document(self) -> bool:
        return self in (Kind.WORKBOOK, Kind.SHEET)


@dataclass(frozen=True, slots=True)
class Module:
    """One module; `code` is what the editor of Excel shows, with plain line feeds.

    Raises ValueError for a name or a line that VBA does not take.
    """

    name: str
    code: str = ""
    kind: Kind = Kind.STANDARD
    attributes: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ValueError(f"a module cannot be called «{self.name}»")
        for number, line in enumerate(self.code.split("\n"), start=1):
            if len(line) > LONGEST_LINE:
                raise ValueError(f"{self.name}, line {number}: VBA takes no line longer than {LONGEST_LINE} characters")

    def source(self) -> str:
        """The module with the attributes that the editor hides, in the form in which a project keeps it."""
        lines = [f'Attribute VB_Name = "{self.name}"', *self._hidden(), *self.code.split("\n")]
        while not lines[-1]:
            lines.pop()
        return "\r\n".join(lines) + "\r\n"

    def _hidden(self) -> list[str]:
        if self.kind is Kind.STANDARD:
            return []
        document, own = self.kind.is_document, self.attributes
        values = {
            "Base": f'"{self.kind.value}"',
            "GlobalNameSpace": "False",
            "Creatable": "False",
            "PredeclaredId": own.get("PredeclaredId", str(document)),
            "Exposed": own.get("Exposed", str(document)),
            "TemplateDerived": "False",
            "Customizable": str(document),
        }
        if "Description" in own:
            values["Description"] = own["Description"]
        return [f"Attribute VB_{name} = {value}" for name, value in values.items()]


def module_from(text: str) -> Module:
    """The module in an exported .bas or .cls file; ValueError if it does not say its name."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kind = Kind.CLASS if lines[0].startswith("VERSION ") else Kind.STANDARD
    if kind is Kind.CLASS:
        lines = lines[lines.index("END") + 1 :]
    attributes: dict[str, str] = {}
    while lines and (found := _ATTRIBUTE.fullmatch(lines[0])):
        attributes[found[1]] = found[2]
        lines.pop(0)
    if "Name" not in attributes:
        raise ValueError("the text does not begin with the name of a module")
    return Module(attributes.pop("Name").strip('"'), "\n".join(lines), kind, attributes)
