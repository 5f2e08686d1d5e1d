/* test_record_links.c: references, terms, memberships, rules and clauses: what each mistake is called, and where. Uses nodes.h. */
#include "run.h"

#include "nodes.h"

#define PEOPLE                                                                                               \
    "participants: [{id: a, kind: state}, {id: b, kind: state}, {id: c, kind: state}, "                      \
    "{id: g, kind: group, members: [a, b]}, {id: h, kind: group, members: [g, c]}],\n"
#define ISSUES                                                                                               \
    "issues: [{id: plain, options: [no, yes, more], ordered: true, default: no}, {id: own, options: [no, yes], by: g}],\n"
#define SOURCES "sources: [{id: s, title: t}],\n"
/* The dossier's first three lines; what is tested stands in line 4. */
#define TOP "{" PEOPLE ISSUES SOURCES

static void references(void)
{
    static const nodes_expected table[] = {
        {"{participants: [{id: a, kind: group, members: [{id: x, role: y}, z]}]}",
         "G0302 1:53+1 participants[0].members[0].id\nG0302 1:66+1 participants[0].members[1]\n"},
        {TOP "positions: [{participant: x, date: 2025, rejects: {plains: yes, own/x: yes}, evidence: stated, source: q}]}",
         "G0302 4:27+1 positions[0].participant\nG0302 4:52+6 positions[0].rejects.plains\nG0302 4:104+1 positions[0].source\n"},
        {"{events: [{date: 2025, kind: other, participants: a, proposal: p}], participants: [{id: a, kind: state}], proposals: [{id: p}]}",
         ""},
        {"{positions: [{participant: a, date: 2025, rejects: {i: x}, evidence: stated, source: s}],\n" SOURCES
         "participants: [{id: a, kind: state}], issues: [{id: i, options: [y]}]}",
         "G0303 1:56+1 positions[0].rejects.i\n"},
    };
    NODES_CHECK(table);
}

/* One diagnostic for each unknown id, with its further places. */
static void repeated_references(void)
{
    nodes_case c = nodes_open("{events: [{date: 2025, kind: other, participants: [x, x, x]}, {date: 2025, kind: other, participants: [x, x, x]}, "
                              "{date: 2025, kind: other, participants: [x, x, x, x]}]}");
    const gtee_diagnostic *one;

    CU_ASSERT_EQUAL_FATAL(gtee_diagnostics_count(c.diagnostics), 1);
    one = gtee_diagnostics_at(c.diagnostics, 0);
    CU_ASSERT_EQUAL(gtee_diagnostic_column(one), 52);
    CU_ASSERT_EQUAL_FATAL(gtee_diagnostic_related_count(one), 8);
    CU_ASSERT_EQUAL(gtee_diagnostic_column(gtee_diagnostic_related_at(one, 0)), 55);
    CU_ASSERT_STRING_EQUAL(gtee_diagnostic_message(gtee_diagnostic_related_at(one, 7)), "and 2 more times behind this place");
    nodes_close(&c);
}

