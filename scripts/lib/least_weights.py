"""Of several files of weights, measured one after the other by the same template, writes one with the lightest measurement of each call.

    least_weights.py OUTPUT MEASURED...

A machine that others share is at times half as fast as at others, for seconds or minutes: what a call takes by itself is what it took
in the best of the runs. Calls with a parameter are compared at the value AT.
"""

import re
import sys
from pathlib import Path

# Where calls with a parameter are compared: about the middle of their ranges.
AT = 256
FUNCTION = re.compile(r"(\tfn (\w+)\([^)]*\) -> Weight \{\n)(.*?)(\n\t\}\n)", re.DOTALL)
PARTS = re.compile(r"from_parts\(([\d_]+), \d[\d_]*\)(\s*\.saturating_mul)?")


def weight(body: str) -> int:
    """The time of a call in picoseconds, without the database."""
    return sum(int(time) * (AT if each else 1) for time, each in PARTS.findall(body))


def measured(text: str) -> list[dict[str, str]]:
    """The bodies of a file's functions, of each implementation of the trait."""
    implementations = text.split("\nimpl")[1:]
    return [{name: body for _, name, body, _ in FUNCTION.findall(part)} for part in implementations]


def main(output: str, *files: str) -> None:
    texts = [Path(file).read_text() for file in files]
    tables = [measured(text) for text in texts]
    begin, *implementations = texts[0].split("\nimpl")
    least = {
        name: min(range(len(tables)), key=lambda run: weight(tables[run][0][name]))
        for name in tables[0][0]
    }
    for place, part in enumerate(implementations):
        implementations[place] = FUNCTION.sub(
            lambda found: found[1] + tables[least[found[2]]][place][found[2]] + found[4], part
        )
    Path(output).write_text("\nimpl".join([begin, *implementations]))


if __name__ == "__main__":
    main(*sys.argv[1:])
