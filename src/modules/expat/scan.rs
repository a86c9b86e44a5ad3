//! The scanner: prolog, content, tags, references.

use std::collections::{HashMap, HashSet};

use super::chars::{is_char, is_name, is_space, starts_name};

mod elements;

/// What an event tells.
#[derive(Debug, Clone)]
pub enum Part {
    Text(String),
    Number(i64),
    Nothing,
    List(Vec<Part>),
}

/// Something found in a document, with its place.
#[derive(Debug, Clone)]
pub struct Event {
    pub kind: &'static str,
    pub line: usize,
    pub column: usize,
    pub offset: usize,
    pub parts: Vec<Part>,
}

/// Why scanning stopped.
pub enum Stop {
    /// More data is needed.
    More,
    /// An error: its number, and its offset in the buffer.
    Error(i64, usize),
}

pub type Scan<T> = Result<T, Stop>;

/// A general entity.
#[derive(Clone)]
pub enum Entity {
    Text(String),
    External(Vec<Part>),
    /// Of a notation: not XML.
    Binary,
}

const OUT_OF_BOUNDS: i64 = 43;
const MOST_EXPANSION: usize = 1 << 20;
const MOST_DEPTH: usize = 200;

#[derive(PartialEq, Eq, Clone, Copy)]
enum Room {
    Start,
    Prolog,
    Content,
    Epilog,
}

/// The state of a document.
pub struct Scanner {
    buffer: Vec<u8>,
    /// Where the next token begins in the buffer, and where that is in the document.
    at: usize,
    line: usize,
    column: usize,
    offset: usize,
    /// Up to where in the buffer the place has been counted.
    counted: usize,
    room: Room,
    namespaces: bool,
    open: Vec<String>,
    scopes: Vec<Vec<(String, String)>>,
    pub entities: HashMap<String, Entity>,
    pub parameters: HashSet<String>,
    /// Default attributes by element.
    pub defaults: HashMap<String, Vec<(String, Option<String>, bool)>>,
    /// Declarations may be missing here: what is not declared is skipped.
    pub incomplete: bool,
    pub has_doctype: bool,
    expanding: Vec<String>,
    expanded: usize,
    events: Vec<Event>,
    dead: bool,
    in_cdata: bool,
}

/// A cursor over text that is not yet known to be whole.
pub struct Cursor<'a> {
    pub text: &'a str,
    pub at: usize,
    /// Whether the text ends here for good.
    pub last: bool,
}

impl<'a> Cursor<'a> {
    pub fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    pub fn peek(&self) -> Scan<char> {
        self.rest().chars().next().ok_or(Stop::More)
    }

    pub fn eat(&mut self, word: &str) -> Scan<bool> {
        let rest = self.rest();
        if rest.starts_with(word) {
            self.at += word.len();
            return Ok(true);
        }
        if !self.last && word.starts_with(rest) {
            return Err(Stop::More);
        }
        Ok(false)
    }

    pub fn spaces(&mut self) -> usize {
        let rest = self.rest();
        let more = rest.trim_start_matches(is_space);
        self.at += rest.len() - more.len();
        rest.len() - more.len()
    }

    pub fn invalid<T>(&self) -> Scan<T> {
        Err(Stop::Error(4, self.at))
    }

    pub fn name(&mut self) -> Scan<&'a str> {
        let rest = self.rest();
        let first = self.peek()?;
        if !starts_name(first) {
            return self.invalid();
        }
        let length = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
        if length == rest.len() {
            return Err(Stop::More);
        }
        self.at += length;
        Ok(&rest[..length])
    }

    /// Everything up to a word, which is taken too.
    pub fn until(&mut self, word: &str) -> Scan<&'a str> {
        let rest = self.rest();
        let end = rest.find(word);
        let part = &rest[..end.unwrap_or(rest.len())];
        if let Some(bad) = part.find(|c| !is_char(c)) {
            return Err(Stop::Error(4, self.at + bad));
        }
        let end = end.ok_or(Stop::More)?;
        self.at += end + word.len();
        Ok(part)
    }

    pub fn quoted(&mut self) -> Scan<&'a str> {
        let quote = self.peek()?;
        if quote != '"' && quote != '\'' {
            return self.invalid();
        }
        self.at += 1;
        let rest = self.rest();
        let end = rest.find(quote).ok_or(Stop::More)?;
        self.at += end + 1;
        Ok(&rest[..end])
    }
}

