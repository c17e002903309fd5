//! Markdown into HTML: the events of pulldown-cmark written out, with formulas as MathML, headings that
//! follow one another without gaps, and an author's own HTML only where it lays out words.

use super::code::highlighted;
use super::math::{Formulas, with_environments};
use super::safe::{Cleaner, HTML, escape, missing_picture, push_escaped, safe_link, safe_picture};
use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// The headings of a page, for its table of contents.
#[derive(Default)]
pub(super) struct Headings {
    pub(super) entries: Vec<Heading>,
    /// The level of the last heading of Markdown; titles of cells go below it.
    last: usize,
}

/// An entry of the table of contents.
pub(super) struct Heading {
    pub(super) level: usize,
    /// Its words, as text.
    pub(super) text: String,
    /// Where it is in the page.
    pub(super) id: String,
}

impl Headings {
    /// Notes a heading of the level that its author gave it: the level that it gets, so that a page has one
    /// heading of level 1 and leaves out none, and its place.
    fn add(&mut self, wanted: usize, text: &str) -> (usize, String) {
        let level = if self.entries.is_empty() { 1 } else { wanted.clamp(2, self.last + 1) };
        self.last = level;
        (level, self.enter(level, text))
    }

    /// Notes a cell's title, which stands below the last heading.
    pub(super) fn add_title(&mut self, text: &str) -> (usize, String) {
        let level = (self.last + 1).clamp(2, 6);
        (level, self.enter(level, text))
    }

    /// Gives a page that starts without a heading its first one.
    pub(super) fn start_with(&mut self, text: &str) -> String {
        self.add(1, text).1
    }

    fn enter(&mut self, level: usize, text: &str) -> String {
        let mut slug = String::new();
        for c in text.chars() {
            if c.is_alphanumeric() {
                slug.extend(c.to_lowercase());
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        }
        let slug = format!("s-{}", slug.trim_matches('-'));
        let taken = |id: &str| self.entries.iter().any(|entry| entry.id == id);
        let id = (1..)
            .map(|n| if n == 1 { slug.clone() } else { format!("{slug}-{n}") })
            .find(|id| !taken(id))
            .unwrap_or(slug.clone());
        self.entries.push(Heading { level, text: text.trim().to_owned(), id: id.clone() });
        id
    }
}

/// Whether prose starts with a heading of its own.
pub(super) fn starts_with_heading(markdown: &str) -> bool {
    matches!(parser(markdown).next(), Some(Event::Start(Tag::Heading { .. })))
}

fn parser(markdown: &str) -> Parser<'_> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH
        | Options::ENABLE_FOOTNOTES;
    Parser::new_ext(markdown, options)
}

/// A cell of Markdown as HTML. `picture` gives the address of data of a picture that a lesson names.
pub(super) fn html(
    markdown: &str,
    formulas: &Formulas,
    headings: &mut Headings,
    notes: usize,
    picture: &dyn Fn(&str) -> Option<String>,
) -> String {
    let markdown = with_environments(markdown);
    let mut writer = Writer {
        out: String::new(),
        formulas,
        headings,
        notes,
        picture,
        cleaner: Cleaner::new(&HTML),
        floors: Vec::new(),
        links: Vec::new(),
        heading: None,
        code: None,
        image: None,
        cells: Vec::new(),
        column: 0,
        in_head: false,
    };
    for event in parser(&markdown) {
        writer.event(event);
    }
    writer.cleaner.finish(&mut writer.out);
    writer.out
}

/// In place of the number of open elements, for a block that is dropped.
const DROPPED: usize = usize::MAX;

struct Writer<'a> {
    out: String,
    formulas: &'a Formulas,
    headings: &'a mut Headings,
    /// What the footnotes of this cell start with, so that they are not those of another.
    notes: usize,
    picture: &'a dyn Fn(&str) -> Option<String>,
    cleaner: Cleaner,
    /// How many of the author's own elements were open where each block began.
    floors: Vec<usize>,
    /// Whether each open link leads anywhere.
    links: Vec<bool>,
    /// The level of the heading that is open, where its HTML began, and its words.
    heading: Option<(usize, usize, String)>,
    /// The language and text of the block of code that is open.
    code: Option<(String, String)>,
    /// The address and title of the picture that is open, and its words.
    image: Option<(String, String, String)>,
    cells: Vec<Alignment>,
    column: usize,
    in_head: bool,
}

