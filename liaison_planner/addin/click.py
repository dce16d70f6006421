"""The way in from any program: one click, one action, one message; never a traceback."""

from datetime import date, datetime

from liaison_planner.actions.modules import NoXlwingsError
from liaison_planner.actions.table import entries
from liaison_planner.addin.chosen_catalogue import CatalogueFaultError, chosen_catalogue
from liaison_planner.addin.hand_over import NoPlaceError
from liaison_planner.addin.journal import note
from liaison_planner.addin.protection import ProtectedError
from liaison_planner.addin.shown_book import ShownBook
from liaison_planner.workbook.fill import TooManyRowsError
from liaison_planner.workbook.package import UnreadableError


def click(entry: str) -> None:
    """What VBA calls: runs the action of this name for the workbook whose button was clicked in Excel."""
    from liaison_planner.addin.open_book import OpenBook  # noqa: PLC0415 - other programs need no xlwings

    run(entry, OpenBook.calling(), date.today())  # noqa: DTZ011 - the user's own calendar day is meant


def run(entry: str, book: ShownBook, today: date) -> None:
    """Runs an action and tells the user what came of it; whatever happens, the program is left as it was found."""
    from liaison_planner.addin.desk import Desk  # noqa: PLC0415 - what goes wrong from here on is told in a sentence
    from liaison_planner.addin.macros import MACROS  # noqa: PLC0415

    caption, wrong = entries()[entry].caption, True
    try:
        with book.quiet():
            book.status(f"{caption}…")
            desk = Desk(book, chosen_catalogue(today), today)
            sentence = "\n\n".join(filter(None, (MACROS[entry](desk), desk.remark)))
            wrong = False
    except (UnreadableError, TooManyRowsError, NoXlwingsError) as fault:
        sentence = f"{fault.issue.what} {fault.issue.how_to_fix}"
    except (NoPlaceError, CatalogueFaultError) as fault:
        sentence = str(fault)
    except ProtectedError as fault:
        sentence = f"The sheet «{fault}» is protected with a password. Lift it with Review > Unprotect Sheet, then click again."
    except Exception as fault:  # noqa: BLE001 - a mistake of ours is told in a sentence and noted for us
        path = note(entry, fault, datetime.now())  # noqa: DTZ005 - local time is what the user can tell us
        sentence = f"The planner itself made a mistake ({type(fault).__name__}). Your answers are as they were. Please send us this file, which holds none of your data: {path}"
    book.tell(sentence, wrong=wrong)
