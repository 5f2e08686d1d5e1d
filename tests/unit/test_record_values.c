/* test_record_values.c: keys and values of records: what each mistake is called, and where it is shown. Uses nodes.h. */
#include "run.h"

#include "nodes.h"

static void keys(void)
{
    static const nodes_expected table[] = {
        {"{sources: [{id: a, titel: b, title: c}]}", "G0201 1:20+5 sources[0].titel\n"},
        {"{sources: [{id: a}]}", "G0202 1:12+1 sources[0]\n"},
        {"{sources: [{title: a}, {id: b, title: b, xyzzy: 1}]}", "G0202 1:12+1 sources[0]\nG0201 1:42+5 sources[1].xyzzy\n"},
        {"{sources: [a]}", "G0203 1:12+1 sources[0]\n"},
        {"{sources: [{id: a, title: [b]}]}", "G0203 1:27+1 sources[0].title\n"},
        {"{sources: [{id: a, title: \"\"}]}", "G0204 1:20+5 sources[0].title\n"},
        {"{sources: [{id: a, title: {}}]}", "G0204 1:20+5 sources[0].title\n"},
        {"{sources: [{}]}", "G0204 1:12+1 sources[0]\n"},
        {"{sources: [{id: a, title: b, author: [c, \"\"]}]}", "G0204 1:42+2 sources[0].author[1]\n"},
        {"{title: a, description: b, title: c}", "G0218 1:35+1 title\n"},
        {"{participants: [{id: a, kind: state, speaks-for: b, members: []}, {id: b, kind: state}]}",
         "G0204 1:53+7 participants[0].members\n"},
    };
    NODES_CHECK(table);
}

static void ids(void)
{
    static const nodes_expected table[] = {
        {"{sources: [{id: A b, title: c}]}", "G0205 1:17+3 sources[0].id\n"},
        {"{sources: [{id: a--b, title: c}, {id: -a, title: c}, {id: a_b, title: c}]}",
         "G0205 1:17+4 sources[0].id\nG0205 1:39+2 sources[1].id\nG0205 1:59+3 sources[2].id\n"},
        {"{participants: [{id: all, kind: state}], issues: [{id: rule, options: [none-of, {id: proposal}]}]}",
         "G0206 1:22+3 participants[0].id\nG0206 1:56+4 issues[0].id\nG0206 1:72+7 issues[0].options[0]\n"
         "G0206 1:86+8 issues[0].options[1].id\n"},
        {"{sources: [{id: a, title: b}, {id: a, title: c}], issues: [{id: a, options: [b, c, b]}]}",
         "G0301 1:36+1 sources[1].id\nG0301 1:84+1 issues[0].options[2]\n"},
        {"{proposals: [{id: a, clauses: [{id: b}, {id: b}]}]}", "G0301 1:46+1 proposals[0].clauses[1].id\n"},
        {"{participants: [{id: a, kind: state, codes: {iso3: AAA}, members: [{id: A}]}]}",
         "G0205 1:73+1 participants[0].members[0].id\n"},
        {"{issues: [{id: a, options: [b], references: {x: y}, tags: \"any text\"}]}", ""},
        {"{proposals: [{id: a, clauses: {id: b, trigger: {act: [an act]}}}]}",
         "G0205 1:55+6 proposals[0].clauses.trigger.act[0]\n"},
    };
    NODES_CHECK(table);
}

static void dates(void)
{
    static const nodes_expected table[] = {
        {"{sources: [{id: a, title: b, date: 2025-02-29}]}", "G0207 1:36+10 sources[0].date\n"},
        {"{sources: [{id: a, title: b, date: yesterday}]}", "G0207 1:36+9 sources[0].date\n"},
        {"{sources: [{id: a, title: b, date: 2025-02}, {id: c, title: d, date: 2024}]}", ""},
        {"{events: [{kind: other, date: 2025-02-02, until: 2025-02-01}]}", "G0212 1:50+10 events[0].until\n"},
        {"{events: [{kind: other, date: 2025-02-02, until: 2025-02}, {kind: other, date: 2025, until: 2025-01-01}]}", ""},
        {"{participants: [{id: a, kind: group, members: {id: b, until: 1999, from: 2001}}, {id: b, kind: state}]}",
         "G0212 1:62+4 participants[0].members.until\n"},
    };
    NODES_CHECK(table);
}