/// `\r\n` and `\r` as `\n`.
pub fn lines(text: &str) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    }
}

pub fn text(s: &str) -> Part {
    Part::Text(s.to_owned())
}

impl Scanner {
    pub fn new(namespaces: bool) -> Scanner {
        Scanner {
            buffer: Vec::new(),
            at: 0,
            line: 1,
            column: 0,
            offset: 0,
            counted: 0,
            room: Room::Start,
            namespaces,
            open: Vec::new(),
            scopes: Vec::new(),
            entities: HashMap::new(),
            parameters: HashSet::new(),
            defaults: HashMap::new(),
            incomplete: false,
            has_doctype: false,
            expanding: Vec::new(),
            expanded: 0,
            events: Vec::new(),
            dead: false,
            in_cdata: false,
        }
    }

    /// Line, column and offset of what was scanned last.
    pub fn place(&self) -> (usize, usize, usize) {
        (self.line, self.column, self.offset)
    }

    /// Count lines and columns up to a place of the buffer.
    fn move_to(&mut self, to: usize) {
        let part = self.buffer.get(self.counted..to).unwrap_or(&[]);
        let mut last = 0;
        for byte in part {
            match byte {
                b'\n' => {
                    if last != b'\r' {
                        self.line += 1;
                    }
                    self.column = 0;
                }
                b'\r' => {
                    self.line += 1;
                    self.column = 0;
                }
                0x80..=0xbf => {}
                _ => self.column += 1,
            }
            last = *byte;
        }
        self.offset += part.len();
        self.counted = to.max(self.counted);
    }

    /// Add an event, at the place that was moved to.
    pub fn tell(&mut self, kind: &'static str, parts: Vec<Part>) {
        self.events.push(Event {
            kind,
            line: self.line,
            column: self.column,
            offset: self.offset,
            parts,
        });
    }

    fn fail(&mut self, code: i64, at: usize) {
        self.move_to(at);
        self.dead = true;
        self.tell("error", vec![Part::Number(code)]);
    }

    /// The events of a piece.
    pub fn feed(&mut self, data: &[u8], last: bool) -> Vec<Event> {
        if self.dead {
            return Vec::new();
        }
        self.buffer.drain(..self.at);
        self.counted -= self.at.min(self.counted);
        self.at = 0;
        self.buffer.extend_from_slice(data);
        let whole = std::mem::take(&mut self.buffer);
        let (text, broken) = match std::str::from_utf8(&whole) {
            Ok(text) => (text, None),
            Err(e) => {
                let good = e.valid_up_to();
                let text = std::str::from_utf8(whole.get(..good).unwrap_or(&[])).unwrap_or("");
                let broken = match e.error_len() {
                    Some(_) => Some(4),
                    None if last => Some(6),
                    None => None,
                };
                (text, broken)
            }
        };
        let text = text.to_owned();
        self.buffer = whole;
        self.run(&text, last && broken.is_none(), broken);
        std::mem::take(&mut self.events)
    }

