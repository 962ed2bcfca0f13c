"""What a line of a news page looks like on its own: date, byline, caption, appeal, furniture, or nothing special."""

from __future__ import annotations

import re

from kg.reading.bylines import is_byline, is_names
from kg.reading.times import published_time

_AGENCY = r"(?:PA|AP|AFP|EPA|ANP|dpa|DPA|Reuters|REUTERS|Getty|Shutterstock|Alamy|iStock|Bloomberg|Rex|Xinhua|NurPhoto)"
_CREDIT_IN_BRACKETS = re.compile(
    rf"\((?:[^()]{{0,60}}/\s*[\w .’'&-]{{1,40}}|{_AGENCY}(?:\s+(?:Wire|Images?|Photos?|Archive)){{0,2}}"
    r"|(?:Photo|Picture|Image|Foto|Credit|Photograph)s?(?: credit| by|)\s*[:/][^()]{1,80}|via [^()]{1,40})\)\.?$"
    r"|[^.]\s\([A-Z][\w.’'-]+ [A-Z][\w.’' -]{1,40}\)$"  # any name in brackets, where no full stop follows
)
_CREDIT_AT_END = re.compile(
    rf"(?:\s(?:Photograph|Photo|Picture|Image|Credit|Pic|Foto)s?(?: credits?| by)?\s*:\s*[^:]{{2,80}}"
    rf"|\s{_AGENCY} (?:Photo|Images?)(?:\s*/.{{0,80}})?|[.!?”\"]\s+(?:{_AGENCY})\.?|\bFile (?:image|photo|picture)\.?)$"
)
_CAPTION_START = re.compile(
    r"^(?:(?:photo|image|picture|file photo|file image|caption|foto|bild)\s*[:|—–-]|pictured\b|(?:FILE"
    r"|File)(?: PHOTO| photo)?\s*[-–—:]\s)",
    re.IGNORECASE,
)
_DATED_CAPTION = re.compile(
    r"^(?!(?:published|updated|posted|last|by)\b)[^.?!“\"]{20,}(?:,|(?=.{5,20}, in )) (?:(?:Mon|Tues|Wednes"
    r"|Thurs|Fri|Satur|Sun)day, )?"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}, \d{4}(?:, in [^.]{3,40})?\.?$",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"^(?:(?:photo(?:graph)?|image|picture)s?\s+)?(?:credits?|courtesy)(?:\s*:|\s+of\b)|^courtesy\s(?-i:[A-Z])"
    r"|^(?:photo|image|pictures?) by\b"
    r"|^(?:photograph|photo|image|picture|foto|bild)s?\s*:\s*\S",
    re.IGNORECASE,
)
_AGENCY_ALONE = re.compile(
    rf"^{_AGENCY}(?:[ /|]+(?:{_AGENCY}|Images?|Photos?|Wire|via)){{0,3}}$|^[^.]{{2,60}}\|\s*(?:Getty|AFP"
    rf"|Reuters|AP)\b.{{0,40}}$"
)
_NOTE = re.compile(
    r"^[–—-]?\s*(?:additional )?reporting (?:and writing )?by\b|^with (?:files|reporting|additional reporting"
    r"|contributions) (?:from|by)\b"
    r"|\bcontributed to this (?:report|story|article)\b|^(?:edited|editing|writing|translated) by\b"
    r"|^(?-i:[A-Z])[\w-]+ reported from (?-i:[A-Z])(?:(?! that )[^.]){0,60}\."
    r"|^this (?:story|article|report) (?:was|has been) (?:produced|first published|originally published|translated)",
    re.IGNORECASE,
)
_APPEAL = re.compile(
    r"\byour (?:support|donation|contribution|gift|help)\b|\bsupport (?:us|our|independent|quality|the guardian)\b"
    r"|\b(?:make|making|consider|please|a) (?:a )?(?:one-off |monthly |small )?(?:donat(?:e|ion|ing)|contribution)\b"
    r"|^donate\b"
    r"|\bpaywalls?\b|\bis trusted by\b|\bquality journalism\b|\bindependent journalism\b|\bcredible journalism\b"
    r"|\bour (?:reporting|journalism|readers|newsroom)\b.{0,80}\b(?:need|help|fund|support|free|you)"
    r"|\b(?:fund|funds|funding|invest in) (?:our |independent |quality )?(?:reporting|journalism)\b"
    r"|\bkeep our (?:reporting|journalism)\b"
    r"|\bjournalism (?:like this |of this kind )?(?:costs|needs|takes|is not free)\b|^(?:will|can|could"
    r"|would) you (?:give|help|support|spare|chip)\b"
    r"|\bbecome a (?:member|supporter|subscriber)\b|\bchip in\b|\bhelp us (?:keep|tell|bring|fund)\b"
    r"|\bfrom as little as\b",
    re.IGNORECASE,
)
_PITCH = tuple(  # a paper that speaks of itself to its readers about money says all three
    re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for words in (
        r"our|us|we|articles?|today",
        r"readers?[’']?|you|your",
        r"pays?|paid|fund(?:s|ed)?|gifts?|give|giving|donations?|support|spare|free to read|subscriptions?|coffee",
    )
)
_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|«[^»]*(?:»|$)|(?:^|(?<=\s))‘[^’]*’(?=[\s,.])")
_ADDRESSED = re.compile(
    r"\b(?:you|your|our|us|we|please|click|tap|this (?:web)?site|this page|this article)\b|©", re.IGNORECASE
)
_TOLD = re.compile(r"[.!?…][”’\"')\]]*$")  # it ends as sentences do
_FURNITURE = re.compile(
    r"\b(?:subscribe (?:to|now|today|for)|subscribing to our|sign up|sign in|log in|logged in|logged out"
    r"|newsletters?|notifications"
    r"|privacy (?:policy|notice|statement)|terms (?:of (?:use|service)|and conditions|& conditions)"
    r"|all rights reserved|advertisement"
    r"|click here|tap here|share this|share on|share via|post on x|follow us|skip (?:to|past)|email link|copy link"
    r"|link copied"
    r"|comments?(?: section)? (?:are|is) (?:closed|open|off)|leave a comment|thank you for (?:registering"
    r"|subscribing|signing)"
    r"|refresh (?:the|your|this) (?:page|browser)|browser (?:preferences|settings|does not)|enable javascript"
    r"|back to top|print this"
    r"|email this|download (?:the|our) app|manage your|your inbox|create (?:an|a free) account"
    r"|already (?:a subscriber|have an account)"
    r"|adblock|ad blocker|get in touch with (?:us|our)|got a (?:story|confidential|news tip|tip)"
    r"|for more stories like this|remove ads"
    r"|(?:use|uses|accept|accepting|our|these|all) cookies|cookies? (?:is|are) (?:set|used|installed)"
    r"|the (?:category|use) [^.]{0,20}cookies"
    r"|gdpr cookie|open this (?:photo|image) in gallery|view image in full|enter your email|report (?:an"
    r"|a) (?:[a-z]+ )?(?:error|issue)"
    r"|follow (?:the |[\w.]+ )?(?:related )?(?:authors?|topics?|[\w.]+ on (?:twitter|facebook|instagram|x))\b"
    r"|available on (?:ios|android))\b"
    r"|©|^\d[\d,.]*k? (?:views|comments|shares|reads|likes)\b|^copyright\b|^listen to (?:this|article)"
    r"|^\d+ ?(?:min(?:ute)?s?) read$",
    re.IGNORECASE,
)
_BUTTON = re.compile(
    r"^(?:share|save|print|copy|link|email|facebook|twitter|x|reddit|linkedin|pinterest|flipboard|whatsapp|messenger|telegram|bluesky|threads"
    r"|comments?|advert(?:isement)?|ad|anzeige|werbung|reklame|publicité|publicidad|publicidade|pubblicità"
    r"|advertentie|reklam|annons|menu|search|home|close|video[\d: ]*|play|pause|listen|watch(?: now| live)?|live"
    r"|follow|subscribe|up next|loading\W*"
    r"|sponsored(?: content)?|promoted|powered by|summary|social sharing|text size|posted|published|updated|by|news"
    r"|opinion|main content|_+|[*•·|/–—-]+)$",
    re.IGNORECASE,
)
_RELATED = re.compile(
    r"^(?:read (?:more|next|also)|also read|see also|see more|mehr dazu|lesen sie (?:auch|mehr)|à lire aussi"
    r"|leia (?:também|mais)|le[eé] más|watch|listen|related|more|next|don[’']t miss|must read|more on this"
    r"|in pictures"
    r"|read our (?:analysis|explainer)|lees ook|lesen sie auch|lire aussi|leer también|leggi anche)\s*[:|→»>–-]",
    re.IGNORECASE,
)
_VIDEO = re.compile(
    r"\s[–—-] (?:video|in pictures|podcast|live|as it happened)$|\[(?:video|watch|photos|pics)\]$|^(?:live|video"
    r"|podcast|gallery)\s*[:|]",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:read (?:more|next|also|more stories|more on .{0,40})|related(?: (?:content|coverage|articles?|stories"
    r"|topics|news|links|posts))?|see also"
    r"|more (?:on|from|in|to|about) [\w ’'&.-]{2,50}|more (?:stories|news|trending|coverage|top stories|us stories)"
    r"|more|explore more.{0,40}"
    r"|recommended(?: (?:for you|stories|reading))?|you (?:may|might) (?:also|be) .{0,30}|don[’']t miss|also read"
    r"|latest(?: (?:news|stories|headlines))?"
    r"|top (?:stories|reads).{0,20}|trending(?: (?:now|stories|news|topics))?|most (?:popular|read|viewed|shared"
    r"|watched|commented).{0,30}"
    r"|popular(?: (?:now|stories|news))?|editor[’']?s[’']? (?:choice|picks?)|what to (?:know|read|watch)\b.{0,40}"
    r"|in other news|other news.{0,20}"
    r"|from around the (?:site|web)|around the web|featured(?: .{0,20})?|the essentials|keep reading"
    r"|continue reading|further reading"
    r"|lees ook|lesen sie auch|mehr zum thema|lire aussi|sur le même sujet|leer también|leggi anche"
    r"|noticias relacionadas)\s*:?$",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"^(?:(?:all |view |show |read |\d+ )?comments?(?: ?\(?\d+\)?)?|(?:join|start) the (?:conversation|discussion)"
    r"|have your say|leave a (?:reply|comment)"
    r"|post navigation|about the authors?|.{0,30}\bcopyright\b.{0,80}|explore more on (?:these|the) topics.{0,30}"
    r"|tags|topics|related topics"
    r"|next article|previous article|read more on these topics|privacy overview|log in to reply"
    r"|more on this story)\s*:?$",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"^(?:duration:? )?\d{1,2}:\d\d(?::\d\d)?$|^(?:published |updated |posted )?(?:an?|\d{1,2}) ?(?:s|m|h|d|sec|min"
    r"|hr|second|minute|hour|day|week|month)\w* ago$",
    re.IGNORECASE,
)
_SUMMARY = re.compile(
    r"^(?:key (?:points|takeaways|facts)|summary|in (?:brief|short|summary)|at a glance|(?:story )?highlights"
    r"|what you need to know|the gist|tl;?dr)\s*:?$",
    re.IGNORECASE,
)
_DATED = re.compile(r"\b(?:published|updated|posted|modified|by|written)\b", re.IGNORECASE)
_ZONED = re.compile(r"\b(?:GMT|UTC|BST|E[DS]?T|CES?T|\d{1,2}[:.]\d\d)\b")
_MAX_LINE = 600  # code points; a longer line is prose, whatever stands in it


def look_of(text: str, words: int, *, sentence: bool) -> str | None:
    """What a line looks like by itself, or None for plain prose and plain headings.

    One of date, ago, byline, name, caption, credit, note, appeal, furniture, related, lead, stop, summary.
    """
    if len(text) > _MAX_LINE:
        return None
    if words <= 12 and not sentence:
        found = _short_look(text)
        if found:
            return found
    return _long_look(text, words)


def _short_look(text: str) -> str | None:
    for look, pattern in (
        ("ago", _AGO),
        ("summary", _SUMMARY),
        ("stop", _STOP),
        ("lead", _LEAD),
        ("furniture", _BUTTON),
    ):
        if pattern.match(text):
            return look
    return "furniture" if re.fullmatch(r"(?:[\W_]|\d+ of \d+)+", text) else None


def _long_look(text: str, words: int) -> str | None:
    if words <= 14 and (_CREDIT.match(text) or _AGENCY_ALONE.match(text)):
        return "credit"
    if words <= 50 and _NOTE.search(text):
        return "note"
    if words <= 90 and is_caption(text, words):
        return "caption"
    if words <= 30 and (_RELATED.match(text) or _VIDEO.search(text)):
        return "related"
    if words <= 18 and published_time(text) and _is_dateline(text, words):
        return "date"
    if words <= 120 and is_appeal(text):
        return "appeal"
    if words <= 60 and is_furniture(text, words):
        return "furniture"
    told = words >= 5 and bool(_TOLD.search(text))
    if words <= (40 if "|" in text else 20) and not told and is_byline(text):
        return "byline"
    return "name" if words <= 12 and is_names(text) else None


def is_appeal(text: str) -> bool:
    """Whether a text asks its readers for money or custom; words in quotation marks are somebody else's."""
    unquoted = _QUOTED.sub(" ", text)
    if _APPEAL.search(unquoted):
        return bool(_ADDRESSED.search(unquoted)) or not _TOLD.search(text)
    return unquoted == text and all(pattern.search(text) for pattern in _PITCH)


def is_furniture(text: str, words: int) -> bool:
    """Whether a text is a page's own business: a sentence only where it speaks to whoever reads the page."""
    unquoted = _QUOTED.sub(" ", text).strip()
    found = _FURNITURE.search(unquoted)
    if not found:
        return False
    told = words >= 10 and bool(_TOLD.search(text))
    return not told or found.start() == 0 or bool(_ADDRESSED.search(unquoted))


def is_caption(text: str, words: int) -> bool:
    """Whether a line says of itself that it is a picture's caption: by its credit, its start, or an agency's dating."""
    if _CAPTION_START.match(text) and words <= 60:
        return True
    return bool(
        _CREDIT_IN_BRACKETS.search(text) or _CREDIT_AT_END.search(text) or (words <= 40 and _DATED_CAPTION.match(text))
    )


def _is_dateline(text: str, words: int) -> bool:
    """Whether a line with a date in it is about the date: little else stands there, and it tells nothing."""
    if _TOLD.search(text) and not _DATED.match(text) and words >= 5:
        return bool(_ZONED.search(text)) and words <= 12
    return words <= 9 or bool(_DATED.search(text) or _ZONED.search(text))