static void numbers(void)
{
    static const nodes_expected table[] = {
        {"{participants: [{id: a, kind: state}], preferences: [{participant: a, capability: -1, salience: 1e3, reservation: \"0,5\"}]}",
         "G0208 1:83+2 preferences[0].capability\nG0208 1:97+3 preferences[0].salience\nG0208 1:115+5 preferences[0].reservation\n"},
        {"{issues: [{id: a, options: [b, c], ordered: yes}]}", "G0210 1:45+3 issues[0].ordered\n"},
        {"{issues: [{id: a, options: [b, c], ordered: false}]}", ""},
        {"{participants: [{id: a, kind: country}]}", "G0211 1:31+7 participants[0].kind\n"},
        {"{issues: [{id: a, options: b}], constraints: [{id: c, because: d, of: {a: b}, at_least: two}]}",
         "G0209 1:89+3 constraints[0].at_least\n"},
    };
    NODES_CHECK(table);
}

static void likelihoods(void)
{
#define HOLDER "participants: [{id: a, kind: state}], expectations: [{holder: a, obligor: a, likelihood: "
    static const nodes_expected table[] = {
        {"{" HOLDER "0.5}]}", ""},
        {"{" HOLDER "[0.25, 0.5]}]}", ""},
        {"{" HOLDER "very likely}]}", ""},
        {"{" HOLDER "1.01}]}", "G0213 1:91+4 expectations[0].likelihood\n"},
        {"{" HOLDER "very likly}]}", "G0213 1:91+10 expectations[0].likelihood\n"},
        {"{" HOLDER "[0.5, 2]}]}", "G0213 1:97+1 expectations[0].likelihood[1]\n"},
        {"{" HOLDER "[0.5]}]}", "G0213 1:91+1 expectations[0].likelihood\n"},
        {"{" HOLDER "[0.5, 0.4]}]}", "G0214 1:91+1 expectations[0].likelihood\n"},
        {"{" HOLDER "{a: b}}]}", "G0213 1:91+1 expectations[0].likelihood\n"},
    };
    NODES_CHECK(table);
}

