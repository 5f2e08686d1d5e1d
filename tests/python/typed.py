"""Code as an analyst would write it: mypy --strict has to find the types in it, and only the faults that are marked."""
import datetime
from typing import Optional, Union

import guarantee


def verdicts(path: str) -> dict[str, guarantee.VerdictKind]:
    dossier = guarantee.load(path)
    view = dossier.view(as_of="2025-08-24", evidence=["stated", guarantee.Evidence.REPORTED])
    return {verdict.participant.id: verdict.kind for verdict in view.assess("us-support").verdicts}


def first(dossier: guarantee.Dossier) -> Optional[Union[datetime.date, guarantee.PartialDate]]:
    proposal: guarantee.Proposal = dossier.proposals[0]
    clauses: list[guarantee.Clause] = proposal.clauses[1:]
    found: Optional[guarantee.Position] = dossier.positions.get("x")
    options: tuple[guarantee.Option, ...] = dossier.view().stances[0].options
    print(len(clauses), found.date if found is not None else None, [option.title for option in options])
    return proposal.date


def deals(view: guarantee.View) -> list[str]:
    messages = [conflict.message for conflict in view.conflicts(parties=["rus", "ukr"], order=guarantee.Order.FOUND)]
    stress = view.stress("plan", stands={"rus": "block"}, likelihoods={"gbr": (0.2, 0.4)}, progress=lambda done, total: None)
    return messages + [carrier.participant.name("en") for carrier in stress.carriers]


def faults(view: guarantee.View) -> None:
    view.assess(3)  # type: ignore[arg-type]
    view.verdicts  # type: ignore[attr-defined]
    view.settlement(parties="rus", cap="one")  # type: ignore[arg-type]
    title: str = view.dossier.title  # type: ignore[assignment]
    print(title)
