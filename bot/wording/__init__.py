"""The shape of our own wording, a module for each part of the app; `bot/text/<language>/*.yaml` fills it."""

from bot.wording.cards import Advice, Ask, Buttons, Cancelled, Describe, Expired, Picking, Understood
from bot.wording.keys import Confirm, Grade, Keys
from bot.wording.notices import Explained, Help, Notices, Refused
from bot.wording.surfaces import Form, Home, Sharing, Short, Trouble, Welcome

__all__ = ["Confirm", "Grade", "Wording"]


class Wording(Keys):
    """All of our own wording in one language."""

    describe: Describe
    picking: Picking
    understood: Understood
    ask: Ask
    buttons: Buttons
    restart_confirm: Confirm
    advice: Advice
    cancelled: Cancelled
    expired: Expired
    notices: Notices
    help: Help
    explained: Explained
    refused: Refused
    sharing: Sharing
    form: Form
    home: Home
    welcome: Welcome
    trouble: Trouble
    short: Short
