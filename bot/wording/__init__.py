"""The shape of our own wording, a module for each part of the app; `bot/text/<language>/*.yaml` fills it."""

from bot.wording.administration import FirstRun, Helpers, Rooms, Saved, Settings, Tongue
from bot.wording.agent import Agent, Feedback, Step
from bot.wording.cards import Advice, Ask, Buttons, Cancelled, Describe, Expired, Picking, Understood
from bot.wording.deciding import Colleagues, Deciding, DecisionNews, Inviting, Opining, Sharing
from bot.wording.forms import CheckForm
from bot.wording.home import Comparing, Help, Home, Looking, Mine, Privacy, Welcome
from bot.wording.keys import Confirm, Grade, Keys
from bot.wording.notices import Explained, Notices, Refused
from bot.wording.portfolio import Portfolio
from bot.wording.surfaces import Form, Short, Trouble

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
    inviting: Inviting
    opining: Opining
    colleagues: Colleagues
    deciding: Deciding
    decision_news: DecisionNews
    form: Form
    home: Home
    mine: Mine
    looking: Looking
    comparing: Comparing
    privacy: Privacy
    welcome: Welcome
    trouble: Trouble
    settings: Settings
    saved: Saved
    tongue: Tongue
    rooms: Rooms
    first_run: FirstRun
    helpers: Helpers
    short: Short
    check_form: CheckForm
    agent: Agent
    feedback: Feedback
    step: Step
    portfolio: Portfolio
