"""Sheets in and out: CSV and XLSX, in whatever shape people have them."""

from bot.sheets.columns import Columns, headings, place_columns
from bot.sheets.grid import Grid, Unreadable
from bot.sheets.lists import MANY, Listed, read_list
from bot.sheets.reading import LARGEST, read_sheet
from bot.sheets.rows import read_rows
from bot.sheets.writing import Cell, write_csv, write_xlsx

__all__ = [
    "LARGEST",
    "MANY",
    "Cell",
    "Columns",
    "Grid",
    "Listed",
    "Unreadable",
    "headings",
    "place_columns",
    "read_list",
    "read_rows",
    "read_sheet",
    "write_csv",
    "write_xlsx",
]