    fn run(&mut self, text: &str, last: bool, broken: Option<i64>) {
        loop {
            let start = self.at;
            self.move_to(start);
            let mut cursor = Cursor {
                text,
                at: start,
                last,
            };
            if cursor.rest().is_empty() {
                if let Some(code) = broken {
                    return self.fail(code, start);
                }
                if last {
                    self.end(start);
                }
                return;
            }
            match self.token(&mut cursor) {
                Ok(()) => self.at = cursor.at,
                Err(Stop::More) => {
                    if let Some(code) = broken {
                        return self.fail(code, text.len());
                    }
                    if last {
                        let code = if self.in_cdata { 20 } else { 5 };
                        self.fail(code, start);
                    }
                    return;
                }
                Err(Stop::Error(code, at)) => return self.fail(code, at),
            }
        }
    }

    fn end(&mut self, at: usize) {
        if self.room == Room::Epilog {
            return;
        }
        self.fail(if self.in_cdata { 20 } else { 3 }, at);
    }

    fn token(&mut self, cursor: &mut Cursor) -> Scan<()> {
        if self.room == Room::Content {
            return self.content(cursor, true);
        }
        let start = cursor.at;
        if self.room == Room::Start {
            if cursor.eat("\u{feff}")? {
                return Ok(());
            }
            self.room = Room::Prolog;
            if cursor.eat("<?xml")? {
                if cursor.peek().is_ok_and(is_space) {
                    return self.declaration(cursor);
                }
                if cursor.peek()? == '?' {
                    return Err(Stop::Error(30, cursor.at));
                }
                cursor.at = start;
            }
        }
        if cursor.spaces() > 0 {
            return Ok(());
        }
        let junk = self.room == Room::Epilog;
        if cursor.eat("<!--")? {
            return self.comment(cursor);
        }
        if cursor.eat("<?")? {
            return self.instruction(cursor, start);
        }
        if !junk && cursor.eat("<!DOCTYPE")? {
            if self.has_doctype {
                return Err(Stop::Error(2, start));
            }
            return self.doctype(cursor, start);
        }
        if cursor.peek()? != '<' {
            let code = if junk {
                9
            } else {
                self.prolog_error(cursor.peek()?)
            };
            return Err(Stop::Error(code, start));
        }
        cursor.at += 1;
        let next = cursor.peek()?;
        if next == '!' || !starts_name(next) {
            return cursor.invalid();
        }
        if junk {
            return Err(Stop::Error(9, start));
        }
        cursor.at = start;
        self.start_tag(cursor)
    }

    /// Text before the root: a syntax error if it could be a token, else an invalid one.
    fn prolog_error(&self, c: char) -> i64 {
        if starts_name(c) { 2 } else { 4 }
    }

    fn declaration(&mut self, cursor: &mut Cursor) -> Scan<()> {
        let start = cursor.at;
        let body = cursor.until("?>")?;
        let mut found: [Option<&str>; 3] = [None; 3];
        let names = ["version", "encoding", "standalone"];
        let mut rest = body;
        let mut next = 0;
        loop {
            let trimmed = rest.trim_start_matches(is_space);
            let offset = start + body.len() - trimmed.len();
            let bad = || Stop::Error(30, offset);
            if trimmed.is_empty() {
                break;
            }
            let (name, value) = trimmed.split_once('=').ok_or_else(bad)?;
            let name = name.trim_matches(is_space);
            let place = names.iter().position(|n| *n == name).ok_or_else(bad)?;
            if place < next || (place > 0 && found[0].is_none()) || rest.len() == trimmed.len() {
                return Err(bad());
            }
            next = place + 1;
            let value = value.trim_start_matches(is_space);
            let quote = value
                .chars()
                .next()
                .filter(|q| matches!(q, '"' | '\''))
                .ok_or_else(bad)?;
            let (value, after) = value[1..].split_once(quote).ok_or_else(bad)?;
            found[place] = Some(value);
            rest = after;
        }
        if found[0].is_none() || found[2].is_some_and(|s| s != "yes" && s != "no") {
            return Err(Stop::Error(30, start));
        }
        let optional = |s: Option<&str>| s.map_or(Part::Nothing, text);
        let standalone = match found[2] {
            None => -1,
            Some("yes") => 1,
            Some(_) => 0,
        };
        self.tell(
            "xml",
            vec![
                optional(found[0]),
                optional(found[1]),
                Part::Number(standalone),
            ],
        );
        Ok(())
    }

