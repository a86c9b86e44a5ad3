"""chardet.enums: groups of encodings and of languages."""

from enum import IntFlag


class EncodingEra(IntFlag):
    """Which encodings are considered."""

    MODERN_WEB = 1
    LEGACY_ISO = 2
    LEGACY_MAC = 4
    LEGACY_REGIONAL = 8
    DOS = 16
    MAINFRAME = 32
    ALL = 63


class LanguageFilter(IntFlag):
    """Which languages are considered (kept for old programs; it changes nothing)."""

    CHINESE_SIMPLIFIED = 1
    CHINESE_TRADITIONAL = 2
    JAPANESE = 4
    KOREAN = 8
    NON_CJK = 16
    ALL = 31
    CHINESE = 3
    CJK = 15
