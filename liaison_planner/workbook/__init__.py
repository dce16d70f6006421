"""Excel files: the description of the workbook, templates built from it, reading answers, filling in results.

The doors are `read.read_inputs`, `fill.fill`, `templates.template_bytes`, `labels.labels_of` and `files`; they are
imported where they are used, because only building a template needs XlsxWriter.
"""