impl Writer<'_> {
    fn event(&mut self, event: Event<'_>) {
        let is_markup = matches!(event, Event::Html(_) | Event::InlineHtml(_) | Event::Start(_) | Event::End(_));
        if self.cleaner.is_dropping() && !is_markup {
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text),
            Event::Code(text) => {
                self.words(&text);
                if self.image.is_none() {
                    self.out.push_str(&format!("<code>{}</code>", escape(&text)));
                }
            }
            Event::InlineMath(latex) | Event::DisplayMath(latex) if self.image.is_some() => self.words(&latex),
            Event::InlineMath(latex) => {
                self.words(&latex);
                self.out.push_str(&self.formulas.html(&latex, false));
            }
            Event::DisplayMath(latex) => {
                self.words(&latex);
                self.out.push_str(&self.formulas.html(&latex, true));
            }
            Event::Html(markup) | Event::InlineHtml(markup) => {
                if self.image.is_none() && self.heading.is_none() {
                    let floor = self.floors.last().copied().unwrap_or(0);
                    self.cleaner.write(&markup, floor, self.picture, &mut self.out);
                }
            }
            Event::SoftBreak => self.text("\n"),
            Event::HardBreak => self.out.push_str("<br>\n"),
            Event::Rule => self.out.push_str("<hr>\n"),
            Event::TaskListMarker(done) => {
                self.out.push_str(if done {
                    "<span class=\"task\">☑</span> "
                } else {
                    "<span class=\"task\">☐</span> "
                });
            }
            Event::FootnoteReference(name) => {
                let (name, notes) = (escape(&name), self.notes);
                self.out.push_str(&format!("<sup><a href=\"#n{notes}-{name}\">{name}</a></sup>"));
            }
        }
    }

    /// Words of a heading or of a picture are kept as text, too.
    fn words(&mut self, text: &str) {
        if let Some((_, _, words)) = &mut self.heading {
            words.push_str(text);
        }
        if let Some((_, _, words)) = &mut self.image {
            words.push_str(text);
        }
    }

    fn text(&mut self, text: &str) {
        if let Some((_, code)) = &mut self.code {
            code.push_str(text);
            return;
        }
        self.words(text);
        if self.image.is_none() {
            push_escaped(&mut self.out, text);
        }
    }

    fn block(&mut self, start: &str) {
        self.floors.push(self.cleaner.depth());
        self.out.push_str(start);
    }

    fn end_block(&mut self, end: &str) {
        let depth = self.floors.pop().unwrap_or(0);
        self.cleaner.close_to(depth, &mut self.out);
        self.out.push_str(end);
    }

    fn start(&mut self, tag: Tag<'_>) {
        if self.cleaner.is_dropping() {
            self.floors.push(DROPPED);
            return;
        }
        match tag {
            Tag::Paragraph => self.block("<p>"),
            Tag::Heading { level, .. } => {
                self.heading = Some((level_number(level), self.out.len(), String::new()));
                self.block("");
            }
            Tag::BlockQuote(_) => self.block("<blockquote>\n"),
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or("").to_owned(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.code = Some((language, String::new()));
                self.block("");
            }
            Tag::List(Some(first)) => self.block(&format!("<ol start=\"{first}\">\n")),
            Tag::List(None) => self.block("<ul>\n"),
            Tag::Item => self.block("<li>"),
            Tag::FootnoteDefinition(name) => {
                let (name, notes) = (escape(&name), self.notes);
                self.block(&format!("<div class=\"note\" id=\"n{notes}-{name}\"><sup>{name}</sup> "));
            }
            Tag::Table(columns) => {
                self.cells = columns;
                self.block("<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"table\"><table>\n");
            }
            Tag::TableHead => {
                (self.column, self.in_head) = (0, true);
                self.block("<thead><tr>");
            }
            Tag::TableRow => {
                self.column = 0;
                self.block("<tr>");
            }
            Tag::TableCell => {
                let align = match self.cells.get(self.column) {
                    Some(Alignment::Left) => " align=\"left\"",
                    Some(Alignment::Center) => " align=\"center\"",
                    Some(Alignment::Right) => " align=\"right\"",
                    _ => "",
                };
                let start = if self.in_head { format!("<th scope=\"col\"{align}>") } else { format!("<td{align}>") };
                self.block(&start);
            }
            Tag::Emphasis => self.block("<em>"),
            Tag::Strong => self.block("<strong>"),
            Tag::Strikethrough => self.block("<del>"),
            Tag::Superscript => self.block("<sup>"),
            Tag::Subscript => self.block("<sub>"),
            Tag::Link { dest_url, title, .. } => {
                let link = safe_link(&dest_url).filter(|_| self.image.is_none());
                let start = link.as_ref().map_or(String::new(), |link| {
                    let title = if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escape(&title)) };
                    format!("<a rel=\"noopener noreferrer\" href=\"{}\"{title}>", escape(link))
                });
                self.links.push(link.is_some());
                self.block(&start);
            }
            Tag::Image { dest_url, title, .. } => {
                self.image = Some((dest_url.to_string(), title.to_string(), String::new()));
                self.block("");
            }
            Tag::HtmlBlock
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::MetadataBlock(_) => {
                // An element may go on over the blocks that follow.
                self.floors.push(self.floors.last().copied().unwrap_or(0));
            }
        }
    }

    fn end(&mut self, tag: TagEnd) {
        if self.floors.last() == Some(&DROPPED) {
            self.floors.pop();
            return;
        }
        match tag {
            TagEnd::Paragraph => self.end_block("</p>\n"),
            TagEnd::Heading(_) => {
                self.end_block("");
                if let Some((wanted, from, words)) = self.heading.take() {
                    let inner = self.out.split_off(from);
                    let (level, id) = self.headings.add(wanted, &words);
                    self.out.push_str(&format!("<h{level} id=\"{}\">{}</h{level}>\n", escape(&id), inner.trim()));
                }
            }
            TagEnd::BlockQuote(_) => self.end_block("</blockquote>\n"),
            TagEnd::CodeBlock => {
                let (language, code) = self.code.take().unwrap_or_default();
                let python = ["python", "py", "python3", "ipython", "ipython3"].contains(&language.as_str());
                let shown = if python { highlighted(&code) } else { escape(&code) };
                self.out.push_str(&format!(
                    "<pre class=\"code\" tabindex=\"0\" role=\"group\" aria-label=\"code\"><code>{shown}</code></pre>\n"
                ));
                self.end_block("");
            }
            TagEnd::List(ordered) => self.end_block(if ordered { "</ol>\n" } else { "</ul>\n" }),
            TagEnd::Item => self.end_block("</li>\n"),
            TagEnd::FootnoteDefinition => self.end_block("</div>\n"),
            TagEnd::Table => self.end_block("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.in_head = false;
                self.end_block("</tr></thead>\n<tbody>");
            }
            TagEnd::TableRow => self.end_block("</tr>\n"),
            TagEnd::TableCell => {
                let end = if self.in_head { "</th>" } else { "</td>" };
                self.column += 1;
                self.end_block(end);
            }
            TagEnd::Emphasis => self.end_block("</em>"),
            TagEnd::Strong => self.end_block("</strong>"),
            TagEnd::Strikethrough => self.end_block("</del>"),
            TagEnd::Superscript => self.end_block("</sup>"),
            TagEnd::Subscript => self.end_block("</sub>"),
            TagEnd::Link => {
                let end = if self.links.pop() == Some(true) { "</a>" } else { "" };
                self.end_block(end);
            }
            TagEnd::Image => {
                if let Some((address, title, words)) = self.image.take() {
                    let html = self.image_html(&address, &title, &words);
                    self.out.push_str(&html);
                }
                self.end_block("");
            }
            TagEnd::HtmlBlock
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::MetadataBlock(_) => {
                self.floors.pop();
            }
        }
    }

    fn image_html(&self, address: &str, title: &str, words: &str) -> String {
        match safe_picture(address).or_else(|| (self.picture)(address)) {
            Some(data) => {
                let title = if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escape(title)) };
                format!("<img src=\"{data}\" alt=\"{}\"{title}>", escape(words))
            }
            None => missing_picture(words, address),
        }
    }
}

fn level_number(level: HeadingLevel) -> usize {
    level as usize
}
