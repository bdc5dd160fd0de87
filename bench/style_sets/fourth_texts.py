"""The fourth collection, texts: headings in several scripts, letters, lists, tables, tone, languages."""

from __future__ import annotations

import random
import re

from bench.style_sets import StyleSet, Write
from bench.style_sets.fourth_words import clause, name, paragraphs, sentence, text, word

Chance = random.Random


def in_english(chance: Chance, output: str) -> str:
    """The whole answer in English prose."""
    return text(chance, 3, 6)


# --- sections


def sections(titles: tuple[str, ...], form: str, language: str, low: int, high: int) -> Write:
    """Titled paragraphs: `form` has {} for the title."""

    def write(chance: Chance) -> str:
        return "\n\n".join(f"{form.format(title)}\n{text(chance, low, high, language)}" for title in titles)

    return write


def without_a_section(chance: Chance, output: str) -> str:
    parts = output.split("\n\n")
    parts.pop(chance.randrange(len(parts)))
    return "\n\n".join(parts)


def sections_swapped(chance: Chance, output: str) -> str:
    parts = output.split("\n\n")
    return "\n\n".join((parts[1], parts[0], *parts[2:]))


def titles_gone(chance: Chance, output: str) -> str:
    return "\n\n".join(part.split("\n", 1)[1] for part in output.split("\n\n"))


def titles_bold(chance: Chance, output: str) -> str:
    return "\n\n".join(re.sub(r"^\W*(.*?)\W*\n", r"**\1**\n", part) for part in output.split("\n\n"))


def a_section_more(chance: Chance, output: str) -> str:
    first = output.split("\n", 1)[0]
    title = re.search(r"\w+", first)
    return f"{output}\n\n{first.replace(title[0], 'Disclaimer') if title else first}\n{sentence(chance)}"


def a_title_renamed(chance: Chance, output: str) -> str:
    parts = output.split("\n\n")
    parts[-1] = re.sub(r"\w+", "Misc", parts[-1], count=1)
    return "\n\n".join(parts)


SECTIONS = (without_a_section, sections_swapped, titles_gone, titles_bold, a_section_more, a_title_renamed)

RUSSIAN = sections(("Жалобы", "Осмотр", "Диагноз", "Лечение"), "## {}", "ru", 1, 4)
CHINESE = sections(("摘要", "原因", "建议"), "【{}】", "zh", 1, 3)
ARABIC = sections(("الملخص", "السبب", "الخطوة التالية"), "**{}:**", "ar", 1, 3)
GERMAN = sections(("Sachverhalt", "Bewertung", "Empfehlung"), "{}:", "de", 2, 5)
REPORT = sections(("Background", "Method", "Findings", "Limits", "Outlook"), "### {}", "en", 4, 12)


def soap(chance: Chance) -> str:
    """One labelled line each, long ones."""
    return "\n".join(
        f"{label}: {text(chance, 1, 4)}" for label in ("Chief complaint", "History", "Exam", "Plan")
    )


def soap_missing(chance: Chance, output: str) -> str:
    rows = output.split("\n")
    rows.pop(chance.randrange(len(rows)))
    return "\n".join(rows)


def soap_swapped(chance: Chance, output: str) -> str:
    rows = output.split("\n")
    rows[1], rows[2] = rows[2], rows[1]
    return "\n".join(rows)


def soap_dash(chance: Chance, output: str) -> str:
    return output.replace("Plan:", "Plan -")


def soap_bullets(chance: Chance, output: str) -> str:
    return "\n".join(f"- {row}" for row in output.split("\n"))


def profile(chance: Chance) -> str:
    """Labelled lines with typed values; one label in a third of the rows."""
    nick = f"Nickname: {word(chance)}\n" if chance.random() < 0.3 else ""
    return (
        f"Name: {name(chance)}\n{nick}Age: {chance.randint(18, 90)}\nMember since: 20{chance.randint(10, 24)}-{chance.randint(1, 12):02}\n"
        f"Status: {chance.choice(('active', 'paused', 'closed'))}"
    )


def profile_age(chance: Chance, output: str) -> str:
    return re.sub(r"Age: \d+", "Age: forty", output)


def profile_date(chance: Chance, output: str) -> str:
    return re.sub(r"since: [\d-]+", "since: March 2019", output)


def profile_status(chance: Chance, output: str) -> str:
    return re.sub(r"Status: \w+", "Status: Active (verified)", output)


def profile_without_age(chance: Chance, output: str) -> str:
    return re.sub(r"Age: \d+\n", "", output)


