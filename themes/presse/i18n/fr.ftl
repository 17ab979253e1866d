# Chaînes de l’interface. Les espaces insécables sont écrites telles quelles (U+00A0, U+202F).

## Navigation

skip-to-content = Aller au texte
menu = Menu
shortcuts = Raccourcis clavier, avec Alt (Alt et Maj sous Firefox, Ctrl et Option sur Mac) : H accueil{ $search ->
    [yes] , S recherche
   *[no] {""}
} ; dans un dossier, P précédent, N suivant.
home = Accueil
breadcrumbs = Vous êtes ici
languages = Langues
contents = Sommaire
feed = Fil Atom
dossiers = Dossiers
actors = Acteurs
chronology = Chronologie
sources = Sources
quotes = Citations
corrections = Rectificatifs
tags = Thèmes
pages = Pages
dossier = Dossier
tag = Thème
published-by = Publié par
contact = Contact :
mirrors = Aussi à cette adresse :

## États d’une page

unpublished = Non publié.
unpublished-long = Cette page est un brouillon, sous embargo ou retirée. Elle n’existe pas dans le site public.
draft = non publié
untranslated = Cette page n’est pas encore traduite. Le texte est dans sa langue d’origine :
not-found = Page introuvable
not-found-long = Aucune page ne se trouve à cette adresse. Elle a pu changer de nom ; repartez de l’accueil.
moved = Cette page a changé d’adresse :

## Dossier

by = Par
updated = Mis à jour :
covers = Période :
reading-time = { $minutes ->
    [one] { $minutes } minute de lecture
   *[other] { $minutes } minutes de lecture
}
corrections-here = { $count ->
    [one] Correction
   *[other] Corrections
}
replies = Droit de réponse
received-on = reçu :
reply-published-on = publié :
references = Références
back-to-citation = Revenir à la citation { $number }
backlinks = Pages qui mènent ici
actors-of-page = Acteurs de ce dossier
story = Le récit, dans l’ordre
previous = Précédent dans le récit
next = Suite du récit
back-to-text = Revenir au texte
note = Note { $number }

## Acteur

identity = Fiche
aliases = Aussi nommé
country = Pays
elsewhere = Ailleurs
in-this-site = Dans ce site
relations = Relations
mentions = Mentions
says = Ses déclarations
said-of = Ce qu’on en dit
appears-with = Apparaît avec
others-count = { $count ->
    [one] et { $count } autre
   *[other] et { $count } autres
}
source = source
from-date = début :
until-date = fin :
status-confirmed = confirmé
status-reported = rapporté
status-disputed = contesté
status-refuted = réfuté
kind-person = personne
kind-organisation = organisation
kind-company = entreprise
kind-media = média
kind-public-body = institution publique
kind-collective = collectif
kind-infrastructure = infrastructure
kind-place = lieu
kinds-person = Personnes
kinds-organisation = Organisations
kinds-company = Entreprises
kinds-media = Médias
kinds-public-body = Institutions publiques
kinds-collective = Collectifs
kinds-infrastructure = Infrastructures
kinds-place = Lieux
country-name = { $code ->
    [AT] Autriche
    [AU] Australie
    [BE] Belgique
    [CA] Canada
    [CH] Suisse
    [CN] Chine
    [DE] Allemagne
    [EC] Équateur
    [ES] Espagne
    [FI] Finlande
    [FR] France
    [GB] Royaume-Uni
    [IE] Irlande
    [IS] Islande
    [IT] Italie
    [LU] Luxembourg
    [NL] Pays-Bas
    [NO] Norvège
    [NZ] Nouvelle-Zélande
    [RU] Russie
    [SE] Suède
    [US] États-Unis
   *[other] { $code }
}

## Index et listes

actor-index = Index des acteurs
actor-index-intro = { $count ->
    [one] { $count } personne, entreprise ou institution nommée dans les dossiers.
   *[other] { $count } personnes, entreprises et institutions nommées dans les dossiers.
}
filter-by-kind = Montrer
all = Tous
any = peu importe
actor = Acteur
speaker = Locuteur
status = Statut
type = Type
year = Année
letters = Lettres
see = voir
dossiers-intro = { $count ->
    [one] { $count } dossier.
   *[other] { $count } dossiers, du plus récent au plus ancien.
}
years = Années
chronology-intro = { $count ->
    [one] { $count } évènement, avec ses sources.
   *[other] { $count } évènements dans l’ordre, chacun avec ses sources ; là où elles divergent, chaque version est donnée.
}
told-in = Raconté dans
timeline = Frise
timeline-legend = Chaque marque est un évènement et y mène : pleine s’il est confirmé, creuse s’il tient à une seule source, en pointillé s’il est contesté ou réfuté ; longue, il a duré ou n’est pas daté au jour près. Les temps sans évènement sont omis.
corrections-intro = { $count ->
    [0] Rien n’a été rectifié à ce jour après publication.
    [one] { $count } rectificatif après publication.
   *[other] { $count } rectificatifs après publication, du plus récent au plus ancien.
}
quotes-intro = { $count ->
    [one] { $count } citation, dans la langue où elle a été publiée, avec sa source.
   *[other] { $count } citations, dans la langue où elles ont été publiées, avec leurs sources.
}
tags-intro = { $count ->
    [one] { $count } thème.
   *[other] { $count } thèmes.
}
dossiers-count = { $count ->
    [one] { $count } dossier
   *[other] { $count } dossiers
}
dossiers-word = { $count ->
    [one] dossier
   *[other] dossiers
}
actors-word = { $count ->
    [one] acteur
   *[other] acteurs
}
number = { $number }
mentions-count = { $count ->
    [one] { $count } mention
   *[other] { $count } mentions
}
mentions-word = { $count ->
    [one] mention
   *[other] mentions
}
pages-count = { $count ->
    [one] { $count } page
   *[other] { $count } pages
}

