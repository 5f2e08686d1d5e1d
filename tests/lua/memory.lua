-- memory.lua: what memory.c runs over and over: a bit of everything. Lua may run out of memory anywhere in it.
local g = require "guarantee"
local text = [[
guarantee: 1
sources:
  - {id: s, title: A source}
participants:
  - {id: ada, kind: state, names: {en: Adania}}
  - {id: bel, kind: state, names: {en: [Belland, The Belland Republic], fr: Bellande}}
issues:
  - {id: troops, options: [none, some, many], ordered: true, default: none}
  - {id: alliance, options: [out, in], default: out}
proposals:
  - {id: force, title: A force, parties: [ada, bel], date: 2025-01-10, clauses: [{id: deploy, terms: {troops: many}}]}
  - {id: paper, parties: [ada, bel], date: 2025-02, clauses: [{id: nothing, terms: {troops: none}}]}
positions:
  - {id: p1, participant: ada, date: 2025-01-01, until: 2025-12, requires: {troops: {at_least: some}}, evidence: inferred, source: s}
  - {id: p2, participant: bel, date: 2025-01-02, rejects: {troops: many}, evidence: inferred, source: s}
  - {participant: bel, date: 2025-01-03, requires: {troops: none}, evidence: inferred, source: s}
]]

local dossier = g.assert(g.load_memory("small", text, {progress = function() return #"x" == 0 end}))
local view = g.assert(dossier:view({evidence = {"inferred"}, sources = {"s"}}))
local assessment = g.assert(view:assess("force"))
for id, verdict in assessment.verdicts:pairs() do assert(id == verdict.participant.id and #verdict.findings > 0) end
assert(#tostring(assessment) > 0 and #g.assert(view:compare({"force", "paper"})).rows == 1)
local _, err = g.load_memory("x", "foo: 1")
assert(#tostring(err) > 0)
for conflict in g.assert(view:conflicts({progress = function() return false end})) do assert(#conflict.positions == 2) end
local builder = g.assert(dossier:builder())
g.assert(builder:add("participant", {id = "cal", kind = "state", names = {en = {"Cal", "Calland"}}}))
assert(#g.assert(builder:finish()).participants == 3 and view.dossier == dossier)
local left = text
g.assert(g.load_stream("small", function()
  local all = left
  left = nil
  return all
end)):close()
assert(#g.assert(view:matrix_show({"ada", "bel"}, nil, {format = "json"})) > 0)
assert(dossier:match_name("Bellande").participant.id == "bel")
