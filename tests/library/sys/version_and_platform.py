# The version is 3.13, on every implementation alike.
import sys

print(
    sys.version_info[:2],
    sys.version_info.major,
    sys.version_info.minor,
    sys.version_info >= (3, 10),
    sys.version_info < (4,),
    type(sys.version_info).__name__,
)
print(
    sys.version.startswith("3.13"),
    sys.version_info.releaselevel,
    isinstance(sys.version_info.micro, int),
    sys.hexversion >> 16 == 0x030D,
    len(sys.version_info),
)
print(
    sys.platform,
    sys.byteorder,
    sys.maxsize == 2**63 - 1,
    sys.maxunicode,
    sys.getdefaultencoding(),
    sys.getfilesystemencoding(),
)
print(
    sys.float_info.max,
    sys.float_info.min,
    sys.float_info.epsilon,
    sys.float_info.dig,
    sys.float_info.mant_dig,
    sys.float_info.max_exp,
    sys.float_info.radix,
)
print(
    sys.int_info.default_max_str_digits,
    sys.hash_info.width,
    sys.hash_info.modulus,
    sys.hash_info.inf,
    sys.hash_info.imag,
    sys.float_repr_style,
)
print(
    sys.argv,
    type(sys.path).__name__,
    type(sys.modules).__name__,
    isinstance(sys.executable, str),
    sys.flags.optimize,
    sys.flags.dev_mode,
)
print(
    "sys" in sys.modules,
    "math" in sys.builtin_module_names or "math" in sys.stdlib_module_names,
    "json" in sys.stdlib_module_names,
    sys.dont_write_bytecode,
)
