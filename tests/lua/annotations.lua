-- annotations.lua: the annotations for editors are Lua, and name every member that objects have at run time, and no other.
local g = require "guarantee"
local support = require "support"

local path = support.root .. "/bindings/lua/library/guarantee.lua"
local text = support.read(path)
assert(loadfile(path))
local classes, class = {}, nil
for line in text:gmatch("[^\n]+") do
  class = line:match("^%-%-%-@class guarantee%.([%w_.]+)") or class
  local field = line:match("^%-%-%-@field ([%w_]+)%??%s") or line:match('^%-%-%-@field %["(%w+)"%]')
  local method = line:match("^function [%w_]+:([%w_]+)%(")
  if field or method then
    classes[class] = classes[class] or {}
    classes[class][field or method] = true
  end
end

local seen, failed, count = {}, 0, 0
local function check(object)
  local name = getmetatable(object):match("^guarantee%.(.*)$")
  if seen[name] then return end
  seen[name] = true
  for _, member in ipairs(g.members(object)) do
    count = count + 1
    if not (classes[name] and classes[name][member] or classes.record[member]) then
      print(name .. "." .. member .. " is not annotated")
      failed = failed + 1
    end
  end
  for member in pairs(classes[name] or {}) do
    if not pcall(function() return object[member] end) then
      print(name .. "." .. member .. " is annotated, but not there")
      failed = failed + 1
    end
  end
end

local dossier = assert(g.load(support.ukraine))
local view = assert(dossier:view())
local assessment = assert(view:assess("us-support"))
local settlement = assert(view:settlement())
local package = assert(settlement:next())
local stress = assert(view:stress("us-support"))
for _, object in ipairs({dossier, view, assessment, settlement, package, stress, dossier.positions[1], dossier.proposals[1], dossier.issues[1],
                         dossier.participants[1], dossier.sources[1], dossier.proposals[1].clauses[1], dossier.positions[1].terms[1],
                         dossier.constraints[1], assessment.verdicts[1], assessment.verdicts[1].findings[1], view.stances[1],
                         stress.activations[1], stress.levels[1], package.choices[1], assert(view:conflicts()), assert(g.builder()),
                         assert(g.context()), assert(view:timeline()), assert(view:sensitivity()), assert(view:bargain())}) do
  check(object)
end
for name in pairs(g) do
  if not text:find("guarantee." .. name .. "(", 1, true) and not text:find("@field " .. name .. " ", 1, true) then
    print("guarantee." .. name .. " is not annotated")
    failed = failed + 1
  end
end
assert(count > 150)
print(count .. " members, " .. failed .. " mistakes")
if failed > 0 then os.exit(1) end -- otherwise the state is closed, and what leaks is seen