    pub fn comment(&mut self, cursor: &mut Cursor) -> Scan<()> {
        let body = cursor.until("--")?;
        if cursor.peek()? != '>' {
            return cursor.invalid();
        }
        cursor.at += 1;
        self.tell("comment", vec![Part::Text(lines(body))]);
        Ok(())
    }

    pub fn instruction(&mut self, cursor: &mut Cursor, start: usize) -> Scan<()> {
        let target = cursor.name()?;
        if target == "xml" {
            return Err(Stop::Error(17, start));
        }
        if target.eq_ignore_ascii_case("xml") {
            return Err(Stop::Error(4, cursor.at));
        }
        if !cursor.rest().starts_with("?>") && cursor.spaces() == 0 {
            cursor.peek()?;
            return cursor.invalid();
        }
        let data = cursor.until("?>")?;
        self.tell("pi", vec![text(target), Part::Text(lines(data))]);
        Ok(())
    }

    /// One token of content. Within an entity places stay where the reference is.
    fn content(&mut self, cursor: &mut Cursor, outer: bool) -> Scan<()> {
        let start = cursor.at;
        if self.in_cdata {
            return self.cdata(cursor);
        }
        match cursor.peek()? {
            '<' => {
                if cursor.eat("</")? {
                    return self.end_tag(cursor, outer);
                }
                if cursor.eat("<!--")? {
                    return self.comment(cursor);
                }
                if cursor.eat("<![CDATA[")? {
                    self.in_cdata = true;
                    self.tell("cdata_start", Vec::new());
                    return Ok(());
                }
                if cursor.eat("<?")? {
                    return self.instruction(cursor, start);
                }
                self.start_tag(cursor)
            }
            '&' => self.reference(cursor),
            '\n' => {
                cursor.at += 1;
                self.tell("chars", vec![text("\n")]);
                Ok(())
            }
            '\r' => {
                if cursor.rest().len() == 1 && !cursor.last {
                    return Err(Stop::More);
                }
                cursor.at += if cursor.rest().starts_with("\r\n") {
                    2
                } else {
                    1
                };
                self.tell("chars", vec![text("\n")]);
                Ok(())
            }
            _ => {
                let rest = cursor.rest();
                let mut end = rest
                    .find(|c| matches!(c, '<' | '&' | '\n' | '\r') || !is_char(c))
                    .unwrap_or(rest.len());
                if let Some(i) = rest[..end].find("]]>") {
                    if i == 0 {
                        return Err(Stop::Error(4, start + 2));
                    }
                    end = i;
                }
                if end == 0 {
                    return cursor.invalid();
                }
                if end == rest.len() && !cursor.last && outer {
                    // The beginning of "]]>" waits for the rest.
                    end -= rest.len()
                        - rest
                            .trim_end_matches(']')
                            .len()
                            .max(rest.len().saturating_sub(2));
                    if end == 0 {
                        return Err(Stop::More);
                    }
                }
                cursor.at += end;
                self.tell("chars", vec![text(&rest[..end])]);
                Ok(())
            }
        }
    }

    fn cdata(&mut self, cursor: &mut Cursor) -> Scan<()> {
        let rest = cursor.rest();
        if cursor.eat("]]>")? {
            self.in_cdata = false;
            self.tell("cdata_end", Vec::new());
            return Ok(());
        }
        if rest.starts_with('\n') || rest.starts_with('\r') {
            if rest == "\r" && !cursor.last {
                return Err(Stop::More);
            }
            cursor.at += if rest.starts_with("\r\n") { 2 } else { 1 };
            self.tell("chars", vec![text("\n")]);
            return Ok(());
        }
        let end = rest
            .find(|c| matches!(c, '\n' | '\r') || !is_char(c))
            .unwrap_or(rest.len());
        let end = rest[..end].find("]]>").unwrap_or(end);
        if end == 0 {
            return cursor.invalid();
        }
        let mut end = end;
        if end == rest.len() && !cursor.last {
            let kept = rest
                .trim_end_matches(']')
                .len()
                .max(rest.len().saturating_sub(2));
            end = kept;
            if end == 0 {
                return Err(Stop::More);
            }
        }
        cursor.at += end;
        self.tell("chars", vec![text(&rest[..end])]);
        Ok(())
    }

