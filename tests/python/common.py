"""common.py: what the tests of the Python package share: paths, the dossiers that they use, a small one to build on."""
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
GENERATE = ROOT / "bindings" / "generate"
UKRAINE = ROOT / "examples" / "ukraine-2025"
EVERY_KEY = ROOT / "examples" / "every-key"

SMALL = """guarantee: 1
sources: [{id: s, title: Minutes, date: 2025-08}]
participants:
  - {id: ada, kind: state, names: {en: Ada, fr: Adà}, codes: {iso3: ADA}}
  - {id: bor, kind: state, names: {en: Bor}}
  - {id: pact, kind: group, members: [ada, bor]}
issues:
  - {id: troops, options: ["no", training, combat], ordered: true, default: "no"}
  - {id: talks, options: [open, shut]}
proposals:
  - id: plan
    title: The plan
    proposed_by: ada
    parties: [ada, bor]
    activation: {both: {all_of: [ada, bor]}}
    clauses:
      - {id: c1, obligors: [ada], terms: {troops: combat}, activation: both}
  - {id: other, parties: [ada, bor], clauses: [{id: c1, terms: {troops: training}}]}
positions:
  - {id: red, participant: bor, rejects: {troops: combat}, evidence: stated, source: s, date: 2025-08-01, gist: No combat troops}
  - {participant: ada, requires: {troops: {at-least: training}}, evidence: reported, via: bor, source: s, date: 2025-08, gist: Troops}
  - {participant: ada, prefers: {talks: open}, weight: 2.5, evidence: inferred, source: s, date: 2025, gist: Talks}
  - {id: red-again, participant: bor, rejects: {troops: combat}, supersedes: red, evidence: stated, source: s, date: 2025-08-02, gist: Still none}
  - {participant: bor, withdraws: red, evidence: stated, source: s, date: 2025-08-02, gist: No longer said so}
  - {id: shut, participant: bor, requires: {talks: shut}, evidence: stated, source: s, date: 2025-08-02, gist: No talks}
constraints:
  - {id: talk-or-train, if: {talks: shut}, then: {troops: combat}, because: nobody trains in silence}
preferences:
  - {id: taste, participant: ada, utility: {troops: {weight: 1, values: {training: 0.5, combat: 1}}}}
  - {participant: bor, utility: {troops: {weight: 1, values: {"no": 1, training: 0.6}}}, reservation: 0.1}
"""


def python_model():
    """The model that the binding was generated from."""
    sys.path.insert(0, str(GENERATE))
    import python_model as module

    return module.Model(json.loads((ROOT / "bindings" / "api.json").read_text(encoding="utf-8")))
