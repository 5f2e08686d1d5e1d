-- Options and callbacks: what is mistaken is said, and errors in callbacks come out of the call.
local g = require "guarantee"
local support = require "support"

local dossier = assert(g.load(support.ukraine))
local view = assert(dossier:view())

describe("options", function()
  local function refused(what, pattern)
    local good, err = pcall(what)
    assert.is_false(good)
    assert.matches(pattern, err)
  end

  it("that do not exist are errors", function()
    refused(function() dossier:view({asof = "2025"}) end, "there is no option 'asof'; there are: as_of, evidence, sources, progress")
    refused(function() dossier:view({"2025"}) end, "options are given by name")
    refused(function() dossier:view("2025") end, "table expected")
    refused(function() g.context({allocator = {}}) end, "no option 'allocator'")
    refused(function() g.context({limits = {depht = 1}}) end, "no option 'depht'")
  end)

  it("of the wrong type or value are errors", function()
    refused(function() dossier:view({as_of = true}) end, "option 'as_of': number or string expected, got boolean")
    refused(function() dossier:view({as_of = "yesterday"}) end, "'yesterday' is no date")
    refused(function() dossier:view({evidence = "said"}) end, "'stated', 'reported' or 'inferred' expected, got said")
    refused(function() dossier:view({evidence = {"stated", {}}}) end, "expected, got table")
    refused(function() view:conflicts({parties = {"nobody"}}) end, "the dossier has no participant 'nobody'")
    refused(function() view:conflicts({parties = {dossier.issues[1]}}) end, "participant expected, got guarantee.issue")
    refused(function() view:conflicts({cap = 1.5}) end, "a whole number from 0 to 4294967295 expected, got 1.5")
    refused(function() view:conflicts({progress = "x"}) end, "function expected")
    refused(function() view:stress("us-support", nil, {stands = {{"usa"}}}) end, "expected")
    refused(function() view:stress("us-support", nil, {stands = {1}}) end, "a row of 2 values expected")
    refused(function() view:stress("us-support", nil, {stands = {[true] = "block"}}) end, "values by id")
    refused(function() view:show({color = 1}) end, "boolean expected")
    refused(function() view:show({format = "xml"}) end, "'text', 'json', 'csv' or 'markdown' expected")
    refused(function() view:show({language = "a\0b"}) end, "NUL")
    refused(function() g.load({"x", 5}) end, "string expected")
    refused(function() g.load_memory("x") end, "string expected")
  end)

  it("are as good by rows as by id", function()
    local a = assert(view:stress("us-support", nil, {likelihoods = {{"usa", 0.25, 0.5}}}))
    local b = assert(view:stress("us-support", nil, {likelihoods = {usa = {0.25, 0.5}}}))
    assert.equal(a:show({format = "json"}), b:show({format = "json"}))
    local c = assert(view:stress("us-support", nil, {likelihoods = {usa = 0.5}}))
    assert.same({0.5, 0.5}, {c.dues[1].likelihood_low, c.dues[1].likelihood_high})
    assert.equal("unspecified", assert(view:stress("us-support", nil, {stands = {}})):stand("usa"))
  end)

  it("that are all left out are the defaults", function()
    assert.equal(assert(dossier:view({})):show(), assert(dossier:view()):show())
  end)
end)

describe("methods", function()
  it("ask for the right object", function()
    local other = io.stdout
    assert.has_error(function() dossier.view(view) end)
    assert.has_error(function() dossier.view(other) end)
    assert.has_error(function() dossier.view() end)
    assert.has_error(function() dossier.positions.ipairs(dossier) end)
    assert.has_error(function() view.close(dossier) end)
    assert.has_error(function() g.members(other) end)
    assert.has_error(function() g.members({}) end)
    assert.equal("guarantee.view", getmetatable(view))
    assert.equal("guarantee.sequence", getmetatable(dossier.positions))
  end)
end)

