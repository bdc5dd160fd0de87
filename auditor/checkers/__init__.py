"""One problem per file. The one list of all checkers is CHECKERS."""

from __future__ import annotations

from auditor.checkers.annotation_habits import AnnotationHabits
from auditor.checkers.annotation_mismatch import AnnotationMismatch
from auditor.checkers.bad_encoding import BadEncoding
from auditor.checkers.base import Checker
from auditor.checkers.byte_order_marks import ByteOrderMarks
from auditor.checkers.class_minimum import ClassMinimum
from auditor.checkers.conflicting_outputs import ConflictingOutputs
from auditor.checkers.copied_input import CopiedInput
from auditor.checkers.csv_row_width import CsvRowWidth
from auditor.checkers.custom_patterns import CustomPatterns
from auditor.checkers.decomposed import Decomposed
from auditor.checkers.duplicate_keys import DuplicateKeys
from auditor.checkers.edge_whitespace import EdgeWhitespace
from auditor.checkers.empty_input import EmptyInput
from auditor.checkers.empty_output import EmptyOutput
from auditor.checkers.exact_duplicates import ExactDuplicates
from auditor.checkers.exact_leak import ExactLeak
from auditor.checkers.external_facts import ExternalFacts
from auditor.checkers.gibberish import Gibberish
from auditor.checkers.group_leak import GroupLeak
from auditor.checkers.held_out import HeldOut
from auditor.checkers.house_style import HouseStyleDeviations
from auditor.checkers.invalid_json import InvalidJson
from auditor.checkers.invisible_characters import InvisibleCharacters
from auditor.checkers.label_imbalance import LabelImbalance
from auditor.checkers.label_variants import LabelVariants
from auditor.checkers.length_outliers import LengthOutliers
from auditor.checkers.lengths import Lengths
from auditor.checkers.line_ends import LineEnds
from auditor.checkers.markup_residue import MarkupResidue
from auditor.checkers.merged_instructions import MergedInstructions
from auditor.checkers.mislabelled import Mislabelled
from auditor.checkers.missing_labels import MissingLabels
from auditor.checkers.mixed_formats import MixedFormats
from auditor.checkers.mixed_styles import MixedStyles
from auditor.checkers.mojibake import Mojibake
from auditor.checkers.near_duplicates import NearDuplicates
from auditor.checkers.near_leak import NearLeak
from auditor.checkers.no_assistant_turn import NoAssistantTurn
from auditor.checkers.not_accepted import NotAccepted
from auditor.checkers.not_an_object import NotAnObject
from auditor.checkers.over_token_limit import OverTokenLimit
from auditor.checkers.passage_leak import PassageLeak
from auditor.checkers.personal_data import PersonalData
from auditor.checkers.placeholders import Placeholders
from auditor.checkers.preference_both_ways import PreferenceBothWays
from auditor.checkers.preference_length import PreferenceLength
from auditor.checkers.preference_prompts import PreferencePrompts
from auditor.checkers.preference_side import PreferenceSide
from auditor.checkers.rare_labels import RareLabels
from auditor.checkers.refusals import Refusals
from auditor.checkers.repeated_output import RepeatedOutput
from auditor.checkers.repetition import Repetition
from auditor.checkers.resource_limits import ResourceLimits
from auditor.checkers.role_leaks import RoleLeaks
from auditor.checkers.role_order import RoleOrder
from auditor.checkers.same_sides import SameSides
from auditor.checkers.schema_violations import SchemaViolations
from auditor.checkers.secrets import Secrets
from auditor.checkers.single_class import SingleClass
from auditor.checkers.stale_data import StaleData
from auditor.checkers.system_prompts import SystemPrompts
from auditor.checkers.target_drops import TargetDrops
from auditor.checkers.target_rejects import TargetRejects
from auditor.checkers.task_breadth import TaskBreadth
from auditor.checkers.template_families import TemplateFamilies
from auditor.checkers.tool_calls import ToolCalls
from auditor.checkers.truncated import Truncated
from auditor.checkers.unexpected_language import UnexpectedLanguage
from auditor.checkers.unknown_format import UnknownFormat
from auditor.checkers.unknown_role import UnknownRole
from auditor.checkers.unseen_sources import UnseenSources
from auditor.checkers.user_schema import UserSchema
from auditor.checkers.wrong_arithmetic import WrongArithmetic

# The order is the order of the funnel: a row is counted under the first rule that drops it.
CHECKERS: tuple[type[Checker], ...] = (
    InvalidJson,
    BadEncoding,
    NotAnObject,
    DuplicateKeys,
    CsvRowWidth,
    ResourceLimits,
    ByteOrderMarks,
    LineEnds,
    UnknownFormat,
    MixedFormats,
    SchemaViolations,
    UnknownRole,
    EmptyInput,
    EmptyOutput,
    NoAssistantTurn,
    ToolCalls,
    RoleOrder,
    OverTokenLimit,
    UserSchema,
    TargetRejects,
    TargetDrops,
    SameSides,
    PreferencePrompts,
    PreferenceSide,
    PreferenceBothWays,
    AnnotationMismatch,
    AnnotationHabits,
    NotAccepted,
    PreferenceLength,
    Lengths,
    ExactDuplicates,
    NearDuplicates,
    ConflictingOutputs,
    TemplateFamilies,
    RepeatedOutput,
    ExactLeak,
    NearLeak,
    PassageLeak,
    GroupLeak,
    HeldOut,
    MissingLabels,
    Placeholders,
    Refusals,
    RoleLeaks,
    MergedInstructions,
    Repetition,
    Gibberish,
    CopiedInput,
    Truncated,
    Mojibake,
    InvisibleCharacters,
    Decomposed,
    MarkupResidue,
    UnseenSources,
    WrongArithmetic,
    LengthOutliers,
    CustomPatterns,
    UnexpectedLanguage,
    ExternalFacts,
    TaskBreadth,
    StaleData,
    HouseStyleDeviations,
    EdgeWhitespace,
    SingleClass,
    ClassMinimum,
    LabelImbalance,
    RareLabels,
    LabelVariants,
    Secrets,
    PersonalData,
    Mislabelled,
    MixedStyles,
    SystemPrompts,
)
