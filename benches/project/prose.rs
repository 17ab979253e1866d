//! Sentences, paragraphs and pages: about 600 words with nine mentions, and now and then what else
//! a page may hold.

use std::fmt::Write as _;

use fastrand::Rng;

use super::actors::Actor;

const WORDS: &[&str] = &[
    "le",
    "la",
    "les",
    "un",
    "une",
    "des",
    "de",
    "du",
    "et",
    "ou",
    "mais",
    "donc",
    "car",
    "qui",
    "que",
    "dans",
    "sur",
    "sous",
    "avec",
    "sans",
    "pour",
    "par",
    "vers",
    "chez",
    "entre",
    "contre",
    "depuis",
    "pendant",
    "avant",
    "après",
    "selon",
    "malgré",
    "site",
    "serveur",
    "hébergeur",
    "ministre",
    "juge",
    "lettre",
    "câble",
    "réseau",
    "miroir",
    "nom",
    "domaine",
    "presse",
    "journal",
    "enquête",
    "source",
    "document",
    "fuite",
    "secret",
    "état",
    "loi",
    "tribunal",
    "référé",
    "requête",
    "avocat",
    "société",
    "client",
    "contrat",
    "clause",
    "adresse",
    "requis",
    "paiement",
    "banque",
    "compte",
    "don",
    "blocage",
    "attaque",
    "panne",
    "trafic",
    "octet",
    "disque",
    "copie",
    "archive",
    "preuve",
    "témoin",
    "réponse",
    "question",
    "débat",
    "droit",
    "liberté",
    "censure",
    "opinion",
    "lecteur",
    "article",
    "colonne",
    "dépêche",
    "agence",
    "affirme",
    "dément",
    "publie",
    "retire",
    "héberge",
    "saisit",
    "demande",
    "refuse",
    "accepte",
    "rappelle",
    "précise",
    "ajoute",
    "annonce",
    "confirme",
    "répond",
    "écrit",
    "lit",
    "cite",
    "ouvert",
    "fermé",
    "public",
    "privé",
    "étranger",
    "français",
    "européen",
    "américain",
    "dernier",
    "premier",
    "ancien",
    "nouveau",
    "grave",
    "rare",
    "simple",
    "long",
    "court",
    "hier",
    "demain",
    "alors",
    "ensuite",
    "enfin",
    "jamais",
    "toujours",
    "souvent",
    "déjà",
];
const TAGS: usize = 120;
const FIRST_YEAR: usize = 1995;
const YEARS: usize = 30;
/// Words of a paragraph, more or less.
const PARAGRAPH: usize = 66;
/// Paragraphs of a dossier.
const PARAGRAPHS: usize = 7;

/// Writes one text after the other.
pub(super) struct Writer<'a> {
    actors: &'a [Actor],
    /// For each actor the weight of all up to it.
    weights: Vec<f64>,
    dossiers: usize,
    rng: Rng,
}

impl<'a> Writer<'a> {
    pub(super) fn new(actors: &'a [Actor], dossiers: usize, rng: Rng) -> Self {
        let mut total = 0.0;
        let mut weigh = |rank: usize| {
            #[expect(clippy::cast_precision_loss, reason = "ranks are small")]
            let rank = rank as f64;
            total += 1.0 / (rank + 10.0);
            total
        };
        let weights = (0..actors.len()).map(&mut weigh).collect();
        Self {
            actors,
            weights,
            dossiers,
            rng,
        }
    }

    /// An actor's file.
    pub(super) fn notice(&mut self, actor: &Actor) -> String {
        let mut text = format!("---\nname: {}\nkind: {}\n", actor.name, actor.kind);
        writeln!(text, "aliases: [{}]", actor.aliases.join(", ")).expect("memory");
        if !actor.weak_aliases.is_empty() {
            writeln!(text, "weak_aliases: [{}]", actor.weak_aliases.join(", ")).expect("memory");
        }
        text.push_str("---\n");
        let other = self.actor();
        let words = self.paragraph(60, &[other.map(|actor| actor.name.clone())]);
        writeln!(text, "{words}").expect("memory");
        text
    }

