"""Hold: if the guarantee were called on, would it act? Who can block it, and how likely does it arrive?  usage: hold.py [DOSSIER]"""
import sys

import guarantee

dossier = guarantee.load(sys.argv[1] if len(sys.argv) > 1 else "examples/ukraine-2025")
view = dossier.view()


def span(low, high):
    return f"{low:.0%}" if low == high else f"{low:.0%} to {high:.0%}"


print("Who can stop each proposal on its own")
for proposal in dossier.proposals:
    for name, rule in zip(proposal.rule_names, proposal.rules):
        game = view.game(proposal, rule)
        vetoes = [member.name() for member in game.members if game.is_veto_player(member)]
        print(f"  {proposal.title}, {name}: {', '.join(vetoes) or 'nobody'}")

game = view.game("russian-conditions", "consensus")
power = game.power(measures="shapley")
print("\nPower under “consensus”")
for member in power.members:
    print(f"  {member.participant.name():<20}{member.value('shapley'):.3f}")
print("With Russia against it, and three in favour, it", game.decide(support=["usa", "gbr", "fra"], block=["rus"]))

print("\nIf Russia attacks again, and all others stand by what they promised")
for name in ("russian-conditions", "european-peacekeepers"):
    stress = view.stress(name, "attack-all-others-stand")
    print(f"  {stress.proposal.title}: some of it arrives with {span(stress.arrives_low, stress.arrives_high)}, "
          f"all of it with {span(stress.complete_low, stress.complete_high)}")
    for activation in stress.activations:
        vetoes = ", ".join(participant.name() for participant in activation.vetoes)
        print(f"    {activation.name} {activation.decision}; each of these can stop it alone: {vetoes or 'nobody'}")
