-- Record: who proposed what, who said what about it, when, and where is it written? What was the state of play on a given day?
-- usage: lua record.lua [DOSSIER [DAY]]
local g = require "guarantee"

local dossier = g.assert(g.load(arg[1] or "examples/ukraine-2025"))
local view = g.assert(dossier:view({as_of = arg[2] or "2025-08-20"}))

-- "Forces in Ukraine of France": the variable that a stance is on.
local function variable(stance)
  if stance.proposal then return "the whole of " .. stance.proposal.title end
  return stance.issue.title .. (stance.choice and " of " .. stance.choice:name() or "")
end

local function titles(options)
  local found = {}
  for i, option in ipairs(options) do found[i] = option.title end
  return table.concat(found, " or ")
end

local function cited(record)
  local places = {}
  for _, citation in record.citations:ipairs() do
    places[#places + 1] = citation.source.id .. (citation.locator and " " .. citation.locator or "")
  end
  return table.concat(places, ", ")
end

print(("%s: %d proposals and %d positions"):format(dossier.title, #dossier.proposals, #dossier.positions))
for id, proposal in dossier.proposals:pairs() do
  local proposers = {}
  for _, participant in proposal.proposers:ipairs() do proposers[#proposers + 1] = participant:name() end
  print(("  %-26s %-10s %s"):format(id, proposal.date or "", table.concat(proposers, ", ")))
end

print("\nRussia's stances in force on " .. view.as_of)
local russia = g.assert(dossier:match_name("Russia")).participant
for _, stance in view.stances:ipairs() do
  if stance.participant == russia then
    print(("  %s %s: %s"):format(stance.kind, variable(stance), titles(stance.options)))
    print(("      %s, %s [%s]"):format(stance.position.date, stance.position.evidence, cited(stance.position)))
  end
end

print("\nWho says two things at once")
for _, found in view.contradictions:ipairs() do
  print(("  %s: %s (%s) and %s (%s)"):format(found.position.participant:name(), found.position.gist, found.position.evidence, found.other.gist,
                                            found.other.evidence))
end
