-- Hold: if the guarantee were called on, would it act? Who can block it, who carries it, how many defaults does it survive?
-- usage: lua hold.lua [DOSSIER [PROPOSAL [SCENARIO]]]
local g = require "guarantee"

local dossier = g.assert(g.load(arg[1] or "examples/ukraine-2025"))
local view = g.assert(dossier:view())
local proposal = g.assert(dossier.proposals[arg[2] or "european-peacekeepers"], "there is no such proposal")

for name, rule in proposal.rules:pairs() do
  local game = g.assert(view:game(proposal, rule))
  local power = g.assert(game:power({measures = {"banzhaf", "shapley"}}))
  print(("The rule “%s”, decided by %d"):format(name, #game.members))
  for _, member in power.members:ipairs() do
    print(("  %-16s Shapley–Shubik %-6s %s"):format(member.participant:name(), member:fraction("shapley"), member.is_veto_player and "can stop it alone" or ""))
  end
end

local function probability(low, high)
  return low == high and ("%.2f"):format(low) or ("%.2f to %.2f"):format(low, high)
end

local stress = g.assert(view:stress(proposal, arg[3] or "attack-on-the-force", {likelihoods = {gbr = {0.7, 0.9}}}))
print(("\n%s, if %s"):format(proposal.title, stress.scenario.title))
for _, due in stress.dues:ipairs() do
  print(("  %s owes “%s”: %s (%s)"):format(due.obligor:name(), due.clause.title, probability(due.low, due.high), due.likelihood_origin))
end
print(("It arrives with a probability of %s, and survives %d defaults"):format(probability(stress.arrives_low, stress.arrives_high), stress.survives))
for i, cut in stress.cuts:ipairs() do
  local names = {}
  for _, member in cut.members:ipairs() do names[#names + 1] = member:name() end
  if i <= 3 then print("  enough to fail it: the default of " .. table.concat(names, " and ")) end
end
