"""Keys and passwords, by the exact shapes that their providers give them.

Shapes follow the providers' documentation and the rules of gitleaks and detect-secrets; where a provider
documents a length it is required. A value of no known shape counts only beside a tell-tale name, and only
when it is as irregular as a generated one. Documented example keys are no secrets.
"""

from __future__ import annotations

import base64
import binascii
import json
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache

from msgspec import Struct

from auditor.text.expression import later
from auditor.text.joined import Joined
from auditor.text.patterns import Prefilter
from auditor.text.sensitive.kinds import Sensitive, apart

_NOT_A_SECRET = later(
    r"example|your|(?-i:xxx|XXX)|\*\*\*|\.\.\.|placeholder|redacted|changeme|change_me|dummy|sample"
    r"|insert|<|>|\$\{"
    r"|environ|getenv|process\.env|password|passw0rd|secret_?key|api_?key|foobar|fake|hidden|masked",
    re.IGNORECASE,
)
_FEWEST_CHARACTERS = 8  # different ones; "aaaaaaaa…" and "1111…" are made up
_GENERATED_BITS = 3.5  # bits a character: gitleaks' limit for keys of no known shape


class Shape(Struct, frozen=True):
    """One kind of secret. A text without any of `literals` (lower case) cannot hold it.

    Group 1 of `pattern`, or the whole match, is the value; `accept` has the last word on it.
    """

    kind: str
    literals: tuple[str, ...]
    pattern: re.Pattern[str]
    accept: Callable[[str], bool] = lambda value: True


def find_secrets(text: str) -> list[Sensitive]:
    """Every secret in the text, in reading order, without overlaps."""
    places = sorted(map(int, _gate().held_by(text)))
    return apart([found for place in places for found in _matches(SHAPES[place], text)])


def may_hold_secrets(texts: Joined) -> set[int]:
    """The numbers of the texts in which a secret may stand."""
    return set().union(*_gate().holders(texts.blob, texts.starts).values())


@cache
def _gate() -> Prefilter:
    """Looks for the literals of all shapes in one go; the groups are their places in SHAPES."""
    return Prefilter({str(place): shape.literals for place, shape in enumerate(SHAPES)})


def _matches(shape: Shape, text: str) -> Iterator[Sensitive]:
    for match in shape.pattern.finditer(text):
        group = 1 if shape.pattern.groups else 0
        value = match[group]
        if not _is_made_up(value) and shape.accept(value):
            yield Sensitive(shape.kind, match.start(group), match.end(group))


def _is_made_up(value: str) -> bool:
    """Whether the value stands for a key in a manual: AKIAIOSFODNN7EXAMPLE, sk-xxxxxxxx."""
    return _NOT_A_SECRET.search(value) is not None or len(set(value)) < _FEWEST_CHARACTERS


def _entropy(value: str) -> float:
    """Shannon entropy of the characters, in bits a character."""
    return -sum(n / len(value) * math.log2(n / len(value)) for n in Counter(value).values())


