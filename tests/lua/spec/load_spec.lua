-- Loading and saving; errors, which print as the command line prints them.
local g = require "guarantee"
local support = require "support"

describe("loading", function()
  it("gives a dossier from a path, from several, from a text and from a stream", function()
    assert.equal(51, #assert(g.load(support.ukraine)).positions)
    local files = {}
    for _, name in ipairs({"sources", "participants", "officials", "groups", "issues", "proposals", "positions", "expectations", "events"}) do
      files[#files + 1] = support.ukraine .. "/" .. name .. ".yaml"
    end
    assert.equal(51, #assert(g.load(files)).positions)
    assert.equal(3, #assert(g.load_memory("small", support.small)).positions)
    local at = 1
    local streamed = assert(g.load_stream("small", function(capacity)
      assert(capacity > 0)
      if at > #support.small then return nil end
      local part = support.small:sub(at, at + 6)
      at = at + 7
      return part
    end))
    assert.is_true(streamed:equal(assert(g.load_memory("small", support.small))))
  end)

  it("takes whatever length a stream's reader gives", function()
    local given = false
    local text = support.small .. ("# " .. ("x"):rep(77) .. "\n"):rep(3000)
    local dossier = assert(g.load_stream("small", function()
      if given then return nil end
      given = true
      return text
    end))
    assert.equal(3, #dossier.positions)
  end)

  it("gives nil and an error that carries the diagnostics", function()
    local dossier, err = g.load_memory("x", "guarantee: 1\nfoo: 2\npositions: 3\n")
    assert.is_nil(dossier)
    assert.equal("dossier", err.status)
    assert.equal(3, err.code)
    assert.equal(2, #err.diagnostics)
    assert.equal(2, err.diagnostics.error_count)
    assert.equal(0, err.diagnostics.warning_count)
    local first = err.diagnostics[1]
    assert.equal(first.message, err.message)
    assert.equal("G0133", first.code)
    assert.equal("unknown-section", first.name)
    assert.equal("error", first.severity)
    assert.equal("x", first.file)
    assert.same({2, 1, 3, 1}, {first.line, first.column, first.length, first.excerpt_column})
    assert.equal("foo: 2", first.excerpt)
    assert.is_string(first.hint)
    assert.is_nil(first.path)
    assert.equal("positions", err.diagnostics[2].path)
    assert.equal(0, #first.related)
    assert.is_nil(err.diagnostics[3])
    assert.is_nil(err.diagnostics[0])
    local seen = 0
    for i, diagnostic in err.diagnostics:ipairs() do
      assert.equal(diagnostic, err.diagnostics[i])
      seen = seen + 1
    end
    assert.equal(2, seen)
  end)

  it("prints an error as the command line does", function()
    if not support.program then return pending("the program was not built") end
    local path = os.tmpname()
    local file = assert(io.open(path, "w"))
    file:write("guarantee: 1\nparticipants:\n  - {id: a, kind: stat}\n  - {id: a, kind: state}\n")
    file:close()
    local _, err = g.load(path)
    assert.equal(support.output(support.program .. " check " .. path, true), tostring(err) .. "\n")
    assert.equal(tostring(err), tostring(err.diagnostics))
    assert.equal(tostring(err), (assert(err.diagnostics:show()):gsub("\n$", "")))
    assert.matches('"code"', assert(err.diagnostics:show({format = "json"})))
    os.remove(path)
  end)

  it("names related places", function()
    local _, err = g.load_memory("x", "guarantee: 1\nparticipants:\n  - {id: a, kind: state}\n  - {id: a, kind: state}\n")
    local found = err.diagnostics[1]
    assert.equal(1, #found.related)
    assert.equal("note", found.related[1].severity)
    assert.equal(3, found.related[1].line)
  end)

  it("gives warnings beside the dossier, and makes errors of them if strict", function()
    local text = support.small:gsub("many}}]}", "many}}]}", 1) .. "events:\n  - {id: e, kind: meeting, date: 2025-01-01, participants: [ada]}\n"
    local mixed = text:gsub("en: Adania", "en: \"Ad\\u0430nia\"", 1) -- one letter of another script
    local dossier, warnings = g.load_memory("x", mixed)
    assert(dossier, tostring(warnings))
    assert.is_true(warnings.warning_count > 0)
    assert.equal("warning", warnings[1].severity)
    local none, err = g.load_memory("x", mixed, {strict = true})
    assert.is_nil(none)
    assert.equal("dossier", err.status)
  end)

  it("says what is wrong with files", function()
    local dossier, err = g.load("/nonexistent/dossier")
    assert.is_nil(dossier)
    assert.equal("io", err.status)
    assert.matches("no file or directory", tostring(err))
  end)

  it("asserts with any error", function()
    assert.equal(3, #g.assert(g.load_memory("small", support.small)).positions)
    local good, err = pcall(function() g.assert(g.load_memory("x", "foo: 1")) end)
    assert.is_false(good)
    assert.matches("error%[G", tostring(err))
    assert.has_error(function() g.assert(false, "why") end, "why")
    assert.has_error(function() g.assert(nil) end, "assertion failed!")
    assert.same({1, "two"}, {g.assert(1, "two")})
  end)

  it("keeps to the limits of a context", function()
    local context = assert(g.context({limits = {depth = 7}}))
    local dossier, err = context:load_memory("x", "guarantee: 1\nsources: [[[[[[[[]]]]]]]]\n")
    assert.is_nil(dossier)
    assert.equal("limit", err.status)
    assert.equal(3, #assert(assert(g.context({log = function() end})):load_memory("small", support.small)).positions)
    assert.equal(3, #assert(context:load_stream("small", (function()
      local text = support.small
      return function()
        local all = text
        text = nil
        return all
      end
    end)())).positions)
    assert.equal(51, #assert(context:load(support.ukraine)).positions)
    assert.is_true(assert(context:builder()):count("issue") == 0)
  end)
end)

describe("saving", function()
  local dossier = assert(g.load(support.every_key))

  it("writes what loads to an equal dossier", function()
    for _, format in ipairs({"yaml", "json"}) do
      local text = assert(dossier:write(format))
      assert.is_true(dossier:equal(assert(g.load_memory("again", text))))
      local path = os.tmpname()
      assert.is_true(dossier:save(path, format))
      assert.equal(text, support.read(path))
      os.remove(path)
    end
  end)

  it("gives an error where nothing can be written", function()
    local good, err = dossier:save("/nonexistent/file", "yaml")
    assert.is_nil(good)
    assert.equal("io", err.status)
    assert.has_error(function() dossier:write("xml") end)
  end)

  it("checks quotes against the texts", function()
    assert(dossier:check_texts(support.every_key .. "/texts"))
    local good, err = dossier:check_texts("/nonexistent")
    assert.is_nil(good)
    assert.is_true(#err.diagnostics > 0)
  end)
end)
