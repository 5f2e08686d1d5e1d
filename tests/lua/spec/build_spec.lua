-- Building a dossier from tables and by drafts.
local g = require "guarantee"
local support = require "support"

local function record(builder)
  assert(builder:add("source", {id = "gazette", title = "An interview", date = "2025-03-02"}))
  assert(builder:add("participant", {id = "ada", kind = "state", names = {en = "Adania", de = {"Adanien", "Republik Adanien"}}}))
  assert(builder:add("issue", {id = "troops", options = {"none", "training", "combat"}, ordered = true, default = "none"}))
  assert(builder:add("position", {participant = "ada", date = "2025-03-01", prefers = {troops = {at_least = "training"}}, weight = 2.5,
                                  evidence = "inferred", source = {id = "gazette", locator = "par 4"}}))
end

describe("a builder", function()
  it("makes a dossier from tables", function()
    local builder = assert(g.builder())
    record(builder)
    assert(builder:set_title("Adania"))
    assert(builder:set_description("What it wants"))
    local dossier = assert(builder:finish())
    assert.equal("Adania", dossier.title)
    assert.equal("What it wants", dossier.description)
    local position = dossier.positions[1]
    assert.equal(2.5, position.weight)
    assert.equal("at-least", position.terms[1].selection)
    assert.same({"training", "combat"}, {position.terms[1].options[1].id, position.terms[1].options[2].id})
    assert.same({"Adanien", "Republik Adanien", "Adania"}, dossier.participants.ada.names)
    assert.is_true(dossier.issues.troops.ordered)
    assert.is_nil(position.file)
    assert.equal(0, position.line)
    assert(builder:set_title(nil))
    assert.is_nil(assert(builder:finish()).title)
  end)

  it("makes the same from the same tables, whatever order Lua keeps them in", function()
    local texts = {}
    for i = 1, 2 do
      local builder = assert(g.builder())
      record(builder)
      texts[i] = assert(assert(builder:finish()):write("yaml"))
    end
    assert.equal(texts[1], texts[2])
  end)

  it("starts from a dossier, and changes it by drafts", function()
    local dossier = assert(g.load_memory("small", support.small))
    local builder = assert(dossier:builder())
    assert.equal(3, builder:count("position"))
    local draft = builder:find("position", "p1")
    assert.is_true(rawequal(draft, builder:at("position", 1)))
    assert.is_nil(builder:at("position", 0))
    assert.is_nil(builder:find("position", "none"))
    assert.equal("2025-01-01", draft:get("date"))
    assert.is_nil(draft:get("note"))
    assert(draft:set("note", "Checked"))
    assert(draft:set("until", nil))
    assert.equal("some", draft:child("requires"):child("troops"):get("at_least"))
    assert(builder:remove(builder:find("position", "p2")))
    local changed = assert(builder:finish())
    assert.equal(2, #changed.positions)
    assert.equal("Checked", changed.positions.p1.note)
    assert.is_nil(changed.positions.p1.until_)
    assert.equal(3, #dossier.positions)
  end)

  it("is filled by drafts, step by step", function()
    local builder = assert(g.builder())
    local draft = assert(builder:add("issue"))
    assert(draft:set("id", "troops"))
    local options = assert(draft:set_list("options"))
    assert(options:append("none"))
    local option = assert(options:append_map())
    assert(option:set("id", "some"))
    assert(option:set("title", "Some of them"))
    assert(builder:add("participant", {id = "ada", kind = "state"}))
    local constraint = assert(builder:add("constraint", {id = "c", because = "of that", at_most = 1}))
    local list = assert(constraint:set_list("of"))
    assert(list:append({troops = "some"}))
    assert(constraint:set_integer("at_most", 1))
    local names = assert(builder:find("participant", "ada"):set_map("names"))
    assert(names:set("en", {"Adania", "Ada"}))
    local rows = assert(assert(builder:add("proposal", {id = "p"})):set_list("clauses"))
    assert(rows:append_map()):set("id", "only")
    assert.is_nil((options:append_list():append_map():set("id", "odd") and nil))
    local none, err = builder:finish()
    assert.is_nil(none)
    assert.equal("dossier", err.status)
    assert.is_true(#err.diagnostics > 0)
  end)

  it("takes objects for their ids", function()
    local dossier = assert(g.load_memory("small", support.small))
    local builder = assert(dossier:builder())
    assert(builder:add("position", {id = "new", participant = dossier.participants.ada, date = "2025-02-01", accepts = {alliance = "in"},
                                    evidence = "inferred", source = dossier.sources.s}))
    assert.equal("ada", assert(builder:finish()).positions.new.participant.id)
  end)

  it("leaves nothing of a record that cannot be made", function()
    local builder = assert(g.builder())
    assert.has_error(function() builder:add("issue", {id = "troops", options = {print}}) end)
    assert.equal(0, builder:count("issue"))
    local loop = {}
    loop.loop = loop
    local draft, err = builder:add("issue", loop)
    assert.is_nil(draft)
    assert.equal("limit", err.status)
    assert.equal(0, builder:count("issue"))
    draft, err = builder:add("issue", {title = "a\1b"})
    assert.is_nil(draft)
    assert.equal("argument", err.status)
    assert.has_error(function() builder:add("issue", {[true] = 1}) end)
    assert.has_error(function() builder:add("no-such-kind") end)
    assert.has_error(function() builder:add("issue", {title = "a\0b"}) end)
  end)

  it("writes numbers so that they come back as they were, whatever the locale", function()
    os.setlocale("") -- run.sh runs this once more where the decimal point is a comma
    finally(function() os.setlocale("C") end)
    for _, number in ipairs({0.1, 1 / 3, 1e300, 123456789012, -0.5, 1e-7}) do
      local builder = assert(g.builder())
      local draft = assert(builder:add("position"))
      assert(draft:set("weight", number))
      local text = draft:get("weight")
      os.setlocale("C")
      assert.equal(number, tonumber(text))
      os.setlocale("")
      assert.is_nil(draft:get("weight"):find(",", 1, true))
    end
  end)
end)

describe("whole numbers", function()
  it("are exact in and out", function()
    local builder = assert(g.builder())
    local draft = assert(builder:add("constraint"))
    for _, text in ipairs({"9223372036854775807", "-9223372036854775807", "9007199254740993", "0"}) do
      assert(draft:set_integer("at_most", text))
      assert.equal(text, draft:get("at_most"))
    end
    assert(draft:set_integer("at_most", 9007199254740992))
    assert.equal("9007199254740992", draft:get("at_most"))
    assert(draft:set_integer("at_most", -5))
    assert.equal("-5", draft:get("at_most"))
    if support.integers then
      assert(draft:set_integer("at_most", math.maxinteger))
      assert.equal("9223372036854775807", draft:get("at_most"))
      assert(draft:set_integer("at_most", math.mininteger))
      assert.equal("-9223372036854775808", draft:get("at_most"))
    end
    assert.has_error(function() draft:set_integer("at_most", 1.5) end)
    assert.has_error(function() draft:set_integer("at_most", "9223372036854775808") end)
    assert.has_error(function() draft:set_integer("at_most", "x") end)
  end)

  it("of 64 bits are taken as text where numbers cannot hold them", function()
    assert(g.context({limits = {file_bytes = "18446744073709551615"}}))
    assert.has_error(function() g.context({limits = {file_bytes = "18446744073709551616"}}) end)
    assert.has_error(function() g.context({limits = {files = 4294967296}}) end)
    assert.has_error(function() g.context({limits = {files = -1}}) end)
    assert.has_error(function() g.context({limits = {files = 0.5}}) end)
  end)

  it("that stand for options name all 64 of them", function()
    local options = {}
    for i = 1, 64 do options[i] = "o" .. i end
    local builder = assert(g.builder())
    assert(builder:add("source", {id = "s", title = "S"}))
    assert(builder:add("participant", {id = "ada", kind = "state"}))
    assert(builder:add("issue", {id = "wide", options = options}))
    assert(builder:add("position", {participant = "ada", date = "2025", requires = {wide = {"o1", "o54", "o64"}}, evidence = "inferred", source = "s"}))
    local view = assert(assert(builder:finish()):view())
    local stance = view.stances[1]
    assert.equal(3, #stance.options)
    assert.same({"o1", "o54", "o64"}, {stance.options[1].id, stance.options[2].id, stance.options[3].id})
    assert.equal(61, #stance.excluded)
    assert.equal(64, stance.options[3].index)
  end)

  it("are integers where Lua has them", function()
    local dossier = assert(g.load_memory("small", support.small))
    assert.equal(3, #dossier.positions)
    if support.integers then
      assert.equal("integer", math.type(#dossier.positions))
      assert.equal("integer", math.type(dossier.bytes))
      assert.equal("integer", math.type(dossier.positions[1].line))
      for i in dossier.positions:ipairs() do assert.equal("integer", math.type(i)) end
    end
  end)
end)
