//! With the feature `cards` and an address of the site, each page that can be shared has a card,
//! and each card is that of a page.
#![cfg(feature = "cards")]

use std::collections::BTreeSet;
use std::path::Path;

use liasse::base::path::OutPath;
use liasse::pipeline::{self, Memos};
use liasse::render::{Output, Outputs};
use liasse::source::{self, Wishes};
use scraper::{Html, Selector};

/// 1 January 2026.
const NOW: i64 = 1_767_225_600;

fn build(base_url: Option<&str>) -> Outputs {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let wishes = Wishes {
        base_url: base_url.map(str::to_owned),
        ..Wishes::default()
    };
    let sources = source::read(root, &root.join("dist"), wishes, NOW).output;
    pipeline::build(&sources, &Memos::forgetful(), &|_| {}).output
}

fn bytes(output: &Output) -> &[u8] {
    match output {
        Output::Bytes(bytes) => bytes,
        other => panic!("{other:?} is not made by the build"),
    }
}

/// The address of the card that a page names.
fn named(page: &Output) -> Option<String> {
    let html = Html::parse_document(std::str::from_utf8(bytes(page)).expect("a page is UTF-8"));
    let image = Selector::parse("meta[property='og:image']").expect("a selector");
    let image = html.select(&image).next()?;
    Some(image.attr("content").expect("it has an address").to_owned())
}

#[test]
fn every_page_to_be_shared_has_a_card() {
    let base = "https://example.org/x/";
    let outputs = build(Some(base));
    let is_page = |path: &OutPath| path.as_str().ends_with(".html");
    let pages = outputs.files.iter().filter(|(path, _)| is_page(path));
    let (mut shown, mut bare) = (BTreeSet::new(), BTreeSet::new());
    for (path, page) in pages {
        match named(page) {
            Some(address) => {
                let card = address.strip_prefix(base).expect("it is absolute");
                shown.insert(OutPath::new(card));
            }
            None => {
                bare.insert(path.as_str());
            }
        }
    }
    assert_eq!(
        bare.into_iter().collect::<Vec<_>>(),
        [
            "404.html",
            "en/404.html",
            "en/search.html",
            "recherche.html"
        ]
    );
    let is_card = |path: &&OutPath| path.as_str().starts_with("cards/");
    let made = outputs.files.keys().filter(is_card).cloned();
    assert_eq!(shown, made.collect());
    for path in &shown {
        let png = bytes(&outputs.files[path]);
        let (head, size) = (&png[..16], &png[16..24]);
        assert_eq!(head, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "{path}");
        assert_eq!(size, b"\0\0\x04\xb0\0\0\x02\x76", "{path}");
    }
}

#[test]
fn a_site_without_address_has_no_card() {
    let outputs = build(None);
    assert!(outputs.files.values().all(|file| match file {
        Output::Bytes(bytes) => !bytes.starts_with(b"\x89PNG"),
        _ => true,
    }));
    assert_eq!(named(&outputs.files[&OutPath::new("index.html")]), None);
}
