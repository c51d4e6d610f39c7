"""What the text model makes of the things that people type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text_model import TextModel
from knowledge.text_reading import OTHER_WORDS, TextReading
from knowledge.text_words import words_of

MODEL = TextModel.load()


def read(model: TextModel, text: str) -> TextReading:
    reading = model.read(text)
    assert reading is not None
    return reading


@pytest.mark.parametrize(
    ("task", "kind"),
    [
        ("payroll", "payroll"),
        ("answer our customers' emails and chats", "customer_support"),
        ("cold calling", "sales"),
        ("process 500 invoices from our suppliers each week", "billing"),
        ("type paper forms into a spreadsheet", "data_entry"),
        ("reconcile our bank statements", "finance_and_accounting"),
        ("screening CVs for our open positions", "human_resources"),
        ("IT helpdesk for our staff", "it_support"),
        ("insurance claims", "claims_and_documents"),
    ],
)
def test_routine_work_reads_as_bpo_of_its_kind(model: TextModel, task: str, kind: str) -> None:
    reading = read(model, task)

    assert reading.log_odds < -1.0
    assert reading.kind == kind


@pytest.mark.parametrize(
    ("task", "kind"),
    [
        ("legal research", "legal"),
        ("build a financial model of our new product line", "financial_analysis"),
        ("market research", "market_research"),
        ("find patterns in our sales data and build forecasts", "data_analysis"),
        ("R&D", "corporate_research"),
        ("CAD drawings for a new pump", "engineering_and_design"),
        ("biostatistics for a clinical trial", "life_sciences"),
        ("advise us on strategy", "consulting"),
        ("develop an e-learning course", "content_and_learning"),
    ],
)
def test_expert_work_reads_as_kpo_of_its_kind(model: TextModel, task: str, kind: str) -> None:
    reading = read(model, task)

    assert reading.log_odds > 0.5
    assert reading.kind == kind


@pytest.mark.parametrize(
    "question",
    [
        "should we outsource payroll processing?",
        "Can you help us: is it a good idea to outsource our payroll processing to a provider in India?",
        "Hi! I'm wondering if we could hand payroll processing to a third party, thanks",
        "PAYROLL PROCESSING",
        "  payroll\n processing ",
        "💸 payroll processing 💸",
        "\uff50ayroll processing",
    ],
)
def test_a_question_reads_as_the_task_that_it_is_about(model: TextModel, question: str) -> None:
    assert read(model, question).log_odds == pytest.approx(read(model, "payroll processing").log_odds)


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("call centre enquiries", "call center inquiries"),
        ("analysing consumer behaviour", "analyzing consumer behavior"),
        ("organisation of order fulfilment", "organization of order fulfillment"),
        ("financial modelling", "financial modeling"),
    ],
)
def test_british_spelling_reads_as_american(model: TextModel, british: str, american: str) -> None:
    assert read(model, british).log_odds == pytest.approx(read(model, american).log_odds)


def test_accents_change_nothing(model: TextModel) -> None:
    assert read(model, "résumé screening").log_odds == read(model, "resume screening").log_odds


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("leagl reserch", "legal research"), ("accountng", "accounting"), ("procurment", "procurement")],
)
def test_a_slip_of_the_fingers_is_forgiven(model: TextModel, typed: str, meant: str) -> None:
    slip, right = read(model, typed), read(model, meant)

    assert slip.kind == right.kind
    assert slip.log_odds * right.log_odds > 0


def test_the_words_that_spoke_are_named_as_the_person_typed_them(model: TextModel) -> None:
    reading = read(model, "monthly payroll for 200 people")

    assert reading.words[0][0] == "monthly payroll"


def test_a_long_text_is_told_by_three_words_and_the_rest(model: TextModel) -> None:
    text = "answer phones, send invoices, enter orders into the system, then file letters and scan receipts"
    reading = read(model, text)

    assert len(reading.words) == 4
    assert reading.words[-1][0] == OTHER_WORDS


def test_ten_thousand_characters_are_no_surer_than_the_limit_of_a_text(model: TextModel) -> None:
    reading = read(model, "We process invoices, enter data and answer calls every day. " * 170)

    assert -3.6 < reading.log_odds < -2.0


def test_several_tasks_that_pull_apart_are_less_sure_than_each_alone(model: TextModel) -> None:
    both = read(model, "payroll processing and legal research")

    assert abs(both.log_odds) < abs(read(model, "legal research").log_odds)


@pytest.mark.parametrize(
    "task", ["repair the elevator in our building", "drive a truck", "nursing", "fix the coffee machine"]
)
def test_work_for_hands_needs_presence(model: TextModel, task: str) -> None:
    presence = read(model, task).presence

    assert presence is not None
    assert presence > 0.6


@pytest.mark.parametrize("task", ["market research", "data entry", "financial analysis", "software"])
def test_work_at_a_desk_needs_none(model: TextModel, task: str) -> None:
    presence = read(model, task).presence

    assert presence is not None
    assert presence < 0.3


@pytest.mark.parametrize("text", ["", "   ", "🎉", "12345", "should we outsource it?", "xqzt", "給与計算"])
def test_a_text_without_a_word_that_we_know_tells_nothing(model: TextModel, text: str) -> None:
    assert model.read(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Necesitamos externalizar la nómina mensual de nuestra empresa",
        "Wir möchten die Lohnabrechnung für unsere Mitarbeiter auslagern",
        "Nous voulons externaliser le service client pour nos clients",
        "給与計算を外注したい",
    ],
)
def test_another_language_is_noticed(model: TextModel, text: str) -> None:
    assert model.language_doubt(text) > 0.5


@pytest.mark.parametrize(
    "text", ["payroll", "Should we outsource our payroll?", "Café menus and résumé screening for us", ""]
)
def test_english_is_not_doubted(model: TextModel, text: str) -> None:
    assert model.language_doubt(text) < 0.3


def test_reading_twice_says_the_same(model: TextModel) -> None:
    assert model.read("monthly payroll") == model.read("monthly payroll")


@given(st.text(max_size=400))
def test_no_text_makes_it_stumble_and_the_shares_add_up(text: str) -> None:
    reading = MODEL.read(text)

    if reading is not None:
        assert sum(share for _, share in reading.words) == pytest.approx(reading.log_odds, abs=1e-9)
        assert reading.presence is not None
        assert 0.0 <= reading.presence <= 1.0
    assert 0.0 <= MODEL.language_doubt(text) <= 1.0


WORDS = st.sampled_from(
    ["payroll", "legal", "research", "data", "entry", "the", "of", "zzz", "IT", "r&d", "42"]
)


@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_shares_of_known_words_add_up(text: str) -> None:
    reading = MODEL.read(text)

    if reading is not None:
        assert sum(share for _, share in reading.words) == pytest.approx(reading.log_odds, abs=1e-9)
        assert len(reading.words) <= 4


@given(
    words=st.lists(st.sampled_from(["R", "r", "&", "d", "and", "rnd", "randd", "it", "IT", "It", "support"]))
)
def test_plain_letters_read_quickly_read_as_they_do_slowly(words: list[str]) -> None:
    text = " ".join(words)

    assert words_of(text) == words_of(f"{text}\u2003")


@pytest.mark.parametrize(
    "text",
    ["bob", "Bob and Jack", "the word people", "my boss", "something for people at our place", "next Monday"],
)
def test_names_and_words_for_anything_say_nothing(model: TextModel, text: str) -> None:
    reading = model.read(text)

    assert reading is None or (abs(reading.log_odds) < 0.1 and reading.kind is None)


def test_a_word_for_anything_speaks_beside_another(model: TextModel) -> None:
    assert read(model, "word processing").words[0][0] == "word processing"


def test_a_name_beside_a_task_changes_little(model: TextModel) -> None:
    assert read(model, "payroll for Bob").kind == "payroll"


def test_what_the_data_is_about_is_no_task_yet(model: TextModel) -> None:
    assert read(model, "customer churn data").kind is None
    assert read(model, "analyze customer churn data").kind == "data_analysis"
