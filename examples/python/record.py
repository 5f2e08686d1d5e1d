"""Record: who proposed what, who said what about it, when, and where is it written?  usage: record.py [DOSSIER]"""
import sys

import guarantee

dossier = guarantee.load(sys.argv[1] if len(sys.argv) > 1 else "examples/ukraine-2025")
print(dossier.title)

print("\nOn the table")
for proposal in dossier.proposals:
    by = ", ".join(participant.name() for participant in proposal.proposers) or "nobody in particular"
    print(f"  {str(proposal.date or 'undated'):<12}{proposal.title}, by {by}")

# Participants are found by any of their names, in any script.
speaker = dossier.participants["Лавров"]
print(f"\n{speaker.name()} ({speaker.name('uk')}) in his own words")
for position in dossier.positions:
    if position.speaker == speaker and position.quote:
        citation = position.citations[0]
        print(f"  {str(position.date):<12}“{position.quote}” [{citation.source.id}, {citation.locator}]")

print("\nWho holds what on “When guarantees are settled”, day by day")
for day in ("2025-08-19", "2025-08-24"):
    view = dossier.view(as_of=day)
    for stance in view.stances:
        if stance.issue == dossier.issues["guarantee-timing"]:
            print(f"  {view.as_of}  {stance.participant.name()} {stance.kind} {', '.join(option.title for option in stance.options)}")

print("\nWhose record contradicts itself")
for found in dossier.view().contradictions:
    for position in (found.position, found.other):
        print(f"  {position.participant.name()}, {position.date}, {position.evidence}: {position.gist}")
