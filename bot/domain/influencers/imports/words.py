"""What headings mean, in the languages of the spreadsheets that people send."""

import unicodedata
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from bot.domain.influencers.imports.fields import Field
from bot.domain.influencers.platforms import PLATFORMS, WEB


class Meaning(NamedTuple):
    """What a heading says: a field, for one platform if it names one. `words` is how many words say so."""

    field: Field
    platform: str | None
    words: int


_WORDS: dict[Field, str] = {
    Field.HANDLE: "handle, handles, username, user name, user, account, account name, nick, nickname, alias,"
    " screen name, usuario, nombre de usuario, nome de usuario, benutzername, nutzername, konto, kanalname,"
    " compte, pseudo, cuenta, conta, gebruikersnaam, nome utente",
    Field.NAME: "name, full name, display name, real name, creator, creator name, influencer,"
    " influencer name, channel, channel name, youtuber, youtuber name, tiktoker, tiktoker name, instagrammer,"
    " streamer, blogger, artist, talent, nombre, nom, nome, naam, imie, kanal, canal, chaine, creador,"
    " createur, criador",
    Field.URL: "url, link, profile, profile url, profile link, link to profile, channel url, channel link,"
    " profil, profillink, perfil, enlace, lien, page",
    Field.PLATFORM: "platform, network, social network, plattform, netzwerk, plataforma, red social,"
    " rede social, plateforme, reseau, piattaforma",
    Field.FOLLOWERS: "followers, follower, followers count, follower count, subscribers, subscriber, subs,"
    " fans, fan count, audience size, abonnenten, abonnentenzahl, abonnes, seguidores, suscriptores,"
    " inscritos, iscritti, volgers, obserwujacy",
    Field.VIEWS: "views, view, avg views, average views, view count, plays, aufrufe, vues, visualizaciones,"
    " vistas, visualizacoes, visualizzazioni, reproducciones, weergaven",
    Field.LIKES: "likes, like, avg likes, average likes, like count, gefallt mir, me gusta, curtidas, j aime, mi piace",
    Field.COMMENTS: "comments, comment, avg comments, average comments, comment count, kommentare,"
    " comentarios, commentaires, commenti, reacties",
    Field.SHARES: "shares, share, avg shares, average shares, share count, reposts, geteilt, compartidos,"
    " compartilhamentos, partages, condivisioni",
    Field.SAVES: "saves, save, avg saves, average saves, bookmarks, gespeichert, guardados, salvamentos,"
    " enregistrements, salvataggi",
    Field.ENGAGEMENT: "engagement, eng, avg engagement, engagement avg, average engagement, eng avg,"
    " interactions, interaktionen, interacciones, interacoes, interazioni",
    Field.ENGAGEMENT_AUTHENTIC: "authentic engagement, engagement authentic, engagement auth, eng auth",
    Field.COUNTRY: "country, land, pais, pays, paese, location, standort, ubicacion",
    Field.AUDIENCE_COUNTRY: "audience country, audience location, audience top country, top country,"
    " country of audience, zielgruppe land, pais de la audiencia, pays audience",
    Field.NICHES: "category, categories, niche, niches, topic, topics, vertical, industry, genre, kategorie,"
    " kategorien, thema, themen, nische, categoria, categorias, nicho, categorie, theme, thematique, tema",
    Field.EMAIL: "email, e mail, mail, email address, e mail address, contact, contact email, kontakt,"
    " correo, correo electronico, courriel, contato, contacto",
    Field.LANGUAGES: "language, languages, sprache, sprachen, idioma, idiomas, langue, langues, lingua, taal",
    Field.TAGS: "tag, tags, label, labels, schlagworte, etiquetas, etiquettes, etichette",
    Field.NOTES: "note, notes, remark, remarks, notizen, notiz, bemerkung, bemerkungen, anmerkungen, notas,"
    " remarques, observaciones, observacoes, opmerkingen",
    Field.POST_ID: "video id, post id, media id, shortcode, videoid, postid",
    Field.POST_URL: "video url, video link, post url, post link, permalink, link to post, url to post, beitrag link,"
    " enlace de la publicacion, lien du post",
    Field.RELEVANT_COMMENTS: "relevant comments, relevante kommentare, comentarios relevantes",
    Field.REACH: "reach, reichweite, alcance, portee, copertura, accounts reached",
    Field.IMPRESSIONS: "impressions, impression, impressionen, impresiones, impressoes, impressioni",
    Field.TITLE: "title, video title, post title, titel, titulo, titre, titolo, caption",
    Field.CHANNEL: "channel title, channel name, kanaltitel",
    Field.CATEGORY: "category id, categoryid, category",
    Field.DISLIKES: "dislikes, dislike, dislike count",
    Field.DAY: "date, day, datum, tag datum, fecha, data, jour, trending date, snapshot date",
}
_OTHER = (
    "engagement rate, eng rate, er, engagementrate, engagement quote, tasa de engagement, engagement growth,"
    " rank, rate, price, following, followings, abonniert, total views, views total, total likes,"
    " likes total, posts, post count, videos, video count, followers growth, follower growth, phone,"
    " subscriber growth, address, owner, status, stage, birthday, tag name, first contact, fee, cost"
)
_OWN_WORDS = {
    "tiktoker": "tiktok",
    "youtuber": "youtube",
    "instagrammer": "instagram",
    "instagramer": "instagram",
}
_FILLERS = frozenset(
    (
        "of",
        "de",
        "the",
        "la",
        "le",
        "du",
        "di",
        "to",
        "on",
        "in",
        "per",
        "each",
        "count",
        "number",
        "no",
        "values",
        "value",
    )
)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a heading, without accents, case and punctuation: `\\nEng. (Avg.)` is `eng`, `avg`."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return tuple("".join(c if c.isalnum() else " " for c in plain.casefold()).split())


def platform_in(words: tuple[str, ...]) -> str | None:
    """The platform that one of the words names, also as `IG` or `Tik Tok`."""
    named = _platform_words()
    pairs = ("".join(pair) for pair in pairwise(words))
    return next((named[word] for word in (*words, *pairs) if word in named), None)


@lru_cache(maxsize=1024)
def meanings(heading: str) -> tuple[Meaning, ...]:
    """All that a heading may mean, the most telling first; () if it says nothing to us."""
    words = words_of(heading)
    platform = platform_in(words)
    spoken = frozenset(words) - _FILLERS
    found = [
        Meaning(field, platform, len(phrase))
        for field, phrases in _phrases().items()
        if (phrase := max((p for p in phrases if p <= spoken), key=len, default=None))
    ]
    if any(phrase <= spoken for phrase in _other() if len(phrase) >= max((m.words for m in found), default=0)):
        return ()
    if not found and platform is not None:
        return (Meaning(Field.HANDLE, platform, 1),)
    return tuple(sorted(found, key=lambda meaning: -meaning.words))


@cache
def _platform_words() -> dict[str, str]:
    """Every word for a platform but the web: a blog beside the handles is no profile of theirs."""
    words = {word: key for key, platform in PLATFORMS.items() for word in (key, platform.name, *platform.aliases)}
    plain = {"".join(words_of(word)): key for word, key in words.items() if key != WEB}
    return plain | _OWN_WORDS


@cache
def _phrases() -> dict[Field, tuple[frozenset[str], ...]]:
    return {field: _cut(words) for field, words in _WORDS.items()}


@cache
def _other() -> tuple[frozenset[str], ...]:
    return _cut(_OTHER)


def _cut(phrases: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(phrase.split()) - _FILLERS for phrase in phrases.split(","))
