"""token: the kinds of tokens, by name and number."""

_NAMES = (
    "ENDMARKER NAME NUMBER STRING NEWLINE INDENT DEDENT LPAR RPAR LSQB RSQB COLON COMMA SEMI PLUS "
    "MINUS STAR SLASH VBAR AMPER LESS GREATER EQUAL DOT PERCENT LBRACE RBRACE EQEQUAL NOTEQUAL "
    "LESSEQUAL GREATEREQUAL TILDE CIRCUMFLEX LEFTSHIFT RIGHTSHIFT DOUBLESTAR PLUSEQUAL MINEQUAL "
    "STAREQUAL SLASHEQUAL PERCENTEQUAL AMPEREQUAL VBAREQUAL CIRCUMFLEXEQUAL LEFTSHIFTEQUAL "
    "RIGHTSHIFTEQUAL DOUBLESTAREQUAL DOUBLESLASH DOUBLESLASHEQUAL AT ATEQUAL RARROW ELLIPSIS "
    "COLONEQUAL EXCLAMATION OP TYPE_IGNORE TYPE_COMMENT SOFT_KEYWORD FSTRING_START FSTRING_MIDDLE "
    "FSTRING_END COMMENT NL ERRORTOKEN ENCODING"
).split()

tok_name = dict(enumerate(_NAMES))
tok_name[256] = "NT_OFFSET"
globals().update({name: number for number, name in tok_name.items()})
N_TOKENS = len(_NAMES)

__all__ = ["tok_name", "ISTERMINAL", "ISNONTERMINAL", "ISEOF", *_NAMES, "N_TOKENS", "NT_OFFSET"]

# The signs of the kinds from LPAR to EXCLAMATION, in order.
_SIGNS = ("( ) [ ] : , ; + - * / | & < > = . % { } == != <= >= ~ ^ << >> ** += -= *= /= %= &= |= "
          "^= <<= >>= **= // //= @ @= -> ... := !").split()
EXACT_TOKEN_TYPES = dict(sorted((sign, number) for number, sign in enumerate(_SIGNS, 7)))


def ISTERMINAL(x):
    """Whether a kind is that of a token."""
    return x < NT_OFFSET


def ISNONTERMINAL(x):
    """Whether a kind is that of a rule of the grammar."""
    return x >= NT_OFFSET


def ISEOF(x):
    """Whether a kind is that of the end."""
    return x == ENDMARKER
