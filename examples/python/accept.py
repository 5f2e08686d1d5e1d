"""Accept: who accepts a proposal, who rejects it, on which ground, in whose words?  usage: accept.py [DOSSIER]"""
import collections
import sys

import guarantee

dossier = guarantee.load(sys.argv[1] if len(sys.argv) > 1 else "examples/ukraine-2025")
view = dossier.view()

print("How each proposal fares")
for proposal in dossier.proposals:
    kinds = collections.Counter(verdict.kind for verdict in view.assess(proposal).verdicts)
    print(f"  {proposal.title:<42}{', '.join(f'{count} {kind}' for kind, count in sorted(kinds.items()))}")

assessment = view.assess("european-peacekeepers")
verdict = assessment.verdicts["rus"]
print(f"\n“{assessment.proposal.title}”: {verdict.participant.name()} {verdict.kind}")
for finding in verdict.findings:
    if finding.kind == "red-line":
        said = finding.position
        print(f"  {finding.message}")
        words = f"“{said.quote}”" if said.quote else said.gist
        print(f"    {said.speaker.name()}: {words} [{said.citations[0].source.id}, {said.citations[0].locator}]")
        print(f"    to mend it: {finding.cure}")

# Only what a participant's own speakers said counts here.
stated = dossier.view(evidence="stated").assess("european-peacekeepers")
print("\nOn stated evidence alone")
for verdict in stated.verdicts:
    was = assessment.verdicts.get(verdict.participant)
    if was is None or was.kind != verdict.kind:
        print(f"  {verdict.participant.name()}: {verdict.kind}, not {was.kind if was else 'mentioned'}")

comparison = view.compare(["us-support", "european-peacekeepers"])
print(f"\n{comparison.difference_count} differences between", " and ".join(f"“{p.title}”" for p in comparison.proposals))
for row in comparison.rows:
    if row.differs and row.choice is None:
        cells = [", ".join(option.title for option in row.cell_options(proposal)) or "–" for proposal in comparison.proposals]
        print(f"  {row.issue.title}: {' / '.join(cells)}")
