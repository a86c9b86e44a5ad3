//! The document type: its name, its external part (never fetched), its internal declarations.
//!
//! Content models are given as their text; notations and unparsed entities as far as they are
//! named. Conditional sections exist only in external parts, so they are not here.

use super::chars::{is_char, is_public};
use super::scan::{Cursor, Entity, Part, Scan, Scanner, Stop, lines, text};

fn optional(value: Option<&str>) -> Part {
    value.map_or(Part::Nothing, text)
}

/// `SYSTEM "…"` or `PUBLIC "…" "…"`: public and system identifiers.
fn identifiers<'a>(
    cursor: &mut Cursor<'a>,
    alone: bool,
) -> Scan<Option<(Option<&'a str>, Option<&'a str>)>> {
    if cursor.eat("SYSTEM")? {
        need_space(cursor)?;
        return Ok(Some((None, Some(cursor.quoted()?))));
    }
    if cursor.eat("PUBLIC")? {
        need_space(cursor)?;
        let at = cursor.at;
        let public = cursor.quoted()?;
        if public.chars().any(|c| !is_public(c)) {
            return Err(Stop::Error(32, at));
        }
        let spaces = cursor.spaces();
        if alone && cursor.peek()? == '>' {
            return Ok(Some((Some(public), None)));
        }
        if spaces == 0 {
            return cursor.invalid();
        }
        return Ok(Some((Some(public), Some(cursor.quoted()?))));
    }
    Ok(None)
}

fn need_space(cursor: &mut Cursor) -> Scan<()> {
    if cursor.spaces() == 0 {
        cursor.peek()?;
        return cursor.invalid();
    }
    Ok(())
}

impl Scanner {
    /// Everything after `<!DOCTYPE`. The whole of it must be there: nothing is told before.
    pub fn doctype(&mut self, cursor: &mut Cursor, start: usize) -> Scan<()> {
        check_whole(cursor)?;
        need_space(cursor)?;
        let name = cursor.name()?;
        cursor.spaces();
        let found = identifiers(cursor, false)?;
        cursor.spaces();
        let inner = cursor.peek()? == '[';
        let (public, system) = found.unwrap_or((None, None));
        self.has_doctype = true;
        if found.is_some() {
            self.incomplete = true;
        }
        self.tell(
            "doctype_start",
            vec![
                text(name),
                optional(system),
                optional(public),
                Part::Number(i64::from(inner)),
            ],
        );
        if inner {
            cursor.at += 1;
            while !self.declaration_in_doctype(cursor)? {}
            cursor.spaces();
        }
        if cursor.peek()? != '>' {
            return Err(Stop::Error(2, cursor.at.max(start)));
        }
        cursor.at += 1;
        self.tell("doctype_end", Vec::new());
        Ok(())
    }

    /// One declaration; true at the end of the subset.
    fn declaration_in_doctype(&mut self, cursor: &mut Cursor) -> Scan<bool> {
        cursor.spaces();
        let start = cursor.at;
        if cursor.eat("]")? {
            return Ok(true);
        }
        if cursor.eat("%")? {
            cursor.name()?;
            if !cursor.eat(";")? {
                return cursor.invalid();
            }
            self.incomplete = true;
            return Ok(false);
        }
        if cursor.eat("<!--")? {
            self.comment(cursor)?;
        } else if cursor.eat("<?")? {
            self.instruction(cursor, start)?;
        } else if cursor.eat("<!ENTITY")? {
            self.entity(cursor)?;
        } else if cursor.eat("<!ATTLIST")? {
            self.attributes(cursor)?;
        } else if cursor.eat("<!ELEMENT")? {
            need_space(cursor)?;
            let name = cursor.name()?;
            need_space(cursor)?;
            let model = cursor.until(">")?;
            self.tell("element_decl", vec![text(name), text(model.trim())]);
        } else if cursor.eat("<!NOTATION")? {
            need_space(cursor)?;
            let name = cursor.name()?;
            need_space(cursor)?;
            let Some((public, system)) = identifiers(cursor, true)? else {
                return Err(Stop::Error(2, cursor.at));
            };
            cursor.spaces();
            if !cursor.eat(">")? {
                return cursor.invalid();
            }
            self.tell(
                "notation",
                vec![text(name), optional(system), optional(public)],
            );
        } else {
            return Err(Stop::Error(
                if cursor.peek()? == '<' { 4 } else { 2 },
                start,
            ));
        }
        Ok(false)
    }

