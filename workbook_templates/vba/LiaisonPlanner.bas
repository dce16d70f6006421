Attribute VB_Name = "LiaisonPlanner"
Option Explicit

' The way from a click to Python. Nothing here runs by itself, opens a file or reads where Python is from the
' workbook: that stands in the settings file of this user, which «liaison-planner addin install» writes.
' In the add-in, ThisWorkbook reads ActiveWorkbook.

Private Const TITLE As String = "Liaison Planner"
Private Const STRANGE As String = "%^=;"""
Private Const STRANGE_ON_MAC As String = "|$`\"
Private Const SETUP As String = "liaison-planner addin install"

' Runs one action of the planner for this workbook, or says in a sentence what stands in the way.
Public Sub RunAction(ByVal action As String)
    Dim obstacle As String
    obstacle = WhatStandsInTheWay()
    If obstacle <> "" Then
        MsgBox obstacle, vbExclamation, TITLE
        Exit Sub
    End If
    RunPython "from liaison_planner.addin.click import click; click('" & action & "')"
End Sub

Private Function WhatStandsInTheWay() As String
    Dim python As String
    If ThisWorkbook Is Nothing Then
        WhatStandsInTheWay = "Open your planner workbook first, then click again."
        Exit Function
    End If
    If HasStrangeName(ThisWorkbook.FullName) Then
        WhatStandsInTheWay = "The name of this workbook or of its folder has one of the characters " & Strangers() & _
            " in it, or $ before a letter. Save the workbook under a plain name in a folder of this computer, then click again."
        Exit Function
    End If
    #If Mac Then
        python = GetConfig("INTERPRETER_MAC", "")
    #Else
        python = GetConfig("INTERPRETER_WIN", "")
    #End If
    If python = "" Then
        WhatStandsInTheWay = "The planner is not set up on this computer. Run in a terminal: " & SETUP
    ElseIf Not FileExists(python) Then
        WhatStandsInTheWay = "The planner's Python is no longer at " & python & ". Run in a terminal: " & SETUP
    End If
End Function

Private Function HasStrangeName(ByVal fullName As String) As Boolean
    Dim at As Integer
    For at = 1 To Len(Strangers())
        If InStr(fullName, Mid(Strangers(), at, 1)) > 0 Then HasStrangeName = True
    Next at
    ' Python would put the value of an environment variable in its place; shares such as home$ are no variables.
    If fullName Like "*$[A-Za-z0-9_{]*" Then HasStrangeName = True
End Function

' Characters that mean something to the command window in which Python is started, or to xlwings, which takes apart at
' some of them what it hands over: with these a name could say what is run.
Private Function Strangers() As String
    #If Mac Then
        Strangers = STRANGE & STRANGE_ON_MAC
    #Else
        Strangers = STRANGE
    #End If
End Function