#define SAYS(terms) TOP "positions: [{participant: a, date: 2025, evidence: inferred, source: s, rejects: " terms "}]}"
static void terms(void)
{
    static const nodes_expected table[] = {
        {SAYS("{plain: yes, own/a: [no, yes], own/g: yes, own/h: yes}"), ""},
        {SAYS("{plain: {at_least: yes}}"), ""},
        {SAYS("{plain: maybe}"), "G0303 4:90+5 positions[0].rejects.plain\n"},
        {SAYS("{plain: [yes, maybe]}"), "G0303 4:96+5 positions[0].rejects.plain[1]\n"},
        {SAYS("{plain: {at_most: maybe}}"), "G0303 4:100+5 positions[0].rejects.plain.at_most\n"},
        {SAYS("{own: yes}"), "G0305 4:83+3 positions[0].rejects.own\n"},
        {SAYS("{plain/a: yes}"), "G0306 4:83+7 positions[0].rejects.plain/a\n"},
        {SAYS("{own/c: yes}"), "G0307 4:83+5 positions[0].rejects.own/c\n"},
        {SAYS("{own/a: {at_most: yes}}"), "G0308 4:91+7 positions[0].rejects.own/a.at_most\n"},
        {SAYS("{plain: {at_most: yes, at_least: no}}"), "G0309 4:90+1 positions[0].rejects.plain\n"},
        {SAYS("{plain: {above: yes}}"), "G0309 4:90+1 positions[0].rejects.plain\n"},
        {SAYS("{Plain: yes, own/: no, /a: no}"),
         "G0205 4:83+5 positions[0].rejects.Plain\nG0205 4:95+4 positions[0].rejects.own/\nG0205 4:105+2 positions[0].rejects./a\n"},
        {SAYS("{}"), "G0204 4:73+7 positions[0].rejects\n"},
        {SAYS("[plain]"), "G0203 4:82+1 positions[0].rejects\n"},
        {SAYS("{proposal: p, plain: yes}") , "G0315 4:82+1 positions[0].rejects\nG0302 4:93+1 positions[0].rejects.proposal\n"},
    };
    NODES_CHECK(table);
}

static void issues(void)
{
    static const nodes_expected table[] = {
        {"{issues: [{id: i, options: [a, b], default: c}]}", "G0304 1:45+1 issues[0].default\n"},
        {"{issues: [{id: i, options: [a, b], default: a, derived: guarantor}]}", "G0310 1:57+9 issues[0].derived\n"},
        {"{" PEOPLE "issues: [{id: i, options: [x, y], by: g, derived: guarantor}]}", "G0310 2:51+9 issues[0].derived\n"},
        {"{" PEOPLE "issues: [{id: i, options: [x, y, z], by: g, default: x, derived: veto-player}]}",
         "G0310 2:66+11 issues[0].derived\n"},
        {"{" PEOPLE "issues: [{id: i, options: [x, y], by: g, default: x, derived: veto-player}]}", ""},
    };
    NODES_CHECK(table);
}

static void memberships(void)
{
    static const nodes_expected table[] = {
        {"{participants: [{id: a, kind: group, members: a}]}", "G0311 1:47+1 participants[0].members\n"},
        {"{participants: [{id: a, kind: group, members: [b]}, {id: b, kind: group, members: {id: c, until: 1999}}, "
         "{id: c, kind: group, members: a}]}",
         "G0311 1:136+1 participants[2].members\n"},
        {"{participants: [{id: a, kind: group, members: [b, c]}, {id: b, kind: group, members: d}, {id: c, kind: group, members: d}, "
         "{id: d, kind: state}]}",
         ""},
    };
    nodes_case c = nodes_open(table[1].text);

    NODES_CHECK(table);
    CU_ASSERT_STRING_EQUAL(gtee_diagnostic_message(gtee_diagnostics_at(c.diagnostics, 0)),
                           "a is, through its members, a member of itself: a ← b ← c ← a");
    CU_ASSERT_EQUAL(gtee_diagnostic_related_count(gtee_diagnostics_at(c.diagnostics, 0)), 2);
    nodes_close(&c);
}

/* Groups in a row, each the only member of the one before. */
static void deep_groups(void)
{
    static const struct {
        int groups;
        gtee_status status;
    } table[] = {{64, GTEE_OK}, {65, GTEE_ERROR_LIMIT}, {200, GTEE_ERROR_LIMIT}};

    for (size_t k = 0; k < sizeof table / sizeof table[0]; k++) {
        static char text[16384];
        nodes_case c;

        strcpy(text, "{participants: [{id: x, kind: state}");
        for (int i = 0; i < table[k].groups; i++)
            snprintf(text + strlen(text), sizeof text - strlen(text), ", {id: g%d, kind: group, members: %c%.0d}", i,
                     i + 1 == table[k].groups ? 'x' : 'g', i + 1 == table[k].groups ? 0 : i + 1);
        strcat(text, "]}");
        c = nodes_open(text);
        CU_ASSERT_EQUAL(c.status, table[k].status);
        CU_ASSERT_EQUAL(c.diagnostics == NULL ? 0 : gtee_diagnostics_count(c.diagnostics), table[k].status != GTEE_OK);
        nodes_close(&c);
    }
}