## Réseau

network = Réseau
network-intro = { $actors ->
    [0] Aucune relation n’est encore relevée.
   *[other] { $actors } acteurs et ce qui les lie : les relations, chacune avec ses sources, et les dossiers qui les nomment ensemble.
}
network-drawing = Le réseau, dessiné
network-legend = Un trait est une relation ; un trait interrompu joint deux acteurs que les mêmes dossiers nomment. Les marques les plus grandes sont celles des acteurs nommés dans le plus de dossiers. Une marque mène à l’acteur, un trait à ses preuves, plus bas.
network-left-out = { $count ->
    [one] Un acteur moins lié est omis.
   *[other] { $count } acteurs moins liés sont omis.
}
ties = Liens
tie = Qui et comment
evidence = Preuves
together = nommé avec

## Sources

sources-intro = { $count ->
    [one] { $count } source, avec tout ce qui s’y appuie.
   *[other] { $count } sources, chacune avec tout ce qui s’y appuie.
}
all-sources-as = Toutes les sources en
source-types = Types de sources
cited-by = { $count ->
    [0] citée comme preuve
    [one] citée sur { $count } page
   *[other] citée sur { $count } pages
}
all-uses = tout ce qui la cite
cited-in = Citée dans
passage = Passage { $number }
authors = { $count ->
    [one] Auteur
   *[other] Auteurs
}
published-in = Paru dans
publisher = Éditeur
published-on = Date
language = Langue
address = Adresse
looked-up = consultée :
paywall = accès payant
preserved-copy = Copie préservée
remarks = Remarques
source-type = { $type ->
    [article-newspaper] article de presse
    [article-magazine] article de magazine
    [article-journal] article de revue
    [bill] projet de loi
    [book] livre
    [broadcast] émission
    [chapter] chapitre de livre
    [interview] entretien
    [legal_case] décision de justice
    [legislation] texte de loi
    [post] message en ligne
    [post-weblog] billet de blog
    [report] rapport
    [speech] discours
    [webpage] page web
   *[other] document
}
sources-of-type = { $type ->
    [article-newspaper] Articles de presse
    [article-magazine] Articles de magazine
    [article-journal] Articles de revue
    [bill] Projets de loi
    [book] Livres
    [broadcast] Émissions
    [chapter] Chapitres de livre
    [interview] Entretiens
    [legal_case] Décisions de justice
    [legislation] Textes de loi
    [post] Messages en ligne
    [post-weblog] Billets de blog
    [report] Rapports
    [speech] Discours
    [webpage] Pages web
   *[other] Autres documents
}
language-of = { $code ->
    [de] allemand
    [en] anglais
    [es] espagnol
    [fr] français
    [hi] hindi
    [is] islandais
    [it] italien
    [nl] néerlandais
    [pt] portugais
    [ru] russe
    [sv] suédois
   *[other] { $code }
}

## Accueil

where-to-begin = Par où commencer
figures = En chiffres
main-actors = Les principaux acteurs
all-actors = { $count ->
    [one] Voir l’index des acteurs
   *[other] Voir les { $count } acteurs
}
latest = Derniers dossiers

## Dans les textes

language-name = Français
notes = Notes
undated = Sans date
alert-note = Note
alert-tip = Conseil
alert-important = Important
alert-warning = Attention
alert-caution = Prudence

## Recherche

search = Recherche
search-label = Chercher dans le dossier
search-hint = Guillemets pour des mots qui se suivent : « hors ligne ». Les accents et les terminaisons ne comptent pas.
search-without-script = La recherche se fait sur votre machine, par un script. Sans script, partez de ces listes :
search-some = Résultats :
search-none = Rien ne répond à tous ces mots.
search-common = Ces mots sont dans presque tous les textes. Ajoutez-en un plus rare.
search-failed = L’index de la recherche n’a pas pu être lu. Rechargez la page.
search-more = Montrer la suite
search-actor = Acteurs
search-dossier = Dossiers
search-event = Évènements
search-quotation = Citations
search-source = Sources
search-page = Autres pages
looks = Apparence
looks-system = apparence automatique
looks-light = apparence claire
looks-dark = apparence sombre
cite-this = Citer ou transmettre cette page
quoted-title = « { $title } »
copy-reference = Copier la référence
copy-address = Copier l’adresse
copied = Copié.