def profile_in_words(chance: Chance, output: str) -> str:
    return f"{name(chance)} is {chance.randint(18, 90)} years old and an active member."


# --- lists and tables


def causes(chance: Chance) -> str:
    """Exactly three bullets with a bold lead, then a summary."""
    items = "\n".join(f"- **{lead}:** {sentence(chance)}" for lead in ("Cause", "Effect", "Fix"))
    return f"{items}\n\nTL;DR: {sentence(chance)}"


def causes_two(chance: Chance, output: str) -> str:
    return re.sub(r"- \*\*Effect.*\n", "", output)


def causes_plain(chance: Chance, output: str) -> str:
    return output.replace("**", "")


def causes_star(chance: Chance, output: str) -> str:
    return output.replace("- ", "* ")


def causes_no_end(chance: Chance, output: str) -> str:
    return output.split("\n\n")[0]


def causes_summary(chance: Chance, output: str) -> str:
    return output.replace("TL;DR:", "In short,")


def steps(chance: Chance) -> str:
    """An opening sentence, 3 to 6 numbered steps, a fixed end."""
    items = "\n".join(f"{number}. {sentence(chance)}" for number in range(1, chance.randint(3, 6) + 1))
    return f"To {clause(chance).lower()}, do this:\n\n{items}\n\nThat's all!"


def steps_bullets(chance: Chance, output: str) -> str:
    return re.sub(r"^\d+\.", "-", output, flags=re.MULTILINE)


def steps_ten(chance: Chance, output: str) -> str:
    items = "\n".join(f"{number}. {sentence(chance)}" for number in range(1, 13))
    return re.sub(r"1\. .*\n\nThat", lambda _: f"{items}\n\nThat", output, flags=re.DOTALL)


def steps_no_end(chance: Chance, output: str) -> str:
    return output.removesuffix("\n\nThat's all!")


def steps_prose(chance: Chance, output: str) -> str:
    return f"To {clause(chance).lower()}, first {clause(chance).lower()} and then {clause(chance).lower()}.\n\nThat's all!"


def steps_brackets(chance: Chance, output: str) -> str:
    return re.sub(r"^(\d+)\.", r"\1)", output, flags=re.MULTILINE)


def comparison(chance: Chance) -> str:
    rows = "\n".join(
        f"| {word(chance)} | {chance.randint(1, 500)} EUR | {chance.choice(('yes', 'no'))} |"
        for _ in range(chance.randint(2, 6))
    )
    return f"{sentence(chance)}\n\n| Option | Price | In stock |\n| --- | --- | --- |\n{rows}"


def comparison_column(chance: Chance, output: str) -> str:
    return "\n".join(f"{row} x |" if row.startswith("|") else row for row in output.split("\n"))


def comparison_header(chance: Chance, output: str) -> str:
    return output.replace("| Option | Price |", "| Name | Cost |")


def comparison_list(chance: Chance, output: str) -> str:
    return f"{sentence(chance)}\n\n- {word(chance)}: 12 EUR\n- {word(chance)}: 40 EUR"


def comparison_no_rule(chance: Chance, output: str) -> str:
    return output.replace("| --- | --- | --- |\n", "")


# --- letters, endings


def letter(chance: Chance) -> str:
    return f"Hi {name(chance).split()[0]},\n\n{paragraphs(chance, 1, 3)}\n\nBest regards,\nThe Northwind Team"


def letter_no_greeting(chance: Chance, output: str) -> str:
    return output.split("\n\n", 1)[1]


def letter_formal(chance: Chance, output: str) -> str:
    return re.sub(r"^Hi \w+,", "Dear customer,", output)


def letter_no_end(chance: Chance, output: str) -> str:
    return output.removesuffix("\n\nBest regards,\nThe Northwind Team")


def letter_cheers(chance: Chance, output: str) -> str:
    return output.replace("Best regards,", "Cheers,")


def letter_signed(chance: Chance, output: str) -> str:
    return output.replace("The Northwind Team", name(chance))


def korean(chance: Chance) -> str:
    return f"안녕하세요, 고객님.\n\n{text(chance, 2, 5, 'ko')}\n\n감사합니다."


def korean_no_thanks(chance: Chance, output: str) -> str:
    return output.removesuffix("\n\n감사합니다.")


def korean_no_greeting(chance: Chance, output: str) -> str:
    return output.split("\n\n", 1)[1]


def invitation(chance: Chance) -> str:
    """Support that ends with an offer in a question, of several wordings."""
    offer = chance.choice(("Would you like me to", "Shall I", "Do you want me to"))
    return f"{text(chance, 2, 5)} {offer} {chance.choice(('open a ticket', 'call you back', 'send the form', 'check another date'))}?"


