"""The few functions of ntpath that pure Windows paths are made of."""

sep = "\\"
altsep = "/"


def normcase(path):
    return path.replace("/", "\\").lower()


def splitroot(path):
    """Drive, root and the rest."""
    plain = path.replace("/", "\\")
    if plain[:1] == "\\":
        if plain[1:2] != "\\":
            return "", path[:1], path[1:]
        # \\server\share\rest, and \\?\UNC\server\share\rest
        start = 8 if plain[:8].upper() == "\\\\?\\UNC\\" else 2
        first = plain.find("\\", start)
        if first < 0:
            return path, "", ""
        second = plain.find("\\", first + 1)
        if second < 0:
            return path, "", ""
        return path[:second], path[second : second + 1], path[second + 1 :]
    if plain[1:2] == ":":
        if plain[2:3] == "\\":
            return path[:2], path[2:3], path[3:]
        return path[:2], "", path[2:]
    return "", "", path


def join(first, *others):
    drive, root, rest = splitroot(first)
    for other in others:
        its_drive, its_root, its_rest = splitroot(other)
        if its_root:
            if its_drive or not drive:
                drive = its_drive
            root, rest = its_root, its_rest
            continue
        if its_drive and its_drive != drive:
            if its_drive.lower() != drive.lower():
                drive, root, rest = its_drive, its_root, its_rest
                continue
            drive = its_drive
        if rest and rest[-1] not in "\\/":
            rest += "\\"
        rest += its_rest
    if rest and not root and drive and drive[-1] not in ":\\/":
        return drive + "\\" + rest
    return drive + root + rest


def isabs(path):
    start = path[:3].replace("/", "\\")
    return start[1:3] == ":\\" or start.startswith("\\\\")
