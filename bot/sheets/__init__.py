"""Sheets in and out, in whatever shape people have them; what opens and binds workbooks is the studio's."""
