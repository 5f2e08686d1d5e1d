-- Builds a dossier from nothing, shows what is wrong with it, mends it, reasons over it and saves it.
-- usage: lua build.lua [FILE]
local g = require "guarantee"

local builder = g.assert(g.builder())
g.assert(builder:set_title("A force for Cascadia"))

-- Records are tables; their keys are those of docs/format.md.
local records = {
  {"source", {id = "gazette", title = "The minister's interview", date = "2025-03-02"}},
  {"participant", {id = "ada", kind = "state", names = {en = "Adania", de = "Adanien"}}},
  {"participant", {id = "cas", kind = "state", names = {en = "Cascadia"}}},
  {"participant", {id = "minister", kind = "person", names = {en = "The Minister"}, speaks_for = {id = "ada", office = "Foreign Minister"}}},
  {"issue", {id = "troops", title = "Foreign troops", options = {"none", "training", "peacekeeping", "combat"}, ordered = true, default = "none"}},
  {"proposal", {id = "force", title = "The force", date = "2025-02-01", parties = {"ada", "cas"},
                clauses = {{id = "deploy", obligors = "ada", terms = {troops = "peacekeping"}}}}}, -- a misspelling, to be mended below
  {"position", {id = "never", participant = "ada", speaker = "minister", date = "2025-03-01", rejects = {troops = {at_least = "peacekeeping"}},
                evidence = "stated", source = {id = "gazette", locator = "par 4"}, quote = "never on our soil"}},
}
for _, record in ipairs(records) do g.assert(builder:add(record[1], record[2])) end

local dossier, err = builder:finish()
if not dossier then
  print("It is not right yet:\n" .. tostring(err))
  local clause = {id = "deploy", obligors = "ada", terms = {troops = "peacekeeping"}, source = "gazette"}
  g.assert(builder:find("proposal", "force"):set("clauses", {clause}))
  dossier = g.assert(builder:finish())
end

print("\n" .. tostring(g.assert(g.assert(dossier:view()):assess("force"))))
print(g.assert(dossier:write("yaml")))

local path = arg[1] or os.tmpname()
g.assert(dossier:save(path, "yaml"))
print("saved and loaded again, it is " .. (dossier:equal(g.assert(g.load(path))) and "the same" or "another"))
if not arg[1] then os.remove(path) end
