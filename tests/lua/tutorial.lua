-- tutorial.lua: runs the code of docs/lua.md from its beginning to its end, in one environment, and compares what each block prints with the block
-- of text behind it. A block that begins with a line `-- Lua 5.4` runs there alone.
local support = require "support"

local text = support.read(support.root .. "/docs/lua.md")
local printed = {}
local environment = setmetatable({
  print = function(...)
    local parts = {}
    for i = 1, select("#", ...) do parts[i] = tostring((select(i, ...))) end
    printed[#printed + 1] = table.concat(parts, "\t") .. "\n"
  end,
}, {__index = _G})
local function load_block(code, name)
  code = code:gsub("\nlocal ([%a_])", "\n%1"):gsub("^local ([%a_])", "%1"):gsub("\nfunction", "\nfunction")
  if setfenv then return setfenv(assert(loadstring(code, name)), environment) end
  return assert(load(code, name, "t", environment))
end

local blocks, failed = 0, 0
for language, code, rest in text:gmatch("\n```(%a+)\n(.-)\n```()") do
  if language == "lua" and not (code:match("^%-%- Lua 5%.4") and _VERSION ~= "Lua 5.4") then
    blocks = blocks + 1
    printed = {}
    local good, err = pcall(load_block(code, "=docs/lua.md, block " .. blocks))
    local expected = text:match("^%s*```text\n(.-\n)```", rest)
    if not good or expected and table.concat(printed) ~= expected then
      failed = failed + 1
      print("block " .. blocks .. (good and " prints:\n" or " fails: " .. tostring(err) .. "\n") .. table.concat(printed) .. "\nin place of:\n" .. tostring(expected))
    end
  end
end
assert(blocks > 5, "docs/lua.md has no code")
print(blocks .. " blocks, " .. failed .. " failed")
if failed > 0 then os.exit(1) end -- otherwise the state is closed, and what leaks is seen
