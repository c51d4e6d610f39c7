"""Bob speaks Spanish: he reads it, types it and presses it, and never meets a word of English of ours."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox
from knowledge import Knowledge
from tests.conftest import Office
from tests.stories.admins import run_by_alice
from tests.stories.walks import ROUTINE, newest_card

TASK = "handling of incoming forms"
ENGLISH = (
    "Question",
    "Recommended",
    "Your words",
    "The word",
    "The words",
    "Other words",
    "What you gain",
    "Why",
)


@pytest.fixture
async def bob(office: Office) -> Person:
    """Bob, who chose his language."""
    await office.bob.command("/outsource-check language español")
    await office.bob.sees("Desde ahora te hablo en español.")
    return office.bob


def asked(knowledge: Knowledge, text: str) -> str | None:
    """The question that this card asks in Spanish."""
    questions = knowledge.words("es").questions.items()
    return next((id_ for id_, question in questions if question.text in text), None)


def option_words(knowledge: Knowledge, question: str) -> str:
    """How the option that routine work has reads in Spanish."""
    found = knowledge.pack.question(question)
    assert found
    option = found.options[ROUTINE.get(question, -1)].id
    return knowledge.words("es").questions[question].options[option].text


async def answer_all(bob: Person, knowledge: Knowledge) -> str:
    """Press and type in turn until the advice stands there; its text."""
    await bob.dm(TASK)
    await bob.sees("Pregunta 1 de unas")
    for number, _ in enumerate(knowledge.pack.questions):
        card = await newest_card(bob, "dm")
        question = asked(knowledge, card["text"])
        if question is None:
            break
        words = option_words(knowledge, question)
        await (bob.dm(words) if number % 2 else bob.press(words, on=card))
    return str((await bob.sees("Recomendación: BPO"))["text"])


async def advised(bob: Person) -> None:
    await bob.dm(TASK)
    await bob.sees("Pregunta 1 de unas")
    await bob.dm("basta")
    await bob.sees("Recomendación: BPO")


async def test_he_answers_by_typing_and_by_pressing(bob: Person, knowledge: Knowledge) -> None:
    text = await answer_all(bob, knowledge)

    assert "*Por qué*, la razón más fuerte primero" in text
    assert [word for word in ENGLISH if word in text] == []


async def test_the_tasks_own_words_are_named_in_spanish(bob: Person) -> None:
    await bob.dm("payroll")
    await bob.sees("Pregunta 1 de unas")
    await bob.dm("basta")

    await bob.sees("La palabra “payroll”")


async def test_a_task_in_spanish_is_asked_about_with_a_word_of_warning(bob: Person) -> None:
    await bob.dm("las nóminas mensuales de nuestra empresa")
    card = await bob.sees("Pregunta 1 de unas")

    assert "Las tareas las leo mejor en inglés" in card["text"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("atrás", "Pregunta 1 de unas"),
        ("por qué", "Por qué lo pregunto:"),
        ("estado", "Hasta ahora:"),
        ("ayuda", "Cómo funciona"),
        ("¿Qué es KPO?", "externalización de procesos de conocimiento"),
        ("BPO frente a KPO", "Se diferencian en tres cosas"),
        ("¿La facturación es BPO?", "Facturación* pertenece aquí"),
        ("basta", "Recomendación:"),
        ("cancelar", "Detenido."),
    ],
)
async def test_what_he_says_on_the_way_is_understood(bob: Person, typed: str, told: str) -> None:
    await bob.dm(TASK)
    await bob.sees("Pregunta 1 de unas")
    await bob.dm("no lo sé")
    await bob.sees("Pregunta 2 de unas")
    await bob.dm(typed)

    await bob.sees(told)


async def test_home_is_in_spanish_with_its_dates(bob: Person) -> None:
    await advised(bob)
    await bob.open_home()
    home = str(await bob.sees("Tus revisiones"))

    assert "Externalizarlo como BPO" in home
    assert " de 20" in home


async def test_his_decision_is_recorded_in_spanish(bob: Person) -> None:
    await advised(bob)
    await bob.press("Registrar la decisión", on="Recomendación")
    await bob.submit({"¿Qué se decide?": "Externalizarlo como BPO", "¿Por qué?": "Nos faltan manos."})

    await bob.sees("Decidido: Externalizarlo como BPO.")


async def test_what_he_shares_is_in_the_language_of_the_workspace(office: Office, bob: Person) -> None:
    await advised(bob)
    await bob.press("Compartir en un canal", on="Recomendación")
    preview = str(await bob.sees("Así lo verá la gente de ese canal"))
    await bob.submit({"¿Dónde?": "finance"})
    shared = await office.alice.sees("Recommended: BPO")
    await bob.sees("Compartido en")

    assert "Recommended: BPO" in preview
    assert "checked a task with Outsource Advisor" in shared["text"]


async def test_a_colleague_reads_on_in_their_own_language(office: Office, bob: Person) -> None:
    await advised(bob)
    await bob.press("Preguntar a colegas", on="Recomendación")
    await bob.submit({"¿Quién debería opinar?": ["carol"]})
    await bob.sees("Estoy preguntando en privado")

    await office.carol.sees("would like your view")


async def test_a_list_is_checked_in_spanish(bob: Person) -> None:
    await bob.upload("tareas.csv", b"Tarea,Volumen\nMonthly payroll,20\nPatent research,3\n")
    await bob.sees("2 tareas revisadas")
    sheet = (await bob.download("tareas-consejo.csv")).decode()

    assert "Conocimiento especializado (0 a 100)" in sheet


# ------------------------------------------------------- a workspace that speaks Spanish


@pytest.fixture
async def oficina(sandbox: Sandbox, tmp_path: Path) -> AsyncIterator[Office]:
    """An office whose admin chose Spanish for everybody."""
    async with run_by_alice(sandbox, tmp_path) as opened:
        await opened.alice.command("/outsource-check settings")
        await opened.alice.press("Languages")
        await opened.alice.submit(Language="Español")
        await opened.alice.sees("Guardado.")
        await opened.alice.close_view()
        yield opened


async def test_whoever_chose_nothing_reads_the_workspaces_language(oficina: Office) -> None:
    await oficina.carol.dm(TASK)

    await oficina.carol.sees("Pregunta 1 de unas")


async def test_what_an_english_speaker_shares_is_in_spanish_there(oficina: Office) -> None:
    await oficina.bob.command("/outsource-check idioma english")
    await oficina.bob.sees("From now on I speak English with you.")
    await oficina.bob.dm(TASK)
    await oficina.bob.sees("Question 1 of about")
    await oficina.bob.dm("enough")
    await oficina.bob.press("Share in a channel", on="Recommended")
    await oficina.bob.submit({"Where?": "finance"})

    shared = await oficina.carol.sees("Recomendación: BPO")
    assert "revisó una tarea con Outsource Advisor" in shared["text"]


async def test_a_private_check_is_asked_for_in_spanish(oficina: Office) -> None:
    await oficina.alice.command("/outsource-check ajustes")
    await oficina.alice.submit({"A quién se muestra /outsource-check": "Al canal, como hilo"})
    await oficina.alice.close_view()
    await oficina.bob.command(f"/outsource-check privado {TASK}", "finance")
    await oficina.bob.sees("Pregunta 1 de unas")

    await oficina.carol.does_not_see(TASK)
