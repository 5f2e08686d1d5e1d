-- examples.lua: runs every script of examples/lua and compares what it prints with tests/lua/expected. Arguments: the interpreter; --update.
local support = require "support"

local failed, count = 0, 0
local pipe = assert(io.popen("LD_PRELOAD= ls " .. support.root .. "/examples/lua/*.lua"))
for path in pipe:lines() do
  count = count + 1
  local name = path:match("([^/]*)%.lua$")
  local expected_path = support.root .. "/tests/lua/expected/" .. name .. ".txt"
  local run = assert(io.popen("cd " .. support.root .. " && " .. arg[1] .. " " .. path .. " 2>&1; echo status $?"))
  local printed = run:read("*a")
  run:close()
  if arg[2] == "--update" then
    local file = assert(io.open(expected_path, "w"))
    file:write(printed)
    file:close()
  end
  local file = io.open(expected_path)
  local expected = file and file:read("*a") or ""
  if file then file:close() end
  if printed ~= expected or not printed:match("\nstatus 0\n$") then
    failed = failed + 1
    print(name .. " prints something else than " .. expected_path .. ":\n" .. printed)
  end
end
pipe:close()
assert(count >= 5, "examples/lua is not complete")
print(count .. " examples, " .. failed .. " failed")
if failed > 0 then os.exit(1) end -- otherwise the state is closed, and what leaks is seen