/* Twenty layers of two groups, each with both of the next: a million ways to one member. */
static void many_ways(void)
{
    static char text[16384];
    nodes_case c;

    strcpy(text, "{participants: [{id: x, kind: state}");
    for (int i = 0; i < 40; i++) {
        size_t used = strlen(text);

        if (i < 38)
            snprintf(text + used, sizeof text - used, ", {id: g%d, kind: group, members: [g%d, g%d]}", i, i / 2 * 2 + 2, i / 2 * 2 + 3);
        else
            snprintf(text + used, sizeof text - used, ", {id: g%d, kind: group, members: x}", i);
    }
    strcat(text, "]}");
    c = nodes_open(text);
    CU_ASSERT_EQUAL(c.status, GTEE_ERROR_LIMIT);
    CU_ASSERT_STRING_EQUAL(gtee_diagnostic_code(gtee_diagnostics_at(c.diagnostics, 0)), "G0312");
    nodes_close(&c);
}

#define POSITION(id) "{id: " id ", participant: a, date: 2025-05, evidence: inferred, source: s, "
static void positions(void)
{
    static const nodes_expected table[] = {
        {TOP "positions: [" POSITION("p") "rejects: {plain: yes}, accepts: {plain: no}}]}", "G0313 4:106+7 positions[0].accepts\n"},
        {TOP "positions: [" POSITION("p") "gist: x}]}", "G0314 4:13+1 positions[0]\n"},
        {TOP "positions: [" POSITION("p") "rejects: {plain: yes}, weight: 2}]}", "G0316 4:106+6 positions[0].weight\n"},
        {TOP "positions: [" POSITION("p") "prefers: {plain: yes}, weight: 0}]}", "G0317 4:114+1 positions[0].weight\n"},
        {TOP "positions: [" POSITION("p") "prefers: {plain: yes}, via: b}]}", "G0319 4:106+3 positions[0].via\n"},
        {TOP "positions: [" POSITION("p") "withdraws: p}]}", "G0322 4:94+1 positions[0].withdraws\n"},
        {TOP "positions: [" POSITION("p") "rejects: {plain: yes}}, " POSITION("q") "withdraws: [p]}]}", ""},
        {TOP "positions: [{id: p, participant: b, date: 2025, evidence: inferred, source: s, rejects: {plain: yes}},\n" POSITION(
             "q") "supersedes: p, rejects: {plain: no}}]}",
         "G0320 5:83+1 positions[1].supersedes\n"},
        {TOP "positions: [{id: p, participant: a, date: 2025-06, evidence: inferred, source: s, rejects: {plain: yes}},\n" POSITION(
             "q") "supersedes: [p], rejects: {plain: no}}]}",
         "G0321 5:84+1 positions[1].supersedes[0]\n"},
        {TOP "positions: [{date: 2025, rejects: {plain: yes}}]}",
         "G0202 4:13+1 positions[0]\nG0202 4:13+1 positions[0]\nG0202 4:13+1 positions[0]\n"},
    };
    NODES_CHECK(table);
}

#define SPEAKERS(who, when)                                                                                                   \
    "{participants: [{id: a, kind: state}, {id: p, kind: person, speaks_for: {id: a, office: Envoy, from: 2024, until: 2025}}, " \
    "{id: q, kind: person, speaks_for: p}, {id: r, kind: person}],\n" ISSUES SOURCES                                           \
    "positions: [{participant: a, speaker: " who ", date: " when ", evidence: stated, source: s, rejects: {plain: yes}}],\n"   \
    "participants: [{id: g, kind: group, members: a}]}"
