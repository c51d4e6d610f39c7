"""What an admin filled into a form of settings, read into what the workspace chooses; nothing is trusted."""

from collections.abc import Collection, Mapping

from bot.wire.administration import read_channels, read_days, read_fields, read_one
from bot.wire.values import fields_of
from dialogs.choices import Answerers, Audience, Chosen, HousePacks


def read_workspace(view: Mapping[str, object], chosen: Chosen) -> Chosen | None:
    """What is to hold in the workspace; None when the number of days can't be kept."""
    filled, now = read_fields(fields_of(view)), chosen.workspace
    days = read_days(filled.get("retention", ()))
    if days is None:
        return None
    wanted = {
        "channels": read_channels(filled.get("channels", ())),
        "answerers": read_one(filled.get("answerers", ()), Answerers, now.answerers),
        "audience": read_one(filled.get("audience", ()), Audience, now.audience),
        "packs": read_one(filled.get("packs", ()), HousePacks, now.packs),
        "retention": days,
    }
    return chosen.model_copy(update={"workspace": now.model_copy(update=wanted)})


def read_languages(view: Mapping[str, object], chosen: Chosen, spoken: Collection[str]) -> Chosen:
    """What is to be spoken; the workspace's own language is always among those to choose from."""
    filled, now = read_fields(fields_of(view)), chosen.workspace
    language = next((each for each in filled.get("language", ()) if each in spoken), now.language)
    offered = {each for each in filled.get("languages", ()) if each in spoken} | {language}
    languages = () if offered >= set(spoken) else tuple(sorted(offered))
    wanted = {"language": language, "languages": languages}
    return chosen.model_copy(update={"workspace": now.model_copy(update=wanted)})


def read_channel(view: Mapping[str, object], chosen: Chosen, channel: str) -> Chosen:
    """What that channel is to do otherwise; whatever is none of the options follows the workspace."""
    filled = read_fields(fields_of(view))
    allowed = {"yes": True, "no": False}.get("".join(filled.get("allowed", ())))
    own = chosen.channel(channel).model_copy(
        update={
            "allowed": allowed,
            "answerers": read_one(filled.get("answerers", ()), Answerers, None),
            "audience": read_one(filled.get("audience", ()), Audience, None),
        }
    )
    return chosen.with_channel(channel, own)


def days_blocks(view: Mapping[str, object]) -> list[str]:
    """The blocks in which the number of days stands."""
    return [block for block, values in fields_of(view).items() if "retention" in read_fields({block: values})]
