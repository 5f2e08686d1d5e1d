-- The record: sequences, ids, properties, dates, identity.
local g = require "guarantee"
local support = require "support"

local dossier = assert(g.load(support.ukraine))
local every = assert(g.load(support.every_key))

local function keys(iterator)
  local found = {}
  for key in iterator do found[#found + 1] = key end
  return found
end

describe("a sequence", function()
  it("has a length, and elements from 1", function()
    assert.equal(51, #dossier.positions)
    assert.equal("ukr-istanbul-2022", dossier.positions[1].id)
    assert.is_nil(dossier.positions[0])
    assert.is_nil(dossier.positions[52])
    assert.is_nil(dossier.positions[1.5])
    assert.is_nil(dossier.positions[-1])
    assert.equal("positions: 51", tostring(dossier.positions))
  end)

  it("finds by id", function()
    assert.equal("us-support", dossier.proposals["us-support"].id)
    assert.equal("us-support", dossier.proposals:find("us-support").id)
    assert.is_nil(dossier.proposals["no-such"])
    assert.is_nil(dossier.proposals:find("no-such"))
    assert.is_nil(dossier.proposals[true])
    assert.equal("gbr", dossier.participants.gbr.id)
    assert.equal("guarantees", dossier.issues.protection.options.guarantees.id)
    local clause = dossier.proposals["us-support"].clauses["air-support"]
    assert.equal("air-support", clause.id)
    assert.equal(dossier.proposals["us-support"], clause.proposal)
    for _, party in every.proposals[1].parties:ipairs() do -- any sequence of what has an id
      assert.equal(party, every.proposals[1].parties[party.id])
    end
  end)

  it("is gone through by number and by id", function()
    local count = 0
    for i, position in dossier.positions:ipairs() do
      count = count + 1
      assert.equal(i, count)
      assert.equal(position, dossier.positions[i])
    end
    assert.equal(51, count)
    local first = {}
    for id, proposal in dossier.proposals:pairs() do
      assert.equal(id, proposal.id)
      first[#first + 1] = id
    end
    assert.equal(#dossier.proposals, #first)
    assert.equal(#dossier.proposals, #dossier.proposals:totable())
    assert.equal(dossier.proposals[2], dossier.proposals:totable()[2])
  end)

  it("is gone through by number where there are no ids", function()
    assert.same({"p1", "p2", 3}, keys((assert(g.load_memory("small", support.small))).positions:pairs()))
    assert.same({1}, keys(dossier.positions[1].citations:pairs()))
  end)

  it("works with ipairs and pairs themselves where Lua lets it", function()
    if _VERSION ~= "Lua 5.1" then
      local count = 0
      for i, issue in ipairs(dossier.issues) do
        count = i
        assert.equal(issue, dossier.issues[i])
      end
      assert.equal(#dossier.issues, count)
      for id, issue in pairs(dossier.issues) do assert.equal(id, issue.id) end
    end
  end)

  it("cannot be changed", function()
    assert.has_error(function() dossier.positions[1] = 2 end)
    assert.has_error(function() dossier.positions[1].gist = "x" end)
  end)

  it("of texts and numbers is a table", function()
    local bel = assert(g.load_memory("small", support.small)).participants.bel
    assert.same({"Belland", "The Belland Republic", "Bellande"}, bel.names)
    assert.same({"en", "en", "fr"}, bel.name_languages)
  end)
end)

describe("a record", function()
  it("is the same object each time", function()
    local seen = {[dossier.participants.rus] = "Russia"}
    for _, position in dossier.positions:ipairs() do
      if position.participant == dossier.participants.rus then
        assert.equal("Russia", seen[position.participant])
      end
    end
    assert.is_true(rawequal(dossier.positions[1], dossier.positions[1]))
    assert.are_not.equal(dossier.positions[1], dossier.positions[2])
    assert.are_not.equal(dossier.positions[1], dossier.participants[1])
    assert.equal(dossier.positions, dossier.positions)
    assert.are_not.equal(dossier.positions, dossier.issues)
  end)

  it("is the same in a view", function()
    local view = assert(dossier:view())
    assert.is_true(rawequal(dossier, view.dossier))
    local stance = view.stances[1]
    assert.equal(dossier.positions[stance.position.id], stance.position)
  end)

  it("has what every record has", function()
    local position = dossier.positions[1]
    assert.equal("position", position.record.kind)
    assert.equal(position.id, position.record.id)
    assert.equal(position.note, position.record.note)
    assert.matches("positions.yaml$", position.file)
    assert.is_true(position.line > 0 and position.column > 0)
    assert.equal(1, #position.citations)
    assert.equal("rbc", dossier.sources.rbc.id)
    assert.is_string(position.citations[1].locator)
    assert.equal(dossier.sources[position.citations[1].source.id], position.citations[1].source)
  end)

  it("has dates as they were written, and none as nil", function()
    local small = assert(g.load_memory("small", support.small))
    assert.equal("2025-01-01", small.positions[1].date)
    assert.equal("2025-12", small.positions[1].until_)
    assert.equal("2025-12", small.positions[1]["until"])
    assert.is_nil(small.positions[2].until_)
    assert.equal("2025-02", small.proposals.paper.date)
    assert.equal("2025-02-01", small.last_day)
    assert.is_nil(small.title)
  end)

  it("has words for constants", function()
    local position = dossier.positions[2]
    assert.equal("requires", position.stance)
    assert.equal("stated", position.evidence)
    assert.equal("firm", position.firmness)
    assert.equal("state", dossier.participants.ukr.kind)
    assert.equal("requires", g.enums.stance_kind.requires)
    assert.equal("none", g.enums.stance_kind[1])
    assert.equal("not-found", g.enums.status["not-found"])
  end)

  it("says what it has not", function()
    assert.has_error(function() return dossier.positions[1].stanse end)
    assert.has_error(function() return #dossier.positions[1] end)
  end)

  it("tells itself from others", function()
    assert.equal("position: ukr-istanbul-2022", tostring(dossier.positions[1]))
    assert.equal("participant: ukr", tostring(dossier.participants.ukr))
    assert.matches("^citation: ", tostring(dossier.positions[1].citations[1]))
    assert.matches("^dossier: Security", tostring(dossier))
  end)

  it("has names in languages", function()
    local turkey = dossier.participants.ukr
    assert.is_string(turkey:name())
    assert.equal("Ukraine", turkey:name("en"))
    assert.are_not.equal("Ukraine", turkey:name("uk"))
    assert.equal("Ukraine", turkey:name("xx"))
    assert.equal("UKR", turkey.codes[1])
    assert.equal("iso3", turkey.code_schemes[1])
  end)

  it("knows members and speakers by day", function()
    local zelenskyy = dossier:match_name("Zelensky").participant
    assert.is_true(zelenskyy:speaks_for("ukr", "2025-08-24"))
    assert.is_false(zelenskyy:speaks_for(dossier.participants.rus, "2025-08-24"))
    assert.is_true(dossier.participants.usa:is_member("nato"))
    assert.is_true(dossier.participants.usa:is_member(dossier.participants.nato, 20250824))
    assert.is_false(dossier.participants.ukr:is_member("nato", "2025"))
    local membership = dossier.participants.usa.memberships[1]
    assert.equal(dossier.participants.usa, membership.member)
    assert.is_string(membership.group.id)
    assert.is_true(#dossier.participants.nato.members > 20)
    local office = zelenskyy.offices[1]
    assert.equal("ukr", office.participant.id)
    assert.is_string(office.title)
    assert.is_string(office.from)
  end)
end)

describe("a name", function()
  it("is found in any script", function()
    assert.equal("ukr", assert(dossier:match_name("УКРАЇНА")).participant.id)
    local match = assert(dossier:match_name("Zelensky"))
    assert.equal(match.participant, match.candidates[1])
    assert.is_string(match.candidate_names[1])
    assert.matches("Zelenskyy", tostring(match))
    assert.matches("{", assert(match:show({format = "json"})))
  end)

  it("that is not found comes with the nearest", function()
    local match, err = dossier:match_name("Ukrane")
    assert.is_nil(match)
    assert.equal("not-found", err.status)
    assert.equal("ukr", err.match.candidates[1].id)
    assert.is_nil(err.match.participant)
    assert.is_true(#err.diagnostics > 0)
  end)
end)

-- Reads every property and every sequence of whatever can be reached, and says how many objects there were.
local function walk(from, seen, budget)
  local queue = {from}
  while #queue > 0 and budget > 0 do
    local object = table.remove(queue)
    if not seen[object] then
      seen[object] = true
      budget = budget - 1
      local class = getmetatable(object)
      for _, name in ipairs(g.members(object)) do
        local value = object[name]
        if type(value) == "userdata" then
          if getmetatable(value) == "guarantee.sequence" then
            for _, element in value:ipairs() do queue[#queue + 1] = element end
          else
            queue[#queue + 1] = value
          end
        elseif type(value) == "table" then
          for _, element in ipairs(value) do
            if type(element) == "userdata" then queue[#queue + 1] = element end
          end
        end
      end
      assert.is_string(class)
    end
  end
end

describe("everything", function()
  it("can be read from the dossier", function()
    for _, whole in ipairs({every, dossier}) do
      local seen = {}
      walk(whole, seen, 20000)
      local classes = {}
      for object in pairs(seen) do classes[getmetatable(object):gsub("^guarantee%.", "")] = true end
      for _, class in ipairs({"dossier", "source", "participant", "issue", "option", "constraint", "proposal", "clause", "trigger", "rule",
                              "position", "term", "citation", "membership", "office", "event", "scenario", "expectation", "likelihood", "record"}) do
        assert.is_true(classes[class], class)
      end
    end
  end)
end)