static void texts(void)
{
    static const nodes_expected table[] = {
        {"{participants: [{id: a, kind: state, names: {e: x, 12: y, en: z, zh-Hant: [u, v]}}]}",
         "G0215 1:46+1 participants[0].names.e\nG0215 1:52+2 participants[0].names.12\n"},
        {"{sources: [{id: a, title: b, language: \"en us\"}]}", "G0215 1:40+7 sources[0].language\n"},
        {"{sources: [{id: a, title: b, source: {id: a, locator: par 6-4}}, {id: c, title: d, source: {id: a, locator: line 0}}]}",
         "G0216 1:55+7 sources[0].source.locator\nG0216 1:109+6 sources[1].source.locator\n"},
        {"{sources: [{id: a, title: b, source: [{id: a, locator: par 4-6}, {id: a, locator: par excellence}, a]}]}", ""},
        {"{sources: [{id: a, title: \"p\xD0\xB0ypal\"}]}", "G0220 1:27+9 sources[0].title\n"},
        {"{sources: [{id: a, title: b, language: x-y}, {id: b, title: b, language: i-b}, {id: c, title: b, language: en-}, "
         "{id: d, title: b, language: toolonglang}, {id: e, title: b, language: q}, {id: f, title: b, language: en-1901}]}",
         "G0215 1:108+3 sources[2].language\nG0215 1:142+11 sources[3].language\nG0215 1:184+1 sources[4].language\n"},
        {"{sources: [{id: a, title: b, source: [{id: a, locator: par 4-}, {id: a, locator: par 4x}, {id: a, locator: line 4-6-8}, "
         "{id: a, locator: line 99999999999}, {id: a, locator: line 1-0}]}]}",
         "G0216 1:56+6 sources[0].source[0].locator\nG0216 1:82+6 sources[0].source[1].locator\nG0216 1:108+10 sources[0].source[2].locator\n"
         "G0216 1:138+16 sources[0].source[3].locator\nG0216 1:174+8 sources[0].source[4].locator\n"},
        {"{sources: [{id: a, title: \"b\", note: \"x\xE2\x80\x8By\"}, {id: b, title: \"\xE2\x81\xA6\", note: \"\xD8\x9C\"}]}",
         "G0219 1:38+7 sources[0].note\nG0219 1:63+5 sources[1].title\nG0219 1:76+4 sources[1].note\n"},
        {"{sources: [{id: a, title: \"b \xE2\x80\x94 \xE2\x80\x9C\xD0\xB0\xE2\x80\x9D\", note: \"\xE2\x80\x99 \xD0\xB0 \xE2\x82\xAC \xE2\x81\x82\"}]}", ""},
        {"{sources: [{id: a, title: \"b\", note: \"x\xE2\x80\xAEy\"}]}", "G0219 1:38+7 sources[0].note\n"},
    };
    NODES_CHECK(table);
}

/* 65 options are one too many, and said so at the 65th. */
static void too_many_options(void)
{
    char text[2048] = "{issues: [{id: a, options: [o0";
    nodes_case c;

    for (int i = 1; i <= 64; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), ",\no%d", i);
    strcat(text, "]}]}");
    c = nodes_open(text);
    CU_ASSERT_EQUAL(c.status, GTEE_ERROR_DOSSIER);
    CU_ASSERT_EQUAL_FATAL(gtee_diagnostics_count(c.diagnostics), 1);
    CU_ASSERT_STRING_EQUAL(gtee_diagnostic_code(gtee_diagnostics_at(c.diagnostics, 0)), "G0217");
    CU_ASSERT_EQUAL(gtee_diagnostic_line(gtee_diagnostics_at(c.diagnostics, 0)), 65);
    nodes_close(&c);
}

static const char *hint_of(const nodes_case *c, size_t index)
{
    const char *hint = gtee_diagnostic_hint(gtee_diagnostics_at(c->diagnostics, index));

    return hint == NULL ? "" : hint;
}

static void hints(void)
{
    nodes_case c = nodes_open("{sources: [{id: a, titel: b, title: c}], participants: [{id: usa, kind: stat}], events: [{date: 2025, kind: other, "
                              "participants: [uss, xyz]}], issues: [{id: i, options: [none, some], default: non}]}");

    CU_ASSERT_EQUAL_FATAL(c.diagnostics != NULL && gtee_diagnostics_count(c.diagnostics) == 5, true);
    CU_ASSERT_STRING_EQUAL(hint_of(&c, 0), "did you mean “title”?");
    CU_ASSERT_STRING_EQUAL(hint_of(&c, 1), "did you mean “state”? it is one of: state, organization, coalition, office, person, group");
    CU_ASSERT_STRING_EQUAL(hint_of(&c, 2), "did you mean “usa”?");
    CU_ASSERT_STRING_EQUAL(hint_of(&c, 3), "correct the id, or add the participant to the section participants");
    CU_ASSERT_STRING_EQUAL(hint_of(&c, 4), "did you mean “none”? its options are: none, some");
    nodes_close(&c);
}

UNIT_TESTS("record: keys and values", {"keys", keys}, {"ids", ids}, {"dates", dates}, {"numbers and words", numbers},
           {"likelihoods", likelihoods}, {"texts", texts}, {"more than 64 options", too_many_options}, {"hints", hints})
