"""A busy Excel is waited for, a broken one is not."""

import pytest

from liaison_planner.addin.patience import BUSY, patient


class ExcelError(Exception):
    """As Windows raises it."""

    def __init__(self, hresult: int) -> None:
        super().__init__(hresult)
        self.hresult = hresult


@pytest.mark.parametrize("code", sorted(BUSY))
def test_a_busy_excel_is_asked_again(code: int) -> None:
    answers: list[Exception | str] = [ExcelError(code), ExcelError(code), "done"]
    waited: list[float] = []

    def ask() -> str:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    assert patient(ask, waited.append) == "done"
    assert len(waited) == 2


def test_patience_ends_after_ten_seconds() -> None:
    waited: list[float] = []

    def busy() -> None:
        raise ExcelError(min(BUSY))

    with pytest.raises(ExcelError):
        patient(busy, waited.append)
    assert 9 < sum(waited) < 11


def test_another_fault_is_told_at_once() -> None:
    waited: list[float] = []

    def broken() -> None:
        raise ExcelError(-1)

    with pytest.raises(ExcelError):
        patient(broken, waited.append)
    assert waited == []
