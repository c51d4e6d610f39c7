"""Wording of what only some workspaces have: agent messaging and the workflow step; and of feedback."""

from bot.wording.keys import Keys


class Prompt(Keys):
    """Something to say with one tap."""

    title: str
    message: str


class Agent(Keys):
    """The agent's own corner of Slack."""

    session: str
    prompts_title: str
    prompts: tuple[Prompt, ...]


class Feedback(Keys):
    """Whether an advice helped."""

    ask: str
    helpful: str
    unhelpful: str
    thanks: dict[str, str]


class Step(Keys):
    """The step for Workflow Builder."""

    summary: str
    no_kind: str
    because: str
    next: str
    switched_off: str
    no_task: str
    no_question: str
    no_option: str
    broken: str
