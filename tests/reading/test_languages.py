"""The language of a text."""

from __future__ import annotations

import pytest

from kg.languages import foreign_language, language_of


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The minister said that she was looking at the options for a visit to the island."),
        ("de", "Die Ministerin hat gesagt, dass sie nicht an der Reise auf die Insel teilnehmen wird."),
        ("fr", "La ministre a déclaré que les options pour une visite dans le pays sont à l’étude."),
        ("es", "La ministra dijo que no ha decidido la fecha de su visita, pero que será en el verano."),
        ("it", "La ministra ha detto che non è ancora decisa la data della visita, ma che si farà."),
        ("pt", "A ministra disse que não foi decidida a data da visita, mas que será no verão."),
        ("nl", "De minister heeft gezegd dat het bezoek niet voor de zomer zal zijn, en dat er nog tijd is."),
        ("sv", "Ministern sade att det inte är bestämt när besöket ska äga rum, men att det blir av."),
        ("pl", "Minister powiedziała, że nie wie, kiedy się to stanie, ale że jest to możliwe po lecie."),
        ("ru", "Министр сказала, что дата поездки ещё не определена."),
        ("uk", "Міністерка сказала, що дата поїздки ще не визначена."),
        ("el", "Η υπουργός είπε ότι η ημερομηνία δεν έχει οριστεί."),
        ("ja", "大臣は訪問の日程はまだ決まっていないと述べた。"),
        ("zh", "部长表示访问日期尚未确定。"),
        ("ar", "قالت الوزيرة إن موعد الزيارة لم يتحدد بعد."),
    ],
)
def test_a_language_is_told_by_its_words(language: str, text: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["", "Okoye", "1, 2, 3, 4, 5, 6, 7", "Xyzzy plugh frobozz quux blorb zork grue"])
def test_too_little_tells_nothing(text: str) -> None:
    assert language_of(text) is None


GERMAN = (
    "Die Außenministerin ist am Dienstag in Kesmark angekommen und hat dort mit dem Bürgermeister gesprochen. "
    "Sie wird bis zum Freitag bleiben, sagte eine Sprecherin, und dann mit einem Schiff nach Port Amsel fahren. "
    "Die Fischer hatten nicht auf sie gewartet, aber auch nicht über den Besuch geklagt."
)
NEWS = (
    "Acht Tote nach Brückeneinsturz in Halvik. Beim Einsturz der Orlen-Brücke in Halvik sind am Dienstag acht Menschen "
    "ums Leben gekommen, wie die Polizei mitteilte. Verkehrsministerin Astrid Moen sagte, sie habe keinen Bericht über "
    "Risse erhalten. Ministerpräsident Leif Andrade reist am Donnerstag nach Halvik."
)
ENGLISH = "The minister arrived in Kesmark on Tuesday, and said in the German of her youth what she had come for. "


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (GERMAN, "de"),
        (GERMAN.split(".")[2], None),
        (NEWS, "de"),
        (f"{ENGLISH}“{GERMAN}” It was not what the crowd had come to hear, and they left for the harbour.", None),
        (ENGLISH * 4, None),
    ],
)
def test_only_a_long_text_with_hardly_an_english_word_is_surely_foreign(text: str, language: str | None) -> None:
    assert foreign_language(text) == language
