"""What Slack puts round every event: which app it is for, and by whose leave the app hears it."""

from bot.sandbox.installation import App
from bot.sandbox.mint import Mint
from bot.sandbox.shapes import Json


def wrap(  # noqa: PLR0913 - what an envelope says, by keyword
    event: Json,
    app: App,
    mint: Mint,
    *,
    bot_user: str,
    team_id: str | None,
    enterprise_id: str | None,
    is_org_wide: bool = False,
) -> Json:
    """The event in its envelope.

    Args:
        event: with an `event_ts`.
        app: who hears it.
        mint: makes its id.
        bot_user: the user id of the app's bot.
        team_id: where it happened; None for what concerns an organization as a whole.
        enterprise_id: the organization, where there is one.
        is_org_wide: the app is installed in the whole organization, not in that workspace.
    """
    return {
        "token": app.verification_token,
        "team_id": team_id,
        **({"enterprise_id": enterprise_id} if enterprise_id else {}),
        "context_team_id": team_id,
        "context_enterprise_id": enterprise_id,
        "api_app_id": app.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": mint.id("Ev"),
        "event_time": int(float(event["event_ts"])),
        "authorizations": [
            {
                "enterprise_id": enterprise_id,
                "team_id": None if is_org_wide else team_id,
                "user_id": bot_user,
                "is_bot": True,
                "is_enterprise_install": is_org_wide,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": f"4-{mint.secret()}",
    }
