"""The advice on one task as a memo of one page, as PDF and as Markdown."""

from bot.memo.content import Memo, compose_memo
from bot.memo.markdown import write_markdown
from bot.memo.pdf import write_pdf

__all__ = ["Memo", "compose_memo", "write_markdown", "write_pdf"]
