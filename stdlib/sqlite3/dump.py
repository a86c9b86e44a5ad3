"""Connection.iterdump(): a database as SQL."""


def _quoted(text, mark):
    """A text in quotes."""
    return mark + text.replace(mark, mark + mark) + mark


def _iterdump(connection, *, filter=None):
    """The statements that make a database, of those objects whose names match a LIKE pattern."""
    cursor = connection.cursor()
    cursor.row_factory = None
    writable = False
    foreign = cursor.execute("PRAGMA foreign_keys").fetchone()
    if foreign and foreign[0]:
        yield "PRAGMA foreign_keys=OFF;"
    yield "BEGIN TRANSACTION;"
    where, params = ("AND name LIKE ?", [filter]) if filter else ("", [])
    tables = cursor.execute(
        "SELECT name, type, sql FROM sqlite_master WHERE sql NOT NULL AND type == 'table' "
        f"{where} ORDER BY name", params).fetchall()
    sequences = []
    for name, _, sql in tables:
        if name == "sqlite_sequence":
            sequences.append('DELETE FROM "sqlite_sequence";')
            rows = cursor.execute('SELECT * FROM "sqlite_sequence"').fetchall()
            sequences += [f"INSERT INTO \"sqlite_sequence\" VALUES({_quoted(table, chr(39))},{seq});"
                          for table, seq in rows]
            continue
        if name == "sqlite_stat1":
            yield 'ANALYZE "sqlite_master";'
        elif name.startswith("sqlite_"):
            continue
        elif sql.startswith("CREATE VIRTUAL TABLE"):
            if not writable:
                writable = True
                yield "PRAGMA writable_schema=ON;"
            yield ("INSERT INTO sqlite_master(type,name,tbl_name,rootpage,sql)VALUES('table',"
                   f"{_quoted(name, chr(39))},{_quoted(name, chr(39))},0,{_quoted(sql, chr(39))});")
            continue
        else:
            yield f"{sql};"
        table = _quoted(name, '"')
        columns = [row[1] for row in cursor.execute(f"PRAGMA table_info({table})").fetchall()]
        values = "','||".join(f"quote({_quoted(column, chr(34))})||" for column in columns)
        prefix = _quoted(f"INSERT INTO {table} VALUES(", "'")
        query = f"SELECT {prefix}||{values}')' FROM {table};"
        for row in cursor.execute(query).fetchall():
            yield f"{row[0]};"
    others = cursor.execute(
        "SELECT name, type, sql FROM sqlite_master WHERE sql NOT NULL AND "
        f"type IN ('index', 'trigger', 'view') {where}", params).fetchall()
    for _, _, sql in others:
        yield f"{sql};"
    if writable:
        yield "PRAGMA writable_schema=OFF;"
    yield from sequences
    yield "COMMIT;"
