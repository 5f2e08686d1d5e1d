-- The cases of tests/cases by Lua: what they print is byte for byte what C prints.
local g = require "guarantee"
local support = require "support"

local json = {format = "json"}

local function words(text)
  local found = {}
  for word in text:gmatch("%S+") do found[#found + 1] = word end
  return found
end

-- The keys of a case's head, and its dossier.
local function parse(path)
  local text = support.read(path)
  local head, rest = text:match("^(.-)\n=== dossier\n(.*)$")
  local case = {dossier_text = rest and rest:match("^(.-)\n=== expect\n") and rest:match("^(.-\n)=== expect\n")}
  for key, value in ((head or text:match("^(.-)\n=== expect\n")) .. "\n"):gmatch("([^\n:#]+): ([^\n]*)\n") do case[key] = value end
  return case
end

local function show_name(dossier, name)
  local match, err = dossier:match_name(name)
  return assert((match or err.match):show(json))
end

local run = {
  view = function(view) return assert(view:show(json)) end,
  assess = function(view, case) return assert(assert(view:assess(case.proposal)):show(json)) end,
  compare = function(view, case) return assert(assert(view:compare(words(case.proposals))):show(json)) end,
  timeline = function(view, case)
    return assert(assert(view:timeline({participant = case.participant, issue = case.issue, proposal = case.proposal})):show(json))
  end,
}

local function run_case(path)
  local case = parse(path)
  local dossier
  if case.dossier then
    dossier = assert(g.load(path:match("^(.*)/") .. "/" .. case.dossier))
  else
    dossier = assert(g.load_memory("case", case.dossier_text))
  end
  if case.call == "name" then return show_name(dossier, case.name) end
  local view = assert(dossier:view({as_of = case["as-of"], evidence = case.evidence and words(case.evidence),
                                    sources = case.sources and words(case.sources)}))
  return assert(run[case.call], "no call " .. tostring(case.call))(view, case)
end

describe("the case", function()
  local count = 0
  local pipe = assert(io.popen("LD_PRELOAD= ls " .. support.root .. "/tests/cases/*.case"))
  for path in pipe:lines() do
    count = count + 1
    it(path:match("([^/]*)%.case$"), function()
      if not support.cases then return pending("the driver of tests/cases was not built") end
      assert.equal(support.output(support.cases .. " --json " .. path), run_case(path))
    end)
  end
  pipe:close()

  it("files are there", function() assert.is_true(count > 20) end)
end)
