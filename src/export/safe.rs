//! Text into HTML that stays text. What an author's markup, or another crate's, may contain is a list;
//! whatever is let through is written anew from its parts, so that nothing depends on how a browser would
//! have read the original.

/// What may be in a piece of markup.
pub(super) struct Allowed {
    /// Elements, sorted.
    elements: &'static [&'static str],
    /// Attributes of any of them, sorted.
    attributes: &'static [&'static str],
}

/// HTML in Markdown: what lays out words, pictures and tables.
pub(super) const HTML: Allowed = Allowed {
    elements: &[
        "a",
        "abbr",
        "b",
        "blockquote",
        "br",
        "center",
        "code",
        "dd",
        "del",
        "details",
        "div",
        "dl",
        "dt",
        "em",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "u",
        "ul",
        "var",
    ],
    attributes: &["align", "alt", "colspan", "height", "href", "open", "rowspan", "src", "start", "title", "width"],
};

/// What formulas are made of: MathML Core.
pub(super) const MATHML: Allowed = Allowed {
    elements: &[
        "annotation",
        "math",
        "menclose",
        "merror",
        "mfrac",
        "mi",
        "mmultiscripts",
        "mn",
        "mo",
        "mover",
        "mpadded",
        "mphantom",
        "mprescripts",
        "mroot",
        "mrow",
        "ms",
        "mspace",
        "msqrt",
        "mstyle",
        "msub",
        "msubsup",
        "msup",
        "mtable",
        "mtd",
        "mtext",
        "mtr",
        "munder",
        "munderover",
        "semantics",
    ],
    attributes: &[
        "accent",
        "accentunder",
        "columnalign",
        "columnlines",
        "columnspacing",
        "columnspan",
        "depth",
        "display",
        "displaystyle",
        "encoding",
        "fence",
        "form",
        "height",
        "largeop",
        "linethickness",
        "lspace",
        "mathbackground",
        "mathcolor",
        "mathsize",
        "mathvariant",
        "maxsize",
        "minsize",
        "movablelimits",
        "notation",
        "rowalign",
        "rowlines",
        "rowspacing",
        "rowspan",
        "rspace",
        "scriptlevel",
        "separator",
        "stretchy",
        "style",
        "symmetric",
        "voffset",
        "width",
    ],
};

/// Elements that have no end.
const VOID: [&str; 3] = ["br", "hr", "img"];

/// Elements that go with all that is in them: they run, load or are read by rules of their own.
const DROPPED: [&str; 22] = [
    "applet",
    "audio",
    "embed",
    "frame",
    "frameset",
    "head",
    "iframe",
    "math",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "plaintext",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
    "video",
    "xmp",
];

/// Text as the content of an element or the value of a quoted attribute.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    push_escaped(&mut out, text);
    out
}