_IDENTIFIER = later(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z", re.IGNORECASE)
_WORD = later(r"[a-z]{8}")
_CHANGE = later(r"(?<=[a-z])(?=[A-Z\d])|(?<=[A-Z])(?=[a-z\d])|(?<=\d)(?=[A-Za-z])")
_DRAWN = 12  # characters a password of letters and digits must have
_CHANGES = 0.45  # a character; 0.63 in random ones, a third in camelCase


def _looks_generated(value: str) -> bool:
    """Letters and digits mixed without words in between, as only a generator writes them; no UUID."""
    digits = sum(map(str.isdigit, value))
    mixed = digits >= 3 and any(map(str.isalpha, value)) and not _IDENTIFIER.match(value)
    return (
        (mixed or (digits > 0 and _is_restless(value)))
        and not _WORD.search(value)
        and _entropy(value) >= _GENERATED_BITS
    )


def _is_restless(value: str) -> bool:
    """Whether capitals, small letters and digits alternate as if drawn by lot."""
    return len(_CHANGE.findall(value)) >= _CHANGES * len(value)


def _looks_like_a_password(value: str) -> bool:
    """Letters, digits and signs mixed, or letters and digits drawn by lot; words alone are prose."""
    value = value.rstrip(".,;:!?)")
    if len(value) < 8:
        return False
    signs = any(not character.isalnum() for character in value)
    drawn = len(value) >= _DRAWN and _is_restless(value) and not _WORD.search(value)
    return (signs or drawn) and any(map(str.isdigit, value)) and any(map(str.isalpha, value))


def _has_token_header(value: str) -> bool:
    """Whether the first part of a JSON Web Token decodes to a header, and not to the manuals'."""
    header, payload = value.split(".")[:2]
    return "alg" in _decoded(header) and _decoded(payload).get("name") != "John Doe"


def _decoded(part: str) -> dict[str, object]:
    """The JSON object in base64url, {} if it is none."""
    try:
        found = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _shape(kind: str, literals: str, pattern: str, accept: Callable[[str], bool] | None = None) -> Shape:
    """A shape from a table line; the value begins and ends at the ends of a token."""
    compiled = later(rf"(?<![\w-])(?:{pattern})(?![\w-])")
    return Shape(kind, tuple(literals.split()), compiled, accept or (lambda value: True))


_ALNUM = "abcdefghijklmnopqrstuvwxyz0123456789"


def _before(short: str, followers: str) -> str:
    """A literal too short for the gate, with every character that may follow it."""
    return " ".join(short + follower for follower in followers)


def _after(short: str, leaders: str) -> str:
    """A literal too short for the gate, with every character that may stand before it."""
    return " ".join(leader + short for leader in leaders)


_NAME = (
    r"(?i:api[_ -]?key|secret[_ -]?(?:access[_ -]?)?key|access[_ -]?key|(?:access|auth|api)[_ -]?token"
    r"|(?:private|bot|session)[_ -]?token|(?:encryption|signing)[_ -]?key|client[_ -]?secret"
    r"|private[_ -]?key|secret|token)"
)
_BEHIND_A_NAME = ("=", ":", "'", '"', "]", " =", " :", " is", "  ", "\n", "\t", "\u00a0")
_IS = r"[\"'\]]{0,2}(?:\s{0,3}(?:=>|:=|={1,2}|:)|\sis\b)\s{0,3}[\"'`]?"
_BEARER = r"(?i:bearer)\s{1,3}"

SHAPES: tuple[Shape, ...] = (
    _shape("AWS access key", "akia asia", r"A[KS]IA[A-Z0-9]{16}"),
    _shape("GitHub token", "ghp_ gho_ ghu_ ghs_ ghr_", r"gh[pousr]_[A-Za-z0-9]{36,251}"),
    _shape("GitHub token", "github_pat_", r"github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}"),
    _shape("GitLab token", "glpat-", r"glpat-[A-Za-z0-9_-]{20,64}"),
    _shape("Anthropic key", "sk-ant-", r"sk-ant-[a-z0-9]{3,10}-[A-Za-z0-9_-]{20,120}"),
    _shape(
        "OpenAI key", "sk-proj- sk-svcacct- sk-admin-", r"sk-(?:proj|svcacct|admin)-[A-Za-z0-9_-]{20,220}"
    ),
    _shape("OpenAI key", _before("sk-", _ALNUM), r"sk-[A-Za-z0-9]{32,64}"),
    _shape(
        "Slack token",
        "xoxb- xoxp- xoxa- xoxr- xoxs- xoxe- xoxo- xapp-",
        r"(?:xox[abeoprs]|xapp)-[\w-]{10,200}",
    ),
    _shape(
        "Slack webhook",
        "hooks.slack.com",
        r"https://hooks\.slack\.com/services/T[A-Z0-9]{6,12}/B[A-Z0-9]{6,12}/[A-Za-z0-9]{20,26}",
    ),
    _shape(
        "Discord webhook",
        "discord.com/api/webhooks discordapp.com/api/webhooks",
        r"https://discord(?:app)?\.com/api/webhooks/[0-9]{17,20}/[A-Za-z0-9_-]{60,72}",
    ),
    _shape("Square token", "sq0atp- sq0csp-", r"sq0(?:atp|csp)-[A-Za-z0-9_-]{22,43}"),
    _shape("Docker token", "dckr_pat_", r"dckr_pat_[A-Za-z0-9_-]{27}"),
    _shape("RubyGems key", "rubygems_", r"rubygems_[a-f0-9]{48}"),
    _shape("xAI key", "xai-", r"xai-[A-Za-z0-9]{70,90}"),
    _shape("OpenRouter key", "sk-or-v1-", r"sk-or-v1-[a-f0-9]{64}"),
    _shape("Perplexity key", "pplx-", r"pplx-[A-Za-z0-9]{40,60}"),
    _shape("Linear key", "lin_api_", r"lin_api_[A-Za-z0-9]{40}"),
    _shape("Notion token", "ntn_", r"ntn_[A-Za-z0-9]{40,50}"),
    _shape("Stripe key", "sk_live_ rk_live_", r"[sr]k_live_[A-Za-z0-9]{16,120}"),
    _shape("Stripe webhook secret", "whsec_", r"whsec_[A-Za-z0-9+/=]{32,64}"),
    _shape("Google key", "aiza", r"AIza[A-Za-z0-9_-]{35}"),
    _shape("Google client secret", "gocspx-", r"GOCSPX-[A-Za-z0-9_-]{28}"),
    _shape("Google access token", "ya29.", r"ya29\.[A-Za-z0-9_-]{30,300}"),
    _shape("Twilio key", "twilio", r"SK[0-9a-f]{32}"),
    _shape("npm token", "npm_", r"npm_[A-Za-z0-9]{36}"),
    _shape("PyPI token", "pypi-ag", r"pypi-Ag[A-Za-z0-9_-]{50,1000}"),
    _shape("Hugging Face token", _before("hf_", _ALNUM) + " api_org_", r"(?:hf_|api_org_)[A-Za-z0-9]{34,40}"),
    _shape("SendGrid key", _before("sg.", _ALNUM + "_-"), r"SG\.[A-Za-z0-9_-]{20,24}\.[A-Za-z0-9_-]{39,50}"),
    _shape("Mailgun key", "key-", r"key-[0-9a-f]{32}"),
    _shape("Telegram bot token", _after(":aa", "0123456789"), r"[0-9]{8,10}:AA[A-Za-z0-9_-]{33}"),
    _shape("DigitalOcean token", "dop_v1_ doo_v1_", r"do[op]_v1_[a-f0-9]{64}"),
    _shape("Databricks token", "dapi", r"dapi[0-9a-f]{32}(?:-\d)?"),
    _shape("Shopify token", "shpat_ shpca_ shppa_ shpss_", r"shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}"),
    _shape("Groq key", "gsk_", r"gsk_[A-Za-z0-9]{48,56}"),
    _shape("Replicate token", _before("r8_", _ALNUM), r"r8_[A-Za-z0-9]{37,40}"),
    _shape("Vault token", "hvs.", r"hvs\.[A-Za-z0-9_-]{24,200}"),
    _shape("Azure storage key", "accountkey=", r"AccountKey=([A-Za-z0-9+/]{86}==)"),
    _shape("age key", "age-secret-key-1", r"AGE-SECRET-KEY-1[A-Z0-9]{58}"),
    _shape(
        "JSON Web Token",
        _before("eyj", "h0rlj4"),  # {"alg", {"typ", {"kid", {"enc", {"jku", {"x5t"
        r"eyJ[A-Za-z0-9_-]{10,2000}\.eyJ[A-Za-z0-9_-]{10,4000}\.[A-Za-z0-9_-]{20,1000}",
        _has_token_header,
    ),
    Shape(
        "private key",
        ("private key",),
        later(
            r"-----BEGIN (?:RSA |EC |DSA |OPENSSH |ENCRYPTED |PGP )?PRIVATE KEY(?: BLOCK)?-----"
            r"[\w+/=:,. \\\r\n]{40,8000}(?:-----END [A-Z ]{3,40}-----)?"
        ),
    ),
    Shape(
        "password in a URL",
        tuple(_after("://", "abcdefghijklmnopqrstuvwxyz2").split()),
        later(
            r"(?<![a-z0-9+.-])(?:postgres(?:ql)?|mysql|mariadb|mongodb|rediss?|amqps?|s?ftp|https?|ldaps?"
            r"|mssql"
            r"|smtp|ssh)(?:\+[a-z0-9]{1,12})?://[^\s:/@\"'<>]{0,64}:([^\s:/@\"'<>{}$*]{4,100})@"
            r"(?!localhost|127\.|example|host\b)[\w.-]{3,253}"
        ),
        lambda value: (
            value.lower() not in {"pass", "password", "secret", "pwd", "admin", "root", "test", "token"}
        ),
    ),
    Shape(
        "key beside its name",
        (
            *(
                "apikey",
                "api key",
                "api_key",
                "api-key",
                "access key",
                "access_key",
                "access-key",
                "accesskey",
            ),
            *(
                "encryption_key",
                "encryption key",
                "signing_key",
                "signing key",
                "private key",
                "private_key",
                "private-key",
                "privatekey",
                "secret key",
                "secret_key",
                "bearer ",
            ),
            *("secret-key", "secretkey", "secret =", "secret=", "secret:", "secret :", 'secret"', "secret'"),
            *("secret]", "secret is", "token =", "token=", "token:", "token :", 'token"', "token'", "token]"),
            *("token is", "secret  ", "token  ", "secret\n", "token\n", "secret\t", "token\t", "bearer\n"),
            *("bearer\t",),
        ),
        later(rf"(?<![A-Za-z])(?:{_NAME}{_IS}|{_BEARER})([A-Za-z0-9+/_~=-]{{20,200}})(?![\w+/=-])"),
        _looks_generated,
    ),
    Shape(
        "password",
        tuple(name + sign for name in ("password", "passwd", "passphrase", "pwd") for sign in _BEHIND_A_NAME),
        later(
            r"(?i:password|passwd|pwd|passphrase)[\"'\]]{0,2}\s{0,3}(?:=|:|\bis\b)\s{0,3}[\"'`]?"
            r"([^\s\"'`<>{}()$,]{8,64})"
        ),
        _looks_like_a_password,
    ),
)
