//! The scanner: tags, attributes, namespaces.

use std::collections::HashSet;

use super::{Cursor, Entity, Part, Room, Scan, Scanner, Stop, predefined, text};
use crate::modules::expat::chars::{is_char, is_space};

impl Scanner {
    /// The value of an attribute, references expanded; `offset` is where it stands.
    pub fn attribute_value(&mut self, raw: &str, offset: usize, fixed: bool) -> Scan<String> {
        let mut out = String::new();
        let mut cursor = Cursor {
            text: raw,
            at: 0,
            last: true,
        };
        let here = |at: usize| if fixed { offset } else { offset + at };
        while let Ok(c) = cursor.peek() {
            let start = cursor.at;
            match c {
                '<' => return Err(Stop::Error(4, here(start))),
                '&' => {
                    cursor.at += 1;
                    let done =
                        self.attribute_reference(&mut cursor, start, offset, fixed, &mut out);
                    match done {
                        Err(Stop::More) => return Err(Stop::Error(4, here(raw.len()))),
                        Err(Stop::Error(code, at)) if code == 4 && !fixed => {
                            return Err(Stop::Error(4, offset + at));
                        }
                        other => other?,
                    }
                }
                '\r' => {
                    cursor.at += if cursor.rest().starts_with("\r\n") {
                        2
                    } else {
                        1
                    };
                    out.push(' ');
                }
                c if is_space(c) => {
                    cursor.at += 1;
                    out.push(' ');
                }
                c if !is_char(c) => return Err(Stop::Error(4, here(start))),
                c => {
                    cursor.at += c.len_utf8();
                    out.push(c);
                }
            }
        }
        Ok(out)
    }

    pub(super) fn attribute_reference(
        &mut self,
        cursor: &mut Cursor,
        start: usize,
        offset: usize,
        fixed: bool,
        out: &mut String,
    ) -> Scan<()> {
        let here = if fixed { offset } else { offset + start };
        if cursor.peek()? == '#' {
            let c = self.number(cursor, start).map_err(|e| match e {
                Stop::Error(14, _) => Stop::Error(14, here),
                other => other,
            })?;
            out.push(c);
            return Ok(());
        }
        let name = cursor.name()?;
        if cursor.peek()? != ';' {
            return cursor.invalid();
        }
        cursor.at += 1;
        if let Some(c) = predefined(name) {
            out.push(c);
            return Ok(());
        }
        match self.entities.get(name).cloned() {
            None if self.incomplete => Ok(()),
            None => Err(Stop::Error(11, here)),
            Some(Entity::Binary) => Err(Stop::Error(15, here)),
            Some(Entity::External(_)) => Err(Stop::Error(16, here)),
            Some(Entity::Text(body)) => {
                self.enter(name, body.len(), here)?;
                let value = self.attribute_value(&body, here, true);
                self.expanding.pop();
                out.push_str(&value?);
                Ok(())
            }
        }
    }

    pub(super) fn start_tag(&mut self, cursor: &mut Cursor) -> Scan<()> {
        let start = cursor.at;
        cursor.at += 1;
        let name = cursor.name()?.to_owned();
        let mut raw: Vec<(String, String, usize, usize)> = Vec::new();
        let empty = loop {
            let spaces = cursor.spaces();
            match cursor.peek()? {
                '>' => {
                    cursor.at += 1;
                    break false;
                }
                '/' => {
                    cursor.at += 1;
                    if cursor.peek()? != '>' {
                        return cursor.invalid();
                    }
                    cursor.at += 1;
                    break true;
                }
                _ if spaces == 0 => return cursor.invalid(),
                _ => {}
            }
            let at = cursor.at;
            let key = cursor.name()?.to_owned();
            cursor.spaces();
            if cursor.peek()? != '=' {
                return cursor.invalid();
            }
            cursor.at += 1;
            cursor.spaces();
            let place = cursor.at + 1;
            let before = cursor.at;
            let value = match cursor.quoted() {
                Err(Stop::More) => {
                    // A "<" is wrong even while the end of the value is to come.
                    let rest = cursor.text.get(before + 1..).unwrap_or("");
                    return Err(match rest.find('<') {
                        Some(i) => Stop::Error(4, before + 1 + i),
                        None => Stop::More,
                    });
                }
                other => other?.to_owned(),
            };
            if let Some(bad) = value.find('<') {
                return Err(Stop::Error(4, place + bad));
            }
            raw.push((key, value, at, place));
        };
        let mut attributes: Vec<(String, String)> = Vec::new();
        for (key, value, at, place) in raw {
            if attributes.iter().any(|(k, _)| *k == key) {
                return Err(Stop::Error(8, at));
            }
            let mut value = self
                .attribute_value(&value, place, false)
                .map_err(|e| match e {
                    Stop::Error(11, _) => Stop::Error(11, start),
                    other => other,
                })?;
            let trimmed = self
                .defaults
                .get(&name)
                .is_some_and(|d| d.iter().any(|(k, _, token)| *k == key && *token));
            if trimmed {
                value = value
                    .split(' ')
                    .filter(|w| !w.is_empty())
                    .collect::<Vec<_>>()
                    .join(" ");
            }
            attributes.push((key, value));
        }
        let given = attributes.len();
        for (key, value, _) in self.defaults.get(&name).cloned().unwrap_or_default() {
            if let Some(value) = value
                && !attributes.iter().any(|(k, _)| *k == key)
            {
                attributes.push((key, value));
            }
        }
        self.room = Room::Content;
        let (shown, attributes) = if self.namespaces {
            self.bind(&name, attributes, start)?
        } else {
            (
                text(&name),
                attributes.into_iter().map(|(k, v)| (text(&k), v)).collect(),
            )
        };
        let mut flat = Vec::new();
        for (key, value) in attributes {
            flat.push(key);
            flat.push(Part::Text(value));
        }
        let given = Part::Number(given as i64 * 2);
        self.tell("start", vec![shown, Part::List(flat), given]);
        self.open.push(name);
        if empty {
            if self.expanding.is_empty() {
                self.move_to(cursor.at);
            }
            self.close();
        }
        Ok(())
    }

