-- support.lua: what the specs share: where things are, small dossiers, other programs' output. Uses io, os and the environment:
-- GUARANTEE_ROOT (the project), GUARANTEE_PROGRAM (the program `guarantee`), GUARANTEE_CASES (tests/cases' driver).
local support = {}

support.root = assert(os.getenv("GUARANTEE_ROOT"), "GUARANTEE_ROOT is not set")
support.ukraine = support.root .. "/examples/ukraine-2025"
support.every_key = support.root .. "/examples/every-key"
support.program = os.getenv("GUARANTEE_PROGRAM")
support.cases = os.getenv("GUARANTEE_CASES")
support.sanitized = os.getenv("GUARANTEE_SANITIZED") == "1"
support.integers = math.type ~= nil -- Lua 5.3 and later

support.small = [[
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

-- To be put behind it: what packages are worth to whom.
support.preferences = [[
preferences:
  - {participant: ada, utility: {alliance: {weight: 1, values: {in: 1}}}, source: s}
  - {participant: bel, utility: {alliance: {weight: 2, values: {out: 1}}}, source: s}
]]

-- A guarantee that two must activate, one of whom would rather not.
support.guarded = [[
guarantee: 1
sources:
  - {id: s, title: A source}
participants:
  - {id: ada, kind: state}
  - {id: bel, kind: state}
  - {id: cal, kind: state}
  - {id: three, kind: group, members: [ada, bel, cal]}
issues:
  - {id: air, options: [none, patrols], default: none, by: three}
proposals:
  - id: shield
    parties: [ada, bel, cal]
    activation: {both: {all_of: [ada, bel]}}
    clauses:
      - {id: patrol, obligors: ada, beneficiaries: cal, terms: {air/ada: patrols}, trigger: {act: attack, against: cal}, activation: both, source: s}
scenarios:
  - {id: day, trigger: {act: attack, against: cal}, support: ada, honours: {ada: 0.9, bel: 0.1}}
]]

function support.read(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read("*a")
  file:close()
  return text
end

-- What a command prints; `errors`: on standard error instead.
function support.output(command, errors)
  local pipe = assert(io.popen("LD_PRELOAD= " .. command .. (errors and " 2>&1 >/dev/null" or " 2>/dev/null")))
  local text = pipe:read("*a")
  pipe:close()
  return text
end

-- Collects until nothing is left to collect: finalizers run a cycle after what they belong to became garbage.
function support.collect()
  for _ = 1, 3 do collectgarbage() end
end

-- Resident memory in KiB, or nil where the system does not tell.
function support.resident()
  local file = io.open("/proc/self/status")
  if not file then return nil end
  local text = file:read("*a")
  file:close()
  return tonumber(text:match("VmRSS:%s*(%d+)"))
end

return support
