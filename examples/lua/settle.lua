-- Settle: is there a package that crosses nobody's red line? If not, which positions clash, and what is the least that has to move?
-- usage: lua settle.lua [DOSSIER]
local g = require "guarantee"

local dossier = g.assert(g.load(arg[1] or "examples/ukraine-2025"))
local view = g.assert(dossier:view())
local question = {fixed = {"end-of-war=peace-agreement", "protection=at-least:guarantees"}}

print("What cannot hold together")
local conflicts = g.assert(view:conflicts(question))
for conflict in conflicts do -- one by one, smallest first; an error of the search would be raised here
  print("  - " .. conflict.message)
  if #conflicts == 3 then break end
end

local settlement = g.assert(view:settlement(question))
local package = g.assert(settlement:next())
print(("\nThe cheapest package crosses %d red lines and assumes %d consents%s"):format(package.red_lines, package.consents,
                                                                                   settlement.proved and "; none is cheaper" or ""))
for _, concession in package.concessions:ipairs() do
  print(("  %s would have to move: %s"):format(concession.position.participant:name(), concession.message))
end
for _, consent in package.assumed_consents:ipairs() do
  print(("  %s would have to be asked about “%s”"):format(consent.participant:name(), consent.choice.issue.title))
end

-- The answer is checked by a program that shares no code with the search.
local choices = {}
for _, choice in package.choices:ipairs() do
  local variable = choice.issue.id .. (choice.participant and "/" .. choice.participant.id or "")
  choices[#choices + 1] = variable .. "=" .. choice.options[1].id
end
local check = g.assert(view:check_package(choices, question))
print(("\nAn independent count: %d red lines, %d consents"):format(check.red_lines, check.consents))
