# Strings of the interface.

## Navigation

skip-to-content = Skip to the text
menu = Menu
shortcuts = Keyboard shortcuts, with Alt (Alt and Shift in Firefox, Ctrl and Option on a Mac): H home{ $search ->
    [yes] , S search
   *[no] {""}
}; in a dossier, P previous, N next.
home = Home
breadcrumbs = You are here
languages = Languages
contents = Contents
feed = Atom feed
dossiers = Dossiers
actors = Actors
chronology = Chronology
sources = Sources
quotes = Quotations
corrections = Corrections
tags = Themes
pages = Pages
dossier = Dossier
tag = Theme
published-by = Published by
contact = Contact:
mirrors = Also at:

## States of a page

unpublished = Not published.
unpublished-long = This page is a draft, under embargo or withdrawn. It does not exist on the public site.
draft = not published
untranslated = This page has not been translated yet. The text is in its original language:
not-found = Page not found
not-found-long = There is no page at this address. It may have changed its name; start again from the home page.
moved = This page has moved:

## Dossier

by = By
updated = Updated:
covers = Period:
reading-time = { $minutes }-minute read
corrections-here = { $count ->
    [one] Correction
   *[other] Corrections
}
replies = Right of reply
received-on = received:
reply-published-on = published:
references = References
back-to-citation = Back to citation { $number }
backlinks = Pages that lead here
actors-of-page = Actors in this dossier
story = The story, in order
previous = Earlier in the story
next = Next in the story
back-to-text = Back to the text
note = Note { $number }

## Actor

identity = Identity
aliases = Also named
country = Country
elsewhere = Elsewhere
in-this-site = On this site
relations = Relations
mentions = Mentions
says = In their words
said-of = In the words of others
appears-with = Appears with
others-count = { $count ->
    [one] and { $count } other
   *[other] and { $count } others
}
source = source
from-date = from
until-date = until
status-confirmed = confirmed
status-reported = reported
status-disputed = disputed
status-refuted = refuted
kind-person = person
kind-organisation = organisation
kind-company = company
kind-media = media
kind-public-body = public body
kind-collective = collective
kind-infrastructure = infrastructure
kind-place = place
kinds-person = People
kinds-organisation = Organisations
kinds-company = Companies
kinds-media = Media
kinds-public-body = Public bodies
kinds-collective = Collectives
kinds-infrastructure = Infrastructure
kinds-place = Places
country-name = { $code ->
    [AT] Austria
    [AU] Australia
    [BE] Belgium
    [CA] Canada
    [CH] Switzerland
    [CN] China
    [DE] Germany
    [EC] Ecuador
    [ES] Spain
    [FI] Finland
    [FR] France
    [GB] United Kingdom
    [IE] Ireland
    [IS] Iceland
    [IT] Italy
    [LU] Luxembourg
    [NL] Netherlands
    [NO] Norway
    [NZ] New Zealand
    [RU] Russia
    [SE] Sweden
    [US] United States
   *[other] { $code }
}

## Indexes and lists

actor-index = Index of actors
actor-index-intro = { $count ->
    [one] { $count } person, company or public body named in the dossiers.
   *[other] { $count } people, companies and public bodies named in the dossiers.
}
filter-by-kind = Show
all = All
any = any
actor = Actor
speaker = Speaker
status = Status
type = Type
year = Year
letters = Letters
see = see
dossiers-intro = { $count ->
    [one] { $count } dossier.
   *[other] { $count } dossiers, latest first.
}
years = Years
chronology-intro = { $count ->
    [one] { $count } event with its sources.
   *[other] { $count } events in order, each with its sources; where these differ, each version is given.
}
told-in = Told in
timeline = Time line
timeline-legend = Each mark is an event and leads to it: full if confirmed, hollow if reported by one source, dashed if disputed or refuted; a long one lasted, or is not known to the day. Times without events are left out.
corrections-intro = { $count ->
    [0] Nothing has been corrected after publication so far.
    [one] { $count } correction after publication.
   *[other] { $count } corrections after publication, latest first.
}
quotes-intro = { $count ->
    [one] { $count } quotation, in the language in which it was published, with its source.
   *[other] { $count } quotations, in the language in which they were published, with their sources.
}
tags-intro = { $count ->
    [one] { $count } theme.
   *[other] { $count } themes.
}
dossiers-count = { $count ->
    [one] { $count } dossier
   *[other] { $count } dossiers
}
dossiers-word = { $count ->
    [one] dossier
   *[other] dossiers
}
actors-word = { $count ->
    [one] actor
   *[other] actors
}
number = { $number }
mentions-count = { $count ->
    [one] { $count } mention
   *[other] { $count } mentions
}
mentions-word = { $count ->
    [one] mention
   *[other] mentions
}
pages-count = { $count ->
    [one] { $count } page
   *[other] { $count } pages
}

