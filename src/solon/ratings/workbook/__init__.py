"""The scoring workbook: one rater's sheet to fill in, written from a result and read back."""

from solon.ratings.workbook.read import is_scoring_workbook as is_scoring_workbook
from solon.ratings.workbook.read import read_workbook as read_workbook
from solon.ratings.workbook.read import shipped_rubric_of as shipped_rubric_of
from solon.ratings.workbook.write import export_workbook as export_workbook
