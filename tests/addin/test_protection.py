"""Protection and filters are lifted while a click writes and put back as they were; Excel's own objects are played."""

from typing import Any

import pytest

from liaison_planner.addin.protection import ProtectedError, lift

OF_THE_USER = "secret"


class Allowed:
    """What a protection lets a user do."""

    def __getattr__(self, name: str) -> bool:
        return name in ("AllowSorting", "AllowFormattingRows")


class Filter:
    def __init__(self) -> None:
        self.FilterMode = True

    def ShowAllData(self) -> None:  # noqa: N802 - Excel's own name
        self.FilterMode = False


class Table:
    def __init__(self, *, filtered: bool) -> None:
        self.AutoFilter = Filter() if filtered else None


class WindowsSheet(Filter):
    """A worksheet as COM shows it."""

    def __init__(self, *, protected: bool = True, password: str = "") -> None:
        super().__init__()
        self.FilterMode = False
        self.ProtectContents, self._password = protected, password
        self.ProtectDrawingObjects, self.ProtectScenarios, self.Protection = True, False, Allowed()
        self.ListObjects = [Table(filtered=True), Table(filtered=False)]
        self.protected_with: dict[str, Any] = {}

    def Unprotect(self, password: str) -> None:  # noqa: N802
        if password != self._password:
            raise OSError("wrong password")
        self.ProtectContents = False

    def Protect(self, **options: Any) -> None:  # noqa: N802
        self.ProtectContents, self.protected_with = True, options


class Property:
    def __init__(self, *, value: bool) -> None:
        self.value = value

    def get(self) -> bool:
        return self.value


class MacSheet:
    """A worksheet as AppleScript shows it."""

    def __init__(self, password: str = "") -> None:
        self.protect_contents, self.filter_mode = Property(value=True), Property(value=True)
        self._password = password
        self.protected_with: dict[str, Any] = {}

    def unprotect(self, password: str) -> None:
        self.protect_contents.value = password != self._password

    def show_all_data(self) -> None:
        self.filter_mode.value = False

    def protect_worksheet(self, **options: Any) -> None:
        self.protect_contents.value, self.protected_with = True, options


def test_on_windows_a_sheet_is_protected_again_as_it_was() -> None:
    sheet = WindowsSheet()
    restore = lift("Plan", sheet)
    before = sheet.ProtectContents
    restore()
    assert (before, sheet.ProtectContents) == (False, True)
    allowed = {name for name, value in sheet.protected_with.items() if value is True}
    assert allowed == {"Contents", "DrawingObjects", "AllowSorting", "AllowFormattingRows"}


def test_a_sheet_that_was_not_protected_stays_so() -> None:
    sheet = WindowsSheet(protected=False)
    lift("Plan", sheet)()
    assert not sheet.ProtectContents


def test_filtered_rows_are_shown() -> None:
    sheet = WindowsSheet()
    sheet.FilterMode = True
    lift("Plan", sheet)
    assert not sheet.FilterMode
    assert sheet.ListObjects[0].AutoFilter is not None
    assert not sheet.ListObjects[0].AutoFilter.FilterMode


def test_on_mac_a_sheet_is_protected_again_with_what_templates_allow() -> None:
    sheet = MacSheet()
    restore = lift("Plan", sheet)
    assert (sheet.protect_contents.get(), sheet.filter_mode.get()) == (False, False)
    restore()
    assert sheet.protect_contents.get()
    assert sheet.protected_with["allow_sorting"]


@pytest.mark.parametrize("sheet", [WindowsSheet(password=OF_THE_USER), MacSheet(password=OF_THE_USER)])
def test_a_password_of_the_users_is_respected(sheet: object) -> None:
    with pytest.raises(ProtectedError, match="Plan"):
        lift("Plan", sheet)


def test_where_there_is_nothing_to_ask_nothing_is_done() -> None:
    lift("Plan", None)()
