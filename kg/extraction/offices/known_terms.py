"""Whose term everybody knows to be over: "President Abraham Lincoln", whatever the sentence says of when.

Heads of state and government of states that are often in the news, with the year in which they last left the post.
Nobody stands here who is in the post, or came back to it after that year.
"""

from __future__ import annotations

from datetime import date

_LEFT: dict[str, dict[str, int]] = {
    "president": {
        "George Washington": 1797,
        "Thomas Jefferson": 1809,
        "Abraham Lincoln": 1865,
        "Theodore Roosevelt": 1909,
        "Woodrow Wilson": 1921,
        "Herbert Hoover": 1933,
        "Franklin D. Roosevelt": 1945,
        "Franklin Roosevelt": 1945,
        "Harry S. Truman": 1953,
        "Harry Truman": 1953,
        "Dwight D. Eisenhower": 1961,
        "Dwight Eisenhower": 1961,
        "John F. Kennedy": 1963,
        "Lyndon B. Johnson": 1969,
        "Lyndon Johnson": 1969,
        "Richard Nixon": 1974,
        "Gerald Ford": 1977,
        "Jimmy Carter": 1981,
        "Ronald Reagan": 1989,
        "George H. W. Bush": 1993,
        "Bill Clinton": 2001,
        "George W. Bush": 2009,
        "Barack Obama": 2017,
        "Joe Biden": 2025,
        "Charles de Gaulle": 1969,
        "Georges Pompidou": 1974,
        "François Mitterrand": 1995,
        "Jacques Chirac": 2007,
        "Nicolas Sarkozy": 2012,
        "François Hollande": 2017,
        "Mikhail Gorbachev": 1991,
        "Boris Yeltsin": 1999,
        "Dmitry Medvedev": 2012,
        "Nelson Mandela": 1999,
        "Thabo Mbeki": 2008,
        "Jacob Zuma": 2018,
        "Robert Mugabe": 2017,
        "Hosni Mubarak": 2011,
        "Mohamed Morsi": 2013,
        "Saddam Hussein": 2003,
        "Hugo Chávez": 2013,
        "Fidel Castro": 2008,
        "Raúl Castro": 2018,
        "Dilma Rousseff": 2016,
        "Jair Bolsonaro": 2022,
        "Hu Jintao": 2013,
        "Jiang Zemin": 2003,
        "Hamid Karzai": 2014,
        "Ashraf Ghani": 2021,
        "Viktor Yanukovych": 2014,
        "Petro Poroshenko": 2019,
        "Park Geun-hye": 2017,
        "Moon Jae-in": 2022,
        "Rodrigo Duterte": 2022,
        "Slobodan Milošević": 2000,
        "Bashar al-Assad": 2024,
    },
    "prime minister": {
        "Winston Churchill": 1955,
        "Clement Attlee": 1951,
        "Harold Wilson": 1976,
        "Margaret Thatcher": 1990,
        "John Major": 1997,
        "Tony Blair": 2007,
        "Gordon Brown": 2010,
        "David Cameron": 2016,
        "Theresa May": 2019,
        "Boris Johnson": 2022,
        "Liz Truss": 2022,
        "Rishi Sunak": 2024,
        "Jawaharlal Nehru": 1964,
        "Indira Gandhi": 1984,
        "Manmohan Singh": 2014,
        "Pierre Trudeau": 1984,
        "Stephen Harper": 2015,
        "Justin Trudeau": 2025,
        "John Howard": 2007,
        "Kevin Rudd": 2013,
        "Julia Gillard": 2013,
        "Tony Abbott": 2015,
        "Malcolm Turnbull": 2018,
        "Scott Morrison": 2022,
        "Jacinda Ardern": 2023,
        "Yitzhak Rabin": 1995,
        "Ariel Sharon": 2006,
        "Shinzo Abe": 2020,
        "Silvio Berlusconi": 2011,
        "Matteo Renzi": 2016,
        "Benazir Bhutto": 1996,
        "Imran Khan": 2022,
        "Sheikh Hasina": 2024,
        "Mark Rutte": 2024,
    },
    "chancellor": {
        "Adolf Hitler": 1945,
        "Konrad Adenauer": 1963,
        "Willy Brandt": 1974,
        "Helmut Schmidt": 1982,
        "Helmut Kohl": 1998,
        "Gerhard Schröder": 2005,
        "Angela Merkel": 2021,
        "Olaf Scholz": 2025,
    },
    "pope": {
        "Pius XII": 1958,
        "John XXIII": 1963,
        "Paul VI": 1978,
        "John Paul II": 2005,
        "Benedict XVI": 2013,
        "Francis": 2025,
    },
}


def is_over(post: str, name: str, published: date | None) -> bool:
    """Whether the term of somebody in a post was over by the year of an article; of none, by now.

    >>> is_over("US President", "Barack Obama", date(2019, 6, 1))
    True
    >>> is_over("President", "Barack Obama", date(2016, 6, 1))
    False
    """
    left = next((names.get(name) for noun, names in _LEFT.items() if post.lower().endswith(noun)), None)
    return left is not None and (published is None or published.year > left)
