"""Signatures of classes and functions whose own text does not tell them: for inspect and help()."""

TEXTS = {
    "_blake2.blake2b":
        "(data=b'', /, *, digest_size=64, key=b'', salt=b'', person=b'', fanout=1, "
        "depth=1, leaf_size=0, node_offset=0, node_depth=0, inner_size=0, "
        "last_node=False, usedforsecurity=True)",
    "_blake2.blake2s":
        "(data=b'', /, *, digest_size=32, key=b'', salt=b'', person=b'', fanout=1, "
        "depth=1, leaf_size=0, node_offset=0, node_depth=0, inner_size=0, "
        "last_node=False, usedforsecurity=True)",
    "_io.BufferedRWPair": "(reader, writer, buffer_size=8192, /)",
    "_io.BufferedRandom": "(raw, buffer_size=8192)",
    "_io.BufferedReader": "(raw, buffer_size=8192)",
    "_io.BufferedWriter": "(raw, buffer_size=8192)",
    "_io.BytesIO": "(initial_bytes=b'')",
    "_io.FileIO": "(file, mode='r', closefd=True, opener=None)",
    "_io.IncrementalNewlineDecoder": "(decoder, translate, errors='strict')",
    "_io.StringIO": "(initial_value='', newline='\\n')",
    "_io.TextIOWrapper":
        "(buffer, encoding=None, errors=None, newline=None, line_buffering=False, "
        "write_through=False)",
    "_io.TextIOWrapper.reconfigure":
        "(self, /, *, encoding=None, errors=None, newline=None, line_buffering=None, "
        "write_through=None)",
    "_pickle.Pickler":
        "(file, protocol=None, fix_imports=True, buffer_callback=None)",
    "_pickle.Unpickler":
        "(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())",
    "base64.a85decode":
        "(b, *, foldspaces=False, adobe=False, ignorechars=b' \\t\\n\\r\\x0b')",
    "builtins.NoneType": "()",
    "builtins.NotImplementedType": "()",
    "builtins.builtin_function_or_method": "()",
    "builtins.bytes.translate": "(self, table, /, delete=b'')",
    "builtins.classmethod": "(function, /)",
    "builtins.complex": "(real=0, imag=0)",
    "builtins.ellipsis": "()",
    "builtins.enumerate": "(iterable, start=0)",
    "builtins.float": "(x=0, /)",
    "builtins.frozenset": "(iterable=(), /)",
    "builtins.function":
        "(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)",
    "builtins.list": "(iterable=(), /)",
    "builtins.mappingproxy": "(mapping)",
    "builtins.memoryview": "(object)",
    "builtins.method": "(function, instance, /)",
    "builtins.method-wrapper": "()",
    "builtins.method_descriptor": "()",
    "builtins.module": "(name, doc=None)",
    "builtins.object": "()",
    "builtins.property": "(fget=None, fset=None, fdel=None, doc=None)",
    "builtins.reversed": "(sequence, /)",
    "builtins.set": "(iterable=(), /)",
    "builtins.staticmethod": "(function, /)",
    "builtins.traceback": "(tb_next, tb_frame, tb_lasti, tb_lineno)",
    "builtins.tuple": "(iterable=(), /)",
    "builtins.wrapper_descriptor": "()",
    "decimal.Decimal": "(value='0', context=None)",
    "functools.partial": "(func, /, *args, **keywords)",
    "hmac.HMAC": "(key, msg=None, digestmod='')",
    "itertools.accumulate": "(iterable, func=None, *, initial=None)",
    "itertools.batched": "(iterable, n, *, strict=False)",
    "itertools.chain": "(*iterables)",
    "itertools.combinations": "(iterable, r)",
    "itertools.combinations_with_replacement": "(iterable, r)",
    "itertools.compress": "(data, selectors)",
    "itertools.count": "(start=0, step=1)",
    "itertools.cycle": "(iterable, /)",
    "itertools.dropwhile": "(predicate, iterable, /)",
    "itertools.filterfalse": "(function, iterable, /)",
    "itertools.groupby": "(iterable, key=None)",
    "itertools.pairwise": "(iterable, /)",
    "itertools.permutations": "(iterable, r=None)",
    "itertools.product": "(*iterables, repeat=1)",
    "itertools.starmap": "(function, iterable, /)",
    "itertools.takewhile": "(predicate, iterable, /)",
    "itertools.zip_longest": "(*iterables, fillvalue=None)",
    "json.decoder.JSONDecodeError": "(msg, doc, pos)",
    "json.decoder.JSONDecoder":
        "(*, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, "
        "strict=True, object_pairs_hook=None)",
    "json.encoder.JSONEncoder":
        "(*, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, "
        "sort_keys=False, indent=None, separators=None, default=None)",
    "operator.attrgetter": "(attr, /, *attrs)",
    "operator.itemgetter": "(item, /, *items)",
    "operator.methodcaller": "(name, /, *args, **kwargs)",
    "os.stat_result": "(iterable=(), /)",
    "os.statvfs_result": "(iterable=(), /)",
    "os.terminal_size": "(iterable=(), /)",
    "posix.times_result": "(iterable=(), /)",
    "posix.uname_result": "(iterable=(), /)",
    "random.Random": "(x=None)",
    "re.Match": "()",
    "re.Pattern": "()",
    "re.PatternError": "(msg, pattern=None, pos=None)",
    "re.RegexFlag": "(*values)",
    "re.Scanner": "(lexicon, flags=0)",
    "re.split": "(pattern, string, maxsplit=0, flags=0)",
    "re.sub": "(pattern, repl, string, count=0, flags=0)",
    "re.subn": "(pattern, repl, string, count=0, flags=0)",
    "time.struct_time": "(iterable=(), /)",
    "types.GenericAlias": "(origin, args, /)",
    "types.SimpleNamespace": "(mapping_or_iterable=(), /, **kwargs)",
    "types.UnionType": "()",
    "weakref.CallableProxyType": "()",
    "weakref.ProxyType": "()",
}