static void speakers(void)
{
    static const nodes_expected table[] = {
        {SPEAKERS("a", "2030"), ""},
        {SPEAKERS("p", "2025-12-31"), ""},
        {SPEAKERS("q", "2025"), ""},
        {SPEAKERS("p", "2026-01"), "G0318 4:39+1 positions[0].speaker\n"},
        {SPEAKERS("r", "2025"), "G0318 4:39+1 positions[0].speaker\n"},
    };
    nodes_case c = nodes_open(table[3].text);

    NODES_CHECK(table);
    CU_ASSERT_STRING_EQUAL(gtee_diagnostic_hint(gtee_diagnostics_at(c.diagnostics, 0)),
                           "p speaks for a from 2024 until 2025: correct the speaker or the date, or write evidence: reported");
    nodes_close(&c);
}

#define RULES(rules) "{" PEOPLE "proposals: [{id: x, clauses: [{id: k, activation: r}], activation: {r: " rules "}}]}"
static void rules(void)
{
    static const nodes_expected table[] = {
        {RULES("a"), ""},
        {RULES("{all_of: [a, {any_of: [b, {unless: c}]}, {at_least: 2, of: g}, {quota: 0.3, weights: {a: 0.1, b: 0.2}}]}"), ""},
        {RULES("{none_of: [a]}"), "G0323 2:73+7 proposals[0].activation.r.none_of\n"},
        {RULES("{all_of: a, any_of: b}"), "G0324 2:72+1 proposals[0].activation.r\n"},
        {RULES("{of: a}"), "G0324 2:72+1 proposals[0].activation.r\n"},
        {RULES("{at_least: 1}"), "G0324 2:72+1 proposals[0].activation.r\n"},
        {RULES("{quota: 1}"), "G0324 2:72+1 proposals[0].activation.r\n"},
        {RULES("{any_of: a, weights: {a: 1}}"), "G0324 2:72+1 proposals[0].activation.r\n"},
        {RULES("[a]"), "G0324 2:72+1 proposals[0].activation.r\n"},
        {RULES("{some_of: a}"), "G0201 2:73+7 proposals[0].activation.r.some_of\n"},
        {RULES("{all_of: [a, {rule: s}]}"), "G0325 2:92+1 proposals[0].activation.r.all_of[1].rule\n"},
        {RULES("{rule: r}"), "G0326 2:79+1 proposals[0].activation.r.rule\n"},
        {RULES("{rule: s}, s: {any_of: [a, {rule: t}]}, t: {unless: {rule: r}}"), "G0326 2:131+1 proposals[0].activation.t.unless.rule\n"},
        {RULES("{at_least: 0, of: [a]}"), "G0328 2:83+1 proposals[0].activation.r.at_least\n"},
        {RULES("{at_least: 4, of: [g, c]}"), "G0328 2:83+1 proposals[0].activation.r.at_least\n"},
        {RULES("{at_least: 3, of: [g, c]}"), ""},
        {RULES("{quota: 0.31, weights: {a: 0.1, b: 0.2}}"), "G0329 2:80+4 proposals[0].activation.r.quota\n"},
        {RULES("{quota: 0, weights: {a: 1}}"), "G0328 2:80+1 proposals[0].activation.r.quota\n"},
        {RULES("z"), "G0302 2:72+1 proposals[0].activation.r\n"},
        {RULES("{all_of: []}"), "G0204 2:73+6 proposals[0].activation.r.all_of\n"},
        {"{proposals: [{id: x, clauses: [{id: k, activation: r}]}]}", "G0325 1:52+1 proposals[0].clauses[0].activation\n"},
        {"{proposals: [{id: x, supersedes: x}]}", "G0322 1:34+1 proposals[0].supersedes\n"},
    };
    NODES_CHECK(table);
}

