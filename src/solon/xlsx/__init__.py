"""Spreadsheet files: written so that they are safe and stable, read so that they can do no harm."""
