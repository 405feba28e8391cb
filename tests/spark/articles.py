"""Makes up articles for the Spark test: a line of JSON for each, the same on every run.

    python articles.py 3000 > articles.jsonl
"""

import json
import random
import sys

GIVEN = "Ana Teresa Martin Peter Maria Nora Ravi Ines Tomás Zoë Leila Jonas Mei Omar Greta Sunita".split()
FAMILY = "Ortiz Okafor Hale Vance Lindqvist Dunmore Achterberg Castellan Møller Petrov Quiroga Sato Whitlow Njoroge".split()
ROLES = ["the mayor", "a baker from the old town", "the county's transport chief", "a spokeswoman for the port", "the school's head"]
BODIES = ["the Harbour Board", "the city council", "Brightwater Energy", "the Ministry of Roads", "the teachers' union"]
PLACES = ["Oster Island", "Port Ellery", "New Carrow", "Lakeham", "the Velder valley"]
CLAIMS = [
    "the bridge will be closed until the spring", "nobody had asked the people who live there", "the money is simply not there",
    "the plan would cost $2.5 million a year", "repairs should begin on Monday", "the ferry has been late on 40 days this year",
    "we have waited nine years for this", "it was the best harvest in a generation", "there is no reason to be afraid",
]
SENTENCES = [
    "“{Claim},” said {name}, {role}.",
    "“{Claim},” {family} said on Tuesday. “And {claim2}.”",
    "{name} told reporters in {place} that {claim}.",
    "According to {body}, {claim}.",
    "{Body} believes that {claim}, but it has not said when.",
    "The streets of {place} were quiet on Tuesday morning 🌧️, and most shops stayed shut.",
    "Asked about the report, {he} said {claim}.",
    "About 1,200 people live in {place}, where the old mill burned down in 1987.",
]


def article(draw: random.Random) -> str:
    family = draw.choice(FAMILY)
    name = f"{draw.choice(GIVEN)} {family}"
    paragraphs = []
    for _ in range(draw.randint(8, 16)):
        def sentence() -> str:
            claim, claim2, body = draw.choice(CLAIMS), draw.choice(CLAIMS), draw.choice(BODIES)
            return draw.choice(SENTENCES).format(
                name=name, family=family, he=draw.choice(["he", "she"]), role=draw.choice(ROLES), place=draw.choice(PLACES),
                body=body, Body=body[0].upper() + body[1:], claim=claim, Claim=claim[0].upper() + claim[1:], claim2=claim2,
            )
        paragraphs.append(" ".join(sentence() for _ in range(draw.randint(2, 4))))
    return "\n\n".join(paragraphs)


def articles(number: int) -> list[dict]:
    draw = random.Random(1)
    return [{"id": f"article-{i}", "text": article(draw)} for i in range(number)]


if __name__ == "__main__":
    for line in articles(int(sys.argv[1])):
        print(json.dumps(line, ensure_ascii=False))
