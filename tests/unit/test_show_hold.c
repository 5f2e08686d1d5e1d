/* test_show_hold.c: showing rules, power and stress tests: what JSON and text say of a rule worked out by hand, what is refused, whose records are
 * taken. Uses run.h, failing.h, guarantee.h. */
#include "run.h"

#include <guarantee.h>

#include "failing.h"

/* `pair`: a decides with b or c, d never matters. `weighty`: three of four votes. */
static const char dossier_text[] =
    "guarantee: 1\n"
    "sources: [{id: s, title: S}]\n"
    "participants: [{id: a, kind: state, names: {en: Alpha}}, {id: b, kind: state}, {id: c, kind: state}, {id: d, kind: state},\n"
    "  {id: e, kind: state}, {id: g, kind: group, members: [b, c]}, {id: nobody, kind: group, members: [{id: b, until: 2001}]}]\n"
    "issues: [{id: i, by: g, options: [x, y], default: x}]\n"
    "proposals:\n"
    "  - id: p\n"
    "    activation:\n"
    "      pair: {all_of: [a, {any_of: [g]}, {any_of: [a, d]}]}\n"
    "      weighty: {quota: 2.5, weights: {a: 1.5, b: 0.5, g: 1}}\n"
    "      empty: {any_of: [nobody]}\n"
    "    clauses:\n"
    "      - {id: one, obligors: [b, c], beneficiaries: e, terms: {i/b: y, i/c: y}, trigger: {act: war, by: d}, activation: pair}\n"
    "      - {id: two, obligors: b, beneficiaries: e, activation: pair}\n"
    "positions: [{participant: c, date: 2031, rejects: {i/c: y}, evidence: stated, source: s}]\n"
    "scenarios: [{id: z, trigger: {act: war, by: d}, support: [a], honours: {b: 0.5, c: 0.5}}]\n";

static failing state;
static gtee_context *context;
static gtee_dossier *dossier;
static gtee_view *view;
static const gtee_proposal *proposal;
static gtee_game *game;

static void begin(const char *rule)
{
    failing_init(&state);
    gtee_allocator allocator = failing_public(&state);
    gtee_context_options options = {.size = sizeof options, .allocator = &allocator};

    CU_ASSERT_EQUAL_FATAL(gtee_context_new(&options, &context), GTEE_OK);
    CU_ASSERT_EQUAL_FATAL(gtee_dossier_load_memory(context, "d", dossier_text, sizeof dossier_text - 1, NULL, &dossier, NULL), GTEE_OK);
    CU_ASSERT_EQUAL_FATAL(gtee_view_new(dossier, NULL, &view, NULL), GTEE_OK);
    proposal = gtee_dossier_proposal_find(dossier, "p");
    CU_ASSERT_EQUAL_FATAL(gtee_game_new(view, proposal, gtee_proposal_rule_find(proposal, rule), NULL, &game, NULL), GTEE_OK);
}

static void end(void)
{
    gtee_game_unref(game);
    gtee_view_unref(view);
    gtee_dossier_unref(dossier);
    gtee_context_unref(context);
    CU_ASSERT_TRUE(failing_clean(&state));
}

/* Takes the white space out of JSON, so that what is wanted of it can be written in a line. */
static void squeeze(char *out, size_t room, const char *text)
{
    size_t size = 0;

    for (; *text != '\0' && size + 1 < room; text++)
        if (*text != ' ' && *text != '\n')
            out[size++] = *text;
    out[size] = '\0';
}

static bool says(const char *shown, const char *wanted)
{
    const bool found = strstr(shown, wanted) != NULL;

    if (!found)
        fprintf(stderr, "not said: %s\nin: %s\n", wanted, shown);
    return found;
}

/* Shows the game; JSON without its white space. */
static void show_game(const gtee_game_show_options *what, uint32_t format, char *out, size_t room)
{
    const gtee_show_options options = {.size = sizeof options, .format = format};
    gtee_text *text = NULL;

    CU_ASSERT_EQUAL_FATAL(gtee_game_show(game, what, &options, &text), GTEE_OK);
    if (format == GTEE_SHOW_JSON) {
        squeeze(out, room, gtee_text_data(text));
    } else {
        CU_ASSERT_TRUE_FATAL(gtee_text_size(text) < room);
        memcpy(out, gtee_text_data(text), gtee_text_size(text) + 1);
    }
    gtee_text_unref(text);
}

static char shown[65536];

