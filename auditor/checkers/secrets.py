"""Keys and passwords in the data."""

from __future__ import annotations

from auditor.checkers.sensitive import SensitiveChecker
from auditor.model import Rule, Severity
from auditor.text.joined import Side
from auditor.text.sensitive.kinds import Sensitive
from auditor.text.sensitive.secrets import SHAPES, find_secrets


class Secrets(SensitiveChecker):
    """A key, token or password in any text of a row.

    What it does
        Looks in input, output, system prompt and rejected answer for the exact shapes of keys (AWS, GitHub,
        GitLab, OpenAI, Anthropic, Slack, Stripe, Google, Twilio, npm, PyPI, Hugging Face, SendGrid …), for
        private keys, JSON Web Tokens whose header decodes, passwords in URLs, and for values that look
        generated beside a name such as "api_key". Example keys from the providers' manuals, and values such
        as "YOUR_API_KEY", are not secrets.
    Why it matters
        A model can be made to recite what it was trained on, to anyone who may talk to it. One live key is
        one too many, so a single finding means NO-GO.
    Example
        "Set AWS_ACCESS_KEY_ID=AKIA… and run the script."
    How to fix
        Revoke the key first: the file has copies. Then `auditor fix --unsafe` puts a placeholder there.
    When to ignore it
        When the key is revoked and stands for itself, as in data that teach to find leaked keys.
    How sure we are
        High for shapes, medium for values beside a name; see docs/accuracy/noise.md. Keys are not tried out.
        Only the first 65,536 characters of a text are read.
    """

    rule = Rule("SEC001", "secret", Severity.ERROR, "keys, tokens or passwords", gate=0.0, fix="unsafe")
    capitals = ("AKIA", "ASIA")  # in small letters they stand in many a word
    literals = tuple(sorted({word for shape in SHAPES for word in shape.literals} - {"akia", "asia"}))

    def found_at(self, side: Side, text: str) -> list[Sensitive]:
        """The secrets in one text."""
        return find_secrets(text)