/// Adds text as the content of an element or the value of a quoted attribute. Characters that HTML does
/// not have (controls) become the sign for them.
pub(super) fn push_escaped(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            '\r' => {}
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => out.push('\u{fffd}'),
            // Text that turns the reading direction around could pass for other code.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}

/// A link that leads somewhere and does nothing: to the web, to a mail address, within the page, or to a
/// neighbouring file; None for all others.
pub(super) fn safe_link(address: &str) -> Option<String> {
    // Browsers leave these out before they look for the scheme.
    let address: String = address.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let until = address.find(['/', '?', '#']).unwrap_or(address.len());
    match address[..until].split_once(':') {
        Some((scheme, _)) if ["http", "https", "mailto"].contains(&scheme.to_ascii_lowercase().as_str()) => {
            Some(address)
        }
        Some(_) => None,
        // A backslash is a slash to browsers.
        None if address.contains('\\') => None,
        None => Some(address),
    }
}

/// A picture that is in the page itself; None for all others.
pub(super) fn safe_picture(address: &str) -> Option<String> {
    let data = address.trim().strip_prefix("data:image/")?;
    let (kind, base64) = data.split_once(";base64,")?;
    let plain = base64.bytes().all(|b| b.is_ascii_alphanumeric() || b"+/= \n".contains(&b));
    (["png", "jpeg", "gif", "webp", "svg+xml"].contains(&kind) && plain)
        .then(|| format!("data:image/{kind};base64,{}", base64.replace([' ', '\n'], "")))
}

/// Writes markup anew, and keeps account of what is open across the pieces in which it comes.
pub(super) struct Cleaner {
    allowed: &'static Allowed,
    open: Vec<String>,
    /// The element that is being dropped with its content, and how deep in itself.
    dropping: Option<(String, usize)>,
}

impl Cleaner {
    pub(super) fn new(allowed: &'static Allowed) -> Cleaner {
        Cleaner { allowed, open: Vec::new(), dropping: None }
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Whether what comes now is dropped.
    pub(super) fn is_dropping(&self) -> bool {
        self.dropping.is_some()
    }

    /// Closes what was opened since there were so many elements open.
    pub(super) fn close_to(&mut self, depth: usize, out: &mut String) {
        while self.open.len() > depth {
            let name = self.open.pop().unwrap_or_default();
            out.push_str(&format!("</{name}>"));
        }
    }

    /// Ends a piece of writing: closes all, and drops no longer.
    pub(super) fn finish(&mut self, out: &mut String) {
        self.close_to(0, out);
        self.dropping = None;
    }

    /// Writes a piece of markup; a closing tag closes only what was opened beyond `floor`. `picture` says
    /// where a picture's content is to be had.
    pub(super) fn write(
        &mut self,
        markup: &str,
        floor: usize,
        picture: &dyn Fn(&str) -> Option<String>,
        out: &mut String,
    ) {
        let mut rest = markup;
        while let Some(at) = rest.find('<') {
            self.text(&rest[..at], out);
            rest = &rest[at..];
            match read_tag(rest) {
                Some((tag, length)) => {
                    self.tag(&tag, floor, picture, out);
                    rest = &rest[length..];
                }
                None => {
                    self.text("<", out);
                    rest = &rest[1..];
                }
            }
        }
        self.text(rest, out);
    }

    /// Text between tags: its entities stand for characters, and stay.
    fn text(&mut self, text: &str, out: &mut String) {
        if self.dropping.is_some() {
            return;
        }
        let mut rest = text;
        while let Some(at) = rest.find('&') {
            push_escaped(out, &rest[..at]);
            rest = &rest[at..];
            let length = entity_length(rest);
            if length > 0 {
                out.push_str(&rest[..length]);
            } else {
                out.push_str("&amp;");
            }
            rest = &rest[length.max(1)..];
        }
        push_escaped(out, rest);
    }

    fn tag(&mut self, tag: &Tag, floor: usize, picture: &dyn Fn(&str) -> Option<String>, out: &mut String) {
        if let Some((name, depth)) = &mut self.dropping {
            if *name == tag.name {
                match tag.kind {
                    TagKind::Open if !tag.closes_itself => *depth += 1,
                    TagKind::Close if *depth == 0 => self.dropping = None,
                    TagKind::Close => *depth -= 1,
                    TagKind::Open | TagKind::Comment => {}
                }
            }
            return;
        }
        let known = self.allowed.elements.contains(&tag.name.as_str());
        match tag.kind {
            TagKind::Comment => {}
            TagKind::Open if !known => {
                if DROPPED.contains(&tag.name.as_str()) && !tag.closes_itself {
                    self.dropping = Some((tag.name.clone(), 0));
                } else if is_heading(&tag.name) {
                    // The page's headings are those of Markdown, in order.
                    out.push_str("<p><strong>");
                    self.open.extend(["p".to_owned(), "strong".to_owned()]);
                }
            }
            TagKind::Open => {
                if !self.open_tag(tag, picture, out) {
                    return;
                }
                if VOID.contains(&tag.name.as_str()) {
                    return;
                }
                if tag.closes_itself && self.allowed.elements.contains(&"math") {
                    out.push_str(&format!("</{}>", tag.name));
                } else {
                    self.open.push(shown_name(&tag.name).to_owned());
                }
            }
            TagKind::Close => {
                let name = if is_heading(&tag.name) { "p" } else { shown_name(&tag.name) };
                let above = self.open.get(floor.min(self.open.len())..).unwrap_or_default();
                if let Some(at) = above.iter().rposition(|open| open == name) {
                    self.close_to(floor + at, out);
                }
            }
        }
    }

    /// Writes the start of an element; false if there is to be none.
    fn open_tag(&mut self, tag: &Tag, picture: &dyn Fn(&str) -> Option<String>, out: &mut String) -> bool {
        let mut attributes = String::new();
        let mut has_picture = false;
        for (name, value) in &tag.attributes {
            if !self.allowed.attributes.contains(&name.as_str()) {
                continue;
            }
            let value = match name.as_str() {
                "href" => safe_link(value),
                "src" => safe_picture(value).or_else(|| picture(value)),
                // No bracket, and so no `url(…)`; nothing that ends the attribute.
                "style" => Some(value.clone())
                    .filter(|value| value.chars().all(|c| c.is_ascii_alphanumeric() || " #.:;,%-".contains(c))),
                "encoding" => Some(value.clone()).filter(|value| value == "application/x-tex"),
                _ => Some(value.clone()),
            };
            let Some(value) = value else { continue };
            has_picture |= name == "src";
            attributes.push_str(&format!(" {name}=\"{}\"", escape(&value)));
        }
        if tag.name == "img" {
            let alt = tag.value("alt");
            if !has_picture {
                out.push_str(&missing_picture(alt, tag.value("src")));
                return false;
            }
            if !tag.attributes.iter().any(|(name, _)| name == "alt") {
                attributes.push_str(" alt=\"\"");
            }
        }
        match tag.name.as_str() {
            "center" => out.push_str("<div class=\"centred\">"),
            "a" => out.push_str(&format!("<a rel=\"noopener noreferrer\"{attributes}>")),
            name => out.push_str(&format!("<{name}{attributes}>")),
        }
        true
    }
}

/// The words in place of a picture that is not in the page: where it is, as a link to follow.
pub(super) fn missing_picture(alt: &str, address: &str) -> String {
    let words = if alt.trim().is_empty() { address } else { alt };
    match safe_link(address).filter(|address| !address.is_empty()) {
        Some(link) => {
            format!("<a rel=\"noopener noreferrer\" href=\"{}\">[picture: {}]</a>", escape(&link), escape(words))
        }
        None => format!("[picture: {}]", escape(words)),
    }
}

fn shown_name(name: &str) -> &str {
    if name == "center" { "div" } else { name }
}

fn is_heading(name: &str) -> bool {
    matches!(name.as_bytes(), [b'h', b'1'..=b'6'])
}

/// The length of the entity that a text starts with; 0 if it is only an `&`.
fn entity_length(text: &str) -> usize {
    let Some(end) = text.find(';').filter(|&end| (2..=32).contains(&end)) else { return 0 };
    let name = &text[1..end];
    let fits = match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(hex) => !hex.is_empty() && hex.bytes().all(|b| b.is_ascii_hexdigit()),
            None => !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()),
        },
        None => name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.bytes().all(|b| b.is_ascii_alphanumeric()),
    };
    if fits { end + 1 } else { 0 }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TagKind {
    Open,
    Close,
    /// A comment, a declaration, an instruction.
    Comment,
}