    /// `&#…;` as a character, after the `&`.
    fn number(&mut self, cursor: &mut Cursor, start: usize) -> Scan<char> {
        let hex = cursor.eat("#x")?;
        if !hex {
            cursor.eat("#")?;
        }
        let rest = cursor.rest();
        let digits = rest
            .find(|c: char| {
                if hex {
                    !c.is_ascii_hexdigit()
                } else {
                    !c.is_ascii_digit()
                }
            })
            .ok_or(Stop::More)?;
        cursor.at += digits;
        if digits == 0 || !cursor.rest().starts_with(';') {
            return cursor.invalid();
        }
        let number = u32::from_str_radix(&rest[..digits], if hex { 16 } else { 10 });
        cursor.at += 1;
        number
            .ok()
            .and_then(char::from_u32)
            .filter(|c| is_char(*c))
            .ok_or(Stop::Error(14, start))
    }

    fn reference(&mut self, cursor: &mut Cursor) -> Scan<()> {
        let start = cursor.at;
        cursor.at += 1;
        if cursor.peek()? == '#' {
            let c = self.number(cursor, start)?;
            self.tell("chars", vec![Part::Text(c.to_string())]);
            return Ok(());
        }
        let name = cursor.name()?;
        if cursor.peek()? != ';' {
            return cursor.invalid();
        }
        cursor.at += 1;
        if let Some(c) = predefined(name) {
            self.tell("chars", vec![Part::Text(c.to_string())]);
            return Ok(());
        }
        match self.entities.get(name).cloned() {
            None if self.incomplete => self.tell("skipped", vec![text(name)]),
            None => return Err(Stop::Error(11, start)),
            Some(Entity::Binary) => return Err(Stop::Error(15, start)),
            Some(Entity::External(parts)) => {
                let mut all = vec![text(name)];
                all.extend(parts);
                self.tell("external", all);
            }
            Some(Entity::Text(body)) => {
                self.enter(name, body.len(), start)?;
                let depth = self.open.len();
                let mut inner = Cursor {
                    text: &body,
                    at: 0,
                    last: true,
                };
                let result = loop {
                    if inner.rest().is_empty() {
                        break Ok(());
                    }
                    match self.content(&mut inner, false) {
                        Ok(()) => {}
                        Err(Stop::More) => break Err(Stop::Error(5, start)),
                        Err(Stop::Error(code, _)) => break Err(Stop::Error(code, start)),
                    }
                };
                self.expanding.pop();
                result?;
                if self.open.len() != depth {
                    return Err(Stop::Error(13, start));
                }
            }
        }
        Ok(())
    }

    /// Begin to expand an entity, within bounds.
    fn enter(&mut self, name: &str, size: usize, at: usize) -> Scan<()> {
        if self.expanding.iter().any(|n| n == name) {
            return Err(Stop::Error(12, at));
        }
        self.expanded += size + 1;
        let read = self.offset.max(1);
        let blown = self.expanded > MOST_EXPANSION && self.expanded / read > 100;
        if blown || self.expanding.len() >= MOST_DEPTH {
            return Err(Stop::Error(OUT_OF_BOUNDS, at));
        }
        self.expanding.push(name.to_owned());
        Ok(())
    }
}

/// The five entities that need no declaration.
fn predefined(name: &str) -> Option<char> {
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}