    /// A dossier's file name without `.md`, and the file.
    pub(super) fn dossier(&mut self, index: usize) -> (String, String) {
        let (year, month) = (FIRST_YEAR + self.rng.usize(..YEARS), self.rng.usize(1..=12));
        let name = format!(
            "{year}-{month:02}-{:02}-{}",
            self.rng.usize(1..=28),
            id(index)
        );
        let title = sentence_case(&self.words(6));
        let tags: Vec<_> = (0..self.rng.usize(1..=4)).map(|_| self.tag()).collect();
        let mut text = format!("---\ntitle: {title}\ntags: [{}]\n", tags.join(", "));
        writeln!(text, "summary: {}.\n---", sentence_case(&self.words(14))).expect("memory");
        for part in 0..PARAGRAPHS {
            if part % 3 == 1 {
                writeln!(text, "## {}\n", sentence_case(&self.words(4))).expect("memory");
            }
            let count = if part % 2 == 0 { 2 } else { 1 };
            let names: Vec<_> = (0..count).map(|_| self.spelling()).collect();
            writeln!(text, "{}\n", self.paragraph(PARAGRAPH, &names)).expect("memory");
        }
        self.extras(index, &mut text);
        (name, text)
    }

    /// What is not prose: links, a list, a note; rarely a table, a quotation, a code block.
    fn extras(&mut self, index: usize, text: &mut String) {
        let other = id(self.rng.usize(..self.dossiers));
        let words = self.words(8);
        write!(text, "Voir [[{other}]] et *{words}*").expect("memory");
        if let Some(actor) = self.actor() {
            write!(text, ", avec [[{}|{}]][^1]", actor.id, self.words(2)).expect("memory");
            writeln!(
                text,
                ".\n\n[^1]: {} <https://example.org/{index}>.",
                self.words(9)
            )
            .expect("memory");
        }
        for _ in 0..3 {
            write!(text, "\n- {}", self.words(7)).expect("memory");
        }
        text.push('\n');
        if index.is_multiple_of(10) {
            let rows = [self.words(1), self.words(2), self.words(1), self.words(2)];
            let [a, b, c, d] = rows;
            writeln!(
                text,
                "\n| {a} | {b} |\n|---|---|\n| {c} | {d} |\n| {d} | {a} |"
            )
            .expect("memory");
        }
        if index.is_multiple_of(15) {
            writeln!(text, "\n> {}.", sentence_case(&self.words(20))).expect("memory");
        }
        if index.is_multiple_of(100) {
            writeln!(
                text,
                "\n```rust\nfn main() {{ let dossier = {index}; }}\n```"
            )
            .expect("memory");
        }
    }

    /// A paragraph of about `length` words, with `names` strewn in.
    fn paragraph(&mut self, length: usize, names: &[Option<String>]) -> String {
        let mut text = String::new();
        let step = length / (names.len() + 1);
        for name in names {
            text.push_str(&self.sentences(step));
            if let Some(name) = name {
                write!(
                    text,
                    " {} {name} {}.",
                    sentence_case(&self.words(3)),
                    self.words(3)
                )
                .expect("memory");
            }
            text.push(' ');
        }
        text.push_str(&self.sentences(step));
        text
    }

    /// Sentences of about `length` words in all.
    fn sentences(&mut self, length: usize) -> String {
        let mut sentences = Vec::new();
        let mut left = length;
        while left > 0 {
            let count = self.rng.usize(8..=18).min(left);
            let mut sentence = sentence_case(&self.words(count));
            sentence.push_str([".", ".", ".", " ?", " !"][self.rng.usize(..5)]);
            sentences.push(sentence);
            left -= count;
        }
        sentences.join(" ")
    }

    fn words(&mut self, count: usize) -> String {
        let words: Vec<_> = (0..count)
            .map(|_| WORDS[self.rng.usize(..WORDS.len())])
            .collect();
        words.join(" ")
    }

    fn tag(&mut self) -> String {
        let bound = self.rng.usize(1..=TAGS);
        let number = self.rng.usize(..bound);
        format!("{} {number}", WORDS[40 + number % 40])
    }

    /// An actor; the first ones come most often.
    fn actor(&mut self) -> Option<&'a Actor> {
        let total = self.weights.last()?;
        let point = self.rng.f64() * total;
        let index = self.weights.partition_point(|weight| *weight < point);
        self.actors.get(index)
    }

    /// One of an actor's names: mostly the full one.
    fn spelling(&mut self) -> Option<String> {
        let actor = self.actor()?;
        let others = actor.aliases.iter().chain(&actor.weak_aliases);
        let names: Vec<_> = [&actor.name; 3].into_iter().chain(others).collect();
        Some(names[self.rng.usize(..names.len())].clone())
    }
}

fn id(index: usize) -> String {
    format!("dossier-{index:06}")
}

fn sentence_case(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().expect("a sentence has words");
    first.to_uppercase().chain(letters).collect()
}