/* A chain of `unless` within one rule, and one of named rules. */
static void deep_rules(void)
{
    static char text[16384];
    nodes_case c;

    strcpy(text, "{participants: [{id: a, kind: state}], proposals: [{id: x, activation: {r: ");
    for (int i = 0; i < 64; i++)
        strcat(text, "{unless: ");
    strcat(text, "a");
    for (int i = 0; i < 64; i++)
        strcat(text, "}");
    strcat(text, "}}]}");
    c = nodes_open(text);
    CU_ASSERT_EQUAL(c.status, GTEE_ERROR_LIMIT);
    CU_ASSERT_EQUAL(gtee_diagnostics_count(c.diagnostics), 1);
    nodes_close(&c);
    for (int length = 63; length <= 64; length++) {
        strcpy(text, "{participants: [{id: a, kind: state}], proposals: [{id: x, activation: {r0: a");
        for (int i = 1; i <= length; i++)
            snprintf(text + strlen(text), sizeof text - strlen(text), ", r%d: {rule: r%d}", i, i - 1);
        strcat(text, "}}]}");
        c = nodes_open(text);
        CU_ASSERT_EQUAL(c.status, length < 64 ? GTEE_OK : GTEE_ERROR_LIMIT);
        nodes_close(&c);
    }
}

static void clauses(void)
{
    static const nodes_expected table[] = {
        {TOP "proposals: [{id: x, clauses: [{id: k, terms: {plain: [no, yes]}}, {id: l, terms: {plain: [yes, more]}}]}]}", ""},
        {TOP "proposals: [{id: x, clauses: [{id: k, terms: {plain: no}}, {id: l, terms: {plain: yes}}]}]}",
         "G0331 4:76+5 proposals[0].clauses[1].terms.plain\n"},
        {TOP "proposals: [{id: x, clauses: [{id: k, terms: {own/g: no, own/b: yes}}]}]}",
         "G0330 4:58+5 proposals[0].clauses[0].terms.own/b\n"},
        {TOP "proposals: [{id: x, clauses: [{id: k, terms: {own/a: no, own/b: yes}}, {id: l, terms: {own/a: no}}]}]}", ""},
    };
    NODES_CHECK(table);
}

/* Parts of rules that are wrong in themselves: each is said, and no other for its sake. */
static void parts_of_rules(void)
{
    static const nodes_expected table[] = {
        {RULES("{quota: 2, weights: [a]}"), "G0203 2:92+1 proposals[0].activation.r.weights\n"},
        {RULES("{quota: x, weights: {a: 1}}"), "G0208 2:80+1 proposals[0].activation.r.quota\n"},
        {RULES("{quota: 2, weights: {A: 1, b: x}}"), "G0205 2:93+1 proposals[0].activation.r.weights.A\nG0208 2:102+1 proposals[0].activation.r.weights.b\n"},
        {RULES("{quota: 2.5, weights: {a: 1.5, b: 1}}"), ""},
        {RULES("{quota: 2.5, weights: {a: 1.4, b: 1}}"), "G0329 2:80+3 proposals[0].activation.r.quota\n"},
        {RULES("{quota: 2.5, weights: {a: 0.75, b: 0.75, c: 1}}"), ""},
        {RULES("{at_least: x, of: [a]}"), "G0209 2:83+1 proposals[0].activation.r.at_least\n"},
        {RULES("{any_of: a, of: b}"), "G0324 2:72+1 proposals[0].activation.r\n"},
        {RULES("{unless: []}"), "G0204 2:73+6 proposals[0].activation.r.unless\n"},
        {RULES("{unless: [a]}"), "G0324 2:81+1 proposals[0].activation.r.unless\n"},
        {RULES("{all_of: [a, \"\"]}"), "G0204 2:85+2 proposals[0].activation.r.all_of[1]\n"},
        {RULES("a, S: b"), "G0205 2:75+1 proposals[0].activation.S\n"},
        {RULES("{rule: R}"), "G0205 2:79+1 proposals[0].activation.r.rule\n"},
        {RULES("{any_of: [{rule: s}, {rule: s}]}, s: {any_of: [{rule: t}, {rule: t}]}, t: a"), ""},
    };
    NODES_CHECK(table);
}