struct Tag {
    kind: TagKind,
    name: String,
    /// Names in lower case, values without their entities.
    attributes: Vec<(String, String)>,
    closes_itself: bool,
}

impl Tag {
    fn value(&self, name: &str) -> &str {
        self.attributes.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value)
    }
}

/// The tag that a text starts with, and its length; None if `<` is only a character.
fn read_tag(text: &str) -> Option<(Tag, usize)> {
    let comment = |length| {
        (Tag { kind: TagKind::Comment, name: String::new(), attributes: vec![], closes_itself: false }, length)
    };
    if text.starts_with("<!--") {
        return Some(comment(text.find("-->").map_or(text.len(), |at| at + 3)));
    }
    if text.starts_with("<!") || text.starts_with("<?") {
        return Some(comment(text.find('>').map_or(text.len(), |at| at + 1)));
    }
    let kind = if text.starts_with("</") { TagKind::Close } else { TagKind::Open };
    let start = if kind == TagKind::Close { 2 } else { 1 };
    if !text[start..].starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let is_name = |c: char| !c.is_whitespace() && !"/>=\"'<".contains(c);
    let length = text[start..].find(|c| !is_name(c)).unwrap_or(text.len() - start);
    let mut tag = Tag {
        kind,
        name: text[start..start + length].to_ascii_lowercase(),
        attributes: Vec::new(),
        closes_itself: false,
    };
    let mut at = start + length;
    loop {
        at += text[at..].len() - text[at..].trim_start_matches(|c: char| c.is_whitespace()).len();
        let rest = &text[at..];
        let Some(first) = rest.chars().next() else { return Some((tag, at)) };
        match first {
            '>' => return Some((tag, at + 1)),
            '/' => {
                tag.closes_itself = rest[1..].trim_start().starts_with('>');
                at += 1;
                continue;
            }
            _ => {}
        }
        let length = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
        if length == 0 {
            // A quote or an equals sign out of place.
            at += first.len_utf8();
            continue;
        }
        let name = rest[..length].to_ascii_lowercase();
        at += length;
        let after = text[at..].trim_start();
        let mut value = String::new();
        if let Some(quoted) = after.strip_prefix('=') {
            let quoted = quoted.trim_start();
            let begin = text.len() - quoted.len();
            match quoted.chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    let end = quoted[1..].find(quote).map_or(quoted.len(), |end| end + 1);
                    value = decoded(&quoted[1..end]);
                    at = (begin + end + 1).min(text.len());
                }
                _ => {
                    let end = quoted.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(quoted.len());
                    value = decoded(&quoted[..end]);
                    at = begin + end;
                }
            }
        }
        if !tag.attributes.iter().any(|(own, _)| *own == name) {
            tag.attributes.push((name, value));
        }
    }
}

