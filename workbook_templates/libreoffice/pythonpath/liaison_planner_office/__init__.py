"""The extension: hands a copy of the open workbook to the planner and does in the workbook what the answer says."""