static void strays(void)
{
    static const nodes_expected table[] = {
        {"{proposals: [{id: x, clauses: [{id: k}, {id: k, activation: Z}], supersedes: [y, [z]]}, {id: y, supersedes: \"\"}]}",
         "G0301 1:46+1 proposals[0].clauses[1].id\nG0205 1:61+1 proposals[0].clauses[1].activation\n"
         "G0203 1:82+1 proposals[0].supersedes[1]\nG0204 1:97+10 proposals[1].supersedes\n"},
        {"{issues: [{id: i, options: [b, {id: b}, [c]], default: D}, {id: j, options: [], default: d}]}",
         "G0301 1:37+1 issues[0].options[1].id\nG0203 1:41+1 issues[0].options[2]\nG0205 1:56+1 issues[0].default\n"
         "G0204 1:68+7 issues[1].options\n"},
        {"{participants: [{id: a, kind: state, codes: {ISO: x, iso3: [y]}, names: {en: [], fr: x}}, {id: b, kind: state, names: x}]}",
         "G0205 1:46+3 participants[0].codes.ISO\nG0203 1:60+1 participants[0].codes.iso3\nG0204 1:74+2 participants[0].names.en\n"
         "G0203 1:119+1 participants[1].names\n"},
        {TOP "scenarios: [{id: z, honours: {A: likely, b: maybe}, date: {}, trigger: x}]}",
         "G0205 4:31+1 scenarios[0].honours.A\nG0213 4:45+5 scenarios[0].honours.b\nG0204 4:53+4 scenarios[0].date\n"
         "G0203 4:72+1 scenarios[0].trigger\n"},
        {TOP "preferences: [{participant: a, utility: {plain: 1, own/b: {weight: 1, values: [x]}, none: {weight: 1}}}]}",
         "G0203 4:49+1 preferences[0].utility.plain\nG0203 4:79+1 preferences[0].utility.own/b.values\n"
         "G0302 4:85+4 preferences[0].utility.none\n"},
        {TOP "positions: [{participant: A, date: 2025, evidence: stated, speaker: b, source: s, rejects: {plain: [[x]]}}]}",
         "G0205 4:27+1 positions[0].participant\nG0203 4:101+1 positions[0].rejects.plain[0]\n"},
        {TOP "positions: [{participant: a, date: 2025, evidence: inferred, source: s, rejects: {plain: []}, supersedes: [nn, [x]]}]}",
         "G0204 4:83+5 positions[0].rejects.plain\nG0302 4:108+2 positions[0].supersedes[0]\nG0203 4:112+1 positions[0].supersedes[1]\n"},
        {TOP "constraints: [{id: k, because: b, of: [], at_least: []}, {id: l, because: b, of: x, at_most: 1}]}",
         "G0204 4:35+2 constraints[0].of\nG0204 4:43+8 constraints[0].at_least\nG0203 4:82+1 constraints[1].of\n"},
        {"{issues: [{id: i, options: [x], ordered: [true]}, {id: j, options: {id: x, titel: y}}]}",
         "G0203 1:42+1 issues[0].ordered\nG0201 1:76+5 issues[1].options.titel\n"},
        {TOP "proposals: [{id: x, clauses: k, activation: []}]}", "G0203 4:30+1 proposals[0].clauses\nG0204 4:33+10 proposals[0].activation\n"},
        {TOP "proposals: [{id: x, clauses: [], activation: a}]}", "G0204 4:21+7 proposals[0].clauses\nG0203 4:46+1 proposals[0].activation\n"},
    };
    NODES_CHECK(table);
}

