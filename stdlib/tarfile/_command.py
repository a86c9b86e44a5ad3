"""The command line of tarfile."""

import os


def main():
    """`python -m tarfile -l|-e|-c|-t …`"""
    import argparse
    from tarfile import is_tarfile, open
    parser = argparse.ArgumentParser(
        description="A simple command-line interface for tarfile module.")
    parser.add_argument("-v", "--verbose", action="store_true", default=False,
                        help="Verbose output")
    parser.add_argument("--filter", metavar="<filtername>",
                        choices=("fully_trusted", "tar", "data"), help="Filter for extraction")
    group = parser.add_mutually_exclusive_group(required=True)
    group.add_argument("-l", "--list", metavar="<tarfile>", help="Show listing of a tarfile")
    group.add_argument("-e", "--extract", nargs="+", metavar=("<tarfile>", "<output_dir>"),
                       help="Extract tarfile into target dir")
    group.add_argument("-c", "--create", nargs="+", metavar=("<name>", "<file>"),
                       help="Create tarfile from sources")
    group.add_argument("-t", "--test", metavar="<tarfile>", help="Test if a tarfile is valid")
    args = parser.parse_args()
    if args.test is not None:
        if not is_tarfile(args.test):
            parser.exit(1, "{!r} is not a tar archive.\n".format(args.test))
        with open(args.test, "r") as archive:
            archive.getmembers()
        if args.verbose:
            print("{!r} is a tar archive.".format(args.test))
    elif args.list is not None:
        if not is_tarfile(args.list):
            parser.exit(1, "{!r} is not a tar archive.\n".format(args.list))
        with open(args.list, "r:*") as archive:
            archive.list(verbose=args.verbose)
    elif args.extract is not None:
        source = args.extract[0]
        folder = args.extract[1] if len(args.extract) > 1 else os.curdir
        if not is_tarfile(source):
            parser.exit(1, "{!r} is not a tar archive.\n".format(source))
        with open(source, "r:*") as archive:
            archive.extractall(path=folder, filter=args.filter)
    else:
        name, *sources = args.create
        kind = "gz" if name.endswith((".gz", ".tgz")) else ""
        with open(name, "w:" + kind if kind else "w") as archive:
            for source in sources:
                archive.add(source)
