"""An advice on its way from one person to others, or to their own DM: never without being asked."""

from dataclasses import dataclass

from bot.copies import Copies
from bot.desks.table import Reaction, Table
from bot.heard import Pressed, Submitted
from bot.ownership import OwnAdvice, own_advice, refusal
from bot.slack import CannotPost, Posted, Unsure
from bot.views import sharing as views
from bot.views.message import Message
from bot.views.refusal import refuse
from bot.wire import PressKeep, PressShare, Share, fields_of, write_press
from bot.wire.sharing import CHANNEL_BLOCK, PressUnshare, PressUpdate, ShareForm
from bot.workplace import Workplace
from dialogs.messages import Advise, Refused
from dialogs.shares import Shared, Shares


@dataclass(frozen=True, slots=True)
class Sharing:
    """Shows a preview, then shares; and takes back."""

    place: Workplace

    def sit(self, table: Table) -> None:
        """Take one's part of the work."""
        table.on_press(PressShare, self.share)
        table.on_press(PressUpdate, self.update)
        table.on_press(PressUnshare, self.unshare)
        table.on_press(PressKeep, self.keep)
        table.on_form(ShareForm, self.submit)

    @property
    def shares(self) -> Shares:
        """Where what was shared."""
        return self.place.delivery.dossiers.shares

    # ----------------------------------------------------------------- sharing

    async def share(self, pressed: Pressed, press: PressShare) -> None:
        """A step towards the channel, or back."""
        if press.step is Share.DISMISS:
            if pressed.card.url:  # Only a preview is to go, never what others read.
                await self.place.slack.withdraw(pressed.url)
        elif own := await own_advice(self.place, pressed, press.assessment):
            await (self._post(pressed, own.card) if press.step is Share.POST else self._preview(pressed, own))

    async def _preview(self, pressed: Pressed, own: OwnAdvice) -> None:
        """In a channel its preview; elsewhere the channel is asked for under the preview."""
        words, public = await self.place.words(pressed.place), await self.place.public_words(pressed.place)
        decision = await self.place.delivery.dossiers.decisions.of(pressed.place.team, own.card.assessment)
        if not pressed.card.url:
            await self.place.show(pressed, views.share_modal(own.card, words, decision, public=public))
        elif shared := await self._shared(pressed, own.card):
            await self.place.whisper(pressed, views.share_again(shared, words))
        else:
            channel = pressed.place.channel
            preview = views.share_preview(own.card, channel, words, decision, public=public)
            await self.place.whisper(pressed, preview)

    async def _post(self, pressed: Pressed, card: Advise) -> None:
        place, words = pressed.place, await self.place.words(pressed.place)
        # Each press has a trigger of its own; what two presses on one preview share is the preview.
        once = f"share:{card.assessment}:{pressed.card.ts}"
        if not await self.place.conversations.first_time(place.team, once, pressed.at):
            return
        if shared := await self._shared(pressed, card):
            await self._replace(pressed, views.share_again(shared, words))
            return
        message = await Copies(self.place).compose(card, place.person, place.channel, place.team)
        try:
            ts = await self._say(pressed, message)
        except Unsure:
            await self._replace(pressed, views.share_unsure(place.channel, words))
            return
        shared = Shared(
            assessment=card.assessment, person=place.person, channel=place.channel, ts=ts, at=pressed.at
        )
        await self.shares.note(place.team, shared)
        await self._replace(pressed, views.share_done(shared, words))

    async def _say(self, pressed: Pressed, message: Message) -> str:
        """Its ts; "" where we are no member, and only the address of this press reaches the channel.

        Raises:
            Unsure: it may stand there or not.
        """
        place = pressed.place
        try:
            return (await self.place.slack.post(place.channel, message, thread=place.thread)).ts
        except CannotPost:
            await self.place.slack.respond(pressed.url, message, public=True, thread=place.thread)
            return ""

    async def update(self, pressed: Pressed, press: PressUpdate) -> None:
        """Show the advice as it is now where it was shared."""
        place = pressed.place
        if own := await own_advice(self.place, pressed, press.assessment):
            shared = await self.shares.find(place.team, press.assessment, place.person, press.channel)
            is_there = shared and await Copies(self.place).update(own.card, shared, place.team)
            words = await self.place.words(place)
            said = views.share_updated(press.channel, words) if is_there else views.not_shared(words)
            await self._replace(pressed, said)

    async def _shared(self, pressed: Pressed, card: Advise) -> Shared | None:
        place = pressed.place
        return await self.shares.find(place.team, card.assessment, place.person, place.channel)

    # -------------------------------------------------- sharing out of the DM

    async def submit(self, submitted: Submitted, form: ShareForm) -> Reaction:
        """The channel that was chosen under the preview."""
        channel = "".join(fields_of(submitted.view).get(CHANNEL_BLOCK, ()))
        words = await self.place.words(submitted.place)
        if not channel:
            errors = views.channel_missing(words)
        elif not (await self.place.house.chosen(submitted.place.team)).allows(channel):
            errors = views.channel_refused(words)
        else:
            return Reaction(then=lambda: self._share_in(submitted, form, channel))
        return Reaction({"response_action": "errors", "errors": errors})

    async def _share_in(self, submitted: Submitted, form: ShareForm, channel: str) -> None:
        place = submitted.place
        once = f"share:{submitted.view.get('id')}"
        if await self.place.conversations.first_time(place.team, once, submitted.at):
            await self.place.slack.post(place.person, await self._shared_in(submitted, form, channel))

    async def _shared_in(self, submitted: Submitted, form: ShareForm, channel: str) -> Message:
        """What to tell the person about it."""
        place, words = submitted.place, await self.place.words(submitted.place)
        turn = await self.place.conversations.look(place.team, form.assessment, place.person, submitted.at)
        if refused := refusal(turn, place.person):
            return refuse(refused, words)
        if isinstance(turn.reply, Refused) or not isinstance(turn.reply.card, Advise):
            return await self.place.delivery.draw(turn, private=False)
        if shared := await self.shares.find(place.team, form.assessment, place.person, channel):
            return views.share_again(shared, words)
        message = await Copies(self.place).compose(turn.reply.card, place.person, channel, place.team)
        try:
            posted = await self.place.slack.post(channel, message)
        except CannotPost:
            return views.cannot_share(channel, words)
        shared = Shared(
            assessment=form.assessment,
            person=place.person,
            channel=channel,
            ts=posted.ts,
            at=submitted.at,
        )
        await self.shares.note(place.team, shared)
        return views.share_done(shared, words)

    # ------------------------------------------------------------- taking back

    async def unshare(self, pressed: Pressed, press: PressUnshare) -> None:
        """Delete the message, for whoever shared it."""
        place, words = pressed.place, await self.place.words(pressed.place)
        is_on_it = not pressed.card.url and pressed.card.channel == press.channel
        there = await self.shares.of(place.team, press.assessment)
        mine = next((s for s in there if (s.person, s.channel) == (place.person, press.channel)), None)
        if mine is None and there:
            await self.place.whisper(pressed, views.not_yours_to_unshare(words))
        elif mine and mine.is_reachable:
            await self.place.slack.remove(Posted(mine.channel, mine.ts))
            await self._forget(pressed, mine, is_on_it=is_on_it)
        elif is_on_it and _is_offered(pressed, press):
            # Slack shows that button to whoever shared it alone; we may have been told to forget them since.
            await self.place.slack.withdraw(pressed.url)
            await self._forget(pressed, mine, is_on_it=True)
        else:
            await self._replace(pressed, views.share_again(mine, words) if mine else views.not_shared(words))

    async def _forget(self, pressed: Pressed, shared: Shared | None, *, is_on_it: bool) -> None:
        words = await self.place.words(pressed.place)
        if shared:
            await self.shares.forget(pressed.place.team, shared)
        said = views.taken_back(shared.channel if shared else pressed.card.channel, words)
        await (self.place.whisper(pressed, said) if is_on_it else self._replace(pressed, said))

    # ------------------------------------------------------------------ keeping

    async def keep(self, pressed: Pressed, press: PressKeep) -> None:
        """Send the advice to the presser's own DM."""
        own = await own_advice(self.place, pressed, press.assessment)
        if own and await self.place.first_tap(pressed, press):
            await self._bring(own, pressed.place.person)
            if pressed.card.url:
                await self.place.whisper(pressed, views.kept(await self.place.words(pressed.place)))

    async def _bring(self, own: OwnAdvice, person: str) -> None:
        """The copy becomes the card that is kept up to date, unless that one stands where others read it."""
        if own.turn.place.surface == "thread":
            await self.place.slack.post(person, await self.place.delivery.draw(own.turn, private=False))
        else:
            await self.place.delivery.bring_to_dm(own.turn, person)

    async def _replace(self, pressed: Pressed, message: Message) -> None:
        """Say it in the very message that was pressed, unless others read that."""
        if pressed.card.url:
            await self.place.slack.respond(pressed.url, message, replace=True)
        elif pressed.card.channel.startswith("D"):
            await self.place.slack.edit(Posted(pressed.card.channel, pressed.card.ts), message)
        else:
            await self.place.whisper(pressed, message)


def _is_offered(pressed: Pressed, press: PressUnshare) -> bool:
    """Whether the message itself, as Slack has it, offers that to this person."""
    elements = [each for block in pressed.message.get("blocks") or () for each in block.get("elements") or ()]
    return any(
        each.get("value") == write_press(press)
        and pressed.place.person in (each.get("visible_to_user_ids") or ())
        for each in elements
    )