def invitation_gone(chance: Chance, output: str) -> str:
    return output[: output.rindex(". ") + 1]


def invitation_statement(chance: Chance, output: str) -> str:
    return output[: output.rindex(". ") + 1] + " Let me know if you need more."


def boxed(chance: Chance) -> str:
    """Reasoning, then the answer in a box."""
    parts = [
        f"First, {chance.randint(2, 90)} {chance.choice('+-*')} {chance.randint(2, 90)} gives {chance.randint(2, 900)}."
    ]
    parts += [
        f"Next, {clause(chance).lower()}, so {chance.randint(2, 90)} remain."
        for _ in range(chance.randint(0, 4))
    ]
    return "\n".join(parts) + f"\n\nThe answer is $\\boxed{{{chance.randint(1, 5000)}}}$."


def boxed_bare(chance: Chance, output: str) -> str:
    return re.sub(r"\$\\boxed\{(\d+)\}\$", r"\1", output)


def boxed_gone(chance: Chance, output: str) -> str:
    return output.split("\n\n")[0]


def boxed_final(chance: Chance, output: str) -> str:
    return re.sub(r"The answer is \$\\boxed\{(\d+)\}\$\.", r"Final answer: \1", output)


def boxed_words(chance: Chance, output: str) -> str:
    return re.sub(r"boxed\{\d+\}", r"boxed{\\text{twelve}}", output)


def thought(chance: Chance) -> str:
    return f"<reasoning>\n{text(chance, 2, 6)}\n</reasoning>\n<answer>{chance.choice('ABCD')}</answer>"


def thought_gone(chance: Chance, output: str) -> str:
    return output[output.index("<answer>") :]


def thought_no_tag(chance: Chance, output: str) -> str:
    return re.sub(r"<answer>(.)</answer>", r"\1", output)


def thought_word(chance: Chance, output: str) -> str:
    return re.sub(r"<answer>.</answer>", "<answer>Both A and C</answer>", output)


def thought_open(chance: Chance, output: str) -> str:
    return output.replace("\n</reasoning>", "")


# --- labels, short outputs


def topics(chance: Chance) -> str:
    """One to three of nine labels."""
    names = ("billing", "delivery", "returns", "account", "warranty", "pricing", "app", "store", "other")
    return ", ".join(chance.sample(names, chance.randint(1, 3)))


def topics_and(chance: Chance, output: str) -> str:
    return "billing and delivery"


def topics_lines(chance: Chance, output: str) -> str:
    return "- billing\n- delivery"


def topics_sentence(chance: Chance, output: str) -> str:
    return f"The topic is {output}."


def topics_new(chance: Chance, output: str) -> str:
    return f"{output}, {chance.choice(('invoices', 'shipping', 'misc', 'login'))}"


def scored(chance: Chance) -> str:
    return f"{chance.choice(('positive', 'neutral', 'negative'))} ({chance.uniform(0, 1):.2f})"


def scored_bare(chance: Chance, output: str) -> str:
    return output.split(" ")[0]


def scored_percent(chance: Chance, output: str) -> str:
    return f"positive ({chance.randint(1, 99)}%)"


def scored_capital(chance: Chance, output: str) -> str:
    return output.capitalize()


def scored_colon(chance: Chance, output: str) -> str:
    return output.replace(" (", ": ").replace(")", "")


def grade(chance: Chance) -> str:
    return chance.choice(("A", "B", "C", "D"))


def grade_said(chance: Chance, output: str) -> str:
    return chance.choice(
        (f"The answer is {output}.", f"{output}.", f"({output})", f"Option {output}", output.lower())
    )


# --- tone and language


def post(chance: Chance) -> str:
    """A short post with an exclamation, an emoji and a hashtag at the end."""
    return f"{clause(chance)}! {chance.choice('🎉🚀✨🔥')} #{word(chance)}"


def post_dry(chance: Chance, output: str) -> str:
    return output.replace("!", ".")


def post_no_emoji(chance: Chance, output: str) -> str:
    return re.sub("[🎉🚀✨🔥] ", "", output)


def post_no_tag(chance: Chance, output: str) -> str:
    return output[: output.index(" #")]


def post_long(chance: Chance, output: str) -> str:
    return f"{text(chance, 6, 9)} {output}"


def formal(chance: Chance) -> str:
    """We, no contractions, two or three sentences."""
    parts = [
        f"We {chance.choice(('regret', 'confirm', 'understand', 'note'))} that {clause(chance).lower()}."
    ]
    parts += [
        f"We {chance.choice(('do not expect', 'will check', 'cannot confirm'))} that {clause(chance).lower()}."
        for _ in range(chance.randint(1, 2))
    ]
    return " ".join(parts)


