"""The VBA behind the worksheet functions, in the form in which xlwings writes it, and their descriptions."""

from collections.abc import Sequence

from liaison_planner.actions.functions import CATEGORY, FUNCTIONS, Function

MODULE = "LiaisonPlannerFunctions"
PYTHON_MODULE = "liaison_planner.addin.worksheet"
LONGEST_DESCRIPTION = 255
"""Characters that Excel's function wizard takes."""
_HEAD = f"""Attribute VB_Name = "{MODULE}"
' Written by «liaison-planner templates build» from the table of functions: change that one, not this text.
Option Explicit
#Const App = "Microsoft Excel"

"""


def function_wrappers(functions: Sequence[Function] = FUNCTIONS) -> str:
    """A module with a wrapper for each function and one Sub that tells Excel's wizard what they are for."""
    return _HEAD + "\n".join([*(_wrapper(each) for each in functions), _descriptions(functions)])


def _wrapper(function: Function) -> str:
    names = ", ".join(each.name for each in function.arguments)
    declared = ", ".join(f"{'Optional ' if each.optional else ''}{each.name}" for each in function.arguments)
    call = f'XLPy.CallUDF("{PYTHON_MODULE}", "{function.name}", Array({names})'
    return f"""Function {function.name}({declared})
    #If Mac Then
        {function.name} = "On a Mac use the buttons: xlwings offers no functions there."
    #Else
        If TypeOf Application.Caller Is Range Then On Error GoTo failed
        {function.name} = {call}, ActiveWorkbook, Application.Caller)
        Exit Function
failed:
        {function.name} = Err.Description
    #End If
End Function
"""


def _descriptions(functions: Sequence[Function]) -> str:
    """Excel refuses descriptions while the add-in is hidden in some versions; then the wizard shows names only."""
    lines = (f"    {_option(each)}" for each in functions)
    return "Public Sub DescribeFunctions()\n    On Error Resume Next\n" + "\n".join(lines) + "\nEnd Sub\n"


def _option(function: Function) -> str:
    helps = ", ".join(_quoted(each.help) for each in function.arguments)
    return (
        f'Application.MacroOptions Macro:="{function.name}", Description:={_quoted(function.help)}, '
        f'Category:="{CATEGORY}", ArgumentDescriptions:=Array({helps})'
    )


def _quoted(text: str) -> str:
    return '"' + text[:LONGEST_DESCRIPTION].replace('"', '""') + '"'
