-- Who keeps whom alive, closing, collection in the middle of things, and many loads.
local g = require "guarantee"
local support = require "support"

describe("what is reached", function()
  it("outlives every handle of its root", function()
    local function reach()
      local dossier = assert(g.load_memory("small", support.small))
      local view = assert(dossier:view())
      local assessment = assert(view:assess("force"))
      return dossier.positions[1], view.stances, assessment.verdicts.bel.findings[1], dossier.proposals:pairs()
    end
    local position, stances, finding, iterator = reach()
    support.collect()
    assert.equal("p1", position.id)
    assert.equal("ada", position.participant.id)
    assert.equal("requires", stances[1].kind)
    assert.equal("many", finding.proposed[1].id)
    assert.equal("force", (iterator()))
  end)

  it("keeps nothing but its root, and gives the memory back", function()
    local weak = setmetatable({}, {__mode = "k"})
    do
      local dossier = assert(g.load_memory("small", support.small))
      weak[dossier], weak[dossier.positions[1]], weak[assert(dossier:view())] = true, true, true
    end
    support.collect()
    assert.is_nil(next(weak))
  end)

  it("is collected in cycles", function()
    local weak = setmetatable({}, {__mode = "k"})
    do
      local holder = {}
      holder.view = assert(assert(g.load_memory("small", support.small)):view({progress = function() return holder == nil end}))
      holder.settlement = assert(holder.view:settlement({progress = function() return holder.settlement == nil end}))
      holder.settlement:next()
      weak[holder] = true
    end
    support.collect()
    support.collect()
    if _VERSION ~= "Lua 5.1" then assert.is_nil(next(weak)) end -- 5.1 has no ephemerons, but here is none either
  end)

  it("stands collection in the middle of a loop", function()
    local count = 0
    for _, position in assert(g.load_memory("small", support.small)).positions:ipairs() do
      support.collect()
      count = count + 1
      assert.is_string(position.participant.id)
    end
    assert.equal(3, count)
    for conflict in assert(assert(assert(g.load_memory("small", support.small)):view()):conflicts()) do
      support.collect()
      assert.equal(2, #conflict.positions)
    end
  end)
end)

describe("close", function()
  it("ends the use of a root and of what came from it", function()
    local dossier = assert(g.load_memory("small", support.small))
    local positions, position, proposal, iterator = dossier.positions, dossier.positions[1], dossier.proposals[1], dossier.positions:ipairs()
    local view = assert(dossier:view())
    dossier:close()
    dossier:close() -- twice does no harm
    for _, use in ipairs({function() return dossier.title end, function() return #positions end, function() return positions[1] end,
                          function() return position.id end, iterator, function() return dossier:view() end,
                          function() return view:assess(proposal) end}) do
      local good, err = pcall(use)
      assert.is_false(good)
      assert.matches("closed", tostring(err))
    end
    assert.equal("dossier: closed", tostring(dossier))
    assert.equal("position: closed", tostring(position))
    assert.are_not.equal(dossier, view.dossier)
  end)

  it("leaves alone what was made from it", function()
    local dossier = assert(g.load_memory("small", support.small))
    local second = dossier:ref()
    local view = assert(dossier:view())
    dossier:close()
    assert.equal("requires", view.stances[1].kind)
    assert.equal("Adania", view.dossier.participants.ada:name())
    assert.is_false(assert(view:assess("force")).acceptable)
    assert.equal(3, #second.positions)
    second:close()
    assert.has_error(function() return #second.positions end)
    assert.equal("p1", view.stances[1].position.id)
  end)

  it("has a second handle for every kind of root", function()
    local small = assert(g.load_memory("small", support.small))
    local view = assert(small:view())
    local guarded = assert(assert(g.load_memory("guarded", support.guarded)):view())
    local game = assert(guarded:game("shield", guarded.dossier.proposals.shield.rules.both))
    local _, err = g.load_memory("x", "foo: 1")
    local roots = {
      small, view, game, err.diagnostics, assert(g.context()), assert(g.builder()), assert(small:match_name("Adania")),
      assert(view:assess("force")), assert(view:compare({"force", "paper"})), assert(view:timeline()), assert(game:coalitions("winning")),
      assert(game:power()), assert(guarded:stress("shield")), assert(view:conflicts()), assert(view:settlement()), assert(view:corrections()),
      assert(view:sensitivity()), assert(view:check_conflict({"p1", "p2"})), assert(view:bargain()),
    }
    for _, root in ipairs(roots) do
      local second = root:ref()
      assert.equal(root, second)
      assert.is_false(rawequal(root, second))
      root:close()
      assert.are_not.equal(root, second)
      for _, name in ipairs(g.members(second)) do assert.is_not_nil({second[name]}) end
      second:close()
    end
  end)

  it("happens at the end of a block in Lua 5.4", function()
    if _VERSION ~= "Lua 5.4" then return end
    local chunk = assert(load([[
      local g, text = ...
      local kept
      do
        local dossier <close> = assert(g.load_memory("small", text))
        kept = dossier.positions[1]
        assert(kept.id == "p1")
      end
      return kept
    ]]))
    local kept = chunk(g, support.small)
    assert.has_error(function() return kept.id end)
  end)
end)

describe("a finalizer", function()
  -- Runs `use` with a collection in its first allocation, which closes everything.
  local function with_collection(use)
    local dossier = assert(g.load_memory("small", support.small))
    local view, closed = assert(dossier:view()), false
    local function close()
      view:close()
      dossier:close()
      closed = true
    end
    collectgarbage("collect")
    collectgarbage("stop")
    if newproxy then getmetatable(newproxy(true)).__gc = close else setmetatable({}, {__gc = close}) end
    local pause, multiplier = collectgarbage("setpause", 0), collectgarbage("setstepmul", 100000)
    use(dossier, view)
    collectgarbage("setpause", pause)
    collectgarbage("setstepmul", multiplier)
    support.collect()
    assert.is_true(closed)
    assert.is_false((pcall(function() return dossier.title end)))
    assert.is_true(tostring(view):find("closed", 1, true) ~= nil)
  end

  it("may close what a call is in the middle of using", function()
    local restart, pcall, collect = "restart", pcall, collectgarbage
    local options = {as_of = "2025-02-01", sources = {"s"}}
    with_collection(function(_, view)
      local assess, ok, made = view.assess, nil, nil
      collect(restart)
      ok, made = pcall(assess, view, "force")
      assert.is_true(not ok or made.acceptable ~= nil)
    end)
    with_collection(function(dossier)
      local make, ok, made = dossier.view, nil, nil
      collect(restart)
      ok, made = pcall(make, dossier, options)
      assert.is_true(not ok or made.dossier ~= nil)
    end)
    with_collection(function(dossier)
      local position, sequence, ok, gist = dossier.positions[1], dossier.positions, nil, nil
      local function read() return sequence[1].evidence, position.gist end
      collect(restart)
      ok, gist = pcall(read)
      assert.is_true(not ok or gist == "inferred")
    end)
  end)
end)

describe("the module", function()
  it("may be loaded again while there are objects of it", function()
    local dossier = assert(g.load_memory("small", support.small))
    package.loaded.guarantee = nil
    local again = require "guarantee"
    package.loaded.guarantee = g
    local view = assert(dossier:view())
    assert.is_not_equal(g, again)
    assert.is_true(view.dossier == dossier)
    assert.equal("ada", assert(again.load_memory("small", support.small)).participants[1].id)
    support.collect()
    assert.is_not_nil(view:assess("force"))
  end)
end)

describe("what is no object of the kind", function()
  it("is not equal to one", function()
    local dossier = assert(g.load_memory("small", support.small))
    local file = io.stdout
    assert.is_false(dossier == dossier.positions or dossier.positions == dossier)
    assert.is_false(dossier == file or file == dossier or dossier.positions == file or file == dossier.positions)
    assert.is_true(dossier.positions == dossier.positions)
  end)

  it("is refused by every metamethod", function()
    local dossier = assert(g.load_memory("small", support.small))
    for _, object in ipairs({dossier, dossier.positions, dossier.positions[1], assert(dossier:view())}) do
      for name, method in pairs(debug.getmetatable(object)) do
        if type(method) == "function" then
          for _, wrong in ipairs({io.stdout, g.context(), {}, 1, "text", false}) do
            local ok, result = pcall(method, wrong, wrong)
            assert.is_true(not ok or (name == "__eq" and result == false), name)
          end
          pcall(method)
        end
      end
    end
  end)
end)

describe("many", function()
  local count = support.sanitized and 2000 or tonumber(os.getenv("GUARANTEE_LOADS")) or 10000

  it("loads leave nothing behind", function()
    local tiny = "guarantee: 1\nparticipants: [{id: a, kind: state}]\n"
    local function rounds(n)
      for i = 1, n do
        local dossier = assert(g.load_memory("tiny", tiny))
        local participant = dossier.participants.a
        if i % 3 == 0 then assert(dossier:view()) end
        if i % 5 == 0 then g.load_memory("x", "foo: 1") end
        if i % 7 == 0 then pcall(g.load_memory, "x", tiny, {progress = function() error("x") end}) end
        assert(participant.id == "a")
      end
    end
    rounds(count / 10)
    support.collect()
    local before, resident = collectgarbage("count"), support.resident()
    rounds(count)
    support.collect()
    assert.is_true(collectgarbage("count") - before < 100, "Lua holds more than before")
    if resident and not support.sanitized then assert.is_true(support.resident() - resident < 32 * 1024, "the process holds more than before") end
  end)

  it("dossiers do not pile up before they are collected", function()
    if not support.resident() or support.sanitized then return end
    local lines = {"guarantee: 1", "participants:"}
    for i = 1, 2000 do lines[#lines + 1] = "  - {id: a" .. i .. ", kind: state, names: {en: Name of " .. i .. "}}" end
    local text = table.concat(lines, "\n") .. "\n"
    local most = assert(g.load_memory("large", text)).bytes
    local before = support.resident()
    for _ = 1, 60 do assert(g.load_memory("large", text)) end
    assert.is_true(support.resident() - before < 20 * most / 1024, "memory grows as if nothing were collected")
  end)
end)