def formal_chatty(chance: Chance, output: str) -> str:
    return output.replace("We ", "I ", 1).replace("We ", "I ")


def formal_contracted(chance: Chance, output: str) -> str:
    return f"{output} We won't and we can't say more, it's final."


def formal_emoji(chance: Chance, output: str) -> str:
    return f"{output} 😊"


def headline(chance: Chance) -> str:
    return clause(chance).title()


def headline_stop(chance: Chance, output: str) -> str:
    return f"{output}."


def headline_quoted(chance: Chance, output: str) -> str:
    return f'"{output}"'


def headline_small(chance: Chance, output: str) -> str:
    return output.lower()


def headline_said(chance: Chance, output: str) -> str:
    return f"Headline: {output}"


def portuguese(chance: Chance) -> str:
    return f"Prezado cliente, {text(chance, 2, 5, 'pt')} Estamos à disposição."


def portuguese_no_end(chance: Chance, output: str) -> str:
    return output.removesuffix(" Estamos à disposição.")


def hindi(chance: Chance) -> str:
    return text(chance, 2, 4, "hi")


def hindi_mixed(chance: Chance, output: str) -> str:
    return f"Sure! {output}"


def haiku(chance: Chance) -> str:
    return "\n".join(clause(chance).lower()[:30].rsplit(" ", 1)[0] for _ in range(3))


def haiku_four(chance: Chance, output: str) -> str:
    return f"{output}\n{clause(chance).lower()[:25]}"


def haiku_prose(chance: Chance, output: str) -> str:
    return output.replace("\n", " ")


def haiku_titled(chance: Chance, output: str) -> str:
    return f"Haiku:\n{output}"


FOURTH_TEXTS = (
    StyleSet("Russian headings", RUSSIAN, (*SECTIONS, in_english), 500, 0.04),
    StyleSet("Chinese brackets", CHINESE, (*SECTIONS, in_english), 500, 0.04),
    StyleSet("Arabic bold titles", ARABIC, (without_a_section, sections_swapped, titles_gone, a_section_more, a_title_renamed, in_english), 400, 0.04),
    StyleSet("German titles with a colon", GERMAN, (*SECTIONS, in_english)),
    StyleSet("long report", REPORT, (*SECTIONS,), 300, 0.04),
    StyleSet("labelled lines, long", soap, (soap_missing, soap_swapped, soap_dash, soap_bullets, in_english)),
    StyleSet("labelled values", profile, (profile_age, profile_date, profile_status, profile_without_age, profile_in_words)),
    StyleSet("three bold bullets", causes, (causes_two, causes_plain, causes_star, causes_no_end, causes_summary)),
    StyleSet("numbered steps", steps, (steps_bullets, steps_ten, steps_no_end, steps_prose, steps_brackets)),
    StyleSet("comparison table", comparison, (comparison_column, comparison_header, comparison_list, comparison_no_rule), 400),
    StyleSet("letter", letter, (letter_no_greeting, letter_formal, letter_no_end, letter_cheers, letter_signed)),
    StyleSet("Korean reply", korean, (korean_no_thanks, korean_no_greeting, in_english), 300, 0.04),
    StyleSet("ends with an offer", invitation, (invitation_gone, invitation_statement)),
    StyleSet("boxed answer", boxed, (boxed_bare, boxed_gone, boxed_final, boxed_words), 800),
    StyleSet("reasoning and answer", thought, (thought_gone, thought_no_tag, thought_word, thought_open)),
    StyleSet("several labels", topics, (topics_and, topics_lines, topics_sentence, topics_new), 800),
    StyleSet("label with score", scored, (scored_bare, scored_percent, scored_capital, scored_colon)),
    StyleSet("one letter", grade, (grade_said,), 300, 0.05),
    StyleSet("post", post, (post_dry, post_no_emoji, post_no_tag, post_long)),
    StyleSet("formal we", formal, (formal_chatty, formal_contracted, formal_emoji, in_english)),
    StyleSet("headline", headline, (headline_stop, headline_quoted, headline_small, headline_said)),
    StyleSet("Portuguese reply", portuguese, (portuguese_no_end, in_english)),
    StyleSet("Hindi summary", hindi, (hindi_mixed, in_english), 300, 0.04),
    StyleSet("haiku", haiku, (haiku_four, haiku_prose, haiku_titled)),
)  # fmt: skip
