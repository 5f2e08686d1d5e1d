"""Build a dossier from nothing, look at what it says, and save it.  usage: build.py [FILE]"""
import datetime
import pathlib
import sys

import guarantee

builder = guarantee.Context().builder()
builder.set_title("Two neighbours")
builder.add_record("source", id="minutes", title="Minutes of the meeting", date="2031-05")
for name in ("Ada", "Bor"):
    builder.add_record("participant", id=name.lower(), kind="state", names={"en": name})
builder.add_record("issue", id="troops", title="Foreign troops", options=["none", "training", "combat"], ordered=True, default="none")
builder.add_record("proposal", id="plan", title="The plan", proposed_by="ada", parties=["ada", "bor"],
                   clauses=[{"id": "help", "obligors": "ada", "terms": {"troops": "combat"}}])

# What a record holds may come in one call or bit by bit; values are what Python has.
position = builder.add_record("position", participant="bor", evidence="stated", rejects={"troops": {"at_least": "combat"}})
position["date"] = datetime.date(2031, 5, 4)
position["source"] = {"id": "minutes", "locator": "par 4"}
position["quote"] = "never on our soil"
builder.add_record("position", participant="ada", prefers={"troops": "combat"}, weight=2, evidence="stated", source="minutes", date="2031-05")

dossier = builder.finish()
print(repr(dossier))
for verdict in dossier.view().assess("plan").verdicts:
    print(f"{verdict.participant.name()} {verdict.kind}:", *(finding.message for finding in verdict.findings))

# What is wrong is said before anything is made of it, with what would mend it.
builder.add_record("position", participant="bob", evidence="stated", source="minutes", rejects={"troops": "combat"})
try:
    builder.finish()
except guarantee.DossierError as error:
    print(error)

# Another dossier is made of this one; the first stays as it is.
changed = dossier.builder()
changed.add_record("position", participant="bor", accepts={"troops": "combat"}, evidence="stated", source="minutes", date="2031-06-01")
later = changed.finish()
print("On", dossier.last_day, dossier.view().assess("plan").verdicts["bor"].kind, "– on", later.last_day,
      later.view().assess("plan").verdicts["bor"].kind)

path = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "neighbours.yaml")
later.save(path)
print("Saved; what is loaded again is", "the same" if guarantee.load(path).equal(later) else "something else")