/// The value of an attribute with the characters that its entities stand for. A name that is not known
/// stays as it is: written anew, it is its letters.
fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match entity(rest) {
            Some((c, length)) => {
                out.push(c);
                rest = &rest[length..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// The character that an entity at the start of a text stands for, and its length. Browsers also read
/// numbers without a semicolon.
fn entity(text: &str) -> Option<(char, usize)> {
    if let Some(number) = text.strip_prefix("&#") {
        let hex = number.strip_prefix(['x', 'X']);
        let (digits, radix, before) = hex.map_or((number, 10, 2), |digits| (digits, 16, 3));
        let length = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
        let code = u32::from_str_radix(&digits[..length], radix).ok()?;
        let semicolon = usize::from(digits[length..].starts_with(';'));
        return Some((char::from_u32(code).unwrap_or('\u{fffd}'), before + length + semicolon));
    }
    const NAMED: [(&str, char); 13] = [
        ("&amp;", '&'),
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&quot;", '"'),
        ("&apos;", '\''),
        ("&colon;", ':'),
        ("&Tab;", '\t'),
        ("&NewLine;", '\n'),
        ("&nbsp;", '\u{a0}'),
        ("&lpar;", '('),
        ("&rpar;", ')'),
        ("&sol;", '/'),
        ("&bsol;", '\\'),
    ];
    NAMED.iter().find(|(name, _)| text.starts_with(name)).map(|&(name, c)| (c, name.len()))
}