## Network

network = Network
network-intro = { $actors ->
    [0] No relations have been recorded yet.
   *[other] { $actors } actors and what ties them: relations, each with its sources, and the dossiers in which both are named.
}
network-drawing = The network, drawn
network-legend = A line is a relation; a broken line joins two actors whom the same dossiers name. Larger marks stand for actors named in more dossiers. A mark leads to the actor, a line to its evidence below.
network-left-out = { $count ->
    [one] One actor with fewer ties is left out.
   *[other] { $count } actors with fewer ties are left out.
}
ties = Ties
tie = Who and how
evidence = Evidence
together = named with

## Sources

sources-intro = { $count ->
    [one] { $count } source, with all that rests on it.
   *[other] { $count } sources, each with all that rests on it.
}
all-sources-as = All sources as
source-types = Types of sources
cited-by = { $count ->
    [0] cited as evidence
    [one] cited on { $count } page
   *[other] cited on { $count } pages
}
all-uses = all that cites it
cited-in = Cited in
passage = Passage { $number }
authors = { $count ->
    [one] Author
   *[other] Authors
}
published-in = Published in
publisher = Publisher
published-on = Date
language = Language
address = Address
looked-up = looked up:
paywall = to be paid for
preserved-copy = Preserved copy
remarks = Remarks
source-type = { $type ->
    [article-newspaper] press article
    [article-magazine] magazine article
    [article-journal] journal article
    [bill] bill
    [book] book
    [broadcast] broadcast
    [chapter] book chapter
    [interview] interview
    [legal_case] court ruling
    [legislation] law
    [post] online post
    [post-weblog] blog post
    [report] report
    [speech] speech
    [webpage] web page
   *[other] document
}
sources-of-type = { $type ->
    [article-newspaper] Press articles
    [article-magazine] Magazine articles
    [article-journal] Journal articles
    [bill] Bills
    [book] Books
    [broadcast] Broadcasts
    [chapter] Book chapters
    [interview] Interviews
    [legal_case] Court rulings
    [legislation] Laws
    [post] Online posts
    [post-weblog] Blog posts
    [report] Reports
    [speech] Speeches
    [webpage] Web pages
   *[other] Other documents
}
language-of = { $code ->
    [de] German
    [en] English
    [es] Spanish
    [fr] French
    [hi] Hindi
    [is] Icelandic
    [it] Italian
    [nl] Dutch
    [pt] Portuguese
    [ru] Russian
    [sv] Swedish
   *[other] { $code }
}

## Home

where-to-begin = Where to begin
figures = In figures
main-actors = The main actors
all-actors = { $count ->
    [one] See the index of actors
   *[other] See all { $count } actors
}
latest = Latest dossiers

## In texts

language-name = English
notes = Notes
undated = Undated
alert-note = Note
alert-tip = Tip
alert-important = Important
alert-warning = Warning
alert-caution = Caution

## Search

search = Search
search-label = Search this site
search-hint = Quotation marks for words in a row: “off line”. Accents and endings do not count.
search-without-script = The search runs on your machine, in a script. Without scripts, begin with these lists:
search-some = Results:
search-none = Nothing answers to all these words.
search-common = Nearly every text has these words. Add a rarer one.
search-failed = The index could not be read. Load the page again.
search-more = Show more
search-actor = Actors
search-dossier = Dossiers
search-event = Events
search-quotation = Quotations
search-source = Sources
search-page = Other pages
looks = Appearance
looks-system = automatic appearance
looks-light = light appearance
looks-dark = dark appearance
cite-this = Cite or pass on this page
quoted-title = “{ $title }”
copy-reference = Copy the reference
copy-address = Copy the address
copied = Copied.