    fn entity(&mut self, cursor: &mut Cursor) -> Scan<()> {
        need_space(cursor)?;
        let parameter = cursor.eat("%")?;
        if parameter {
            need_space(cursor)?;
        }
        let name = cursor.name()?;
        need_space(cursor)?;
        let found = identifiers(cursor, false)?;
        let mut value = None;
        let mut notation = None;
        let entity = match found {
            Some((public, system)) => {
                cursor.spaces();
                if !parameter && cursor.eat("NDATA")? {
                    need_space(cursor)?;
                    notation = Some(cursor.name()?);
                    Entity::Binary
                } else {
                    Entity::External(vec![optional(system), optional(public)])
                }
            }
            None => {
                let at = cursor.at + 1;
                let raw = cursor.quoted()?;
                let text = self.entity_value(raw, at)?;
                value = Some(text.clone());
                Entity::Text(text)
            }
        };
        cursor.spaces();
        if !cursor.eat(">")? {
            return cursor.invalid();
        }
        let (public, system) = found.unwrap_or((None, None));
        let fresh = if parameter {
            self.parameters.insert(name.to_owned())
        } else {
            !self.entities.contains_key(name)
        };
        if !fresh {
            return Ok(());
        }
        self.tell(
            "entity",
            vec![
                text(name),
                Part::Number(i64::from(parameter)),
                value.map_or(Part::Nothing, Part::Text),
                optional(system),
                optional(public),
                optional(notation),
            ],
        );
        if !parameter {
            self.entities.insert(name.to_owned(), entity);
        }
        Ok(())
    }

    /// The text of an entity: references to characters are expanded at once.
    fn entity_value(&mut self, raw: &str, at: usize) -> Scan<String> {
        let mut out = String::new();
        let mut rest = raw;
        while let Some(i) = rest.find(['&', '%']) {
            let (before, after) = rest.split_at(i);
            out.push_str(before);
            let here = at + raw.len() - after.len();
            if after.starts_with('%') {
                return Err(Stop::Error(10, here));
            }
            let end = after.find(';').ok_or(Stop::Error(4, here))?;
            let body = &after[1..end];
            match body.strip_prefix('#') {
                Some(number) => {
                    let code = match number.strip_prefix('x') {
                        Some(hex) => u32::from_str_radix(hex, 16),
                        None => number.parse(),
                    };
                    let c = code.ok().and_then(char::from_u32).filter(|c| is_char(*c));
                    out.push(c.ok_or(Stop::Error(14, here))?);
                }
                None => out.push_str(&after[..=end]),
            }
            rest = &after[end + 1..];
        }
        out.push_str(rest);
        Ok(lines(&out))
    }

    fn attributes(&mut self, cursor: &mut Cursor) -> Scan<()> {
        need_space(cursor)?;
        let element = cursor.name()?;
        loop {
            cursor.spaces();
            if cursor.eat(">")? {
                return Ok(());
            }
            let name = cursor.name()?;
            need_space(cursor)?;
            let kind = if cursor.peek()? == '(' {
                let list = cursor.until(")")?;
                format!("{})", list.replace([' ', '\t', '\n', '\r'], ""))
            } else {
                let word = cursor.name()?.to_owned();
                if word == "NOTATION" {
                    need_space(cursor)?;
                    let list = cursor.until(")")?;
                    format!("NOTATION{})", list.replace([' ', '\t', '\n', '\r'], ""))
                } else {
                    word
                }
            };
            need_space(cursor)?;
            let mut required = false;
            let mut default = None;
            if cursor.eat("#REQUIRED")? {
                required = true;
            } else if !cursor.eat("#IMPLIED")? {
                if cursor.eat("#FIXED")? {
                    required = true;
                    need_space(cursor)?;
                }
                let at = cursor.at + 1;
                let raw = cursor.quoted()?;
                default = Some(self.attribute_value(raw, at, false)?);
            }
            self.tell(
                "attlist",
                vec![
                    text(element),
                    text(name),
                    text(&kind),
                    default.as_deref().map_or(Part::Nothing, text),
                    Part::Number(i64::from(required)),
                ],
            );
            let known = self.defaults.entry(element.to_owned()).or_default();
            if !known.iter().any(|(n, ..)| n == name) {
                known.push((name.to_owned(), default, kind != "CDATA"));
            }
        }
    }
}

/// Whether the end of the document type has arrived.
fn check_whole(cursor: &Cursor) -> Scan<()> {
    let mut depth = 0_i32;
    let mut chars = cursor.rest().char_indices();
    let rest = cursor.rest();
    while let Some((i, c)) = chars.next() {
        match c {
            '"' | '\''
                if !rest[i..].starts_with("<!--") && !chars.by_ref().any(|(_, d)| d == c) =>
            {
                return if cursor.last { Ok(()) } else { Err(Stop::More) };
            }
            '<' if rest[i..].starts_with("<!--") => {
                let end = rest[i + 4..].find("-->").map(|e| i + 4 + e + 3);
                let Some(end) = end else {
                    return if cursor.last { Ok(()) } else { Err(Stop::More) };
                };
                while chars.clone().next().is_some_and(|(j, _)| j < end) {
                    chars.next();
                }
            }
            '[' => depth += 1,
            ']' => depth -= 1,
            '>' if depth <= 0 => return Ok(()),
            _ => {}
        }
    }
    if cursor.last { Ok(()) } else { Err(Stop::More) }
}
