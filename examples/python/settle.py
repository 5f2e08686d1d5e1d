"""Settle: is there a package that crosses nobody's red line? If not, what clashes, and what has to move?  usage: settle.py [DOSSIER]"""
import itertools
import sys

import guarantee

dossier = guarantee.load(sys.argv[1] if len(sys.argv) > 1 else "examples/ukraine-2025")
view = dossier.view()
wanted = ["end-of-war=peace-agreement", "protection=at-least:guarantees"]

print("What cannot hold together")
conflicts = view.conflicts(fixed=wanted)
for conflict in itertools.islice(conflicts, 3):  # found one by one, smallest first
    print(f"  {conflict.message}")

settlement = view.settlement(fixed=wanted)
package = settlement[0]
print(f"\nThe cheapest package crosses {package.red_lines} red lines and assumes {package.consents} consents"
      f"{'; none is cheaper' if settlement.proved else ''}")
for concession in package.concessions:
    print(f"  {concession.position.participant.name()} would have to move: {concession.message}")
for consent in package.assumed_consents:
    print(f"  {consent.participant.name()} would have to be asked about “{consent.choice.issue.title}”")

print("\nThe least changes of red lines that would make room")
for correction in itertools.islice(view.corrections(fixed=wanted), 3):
    print("  " + "; ".join(f"{p.participant.name()}: {p.gist}" for p in correction.positions))

version = view.nearest("three-guarantors", parties=["ukr", "gbr", "fra"]).next()
if version is not None:
    print(f"\nThe nearest to “{dossier.proposals['three-guarantors'].title}” that Ukraine, the UK and France could sign")
    for choice in version.choices:
        if choice.is_changed:
            print(f"  {choice.issue.title}: {', '.join(option.title for option in choice.options)}")

# The answer is checked by a program that shares no code with the search.
choices = [f"{c.issue.id}{'/' + c.participant.id if c.participant else ''}={c.options[0].id}" for c in package.choices]
check = view.check_package(choices, fixed=wanted)
print(f"\nAn independent count: {check.red_lines} red lines, {check.consents} consents")