/* One participant in two lists: said where it counts. Once in each list, or twice in one, is no contradiction. */
static void stands(void)
{
    static const nodes_expected table[] = {
        {TOP "scenarios: [{id: z, support: [a, b], block: c}]}", ""},
        {TOP "scenarios: [{id: z, support: [a, b], block: [c, a]}]}", "G0336 4:49+1 scenarios[0].block[1]\n"},
        {TOP "scenarios: [{id: z, block: b, unknown: b}]}", "G0336 4:28+1 scenarios[0].block\n"},
        {TOP "scenarios: [{id: z, support: a, block: a, unknown: [a]}]}",
         "G0336 4:40+1 scenarios[0].block\nG0336 4:53+1 scenarios[0].unknown[0]\n"},
        {TOP "scenarios: [{id: z, support: [[x], a], block: [B, a]}]}",
         "G0203 4:31+1 scenarios[0].support[0]\nG0205 4:48+1 scenarios[0].block[0]\nG0336 4:51+1 scenarios[0].block[1]\n"},
    };
    NODES_CHECK(table);
}

static void constraints(void)
{
#define CONSTRAINT(rest) TOP "constraints: [{id: x, because: y, " rest "}]}"
    static const nodes_expected table[] = {
        {CONSTRAINT("if: {plain: no}, then: {own/g: no}"), ""},
        {CONSTRAINT("of: [{plain: no}, {own/g: no}], at_least: 1, at_most: 2"), ""},
        {CONSTRAINT("of: {plain: no, own/a: no}, at_most: 1"), ""},
        {CONSTRAINT("if: {plain: no}"), "G0332 4:15+1 constraints[0]\n"},
        {CONSTRAINT("of: {plain: no}"), "G0332 4:15+1 constraints[0]\n"},
        {CONSTRAINT("if: {plain: no}, then: {plain: no}, at_most: 1"), "G0332 4:15+1 constraints[0]\n"},
        {CONSTRAINT("of: {plain: no}, at_least: 2, at_most: 1"), "G0332 4:62+1 constraints[0].at_least\n"},
        {CONSTRAINT("of: [{plain: no, own/a: no}], at_most: 1"), "G0203 4:40+1 constraints[0].of[0]\n"},
    };
    NODES_CHECK(table);
}

static void preferences(void)
{
    static const nodes_expected table[] = {
        {TOP "preferences: [{participant: a, utility: {plain: {weight: 1, values: {no: 0, yes: 1}}, own/b: {weight: 1}}}]}", ""},
        {TOP "preferences: [{participant: a}, {participant: a}]}", "G0333 4:47+1 preferences[1].participant\n"},
        {TOP "preferences: [{participant: a, utility: {own/g: {weight: 1}}}]}", "G0334 4:42+5 preferences[0].utility.own/g\n"},
        {TOP "preferences: [{participant: a, utility: {plain: {weight: 1, values: {maybe: 0}}}}]}",
         "G0303 4:70+5 preferences[0].utility.plain.values.maybe\n"},
        {TOP "preferences: [{participant: a, utility: {plain: {values: {no: 0}, wight: 1}}}]}",
         "G0202 4:49+1 preferences[0].utility.plain\nG0201 4:67+5 preferences[0].utility.plain.wight\n"},
        {TOP "expectations: [{holder: a, likelihood: 1}]}", "G0335 4:16+1 expectations[0]\n"},
    };
    NODES_CHECK(table);
}

UNIT_TESTS("record: references and rules", {"references", references}, {"repeated references", repeated_references},
           {"terms", terms}, {"issues", issues}, {"memberships", memberships}, {"deep groups", deep_groups}, {"many ways", many_ways},
           {"positions", positions}, {"speakers", speakers}, {"rules", rules}, {"parts of rules", parts_of_rules}, {"strays", strays}, {"deep rules", deep_rules}, {"clauses", clauses},
           {"stands", stands}, {"constraints", constraints}, {"preferences", preferences})
