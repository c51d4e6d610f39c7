"""The advice on one task as a memo: what it says, and how that reads as Markdown; the studio prints it."""

from bot.memo.content import compose_memo
from bot.memo.markdown import write_markdown

__all__ = ["compose_memo", "write_markdown"]
