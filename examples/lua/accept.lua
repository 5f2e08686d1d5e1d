-- Accept: who accepts this proposal, who rejects it, on which ground? Where do two proposals differ?
-- usage: lua accept.lua [DOSSIER [PROPOSAL [OTHER]]]
local g = require "guarantee"

local dossier = g.assert(g.load(arg[1] or "examples/ukraine-2025"))
local view = g.assert(dossier:view())
local first, other = arg[2] or "european-peacekeepers", arg[3] or "us-support"

local assessment = g.assert(view:assess(first))
print(("%s: %s"):format(assessment.proposal.title, assessment.acceptable and "acceptable" or "not acceptable as it stands"))
for id, verdict in assessment.verdicts:pairs() do
  print(("\n%s (%s) %s"):format(verdict.participant:name(), id, g.verdict_name(verdict.kind)))
  local finding = verdict.findings[1] -- the first reason decides
  if finding then
    print("  " .. finding.message)
    if finding.position and finding.position.quote then print(("  in its words: “%s”"):format(finding.position.quote)) end
    if finding.cure then print("  to mend it: " .. finding.cure) end
  end
end

local comparison = g.assert(view:compare({first, other}))
print(("\n%d differences between %s and %s; the rest is common ground"):format(comparison.difference_count, first, other))
for _, row in comparison.rows:ipairs() do
  if row.differs and row.choice == nil then
    local cells = {}
    for i = 1, #comparison.proposals do
      local options = {}
      for _, option in ipairs(row:cell_options(i)) do options[#options + 1] = option.title end
      cells[i] = row:cell_kind(i) == "silent" and "says nothing" or table.concat(options, " or ")
    end
    print(("  %s: %s | %s"):format(row.issue.title, cells[1], cells[2]))
  end
end
