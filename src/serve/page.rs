//! A page as the preview sends it: as it was built, and one element more.
//!
//! The element is our script. A page's own policy allows no script, so the policy is widened in
//! the answer by a nonce that nobody else knows: what the page says still runs nothing.

/// How an answer differs from the page that was built.
pub(super) struct Additions<'a> {
    /// What the policy must allow for our script to run.
    pub(super) nonce: &'a str,
    /// What our script says to find out whether the page still shows the same.
    pub(super) version: &'a str,
    /// Where the page's links start from, if not from its address: `/en/`.
    pub(super) base: Option<&'a str>,
}

/// The page `html` with `additions`.
pub(super) fn with(html: &str, additions: &Additions<'_>) -> String {
    let Additions {
        nonce,
        version,
        base,
    } = additions;
    let mut head = String::new();
    if let Some(base) = base {
        head.push_str(&format!("<base href=\"{}\">", escape(base)));
    }
    let script = format!(
        "<script src=\"/-/reload.js\" nonce=\"{nonce}\" data-version=\"{version}\" defer></script>"
    );
    let (before, after) = html.split_at(head_start(html));
    let mut page = String::with_capacity(html.len() + script.len() + head.len() + 128);
    page.push_str(before);
    page.push_str(&head);
    match find(after, "</head>", 0) {
        Some(end) => {
            page.push_str(&widen_all(&after[..end], nonce));
            page.push_str(&script);
            page.push_str(&after[end..]);
        }
        None => {
            page.push_str(after);
            page.push_str(&script);
        }
    }
    page
}

/// `text` where HTML expects a text or an attribute.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    pulldown_cmark_escape::escape_html(&mut escaped, text).expect("a string takes everything");
    escaped
}

/// Where the content of `<head>` begins; 0 if there is none.
fn head_start(html: &str) -> usize {
    let Some(start) = find(html, "<head", 0) else {
        return 0;
    };
    html[start..].find('>').map_or(0, |end| start + end + 1)
}

/// Where `needle` stands in `text`, whatever its case, at `from` or later.
fn find(text: &str, needle: &str, from: usize) -> Option<usize> {
    let (text, needle) = (text.as_bytes(), needle.as_bytes());
    let mut windows = text[from..].windows(needle.len());
    windows
        .position(|window| window.eq_ignore_ascii_case(needle))
        .map(|at| from + at)
}

/// `head` with every policy in it widened.
fn widen_all(head: &str, nonce: &str) -> String {
    const POLICY: &str = "http-equiv=\"Content-Security-Policy\"";
    const CONTENT: &str = "content=\"";
    let mut widened = String::with_capacity(head.len() + 128);
    let mut done = 0;
    while let Some(policy) = find(head, POLICY, done) {
        let Some(start) = find(head, CONTENT, policy + POLICY.len()) else {
            break;
        };
        let start = start + CONTENT.len();
        let Some(length) = head[start..].find('"') else {
            break;
        };
        widened.push_str(&head[done..start]);
        widened.push_str(&widen(&head[start..start + length], nonce));
        done = start + length;
    }
    widened.push_str(&head[done..]);
    widened
}

/// The policy that also allows our script, and what it asks the preview for.
fn widen(policy: &str, nonce: &str) -> String {
    let nonce = format!("'nonce-{nonce}'");
    let mut needs = vec![
        ("script-src", nonce.as_str()),
        ("connect-src", "'self'"),
        ("base-uri", "'self'"),
    ];
    let mut directives = Vec::new();
    for directive in policy.split(';').map(str::trim).filter(|it| !it.is_empty()) {
        let (name, values) = directive.split_once(' ').unwrap_or((directive, ""));
        let need = needs
            .iter()
            .position(|(need, _)| need.eq_ignore_ascii_case(name));
        let Some(need) = need else {
            directives.push(directive.to_owned());
            continue;
        };
        let (name, value) = needs.remove(need);
        let others = values
            .split_whitespace()
            .filter(|it| *it != "'none'" && *it != value);
        let mut all: Vec<_> = others.collect();
        all.push(value);
        directives.push(format!("{name} {}", all.join(" ")));
    }
    directives.extend(needs.iter().map(|(name, value)| format!("{name} {value}")));
    directives.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_allows_our_script_and_no_other() {
        let widened = widen("default-src 'none'; base-uri 'none'; img-src 'self'", "x");
        assert_eq!(
            widened,
            "default-src 'none'; base-uri 'self'; img-src 'self'; \
             script-src 'nonce-x'; connect-src 'self'"
        );
        let widened = widen("script-src 'sha256-abc'; connect-src 'none'", "x");
        assert_eq!(
            widened,
            "script-src 'sha256-abc' 'nonce-x'; connect-src 'self'; base-uri 'self'"
        );
    }

    #[test]
    fn the_script_ends_the_head() {
        let additions = Additions {
            nonce: "x",
            version: "1",
            base: Some("/en/"),
        };
        let script = "<script src=\"/-/reload.js\" nonce=\"x\" data-version=\"1\" defer></script>";
        assert_eq!(
            with(
                "<html><HEAD lang=\"é\"><title>é</title></HEAD>é",
                &additions
            ),
            format!("<html><HEAD lang=\"é\"><base href=\"/en/\"><title>é</title>{script}</HEAD>é")
        );
        assert_eq!(
            with(
                "é",
                &Additions {
                    base: None,
                    ..additions
                }
            ),
            format!("é{script}")
        );
    }
}
