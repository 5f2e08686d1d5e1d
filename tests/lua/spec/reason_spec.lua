-- Views and all reasoning, each by its own functions.
local g = require "guarantee"
local support = require "support"

local dossier = assert(g.load(support.ukraine))
local view = assert(dossier:view())
local small = assert(g.load_memory("small", support.small))
local small_view = assert(small:view())

-- Every property of whatever can be reached from a result; what it names is among the classes.
local function read_all(root, classes)
  local seen, queue, found = {}, {root}, {}
  while #queue > 0 do
    local object = table.remove(queue)
    if not seen[object] then
      seen[object] = true
      local class = getmetatable(object):gsub("^guarantee%.", "")
      found[class] = true
      if class ~= "dossier" and class ~= "participant" and class ~= "proposal" and class ~= "issue" and class ~= "position" then
        for _, name in ipairs(g.members(object)) do
          local value = object[name]
          if type(value) == "userdata" and getmetatable(value) == "guarantee.sequence" then
            for _, element in value:ipairs() do queue[#queue + 1] = element end
          elseif type(value) == "userdata" then
            queue[#queue + 1] = value
          end
        end
      end
    end
  end
  for _, class in ipairs(classes) do assert.is_true(found[class], class .. " was not reached") end
end

describe("a view", function()
  it("is as of a day, of some evidence and sources", function()
    assert.equal("2025-08-24", view.as_of)
    assert.same({"stated", "reported", "inferred"}, view.evidence)
    local stated = assert(dossier:view({as_of = "2025-08-20", evidence = "stated", sources = "rbc"}))
    assert.equal("2025-08-20", stated.as_of)
    assert.same({"stated"}, stated.evidence)
    assert.is_true(stated.position_count < view.position_count)
    assert.equal("2025-07-31", assert(dossier:view({as_of = "2025-07", evidence = {"stated", "reported"}})).as_of)
    assert.equal("2025-01-31", assert(dossier:view({as_of = 20250131})).as_of)
    local none, err = dossier:view({sources = {"rbc", "no-such"}})
    assert.is_nil(none)
    assert.equal("not-found", err.status)
  end)

  it("has stances, shifts and contradictions", function()
    read_all(view, {"view", "stance", "shift", "contradiction"})
    local stance = small_view.stances[1]
    assert.equal("requires", stance.kind)
    assert.same({"some", "many"}, {stance.options[1].id, stance.options[2].id})
    assert.equal("none", stance.excluded[1].id)
    assert.equal(small.issues.troops, stance.issue)
  end)

  it("is shown, as a list and as a matrix too", function()
    assert.matches("position", assert(view:show()))
    assert.equal(assert(view:show()), tostring(view))
    assert.matches("us%-support", assert(view:list_show({kind = "proposal"})))
    assert.matches("air", assert(view:list_show({kind = "proposal", id = "us-support"}, {width = 60, brief = true})))
    local none, err = view:list_show({kind = "proposal", id = "no-such"})
    assert.is_nil(none)
    assert.equal("not-found", err.status)
    assert.has_error(function() view:list_show({}) end)
    assert.is_true(#assert(view:matrix_show()) > #assert(view:matrix_show({"ukr", "rus"}, {"protection"}, {format = "csv"})))
    assert.is_string(assert(view:matrix_show("ukr", nil, {format = "markdown"})))
  end)

  it("shows what the command line shows", function()
    if not support.program then return pending("the program was not built") end
    local program = support.program .. " "
    local json = {format = "json"}
    assert.equal(support.output(program .. "matrix --format json " .. support.ukraine), assert(view:matrix_show(nil, nil, json)))
    assert.equal(support.output(program .. "timeline --format json " .. support.ukraine), assert(assert(view:timeline()):show(json)))
    assert.equal(support.output(program .. "compare --format csv " .. support.ukraine .. " us-support russian-conditions"),
                 assert(assert(view:compare({"us-support", "russian-conditions"})):show({format = "csv"})))
  end)
end)

describe("assess", function()
  it("gives verdicts, found by participant", function()
    local assessment = assert(small_view:assess("force"))
    assert.is_false(assessment.acceptable)
    assert.equal("rejects", assessment.verdicts.bel.kind)
    assert.equal("bel", assessment.verdicts[small.participants.bel].participant.id)
    assert.is_nil(assessment.verdicts.ukr)
    local ids = {}
    for id, verdict in assessment.verdicts:pairs() do
      ids[#ids + 1] = id
      assert.equal(id, verdict.participant.id)
      assert.is_true(verdict.is_party)
    end
    assert.same({"ada", "bel"}, ids)
    local finding = assessment.verdicts.bel.findings[1]
    assert.equal("red-line", finding.kind)
    assert.equal("many", finding.proposed[1].id)
    assert.equal("deploy", finding.clause.id)
    assert.is_string(finding.message)
    assert.is_string(finding.cure)
    assert.equal("accepts with reservations", g.verdict_name("reservations"))
    assert.equal("red-line", g.finding_name("red-line"))
    assert.equal(assessment:show(), tostring(assessment))
    assert.equal(small.proposals.force, assessment.proposal)
    assert.is_true(rawequal(small_view, assessment.view))
    read_all(assert(view:assess(dossier.proposals["us-support"])), {"assessment", "verdict", "finding"})
  end)

  it("knows no other proposal", function()
    assert.has_error(function() small_view:assess("no-such") end)
    assert.has_error(function() small_view:assess() end)
    assert.has_error(function() small_view:assess(small.issues.troops) end)
  end)
end)

describe("compare", function()
  it("gives rows of cells", function()
    local comparison = assert(small_view:compare({"force", small.proposals.paper}))
    assert.equal(1, comparison.difference_count)
    local row = comparison.rows[1]
    assert.is_true(row.differs)
    assert.same({"fixed", "fixed"}, {row:cell_kind(1), row:cell_kind(2)})
    assert.equal("many", row:cell_options(1)[1].id)
    assert.equal("none", row:cell_options(2)[1].id)
    assert.equal("deploy", row:cell_clause(1).id)
    assert.is_false(row:cell_is_derived(1))
    assert.equal(1, row.touches[1].proposal_index)
    assert.equal("force", comparison.proposals[1].id)
    assert.equal("force", comparison.assessments[1].proposal.id)
    assert.is_nil(comparison.stresses[1])
    assert.is_true(rawequal(comparison.assessments[1], comparison.assessments[1]))
    read_all(comparison, {"comparison", "row", "touch", "finding", "assessment"})
    local stressed = assert(view:compare({"us-support", "european-peacekeepers"}, {stress = true, scenario = dossier.scenarios[1]}))
    assert.equal("us-support", stressed.stresses[1].proposal.id)
    assert.matches("US support", tostring(stressed))
  end)
end)

describe("a timeline", function()
  it("has moments", function()
    local timeline = assert(view:timeline({participant = "rus", from = "2025-08"}))
    assert.is_true(#timeline.moments > 0)
    assert.is_string(timeline.moments[1].record.kind)
    assert.equal("shifted", g.moment_kind_name("shifted"))
    read_all(timeline, {"timeline", "moment"})
    assert.matches("What changed", tostring(timeline))
    assert.is_true(#assert(view:timeline()).moments > #timeline.moments)
    assert.is_true(#assert(view:timeline({issue = "protection", proposal = "us-support"})).moments > 0)
  end)
end)

describe("a rule", function()
  local treaties = assert(g.load(support.root .. "/examples/treaties"))
  local proposal = treaties.proposals["istanbul-2022"]
  local in_view = assert(treaties:view())
  local name, rule
  for n, r in proposal.rules:pairs() do name, rule = n, r end
  local game = assert(in_view:game(proposal, rule))

  it("is found by its name", function()
    assert.equal(name, proposal.rule_names[#proposal.rules])
    assert.equal(rule, proposal.rules[name])
    assert.equal(rule, game.rule)
    assert.is_true(#game.members > 1)
  end)

  it("tells who can act and who can stop it", function()
    local member = game.members[1]
    assert.is_boolean(game:is_veto_player(1))
    assert.is_false(game:is_veto_player(1000))
    assert.is_false(game:is_dictator(1))
    assert.equal(game:is_veto_player(1), game:can_veto(member))
    assert.equal("wins", assert(game:decide(game.members:totable(), {})))
    assert.equal("loses", assert(game:decide(nil, game.members:totable())))
    assert.equal("open", assert(game:decide()))
    assert.is_boolean(game:pivotal({member.id}, member.id))
    assert.equal("open", g.decision_name("open"))
  end)

  it("has coalitions, one after another", function()
    local coalitions = assert(game:coalitions("winning"))
    local count = 0
    local kept = {}
    for coalition in coalitions do
      count = count + 1
      kept[count] = coalition
      assert.equal(#coalition, #coalition.members)
      for i, member in coalition.members:ipairs() do assert.equal(coalition[i], member) end
    end
    assert.equal(tostring(count), coalitions.total)
    assert.is_nil(coalitions:next())
    support.collect()
    assert.is_string(kept[1][1].id) -- it outlives the one after it
    assert.is_true(#assert(game:coalitions("blocking")):next() > 0)
  end)

  it("has powers", function()
    local power = assert(game:power())
    read_all(power, {"power", "member_power", "game"})
    local member = power.members[1]
    assert.is_number(member:value("shapley"))
    assert.matches("^%d+/?%d*$", member:fraction("shapley"))
    assert.equal("Shapley–Shubik", g.index_name("shapley"))
    assert.same({"banzhaf", "shapley", "minimal", "johnston"}, power.measures)
    local only = assert(game:power({measures = {"banzhaf"}}))
    assert.same({"banzhaf"}, only.measures)
    assert.is_nil(only.members[1]:value("shapley"))
    assert.is_nil(only.members[1]:fraction("shapley"))
    assert.is_string(assert(power:show()))
    assert.is_string(assert(game:show({power = power, support = {game.members[1]}, coalitions = 3})))
    local estimate = assert(game:power({samples = 1000}))
    assert.equal(1000, estimate.samples)
    assert.is_nil(estimate.members[1]:fraction("banzhaf"))
  end)

  it("costs no more than the options allow", function()
    local power, err = game:power({operations = 1})
    assert.is_nil(power)
    assert.equal("limit", err.status)
  end)
end)

describe("stress", function()
  it("tells what would lift it", function()
    local guarded = assert(assert(g.load_memory("guarded", support.guarded)):view())
    local stress = assert(guarded:stress("shield", "day"))
    assert.equal("drop-veto", stress.changes[1].kind)
    assert.equal("bel", stress.changes[1].participant.id)
    read_all(stress, {"change", "activation", "coalition"})
    assert.equal("ada", assert(guarded:stress("shield", "day", {holder = "cal"})).dues[1].obligor.id)
  end)

  it("tells what arrives", function()
    local scenario = dossier.scenarios[1]
    local stress = assert(view:stress("european-peacekeepers", scenario, {
      stands = {{"gbr", "support"}, {dossier.participants.fra, "block"}},
      likelihoods = {gbr = {0.5, 0.75}, fra = 0.25},
      least = {["ground-troops"] = 1},
    }))
    read_all(stress, {"stress", "test", "due", "level", "carrier"})
    assert.equal("support", stress:stand("gbr"))
    assert.equal("block", stress:stand("fra"))
    assert.is_true(stress:is_adversary("rus"))
    assert.is_false(stress:is_adversary("gbr"))
    assert.equal(scenario, stress.scenario)
    assert.is_number(stress.levels[1]:low_of(1))
    assert.equal(1, stress.levels[1]:high_of(0))
    assert.is_string(assert(stress:show()))
    assert.equal("not triggered", g.test_outcome_name("not-triggered"))
    assert.equal("support", g.stand_name("support"))
    local found = false
    for _, due in stress.dues:ipairs() do
      if due.obligor.id == "gbr" then
        found = true
        assert.same({0.5, 0.75, "what-if"}, {due.likelihood_low, due.likelihood_high, due.likelihood_origin})
      end
    end
    assert.is_true(found)
  end)

  it("needs no scenario", function()
    local stress = assert(view:stress("us-support"))
    assert.is_nil(stress.scenario)
    local activation = stress.activations[1]
    assert.is_string(activation.name)
    assert.is_true(#activation.stoppers[1].members > 0)
    read_all(stress, {"stress", "activation", "coalition"})
    assert.is_true(#assert(view:stress("us-support", nil, {alternatives = {{dossier.scenarios[1], 1}, {dossier.scenarios[2], 2}}})).dues > 0)
  end)
end)

describe("conflicts", function()
  it("come one by one", function()
    local conflicts = assert(small_view:conflicts())
    assert.equal(0, #conflicts)
    assert.is_false(conflicts.complete)
    local messages = {}
    for conflict in conflicts do messages[#messages + 1] = conflict.message end
    assert.equal(1, #messages)
    assert.equal(1, #conflicts)
    assert.is_true(conflicts.complete)
    assert.equal(2, #conflicts[1].positions)
    assert.is_true(rawequal(conflicts[1], conflicts[1]))
    assert.is_nil(conflicts[2])
    assert.is_nil((conflicts:next()))
    for i, conflict in conflicts:ipairs() do assert.equal(conflicts[i], conflict) end
    read_all(conflicts[1], {"conflict"})
    assert.equal(assert(conflicts:show()), tostring(conflicts))
    local fixed = assert(small_view:conflicts({fixed = {"troops=many"}, parties = {"bel"}}))
    assert.same({"troops=many"}, assert(fixed:next()).fixed)
    local check = assert(small_view:check_conflict(conflicts[1].positions:totable()))
    assert.is_true(check.is_confirmed)
    read_all(check, {"check"})
  end)

  it("raise an error in a loop when the budget is used up", function()
    local conflicts = assert(view:conflicts({budget = 1}))
    local good, err = pcall(function() for _ in conflicts do end end)
    assert.is_false(good)
    assert.equal("limit", err.status)
  end)
end)

describe("a settlement", function()
  it("has packages, cheapest first", function()
    local settlement = assert(small_view:settlement())
    local package = assert(settlement:next())
    assert.is_true(settlement.proved)
    assert.equal(1, settlement.least_red_lines)
    assert.equal(1, package.red_lines)
    assert.equal(1, #settlement)
    assert.equal(package, settlement[1])
    assert.equal(1, #package.concessions)
    assert.is_string(package.choices[1].options[1].id)
    assert.is_true(settlement:prove())
    assert.equal(1, #settlement.proofs)
    read_all(settlement, {"settlement", "conflict"})
    read_all(package, {"package", "choice", "concession", "gain"})
    local assessment = assert(package:assess())
    assert.equal("terms", assessment.proposal.clauses[1].id)
    local choices = {}
    for _, choice in package.choices:ipairs() do choices[#choices + 1] = choice.issue.id .. "=" .. choice.options[1].id end
    assert.is_true(assert(small_view:check_package(choices)).is_confirmed)
    assert.equal(assert(settlement:show({limit = 1})), assert(settlement:show({limit = 1})))
    assert.matches("ackage", tostring(settlement))
  end)

  it("is near a proposal", function()
    local nearest = assert(small_view:nearest("force", {parties = "bel"}))
    local package = assert(nearest:next())
    assert.equal(1, package.changes)
    assert.equal(1, nearest.least_changes)
  end)

  it("counts consents that nobody gave", function()
    local settlement = assert(view:settlement({fixed = {"end-of-war=peace-agreement", "protection=at-least:guarantees"}, immovable = {"usa"}, order = "found"}))
    local package, err = settlement:next()
    assert(package, tostring(err))
    assert.is_true(#package.assumed_consents > 0)
    read_all(package, {"consent"})
  end)

  it("gives the best that it found when the budget is used up", function()
    local settlement = assert(view:settlement({budget = 1}))
    local package, err = settlement:next()
    assert.is_nil(package)
    assert.equal("limit", err.status)
    assert.is_true(err.package == nil or err.package.red_lines >= 0)
  end)

  it("has corrections and sensitivity", function()
    local corrections = assert(small_view:corrections())
    local first = assert(corrections:next())
    assert.equal(1, #first.positions)
    for _ in corrections do end
    assert.is_true(corrections.complete)
    assert.is_true(#corrections >= 1)
    assert.is_true(assert(small_view:check_correction(first.positions:totable())).is_confirmed)
    read_all(corrections[1], {"correction"})
    assert.is_string(tostring(corrections))
    local sensitivity = assert(small_view:sensitivity())
    assert.is_true(#sensitivity > 0)
    assert.is_boolean(sensitivity[1].in_all)
    read_all(sensitivity, {"sensitivity"})
    for _, influence in sensitivity:ipairs() do read_all(influence, {"influence"}) end
    assert.is_string(tostring(sensitivity))
  end)
end)

describe("a check", function()
  local function choices_of(package)
    local found = {}
    for _, choice in package.choices:ipairs() do
      found[#found + 1] = choice.issue.id .. (choice.participant and "/" .. choice.participant.id or "") .. "=" .. choice.options[1].id
    end
    return found
  end

  it("confirms why things conflict", function()
    local conflict = assert(assert(small_view:conflicts()):next())
    local check = assert(small_view:check_ties(conflict.positions:totable(), conflict.constraints:totable(), conflict.fixed))
    assert.is_true(check.is_confirmed)
    assert.equal(conflict.message, check.wording)
    local none, err = small_view:check_conflict({"p1"}, {fixed = {"no-such=x"}})
    assert.is_nil(none)
    assert.equal("not-found", err.status)
    assert.has_error(function() small_view:check_conflict({"no-such"}) end)
  end)

  it("confirms the cheapest package and the nearest version", function()
    local package = assert(assert(small_view:settlement()):next())
    local check = assert(small_view:check_package(choices_of(package)))
    assert.is_true(check.is_confirmed and check.is_allowed and check.is_complete)
    assert.equal(package.red_lines, check.red_lines)
    assert.equal(package.red_lines, check.account.red_lines)
    assert.equal(package.red_lines, assert(small_view:check_cheapest()).red_lines)
    local nearest = assert(assert(small_view:nearest("force", {parties = {"bel"}})):next())
    check = assert(small_view:check_nearest("force", choices_of(nearest), {parties = {"bel"}}))
    assert.is_true(check.is_confirmed)
    assert.equal(nearest.changes, check.changes)
    assert.equal(nearest.changes, assert(small_view:check_cheapest("force", {parties = {"bel"}})).changes)
  end)

  it("confirms what a position matters", function()
    local influence = assert(small_view:sensitivity())[1]
    local check = assert(small_view:check_influence(influence.position))
    assert.same({influence.in_all, influence.in_none, influence.red_lines}, {check.in_all, check.in_none, check.red_lines})
  end)

  it("confirms a point of the frontier", function()
    local text = support.small:gsub("positions:.*", "") .. support.preferences
    local wide = assert(assert(g.load_memory("small", text)):view())
    local bargain = assert(wide:bargain({parties = {"ada", "bel"}}))
    local solution = bargain.solutions[1]
    local choices = {}
    for i, places in ipairs(solution.outcomes[1].options) do
      local issue = bargain.stakes[i].issue
      choices[i] = issue.id .. "=" .. issue.options[places[1]].id
    end
    for _, point in ipairs({solution.kind, false}) do
      local check = assert(wide:check_outcome(point or nil, choices, {parties = {"ada", "bel"}}))
      assert.is_true(check.is_confirmed)
      assert.equal("utilities", check.basis)
      assert.equal(#bargain.outcomes, check.points)
      assert.equal(2, #check.players)
      assert.same(solution.outcomes[1].utilities, check.utilities)
      read_all(check, {"check"})
    end
  end)
end)

describe("a bargain", function()
  it("has a frontier", function()
    local every = assert(g.load(support.every_key))
    local bargain = assert(assert(every:view()):bargain())
    read_all(bargain, {"bargain", "player", "stake"})
    bargain = assert(assert(g.load_memory("small", support.small:gsub("positions:.*", "") .. support.preferences)):view():bargain({parties = {"ada", "bel"}}))
    read_all(bargain, {"bargain", "player", "stake", "outcome", "solution"})
    local outcome = bargain.outcomes[1]
    assert.equal(#bargain.players, #outcome.utilities)
    assert.equal(#bargain.stakes, #outcome.options)
    assert.is_number(outcome.options[1][1])
    assert.is_string(bargain.stakes[1].issue.options[outcome.options[1][1]].id)
    assert.equal("nash", bargain.solutions[1].kind)
    assert.equal("nash", g.point_name("nash"))
    assert.is_string(tostring(bargain))
    local utility = every.preferences[1].utilities[1]
    assert.is_number(utility:value(1))
    assert.is_number(utility:value(utility.issue.options[1].index))
    assert.is_true(#assert(small_view:bargain()).outcomes > 0)
  end)
end)

describe("the module", function()
  it("tells its version and features", function()
    assert.equal(g._VERSION, g.version())
    assert.is_number(g.version_number())
    assert.is_true(g.has_feature("settle"))
    assert.is_false(g.has_feature("levitate"))
    assert.equal("out of memory", g.status_text("memory"))
    assert.equal(g.status_text("memory"), g.status_text(1))
  end)

  it("helps with dates", function()
    assert.equal("2025-08", assert(g.date_parse("2025-08")))
    assert.equal("2025-02-28", g.date_last_day("2025-02"))
    assert.equal("2025-01-01", g.date_first_day(20250000))
    assert.equal("2025-08-24", g.date_format(20250824))
    assert.is_nil(g.date_format(0))
    local none, err = g.date_parse("2025-13")
    assert.is_nil(none)
    assert.equal("argument", err.status)
    assert.equal("wrong argument", tostring(err))
  end)

  it("reads likelihoods", function()
    assert.same({0.55, 0.8}, {g.likelihood_parse("likely")})
    assert.is_nil((g.likelihood_parse("perhaps")))
  end)

  it("names what constants stand for", function()
    assert.equal("position", g.kind_name("position"))
    assert.equal("in-force", g.proposal_status_name("in-force"))
    assert.equal("legal", g.binding_name("legal"))
    assert.equal("requires", g.stance_name("requires"))
    assert.equal("stated", g.evidence_name("stated"))
    assert.equal("meeting", g.event_kind_name("meeting"))
    assert.equal("", g.stance_name("none"))
  end)

  it("lists the codes of diagnostics", function()
    local infos = g.diagnostic_code_infos()
    assert.is_true(#infos > 50)
    local info = infos[1]
    assert.equal("G0101", info.code)
    for _, name in ipairs(g.members(info)) do assert.is_not_nil(info[name]) end
    assert.equal("diagnostic_code_info: " .. info.name, tostring(info))
  end)
end)
