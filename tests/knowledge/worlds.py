"""What Hypothesis draws for the knowledge stories: answers that the default pack knows."""

from hypothesis import strategies as st

from knowledge import load

PACK = load().pack

ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        question.id: st.sampled_from([option.id for option in question.options])
        for question in PACK.questions
    },
)
