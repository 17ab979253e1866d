//! Structures around blocks: lists, tables, alerts.

use pulldown_cmark::Alignment;

use crate::parse::dialect::{Edge, Group};
use crate::render::html::Writer;

impl Writer<'_> {
    pub(super) fn group(&mut self, group: Group<'_>, edge: Edge) {
        match (group, edge) {
            (Group::Note(label), Edge::Start) => {
                self.bare_id = None;
                self.notes.begin(&label, &mut self.html);
            }
            (Group::Note(_), Edge::End) => {
                self.bare_id = None;
                self.notes.end(&mut self.html);
            }
            (Group::Table(alignments), Edge::Start) => {
                self.tables.push(alignments);
                self.html
                    .push_str("<div class=\"table\" tabindex=\"0\"><table>\n");
            }
            (Group::Table(_), Edge::End) => {
                self.tables.pop();
                self.html.push_str("</tbody>\n</table></div>\n");
            }
            (Group::TableHead, edge) => {
                self.in_head = edge == Edge::Start;
                self.cell = 0;
                self.html.push_str(match edge {
                    Edge::Start => "<thead>\n<tr>",
                    Edge::End => "</tr>\n</thead>\n<tbody>\n",
                });
            }
            (Group::TableRow, edge) => {
                self.cell = 0;
                self.html.push_str(if edge == Edge::Start {
                    "<tr>"
                } else {
                    "</tr>\n"
                });
            }
            (Group::TableCell, edge) => self.cell(edge),
            (Group::List(Some(first)), Edge::Start) if first != 1 => {
                self.html.push_str(&format!("<ol start=\"{first}\">\n"));
            }
            (Group::Alert(kind), Edge::Start) => {
                self.html.push_str("<div class=\"alert alert-");
                self.html.push_str(kind);
                self.html
                    .push_str("\" role=\"note\">\n<p class=\"alert-title\">");
                self.escaped(self.bindings.words.alert(kind));
                self.html.push_str("</p>\n");
            }
            (group, edge) => self.plain_group(&group, edge),
        }
    }

    fn plain_group(&mut self, group: &Group<'_>, edge: Edge) {
        let (start, end) = match group {
            Group::BlockQuote => ("<blockquote>\n", "</blockquote>\n"),
            Group::Alert(_) => ("", "</div>\n"),
            Group::List(None) => ("<ul>\n", "</ul>\n"),
            Group::List(Some(_)) => ("<ol>\n", "</ol>\n"),
            Group::Item => ("<li>", "</li>\n"),
            Group::Definitions => ("<dl>\n", "</dl>\n"),
            Group::Term => ("<dt>", "</dt>\n"),
            Group::Definition => ("<dd>", "</dd>\n"),
            _ => return,
        };
        self.html
            .push_str(if edge == Edge::Start { start } else { end });
        let holds_text = matches!(group, Group::Item | Group::Term | Group::Definition);
        self.bare_id = (holds_text && edge == Edge::Start).then(|| self.html.len() - 1);
    }

    fn cell(&mut self, edge: Edge) {
        if edge == Edge::End {
            return self.cell_end();
        }
        let alignments = self.tables.last().map(Vec::as_slice).unwrap_or_default();
        let class = match alignments.get(self.cell) {
            Some(Alignment::Center) => " class=\"centre\"",
            Some(Alignment::Right) => " class=\"right\"",
            _ => "",
        };
        self.html.push_str(if self.in_head {
            "<th scope=\"col\""
        } else {
            "<td"
        });
        self.html.push_str(class);
        self.html.push('>');
        self.bare_id = Some(self.html.len() - 1);
    }

    fn cell_end(&mut self) {
        self.cell += 1;
        // Rows shorter than the head are filled with empty cells: they are written as briefly
        // as can be, since a few letters can call for very many. An empty cell heads nothing.
        let is_empty = self.bare_id.take() == Some(self.html.len() - 1);
        if let Some(start) = self.html.rfind('<').filter(|_| is_empty) {
            self.html.truncate(start);
            return self.html.push_str("<td></td>");
        }
        self.html
            .push_str(if self.in_head { "</th>" } else { "</td>" });
    }
}