static void tells_a_rule_as_json(void)
{
    gtee_power *power = NULL;

    begin("pair");
    CU_ASSERT_EQUAL_FATAL(gtee_power_new(game, NULL, &power, NULL), GTEE_OK);
    const gtee_game_show_options what = {.size = sizeof what, .power = power};
    show_game(&what, GTEE_SHOW_JSON, shown, sizeof shown);
    CU_ASSERT_TRUE(says(shown, "\"proposal\":\"p\",\"rule\":\"pair\",\"clauses\":[{\"clause\":\"one\",\"citations\":[]},{\"clause\":\"two\",\"citations\":[]}],\"tree\":{\"form\":\"all-of\",\"of\":[{\"form\":\"participant\",\"participant\":\"a\""));
    CU_ASSERT_TRUE(says(shown, "{\"form\":\"participant\",\"participant\":\"g\",\"members\":[\"b\",\"c\"]}"));
    CU_ASSERT_TRUE(says(shown, "{\"participant\":\"a\",\"name\":\"Alpha\",\"veto\":true,\"dictator\":false}"));
    CU_ASSERT_TRUE(says(shown, "\"decision\":null,\"minimal_winning\":{\"total\":\"2\",\"complete\":true,\"refused\":null,\"coalitions\":[[\"a\",\"b\"],[\"a\",\"c\"]]}"));
    CU_ASSERT_TRUE(says(shown, "\"minimal_blocking\":{\"total\":\"2\",\"complete\":true,\"refused\":null,\"coalitions\":[[\"a\"],[\"b\",\"c\"]]}"));
    /* a and (b or c), d a dummy: a is pivotal in 2/3 of the orders, b and c in 1/6 each; six of sixteen sets win */
    CU_ASSERT_TRUE(says(shown, "\"act\":{\"value\":0.375,\"fraction\":\"3/8\"}"));
    CU_ASSERT_TRUE(says(shown, "\"shapley\":{\"value\":0.6666666666666666,\"fraction\":\"2/3\"}"));
    CU_ASSERT_TRUE(says(shown, "{\"participant\":\"d\",\"name\":\"d\",\"veto\":false,\"dictator\":false,\"dummy\":true,\"swings\":\"0\""));
    gtee_power_unref(power);
    end();
}

static void marks_vetoes_and_places(void)
{
    begin("pair");
    show_game(NULL, GTEE_SHOW_TEXT, shown, sizeof shown);
    CU_ASSERT_TRUE(says(shown, "Alpha can stop it alone; of its 4 members nobody else can."));
    CU_ASSERT_TRUE(says(shown, "  all of 3\n  ├─ Alpha [veto, 2×]\n  ├─ any of 2\n  │  └─ g (2): b, c\n  └─ any of 2\n     ├─ Alpha [veto, 2×]\n     └─ d\n"));
    end();
    begin("weighty");
    show_game(NULL, GTEE_SHOW_TEXT, shown, sizeof shown);
    CU_ASSERT_TRUE(says(shown, "a weight of at least 2.5 of 3\n"));
    CU_ASSERT_TRUE(says(shown, "└─ g (all 2): b [veto, 2×], c [veto]: 1\n"));
    end();
    begin("empty");
    show_game(NULL, GTEE_SHOW_TEXT, shown, sizeof shown);
    CU_ASSERT_TRUE(says(shown, "Nobody has a part in it."));
    CU_ASSERT_TRUE(says(shown, "nobody (nobody as of the day)"));
    end();
}

static void answers_a_decision(void)
{
    begin("pair");
    const gtee_participant *a = gtee_dossier_participant_find(dossier, "a"), *g = gtee_dossier_participant_find(dossier, "g");
    gtee_game_show_options what = {.size = sizeof what, .support = &a, .support_count = 1, .coalitions = UINT32_MAX};
    show_game(&what, GTEE_SHOW_JSON, shown, sizeof shown);
    CU_ASSERT_TRUE(says(shown, "\"decision\":{\"support\":[\"a\"],\"block\":[],\"decision\":\"open\",\"pivotal\":[\"b\",\"c\"]},\"minimal_winning\":null,\"minimal_blocking\":null"));
    what.block = &g;
    what.block_count = 1;
    show_game(&what, GTEE_SHOW_JSON, shown, sizeof shown);
    CU_ASSERT_TRUE(says(shown, "\"block\":[\"g\"],\"decision\":\"loses\""));
    what.block_count = 0;
    what.support = (const gtee_participant *const[]){a, g};
    what.support_count = 2;
    show_game(&what, GTEE_SHOW_JSON, shown, sizeof shown);
    CU_ASSERT_TRUE(says(shown, "\"decision\":\"wins\",\"pivotal\":[\"a\"]"));
    end();
}

static int32_t stop(void *user, uint64_t done, uint64_t total)
{
    (void)user;
    (void)done;
    (void)total;
    return 1;
}

