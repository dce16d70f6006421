"""What a click does in the workbook that is open. Excel's VBA calls `click.click`, other programs the command line."""