    /// The namespace of a prefix.
    pub(super) fn space_of(&self, prefix: &str) -> Option<&str> {
        if prefix == "xml" {
            return Some("http://www.w3.org/XML/1998/namespace");
        }
        self.scopes
            .iter()
            .rev()
            .flat_map(|s| s.iter().rev())
            .find(|(p, _)| p == prefix)
            .map(|(_, uri)| uri.as_str())
    }

    /// A name as a list: namespace, local name, prefix.
    pub(super) fn qualified(&self, name: &str, attribute: bool, at: usize) -> Scan<Part> {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        if prefix.is_empty() {
            return Ok(
                match self.space_of("").filter(|u| !u.is_empty() && !attribute) {
                    Some(uri) => Part::List(vec![text(uri), text(local), Part::Nothing]),
                    None => text(name),
                },
            );
        }
        match self.space_of(prefix) {
            Some(uri) if !uri.is_empty() => {
                Ok(Part::List(vec![text(uri), text(local), text(prefix)]))
            }
            _ => Err(Stop::Error(27, at)),
        }
    }

    /// Declarations of namespaces taken out of the attributes, and names bound to them.
    pub(super) fn bind(
        &mut self,
        name: &str,
        attributes: Vec<(String, String)>,
        at: usize,
    ) -> Scan<(Part, Vec<(Part, String)>)> {
        let mut scope = Vec::new();
        let mut plain = Vec::new();
        for (key, value) in attributes {
            let prefix = match key.strip_prefix("xmlns") {
                Some("") => "",
                Some(rest) if rest.starts_with(':') => &rest[1..],
                _ => {
                    plain.push((key, value));
                    continue;
                }
            };
            if !prefix.is_empty() && value.is_empty() {
                return Err(Stop::Error(28, at));
            }
            if prefix == "xmlns" {
                return Err(Stop::Error(39, at));
            }
            let is_xml = value == "http://www.w3.org/XML/1998/namespace";
            if (prefix == "xml") != is_xml {
                return Err(Stop::Error(if prefix == "xml" { 38 } else { 40 }, at));
            }
            let shown = if prefix.is_empty() {
                Part::Nothing
            } else {
                text(prefix)
            };
            let uri = if value.is_empty() {
                Part::Nothing
            } else {
                text(&value)
            };
            self.tell("ns_start", vec![shown, uri]);
            scope.push((prefix.to_owned(), value));
        }
        self.scopes.push(scope);
        let shown = self.qualified(name, false, at)?;
        let mut out = Vec::new();
        let mut seen: HashSet<(String, String)> = HashSet::new();
        for (key, value) in plain {
            let part = self.qualified(&key, true, at)?;
            if let Part::List(items) = &part
                && let [Part::Text(uri), Part::Text(local), ..] = items.as_slice()
                && !seen.insert((uri.clone(), local.clone()))
            {
                return Err(Stop::Error(8, at));
            }
            out.push((part, value));
        }
        Ok((shown, out))
    }

    pub(super) fn close(&mut self) {
        let Some(name) = self.open.pop() else { return };
        let shown = if self.namespaces {
            self.qualified(&name, false, 0)
                .unwrap_or_else(|_| text(&name))
        } else {
            text(&name)
        };
        self.tell("end", vec![shown]);
        if self.namespaces {
            for (prefix, _) in self.scopes.pop().unwrap_or_default().into_iter().rev() {
                let shown = if prefix.is_empty() {
                    Part::Nothing
                } else {
                    text(&prefix)
                };
                self.tell("ns_end", vec![shown]);
            }
        }
        if self.open.is_empty() {
            self.room = Room::Epilog;
        }
    }

    pub(super) fn end_tag(&mut self, cursor: &mut Cursor, outer: bool) -> Scan<()> {
        let at = cursor.at;
        let name = cursor.name()?;
        cursor.spaces();
        if cursor.peek()? != '>' {
            return cursor.invalid();
        }
        cursor.at += 1;
        if self.open.last().is_none_or(|open| open != name) {
            return Err(Stop::Error(7, at));
        }
        if !outer && self.open.len() == 1 {
            return Err(Stop::Error(13, at));
        }
        self.close();
        Ok(())
    }
}
