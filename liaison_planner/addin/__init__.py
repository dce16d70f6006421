"""Excel's side: what a click does in the workbook that is open. VBA calls `click.click`."""