static gtee_status try_game(const gtee_game_show_options *what)
{
    gtee_text *text = (gtee_text *)&state; /* must be overwritten */
    const gtee_status status = gtee_game_show(game, what, NULL, &text);

    CU_ASSERT_EQUAL(text == NULL, status != GTEE_OK);
    gtee_text_unref(text);
    return status;
}

static void refuses_what_is_none(void)
{
    gtee_text *text = (gtee_text *)&state;
    gtee_game *other = NULL;
    gtee_power *power = NULL;
    gtee_dossier *elsewhere = NULL;

    begin("pair");
    CU_ASSERT_EQUAL(gtee_game_show(NULL, NULL, NULL, &text), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_PTR_NULL(text);
    CU_ASSERT_EQUAL(gtee_power_show(NULL, NULL, &text), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_stress_show(NULL, NULL, &text), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_game_show(game, NULL, NULL, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_power_show(NULL, NULL, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_stress_show(NULL, NULL, NULL), GTEE_ERROR_ARGUMENT);
    gtee_game_show_options what = {.size = sizeof what, .support_count = 1};
    CU_ASSERT_EQUAL(try_game(&what), GTEE_ERROR_ARGUMENT); /* a list that is NULL */
    CU_ASSERT_EQUAL_FATAL(gtee_dossier_load_memory(context, "e", dossier_text, sizeof dossier_text - 1, NULL, &elsewhere, NULL), GTEE_OK);
    const gtee_participant *stranger = gtee_dossier_participant_find(elsewhere, "a");
    what.support = &stranger;
    CU_ASSERT_EQUAL(try_game(&what), GTEE_ERROR_ARGUMENT);
    what = (gtee_game_show_options){.size = 0};
    CU_ASSERT_EQUAL(try_game(&what), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL_FATAL(gtee_game_new(view, proposal, gtee_proposal_rule_find(proposal, "weighty"), NULL, &other, NULL), GTEE_OK);
    CU_ASSERT_EQUAL_FATAL(gtee_power_new(other, NULL, &power, NULL), GTEE_OK);
    what = (gtee_game_show_options){.size = sizeof what, .power = power}; /* of another game */
    CU_ASSERT_EQUAL(try_game(&what), GTEE_ERROR_ARGUMENT);
    what = (gtee_game_show_options){.size = sizeof what, .progress = stop};
    CU_ASSERT_EQUAL(try_game(&what), GTEE_ERROR_CANCELLED);
    gtee_power_unref(power);
    gtee_game_unref(other);
    gtee_dossier_unref(elsewhere);
    end();
}

static void says_what_was_not_worked_out(void)
{
    const gtee_power_options estimate = {.size = sizeof estimate, .samples = 10};
    gtee_power *power = NULL;
    gtee_text *text = NULL;

    begin("pair");
    const gtee_show_options json = {.size = sizeof json, .format = GTEE_SHOW_JSON};
    CU_ASSERT_EQUAL_FATAL(gtee_power_new(game, &estimate, &power, NULL), GTEE_OK);
    CU_ASSERT_EQUAL_FATAL(gtee_power_show(power, &json, &text), GTEE_OK);
    squeeze(shown, sizeof shown, gtee_text_data(text));
    CU_ASSERT_TRUE(says(shown, "\"samples\":10,"));
    CU_ASSERT_TRUE(says(shown, "\"dummy\":null,\"swings\":null,\"minimal\":null"));
    CU_ASSERT_TRUE(says(shown, "\"johnston\":{\"value\":null,\"fraction\":null}"));
    gtee_text_unref(text);
    gtee_power_unref(power);
    end();
}

static void shows_power_of_a_part(void)
{
    gtee_game *part = NULL;
    gtee_power *power = NULL;

    begin("pair");
    const gtee_rule *any = gtee_rule_child_at(gtee_proposal_rule_find(proposal, "pair"), 1);
    CU_ASSERT_EQUAL_FATAL(gtee_game_new(view, proposal, any, NULL, &part, NULL), GTEE_OK);
    CU_ASSERT_EQUAL_FATAL(gtee_power_new(part, NULL, &power, NULL), GTEE_OK);
    for (uint32_t format = GTEE_SHOW_TEXT; format <= GTEE_SHOW_MARKDOWN; format++) {
        static const char *const wanted[] = {"", "A part of a rule of “p”\n", "\"rule\": null", "b,b,false,false,false,1,1,0.5,0.5,", "| b and c | 0\\.5 |"};
        const gtee_show_options options = {.size = sizeof options, .format = format};
        gtee_text *text = NULL;
        CU_ASSERT_EQUAL_FATAL(gtee_power_show(power, &options, &text), GTEE_OK);
        CU_ASSERT_TRUE(says(gtee_text_data(text), wanted[format]));
        gtee_text_unref(text);
    }
    gtee_power_unref(power);
    gtee_game_unref(part);
    end();
}

static void tells_a_stress_test_as_json(void)
{
    gtee_stress *stress = NULL;
    gtee_text *text = NULL;

    begin("pair");
    const gtee_show_options json = {.size = sizeof json, .format = GTEE_SHOW_JSON};
    CU_ASSERT_EQUAL_FATAL(gtee_stress_new(view, proposal, gtee_dossier_scenario_find(dossier, "z"), NULL, &stress, NULL), GTEE_OK);
    CU_ASSERT_EQUAL_FATAL(gtee_stress_show(stress, &json, &text), GTEE_OK);
    squeeze(shown, sizeof shown, gtee_text_data(text));
    CU_ASSERT_TRUE(says(shown, "\"adversaries\":[\"d\"]"));
    CU_ASSERT_TRUE(says(shown, "\"stands\":[{\"participant\":\"a\",\"stand\":\"support\",\"origin\":\"scenario\"}]"));
    /* a supports, b and c do with 1/2 each: 3/4 that one of them does; something on i arrives then, and clause two needs b */
    CU_ASSERT_TRUE(says(shown, "\"activations\":[{\"name\":\"pair\",\"decision\":\"open\",\"probability\":{\"low\":0.75,\"high\":0.75},\"vetoes\":[\"a\"]"));
    CU_ASSERT_TRUE(says(shown, "\"arrives\":{\"low\":0.5,\"high\":0.5},\"complete\":{\"low\":0.25,\"high\":0.25}"));
    CU_ASSERT_TRUE(says(shown, "\"clause\":\"one\",\"obligor\":\"c\",\"name\":\"c\",\"terms\":[{\"issue\":\"i\",\"choice\":\"c\",\"options\":[\"y\"]}],\"within\":null,"
                               "\"likelihood\":{\"low\":0.5,\"high\":0.5,\"origin\":\"scenario\",\"expectation\":null},\"arrives\":{\"low\":0.5,\"high\":0.5},"
                               "\"excluded_by\":0}"));
    CU_ASSERT_TRUE(says(shown, "\"cited_positions\":[{\"kind\":\"position\",\"index\":0,"));
    CU_ASSERT_TRUE(says(shown, "\"alternatives\":[],\"holder\":null"));
    gtee_text_unref(text);
    gtee_stress_unref(stress);
    end();
}

static void reads_likelihoods(void)
{
    static const struct {
        const char *text;
        double low, high;
    } good[] = {{"0", 0, 0}, {"1", 1, 1}, {"0.25", 0.25, 0.25}, {"0.2..0.5", 0.2, 0.5}, {"0..1", 0, 1}, {"very likely", 0.8, 0.95},
                {"almost-no-chance", 0.01, 0.05}};
    static const char *const bad[] = {"", "1.5", "-0.1", "0.5..0.2", "..", "0.2..", "..0.5", "0.2..0.3..0.4", "0.2..1.1", "likel", "likely..0.9", "1e-1", ".5"};

    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        double low = 7, high = 7;
        CU_ASSERT_EQUAL(gtee_likelihood_parse(good[i].text, &low, &high), GTEE_OK);
        CU_ASSERT_DOUBLE_EQUAL(low, good[i].low, 1e-15);
        CU_ASSERT_DOUBLE_EQUAL(high, good[i].high, 1e-15);
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        double low = 7, high = 7;
        CU_ASSERT_EQUAL(gtee_likelihood_parse(bad[i], &low, &high), GTEE_ERROR_ARGUMENT);
        CU_ASSERT_TRUE(low <= 0 && high <= 0);
    }
    double low = 7;
    CU_ASSERT_EQUAL(gtee_likelihood_parse("0.5", &low, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_TRUE(low <= 0);
    CU_ASSERT_EQUAL(gtee_likelihood_parse("0.5", NULL, &low), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_likelihood_parse(NULL, &low, &low), GTEE_ERROR_ARGUMENT);
}

UNIT_TESTS("showing rules and stress tests", {"tells a rule as JSON", tells_a_rule_as_json}, {"marks vetoes and places", marks_vetoes_and_places},
           {"answers a decision", answers_a_decision}, {"refuses what is none", refuses_what_is_none},
           {"says what was not worked out", says_what_was_not_worked_out}, {"shows power of a part", shows_power_of_a_part},
           {"tells a stress test as JSON", tells_a_stress_test_as_json},
           {"reads likelihoods", reads_likelihoods})
