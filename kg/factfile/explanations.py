"""What `kg explain` says of the codes of problems in fact files."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

EXPLANATIONS: Mapping[str, str] = MappingProxyType(
    {
        "absent-name": (
            "A fact speaks of an entity whose name the article does not have in any form. Often it was taken from "
            "memory, or mistyped in more than one letter. Where it is right all the same, leave it: this is a "
            "warning."
        ),
        "article-unnamed": (
            "An article is known by its url, else by its publisher and id, else by the digest of its text."
        ),
        "ambiguous-quote": (
            "Evidence without start and end is found by its words, and the text has these words more than once. "
            "Those for a field may stand in the words for the whole fact: there they have to stand once."
        ),
        "bad-alias": (
            "An alias (*name) without an anchor (&name) before it, or inside what it repeats. Text that begins "
            "with * needs quotation marks."
        ),
        "bad-character": (
            "An escape such as \\ud800 stands in a text by itself. It means half of a character that needs two such "
            "escapes, and no text can hold that."
        ),
        "bad-confidence": ("confidence is a number from 0 to 1."),
        "bad-date": (
            "This is no date. The article's published and modified are a day (2019-01-04) or a day and time "
            "with its zone; the dates of facts are EDTF: 2019-01-04, 2019-01, 2019, 2019-06-01/2019-06-19 for "
            "some time within, 2019/.. for since, 2021~ for about, 2019? for uncertain, 201X for the 2010s."
        ),
        "bad-digest": ("text_digest is sha256: and 64 hexadecimal digits. `kg extract` and `kg read` write it."),
        "bad-key": ("A key that is no word."),
        "bad-language": ("A language tag as in HTML: en, en-GB, pt-BR."),
        "bad-number": ("A number that is too large, or text where a number should stand."),
        "bad-offsets": (
            "Offsets are whole numbers of Unicode code points from the text's beginning, which is 0; end is the "
            "offset after the last letter."
        ),
        "bad-quote": ("The quote is text."),
        "bad-url": ("An absolute address with http or https should stand here."),
        "curly-quotes": (
            "Curly quotation marks are letters to YAML: they become part of the value, and a comma or colon between "
            "them is none of the text's. Put straight marks in their place, or round them where the value is a "
            "quotation."
        ),
        "cut-value": (
            "In YAML a # behind a space begins a comment, so the value ends before it. Where it belongs to the value, "
            "put quotation marks round the whole; where it is a comment, put a space behind it."
        ),
        "duplicate-fact": (
            "The same fact with the same evidence stands in the file twice. It is published once; where the two differ "
            "in certainty, status or basis the article is refused, because nobody can be sure in two ways."
        ),
        "duplicate-key": (
            "The same key stands twice in one mapping. Most YAML readers keep the last without a word, and a "
            "fact is lost. Several values of one field go in a list."
        ),
        "empty-file": ("The file has nothing in it."),
        "empty-value": ("The key has no value."),
        "far-year": (
            "The date is years from the article, and no year and no count of years in its sentence leads there. Often "
            "two digits changed places. Where it is right all the same, leave it: this is a warning."
        ),
        "json-syntax": ("The line is not JSON: a comma, a quotation mark or a bracket is missing or one too many."),
        "missing-article": ("A fact file says which article its facts come from."),
        "missing-evidence": ("Every fact shows the words of the article that it comes from."),
        "missing-field": (
            "This type of fact needs the field. Certainty, polarity, basis and source are needed by every fact, "
            "status by every happening, so that nothing is said more surely than the article says it."
        ),
        "missing-type": ("Facts and entities say their type."),
        "misspelt-name": (
            "The text does not have the name of this entity, and has one that differs in a single letter. Where the "
            "name is right as it stands, leave it: this is a warning."
        ),
        "missing-version": ("A fact file begins with the version of its format: kg: 1"),
        "nameless-entity": ("An entity has a name: the fullest that the text gives."),
        "needless-status": (
            "Status (mooted, planned, occurred ...) is for happenings. What somebody says has happened by being "
            "said, and standing relations have a tenure."
        ),
        "no-text-digest": (
            "Without text_digest nobody can tell which text the offsets count in; the evidence is published as "
            "unverified. Words without offsets are looked for in the text of the fact file's name, and tied to it."
        ),
        "missing-offsets": (
            "Evidence may leave out start and end where its words stand once in the text. For that the text has to be "
            "at hand: beside the fact file, or under --texts."
        ),
        "not-a-fact-file": ("A fact file has the parts kg, article, entities and facts at its top."),
        "not-a-list": ("A list should stand here: [a, b], or a line `- a` each."),
        "not-a-mapping": ("Keys and values should stand here: {key: value, ...}"),
        "not-an-entity": ("The key of an entity should stand here."),
        "not-text": (
            "Text should stand here; a word such as true or a number with a point needs quotation marks to be text."
        ),
        "not-true-or-false": ("true or false should stand here, without quotation marks."),
        "nul-character": ("A NUL character stands in the file; often it was damaged, or is not a text file."),
        "offsets-outside-text": ("The offsets lie past the end of the text."),
        "other-day": (
            "The address of the article has a day in it that is more than a week from `published`. Often a year or "
            "month was mistyped. Where both are right, leave them: this is a warning."
        ),
        "other-name": (
            "The words that are to show a field, or the whole fact, name another entity of this file that the fact "
            "has nothing of, and not the one that the fact gives. Mend the key, or the evidence. Where both are "
            "right, leave them: this is a warning."
        ),
        "other-number": (
            "The evidence has numbers, and neither one of them nor some of them together are the one that the fact "
            "gives. Of deaths only numbers of people who died count, of the injured only those of the injured. Where "
            "it is right all the same, leave it: this is a warning."
        ),
        "other-value": (
            "The evidence has the word for another action or kind of event and none for the one that the fact gives, "
            "or no word of the post. Where it is right all the same, leave it: this is a warning."
        ),
        "other-weekday": (
            "The evidence names a day of the week, and the date is another. Where it is right all the same, leave it: "
            "this is a warning."
        ),
        "other-words": (
            "The text of a speech has words that its evidence has not. Direct speech repeats what was said, word for "
            "word; other speech does so within quotation marks. An ellipsis (…) stands for words left out; punctuation "
            "and the clause that names the speaker do not count."
        ),
        "other-year": (
            "The date is of a year that neither its evidence nor the day of the article has, and the evidence has "
            "another. Where it is right all the same, leave it: this is a warning."
        ),
        "out-of-bounds": ("The number is too small or too large for this field."),
        "planned-before": (
            "What is planned lies ahead of the article. Here the date was over when it appeared: the year "
            "may be wrong, or the thing has happened or was cancelled. Where it is right all the same, leave it: this "
            "is a warning."
        ),
        "quote-length": (
            "The quote is longer or shorter than its offsets say. An emoji is one code point, as is a line break."
        ),
        "reserved-key": ("`article` is reserved: as a source it means the article's own word."),
        "same-entity": (
            "Two entities of the file have one first address in `same_as`, so they are published as one. Where they "
            "are two, one of the addresses is wrong. Where they are one, leave it, or keep one of the keys: this is a "
            "warning."
        ),
        "several-articles": (
            "A file has several articles, but only one was asked for: `kg.read_articles` gives each of them."
        ),
        "several-documents": ("A YAML file holds the facts of one article; another document begins at `---`."),
        "too-deep": (
            "Lists and mappings (brackets, or lines set in further and further) in one another, deeper than any fact "
            "file needs."
        ),
        "too-few-values": (
            "The field takes more values than stand here; a meeting, for instance, has two participants."
        ),
        "too-many-aliases": (
            "Aliases that repeat values which repeat values can make a small file fill the memory; kg stops early."
        ),
        "too-many-values": ("The field takes fewer values than stand here."),
        "unknown-entity": ("A fact names an entity by its key, and no entity has this one."),
        "unknown-entity-type": (
            "The ontology has no such kind of entity. Types are spelt with a capital: Person, Organization, Country."
        ),
        "unknown-field": ("There is no such key here; often it is misspelt, or belongs to another type of fact."),
        "unknown-of": ("`of` names the field that the words show."),
        "unknown-type": (
            "No shape describes this type of fact. Types are spelt with a capital: OfficeHolding, Visit. Types "
            "of your own come with --shapes and --ontology."
        ),
        "unknown-value": ("The field takes one of a few values, which the message lists."),
        "unknown-version": ("The file is written in a version of the format that this kg does not read."),
        "unlike-words": (
            "Reported speech need not repeat the article word for word. Here its evidence lacks a figure or a "
            "denial of it, or most of its words, so that nobody can see there that it was said. Where it is right all "
            "the same, leave it: this is a warning."
        ),
        "wrong-encoding": (
            "Fact files are UTF-8. A file saved by an older program may be UTF-16 or Windows-1252; save it anew "
            "as UTF-8. A byte order mark at its beginning is allowed."
        ),
        "wrong-kind-of-entity": ("The field takes entities of another kind: a person cannot be a destination."),
        "wrong-quote": (
            "The text has other words at these offsets. Where the words stand elsewhere the message says so; "
            "curly and straight quotation marks differ, as do accents composed otherwise."
        ),
        "wrong-text": ("The text that was found for the article has another digest, so the offsets may not fit it."),
        "yaml-syntax": (
            "The file is not YAML. Often a text has `: ` or ` #` in it and needs quotation marks, a quotation "
            "mark or bracket is not closed, or a tab stands where spaces should."
        ),
        "yaml-tag": (
            "A tag such as !!python/object stands in the file. Fact files have none: the shapes say what type a "
            "value has."
        ),
    }
)
