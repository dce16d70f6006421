"""The planner behind a task pane: an optional server for Excel on the web, on Mac and on Windows, by way of xlwings Server.

xlwings Server has a license of its own: free for noncommercial use, paid for otherwise. Nothing else needs it.
"""
