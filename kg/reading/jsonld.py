"""An article as schema.org JSON-LD, with its labelled blocks."""

from __future__ import annotations

from typing import Any

from kg.model import Article, Image
from kg.names import signs_as_body


def article_jsonld(article: Article) -> dict[str, Any]:
    """The article as a schema.org NewsArticle, with its labelled blocks; what is not known is left out."""
    found = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.headline,
        "description": article.description,
        "dateline": article.dateline,
        "datePublished": article.published,
        "dateModified": article.modified,
        "author": [
            {"@type": "Organization" if signs_as_body(name) else "Person", "name": name} for name in article.authors
        ],
        "publisher": {"@type": "NewsMediaOrganization", "name": article.publisher} if article.publisher else None,
        "articleSection": article.section,
        "inLanguage": article.language,
        "url": article.url,
        "identifier": article.id,
        "correction": article.correction,
        "isBasedOn": article.based_on,
        "image": [_image(image) for image in article.images],
        "articleBody": article.text,
        "textDigest": article.text_digest,
        "blocks": [{"kind": block.kind, "start": block.start, "end": block.end} for block in article.blocks],
    }
    return {key: value for key, value in found.items() if value}


def _image(image: Image) -> dict[str, str]:
    said = {"@type": "ImageObject", "url": image.url, "caption": image.caption, "creditText": image.credit}
    return {key: value for key, value in said.items() if value}
