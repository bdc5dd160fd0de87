"""Special tokens and speakers' names that leaked into a text."""

from __future__ import annotations

import re

from auditor.checkers.noise import NoiseChecker
from auditor.model import Example, Rule, Severity, Spot
from auditor.text.excerpts import around
from auditor.text.expression import later
from auditor.text.joined import bounded
from auditor.text.other_wordings import TURN, TURN_LITERALS
from auditor.text.subject import asks_about_tokenizers, asks_for_dialogue, without_code

_TOKEN = later(
    r"""<\|(?:im_(?:start|end|sep)|end(?:oftext|ofprompt|_of_text|_header_id)?|endoftext|start(?:_header_id)?|begin_of_text
        |eot_id|eom_id|user|assistant|system|tool(?:_calls?)?|python_tag|fim_(?:prefix|middle|suffix)|pad(?:ding)?|return
        |channel|message|call|constrain|sep|bos|eos|start_of_role|end_of_role)\|>
    | \[/?INST\] | <</?SYS>> | \[/?SYSTEM_PROMPT\] | \[(?:PAD|CLS|SEP|MASK)\]
    | <extra_id_\d{1,3}> | <(?:start_of_turn|end_of_turn|bos|eos|pad|unk|begin_of_sentence|end_of_sentence)>
    | <｜[^｜\n]{1,40}｜>
    | </s>\s*\Z | \A<s>(?!.{0,2000}</s>.) | </s>\s*<s>
    """,
    re.VERBOSE | re.DOTALL,
)
_HEADING = later(
    r"^\s{0,3}#{2,4}\s?(?:Response|Instruction|Human|Assistant|User|Input)\s?:?\s*$|"
    r"^\s{0,3}#{2,4}\s?(?:Response|Instruction|Human|Assistant|User|System):",
    re.MULTILINE | re.IGNORECASE,
)
_TURN = later(r"^(?:\*\*)?(?:User|Human)(?:\*\*)?\s?:", re.MULTILINE)
# Both speakers one after the other: "USER: … ASSISTANT: …" in one line, or "user: …" and "bot: …" in two.
_TURNS = later(
    r"\bUSER: [^\n]{1,400}?\bASSISTANT:|\bASSISTANT: [^\n]{1,400}?\bUSER:"
    r"|^(?i:user|human|customer)\s?:[^\n]{0,2000}\n{1,3}(?i:assistant|ai|bot|chatgpt|agent)\s?:",
    re.MULTILINE,
)
_OWN_NAME = later(
    r"\A\s{0,5}(?:\*\*)?(?:(?i:(?:AI )?Assistant)|ChatGPT|Chatbot|AI|Bot|GPT-?4?|Response)(?:\*\*)?\s?:\s"
)


class RoleLeaks(NoiseChecker):
    """A text that holds special tokens of a chat template, or an output that plays several turns.

    What it does
        Looks in input and output for tokens such as `<|im_end|>`, `[INST]`, `<<SYS>>`, `</s>` at the end, and
        in the output for template headings ("### Response:"), for turns of the user ("User: …" at the start
        of a line) and for the assistant's own name in front. Tokens inside code and in questions about
        tokenizers are right, and so are speakers where a dialogue was asked for. It looks at inputs only in
        classification.
    Why it matters
        The chat template adds these tokens itself. In the text they end the turn too early, or teach the
        model to go on and write the user's next question.
    Example
        "Paris.<|im_end|>" or "Paris.\\nUser: And of Spain?\\nAssistant: Madrid."
    How to fix
        Cut the output at the leak; give each turn its own message.
    When to ignore it
        When the file is rendered with its template already and trained as plain text. If most rows hold such
        tokens they are taken for that convention.
    How sure we are
        High: see docs/accuracy/noise.md. Only the first 65,536 characters of a text are read.
    """

    rule = Rule(
        "NOI008",
        "special-token-or-role-leak",
        Severity.WARNING,
        "texts that hold special tokens or several turns",
        drops=True,
        fix="unsafe",
    )
    sides = ("input", "output")
    exempt_formats = ("axolotl-segments",)  # its texts hold the tokens of their template
    usual = 0.5
    literals = (
        *(
            "<|im_",
            "<|end",
            "<|start",
            "<|begin",
            "<|eot",
            "<|eom",
            "<|user",
            "<|assistant",
            "<|system",
            "<|fim",
        ),
        *(
            "<|pad",
            "<|python",
            "<|return",
            "<|channel",
            "<|message",
            "<|tool",
            "<|sep",
            "<|bos",
            "<|eos",
            "<|call",
        ),
        *("<|constrain", "[inst]", "[/inst]", "<<sys>>", "<</sys>>", "[system_prompt]", "[/system_prompt]"),
        *("[pad]", "[cls]", "[sep]", "[mask]", "<start_of_turn>", "<end_of_turn>", "<bos>", "<eos>", "<pad>"),
        *("<unk>", "<begin_of_sentence>", "<end_of_sentence>", "<｜", "</s>", "\n<s>", "<extra_id_"),
    )
    output_literals = (
        *(
            "##response",
            "## response",
            "##instruction",
            "## instruction",
            "##human",
            "## human",
            "##assistant",
        ),
        *("## assistant", "##user", "## user", "##input", "## input", "##system", "## system"),
        *("\nai:", "\nai :", "\nai**", "\n**ai", "\nbot:", "\nbot :", "\nbot**", "\n**bot", "\nresponse:"),
        *("\nresponse :", "\nresponse**", "customer:", "customer :"),
        *TURN_LITERALS,
        *(
            "user:",
            "user :",
            "user**",
            "human:",
            "human :",
            "human**",
            "assistant:",
            "assistant :",
            "assistant**",
        ),
        *(
            "chatgpt:",
            "chatgpt :",
            "chatgpt**",
            "chatbot:",
            "chatbot :",
            "chatbot**",
            "gpt:",
            "gpt :",
            "gpt4:",
        ),
        *("gpt-4:", "gpt-4 :", "gpt4 :", "gpt**", "gpt-4**", "gpt4**", "gpt-:", "gpt- :", "gpt-**"),
    )

    def problem(self, example: Example) -> Spot | None:
        """The first special token on either side, or the first sign of a second turn in the output."""
        learned = self.config.task != "classification"
        for side in ("output", "input") if learned else ("input",):
            text = without_code(bounded(getattr(example, side)))
            if (found := _TOKEN.search(text)) and not asks_about_tokenizers(example.input):
                return _spot(example, side, "special token", found)
        return _second_turn(example) if learned else None


def _second_turn(example: Example) -> Spot | None:
    """A template heading, the assistant's own name, or a turn of the user inside the output."""
    output = without_code(bounded(example.output))
    if found := _HEADING.search(output):
        return _spot(example, "output", "heading of a prompt template", found)
    if asks_for_dialogue(example.input) or asks_for_dialogue(example.system):
        return None
    if found := _OWN_NAME.search(output):
        return _spot(example, "output", "the speaker's name", found)
    found = _TURN.search(output) or _TURNS.search(output) or TURN.search(output)
    if found and output[: found.start()].strip():
        return _spot(example, "output", "a turn of the user", found)
    return None


def _spot(example: Example, side: str, what: str, found: re.Match[str]) -> Spot:
    """Where it was found, with the words around it."""
    message = f"{what} {found[0].strip()!r} in the {side}"
    return Spot(example.row, message, side, around(found.string, *found.span()))