describe("a progress callback", function()
  it("is told how much is done", function()
    local calls, last = 0, 0
    assert(g.load(support.ukraine, {progress = function(done, total)
      calls = calls + 1
      assert(done >= last)
      last = done
      assert(total >= 0)
    end}))
    assert.is_true(calls > 0)
  end)

  it("stops the work", function()
    local none, err = g.load(support.ukraine, {progress = function() return true end})
    assert.is_nil(none)
    assert.equal("cancelled", err.status)
    none, err = view:assess("us-support", {progress = function() return "stop" end})
    assert.is_true(none == nil and err.status == "cancelled" or #none.verdicts > 0) -- small work may never ask
    local conflicts = assert(view:conflicts({progress = function() return true end}))
    none, err = conflicts:next()
    assert.is_true(none ~= nil or err == nil or err.status == "cancelled")
  end)

  it("may raise an error, which comes out of the call", function()
    local oops = setmetatable({}, {__tostring = function() return "oops" end})
    local good, err = pcall(g.load, support.ukraine, {progress = function() error(oops) end})
    assert.is_false(good)
    assert.equal(oops, err)
    good, err = pcall(dossier.view, dossier, {progress = function() error("here", 0) end})
    assert.is_false(good)
    assert.equal("here", err)
  end)

  it("may raise an error later, in a search that asks again and again", function()
    local settlement = assert(view:settlement({progress = function() error("in the search", 0) end}))
    support.collect() -- the callback lives as long as the settlement
    local good, err = pcall(settlement.next, settlement)
    assert.is_false(good)
    assert.equal("in the search", err)
    good, err = pcall(settlement.next, settlement)
    assert.is_false(good)
    assert.equal("in the search", err)
  end)

  it("may not close what is at work, nor ask it", function()
    local settlement, closed, asked, other
    settlement = assert(view:settlement({progress = function()
      closed = select(2, pcall(view.close, view))
      asked = select(2, pcall(function() return #settlement end))
      other = #dossier.positions
      return true
    end}))
    settlement:next()
    assert.matches("nothing can be closed in a callback", closed)
    assert.matches("at work", asked)
    assert.equal(51, other)
    assert.is_true(#settlement >= 0) -- it can be asked again now
  end)

  it("may load, reason and collect meanwhile", function()
    local inner = 0
    local outer = assert(g.load(support.ukraine, {progress = function()
      support.collect()
      inner = inner + #assert(g.load_memory("small", support.small)).positions
    end}))
    assert.equal(51, #outer.positions)
    assert.is_true(inner >= 3)
  end)

  it("may change the table of options meanwhile", function()
    local options = {sources = {"rb" .. "c", "voi" .. "ce"}}
    options.progress = function()
      options.sources[1], options.sources[2], options.sources, options.progress = nil, nil, nil, nil
      support.collect()
    end
    local filtered = assert(dossier:view(options))
    assert.is_true(filtered.position_count < view.position_count)
  end)

  it("cannot yield out of the call", function()
    local thread = coroutine.create(function()
      return g.load(support.ukraine, {progress = function() coroutine.yield() end})
    end)
    assert.is_false((coroutine.resume(thread)))
  end)

  it("runs in a coroutine", function()
    local thread = coroutine.wrap(function()
      local settlement = assert(view:settlement({progress = function() return false end}))
      coroutine.yield(settlement)
      return settlement:next()
    end)
    local settlement = thread()
    assert.equal(settlement:next(), settlement[1])
    local second = thread()
    assert.equal(settlement[2], second)
  end)
end)

describe("a reader", function()
  it("may fail", function()
    local good, err = pcall(g.load_stream, "x", function() error("disk", 0) end)
    assert.is_false(good)
    assert.equal("disk", err)
    local none
    none, err = g.load_stream("x", function() return 5 end)
    assert.is_nil(none)
    assert.equal("io", err.status)
    assert.has_error(function() g.load_stream("x", "no function") end)
    good, err = pcall(g.load_stream, "x", function() return nil end, {progress = function() error("progress", 0) end})
    assert.is_true(good or err == "progress")
  end)
end)
