/* test_assess.c: assessments in words: each kind of finding with its sentence, its cure, its clause and its sets; roles, refusals,
 * failures. Which findings there are is test_view_oracle.c's business. */
#include "run.h"

#include "failing.h"
#include "given.h"

static const char record[] =
    "sources: [{id: paper, title: Paper}]\n"
    "participants:\n"
    "  - {id: aldor, kind: state, names: {en: Aldor}}\n"
    "  - {id: brenn, kind: state, names: {en: Brenn}}\n"
    "  - {id: corvia, kind: state, names: {en: Corvia}}\n"
    "  - {id: dunmark, kind: state, names: {en: Dunmark}}\n"
    "  - {id: minister, kind: person, names: {en: Orla Venn}, speaks_for: [brenn]}\n"
    "  - {id: envoy, kind: person, names: {en: Piet Roos}}\n"
    "  - {id: pact, kind: group, members: [aldor, brenn, corvia, {id: dunmark, until: 2024}]}\n"
    "issues:\n"
    "  - {id: troops, title: Ground troops, options: [none, training, peacekeeping, combat], ordered: true, default: none, by: pact}\n"
    "  - {id: status, title: Neutrality, options: [neutral, {id: aligned, title: aligned with the pact}, undecided], default: undecided}\n"
    "  - {id: fleet, title: Fleet, options: [away, near, in-port]}\n"
    "  - {id: land, title: Border, options: [kept, moved], default: kept, consent: [corvia]}\n"
    "  - {id: veto, title: Who has a veto, options: ['no', 'yes'], default: 'no', by: pact, derived: veto-player}\n"
    "proposals:\n"
    "  - id: plan\n"
    "    title: The plan\n"
    "    proposed_by: aldor\n"
    "    parties: [aldor, brenn]\n"
    "    clauses:\n"
    "      - {id: deployment, obligors: [brenn], terms: {troops/brenn: peacekeeping, troops/aldor: [training, combat]}}\n"
    "      - {id: guard, obligors: [aldor], beneficiaries: [corvia], terms: {status: neutral, land: moved}}\n"
    "  - {id: other, title: The other plan, clauses: [{id: one, terms: {status: neutral}}]}\n"
    "  - {id: strange, clauses: [{id: one, terms: {troops/dunmark: combat, status: neutral}}, {id: two, terms: {status: aligned}}]}\n"
    "positions:\n";

/* Loads the record with these positions and assesses the plan as of the end of 2025. */
static gtee_assessment *assess(const char *positions)
{
    char text[8192];
    gtee_view *view;
    gtee_assessment *assessment;

    snprintf(text, sizeof text, "%s%s", record, positions);
    view = given_view(text, 20251231);
    assessment = given_assessment(view, "plan");
    gtee_view_unref(view); /* the assessment keeps it */
    return assessment;
}

static const gtee_verdict *verdict_of(const gtee_assessment *assessment, const char *id)
{
    const gtee_verdict *verdict =
        gtee_assessment_verdict_find(assessment, given_participant(gtee_assessment_view(assessment), id));

    CU_ASSERT_PTR_NOT_NULL_FATAL(verdict);
    return verdict;
}

static void expect_text(const char *text, const char *expected)
{
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    CU_ASSERT_STRING_EQUAL(text, expected);
    if (strcmp(text, expected) != 0)
        fprintf(stderr, "  is:       %s\n  expected: %s\n", text, expected);
}

/* The participant's first finding on one position, with its sentence and its cure (NULL: none). */
static void expect_words(const char *position, const char *who, uint32_t verdict, uint32_t kind, const char *message, const char *cure)
{
    gtee_assessment *assessment = assess(position);
    const gtee_verdict *judged = verdict_of(assessment, who);
    const gtee_finding *finding = gtee_verdict_finding_at(judged, 0);

    CU_ASSERT_EQUAL(gtee_verdict_kind(judged), verdict);
    CU_ASSERT_PTR_NOT_NULL_FATAL(finding);
    CU_ASSERT_EQUAL(gtee_finding_kind(finding), kind);
    expect_text(gtee_finding_message(finding), message);
    if (cure == NULL)
        CU_ASSERT_PTR_NULL(gtee_finding_cure(finding))
    else
        expect_text(gtee_finding_cure(finding), cure);
    gtee_assessment_unref(assessment);
}

#define SAID ", evidence: stated, source: paper}\n"

static void red_lines(void)
{
    expect_words("  - {participant: corvia, speaker: minister, date: 2025-08-21, rejects: {troops/brenn: {at_least: peacekeeping}}" SAID,
                 "corvia", GTEE_VERDICT_REJECTS, GTEE_FINDING_RED_LINE,
                 "Corvia rejects peacekeeping or combat on “Ground troops” of Brenn (Orla Venn, 2025-08-21), but clause `deployment` has "
                 "peacekeeping",
                 "limit “Ground troops” of Brenn to none or training, or have Corvia accept peacekeeping");
    expect_words("  - {participant: brenn, speaker: minister, date: 2025-08, requires: {troops/brenn: none}" SAID, "brenn",
                 GTEE_VERDICT_REJECTS, GTEE_FINDING_RED_LINE,
                 "Brenn requires none on its own “Ground troops” (Orla Venn, 2025-08), but clause `deployment` has peacekeeping",
                 "set “Ground troops” of Brenn to none, or have Brenn accept peacekeeping");
    expect_words("  - {participant: corvia, date: 2025, rejects: {troops/brenn: {at_least: none}}" SAID, "corvia", GTEE_VERDICT_REJECTS,
                 GTEE_FINDING_RED_LINE,
                 "Corvia rejects anything on “Ground troops” of Brenn (2025), but clause `deployment` has peacekeeping",
                 "have Corvia accept peacekeeping");
    expect_words("  - {participant: dunmark, date: 2025, rejects: {troops/brenn: {at_least: training}}" SAID, "dunmark",
                 GTEE_VERDICT_REJECTS, GTEE_FINDING_RED_LINE,
                 "Dunmark rejects training or more on “Ground troops” of Brenn (2025), but clause `deployment` has peacekeeping",
                 "set “Ground troops” of Brenn to none, or have Dunmark accept peacekeeping");
}

static void silence(void)
{
    expect_words("  - {participant: brenn, date: 2025, requires: {troops/corvia: {at_least: peacekeeping}}" SAID, "brenn",
                 GTEE_VERDICT_REJECTS, GTEE_FINDING_UNMET,
                 "Brenn requires peacekeeping or combat on “Ground troops” of Corvia (2025), and the proposal is silent, which means none",
                 "add a clause that sets “Ground troops” of Corvia to peacekeeping or combat, or have Brenn accept none");
    expect_words("  - {participant: aldor, date: 2025, accepts: {proposal: plan}" SAID
                 "  - {participant: aldor, date: 2025-02, requires: {fleet: [away, near]}" SAID,
                 "aldor", GTEE_VERDICT_CONDITIONAL, GTEE_FINDING_OPEN,
                 "Aldor requires away or near on “Fleet” (2025-02), and the proposal does not say",
                 "add a clause that sets “Fleet” to away or near, or have Aldor accept in-port");
}

static void open_choices(void)
{
    expect_words("  - {participant: dunmark, date: 2025, rejects: {troops/aldor: combat}" SAID, "dunmark", GTEE_VERDICT_CONDITIONAL,
                 GTEE_FINDING_OPEN,
                 "Dunmark rejects combat on “Ground troops” of Aldor (2025), but clause `deployment` also allows combat",
                 "set “Ground troops” of Aldor to training, or have Dunmark accept combat");
    expect_words("  - {participant: dunmark, date: 2025, rejects: {status: neutral}, if: {fleet: near, troops/brenn: peacekeeping, land: moved}" SAID,
                 "dunmark", GTEE_VERDICT_CONDITIONAL, GTEE_FINDING_CONDITION,
                 "Dunmark rejects neutral on “Neutrality” (2025) if “Fleet” is near and “Ground troops” of Brenn is peacekeeping and 1 "
                 "more, which the proposal leaves open",
                 "settle whether “Fleet” is near and “Ground troops” of Brenn is peacekeeping and 1 more");
    expect_words("  - {participant: dunmark, date: 2025, accepts: {proposal: plan}, if: {fleet: near}" SAID, "dunmark",
                 GTEE_VERDICT_CONDITIONAL, GTEE_FINDING_CONDITION,
                 "Dunmark accepts the proposal as a whole (2025) if “Fleet” is near, which the proposal leaves open",
                 "settle whether “Fleet” is near");
}

static void soft_stances(void)
{
    expect_words("  - {participant: dunmark, date: 2025, prefers: {status: aligned}, weight: 2.5, evidence: reported, via: envoy, source: paper}\n",
                 "dunmark", GTEE_VERDICT_RESERVATIONS, GTEE_FINDING_RESERVATION,
                 "Dunmark prefers aligned with the pact on “Neutrality” (reported by Piet Roos, 2025), but clause `guard` has neutral",
                 "set “Neutrality” to aligned with the pact, or have Dunmark accept neutral");
    expect_words("  - {participant: dunmark, date: 2025, opposes: {proposal: plan}, evidence: inferred, source: paper}\n", "dunmark",
                 GTEE_VERDICT_RESERVATIONS, GTEE_FINDING_PACKAGE, "Dunmark opposes the proposal as a whole (inferred, 2025)",
                 "have Dunmark accept “The plan”");
    expect_words("  - {participant: dunmark, date: 2025, accepts: {status: [neutral, aligned]}" SAID, "dunmark", GTEE_VERDICT_ACCEPTS,
                 GTEE_FINDING_SUPPORT,
                 "Dunmark accepts neutral or aligned with the pact on “Neutrality” (2025), and clause `guard` has neutral", NULL);
}

static void packages(void)
{
    expect_words("  - {participant: dunmark, date: 2025, rejects: {proposal: plan}" SAID, "dunmark", GTEE_VERDICT_REJECTS,
                 GTEE_FINDING_PACKAGE, "Dunmark rejects the proposal as a whole (2025)", "have Dunmark accept “The plan”");
    expect_words("  - {participant: dunmark, date: 2025, rejects: {proposal: other}" SAID, "dunmark", GTEE_VERDICT_REJECTS,
                 GTEE_FINDING_PACKAGE, "Dunmark rejects “The other plan” (2025), and this proposal contains all of it",
                 "depart from “The other plan” in a term, or have Dunmark accept it");
    expect_words("  - {participant: dunmark, date: 2025, requires: {proposal: strange}" SAID, "dunmark", GTEE_VERDICT_REJECTS,
                 GTEE_FINDING_PACKAGE, "Dunmark requires “strange” (2025), which this proposal does not contain",
                 "take over the terms of “strange”, or have Dunmark withdraw its demand");
    expect_words("  - {participant: dunmark, date: 2025, prefers: {proposal: plan}" SAID, "dunmark", GTEE_VERDICT_ACCEPTS,
                 GTEE_FINDING_PACKAGE, "Dunmark prefers the proposal as a whole (2025)", NULL);
}

static void consents(void)
{
    expect_words("  - {participant: dunmark, date: 2025, accepts: {fleet: near}" SAID, "brenn", GTEE_VERDICT_NOT_ASKED,
                 GTEE_FINDING_ASSUMED_CONSENT,
                 "Brenn is to choose peacekeeping on its own “Ground troops” (clause `deployment`), but has not offered it on record",
                 "ask Brenn whether it accepts peacekeeping");
    expect_words("  - {participant: aldor, date: 2025, accepts: {troops/aldor: [training, combat]}" SAID, "aldor",
                 GTEE_VERDICT_NOT_ASKED, GTEE_FINDING_ASSUMED_CONSENT,
                 "Aldor is bound to neutral on “Neutrality” (clause `guard`), but has not offered it on record; to be named as its "
                 "proposer is no consent",
                 "ask Aldor whether it accepts neutral");
    expect_words("  - {participant: dunmark, date: 2025, accepts: {fleet: near}" SAID, "corvia", GTEE_VERDICT_NOT_ASKED,
                 GTEE_FINDING_ASSUMED_CONSENT,
                 "Corvia would have to consent to moved on “Border” (clause `guard`), but has not done so on record",
                 "ask Corvia whether it accepts moved");
}

static void contradictions(void)
{
    expect_words("  - {participant: dunmark, speaker: minister, date: 2025-02, requires: {status: aligned}, if: {land: moved}" SAID
                 "  - {participant: dunmark, speaker: envoy, date: 2025-01, accepts: {status: neutral}, evidence: reported, source: paper}\n",
                 "dunmark", GTEE_VERDICT_CONTESTED, GTEE_FINDING_CONTRADICTION,
                 "Dunmark excludes neutral on “Neutrality” (Orla Venn, stated, 2025-02) if “Border” is moved but accepts it (Piet Roos, "
                 "reported, 2025-01)",
                 "ask Dunmark which of the two holds, or leave one kind of evidence out");
    expect_words("  - {participant: dunmark, date: 2025-02, requires: {status: aligned}" SAID
                 "  - {participant: dunmark, date: 2025-02, requires: {status: neutral}" SAID,
                 "dunmark", GTEE_VERDICT_CONTESTED, GTEE_FINDING_CONTRADICTION,
                 "Dunmark requires one thing on “Neutrality” (2025-02) but requires another (2025-02)",
                 "ask Dunmark which of the two holds");
    expect_words("  - {participant: dunmark, date: 2025-02, accepts: {proposal: plan}, evidence: inferred, source: paper}\n"
                 "  - {participant: dunmark, date: 2025-01, rejects: {proposal: plan}" SAID,
                 "dunmark", GTEE_VERDICT_CONTESTED, GTEE_FINDING_CONTRADICTION,
                 "Dunmark rejects the proposal as a whole (stated, 2025-01) but accepts it (inferred, 2025-02)",
                 "ask Dunmark which of the two holds, or leave one kind of evidence out");
}

static void derived(void)
{
    expect_words("  - {participant: dunmark, date: 2025, rejects: {status: aligned}" SAID
                 "  - {participant: dunmark, date: 2025, requires: {veto/aldor: 'yes'}" SAID,
                 "dunmark", GTEE_VERDICT_SILENT, GTEE_FINDING_DERIVED,
                 "Dunmark requires yes on “Who has a veto” of Aldor (2025); that follows from an activation rule, and the proposal has none",
                 NULL);
}

/* What a finding leads back to. */
static void finding_parts(void)
{
    gtee_assessment *assessment =
        assess("  - {id: line, participant: corvia, date: 2025, rejects: {troops/brenn: {at_least: peacekeeping}}" SAID
               "  - {id: wish, participant: corvia, date: 2025, opposes: {status: neutral}, weight: 2" SAID
               "  - {id: wish-2, participant: corvia, date: 2025, prefers: {status: undecided}, weight: 0.5" SAID);
    const gtee_verdict *verdict = verdict_of(assessment, "corvia");
    const gtee_finding *finding = gtee_verdict_finding_at(verdict, 0);

    CU_ASSERT_EQUAL_FATAL(gtee_verdict_finding_count(verdict), 4);
    CU_ASSERT_PTR_NULL(gtee_verdict_finding_at(verdict, 4));
    CU_ASSERT_STRING_EQUAL(gtee_position_id(gtee_finding_position(finding)), "line");
    CU_ASSERT_STRING_EQUAL(gtee_clause_id(gtee_finding_clause(finding)), "deployment");
    CU_ASSERT_STRING_EQUAL(gtee_issue_id(gtee_finding_issue(finding)), "troops");
    CU_ASSERT_STRING_EQUAL(gtee_participant_id(gtee_finding_choice(finding)), "brenn");
    CU_ASSERT_PTR_NULL(gtee_finding_other(finding));
    CU_ASSERT_EQUAL(gtee_finding_proposed(finding), 4);
    CU_ASSERT_EQUAL(gtee_finding_allowed(finding), 3);
    CU_ASSERT_EQUAL(gtee_finding_weight(finding), 0.0);
    CU_ASSERT_EQUAL(gtee_finding_kind(gtee_verdict_finding_at(verdict, 1)), GTEE_FINDING_ASSUMED_CONSENT);
    CU_ASSERT_EQUAL(gtee_finding_weight(gtee_verdict_finding_at(verdict, 2)), 2.0);
    CU_ASSERT_EQUAL(gtee_verdict_cost(verdict), 2.5);
    CU_ASSERT_EQUAL(gtee_verdict_is_party(verdict), 0);
    CU_ASSERT_EQUAL(gtee_verdict_is_party(verdict_of(assessment, "brenn")), 1);
    CU_ASSERT_EQUAL(gtee_assessment_acceptable(assessment), 0);
    CU_ASSERT_STRING_EQUAL(gtee_proposal_id(gtee_assessment_proposal(assessment)), "plan");
    CU_ASSERT_PTR_NULL(gtee_assessment_verdict_at(assessment, gtee_assessment_verdict_count(assessment)));
    CU_ASSERT_PTR_NULL(gtee_assessment_verdict_find(assessment, given_participant(gtee_assessment_view(assessment), "dunmark")));
    CU_ASSERT_PTR_EQUAL(gtee_assessment_ref(assessment), assessment);
    gtee_assessment_unref(assessment);
    gtee_assessment_unref(assessment);
}

/* Who accepted the whole later is not held to what it refused before. */
static void signed_later(void)
{
    gtee_assessment *assessment = assess("  - {participant: brenn, date: 2025-01, rejects: {troops/brenn: peacekeeping}" SAID
                                         "  - {participant: brenn, date: 2025-02, accepts: {proposal: plan}" SAID);

    CU_ASSERT_EQUAL(gtee_verdict_kind(verdict_of(assessment, "brenn")), GTEE_VERDICT_ACCEPTS);
    gtee_assessment_unref(assessment);
    assessment = assess("  - {participant: brenn, date: 2025-03, rejects: {troops/brenn: peacekeeping}" SAID
                        "  - {participant: brenn, date: 2025-02, accepts: {proposal: plan}" SAID);
    CU_ASSERT_EQUAL(gtee_verdict_kind(verdict_of(assessment, "brenn")), GTEE_VERDICT_REJECTS);
    gtee_assessment_unref(assessment);
}

static void names(void)
{
    CU_ASSERT_STRING_EQUAL(gtee_verdict_name(GTEE_VERDICT_RESERVATIONS), "accepts with reservations");
    CU_ASSERT_STRING_EQUAL(gtee_verdict_name(GTEE_VERDICT_NOT_ASKED), "not asked");
    CU_ASSERT_STRING_EQUAL(gtee_verdict_name(0), "");
    CU_ASSERT_STRING_EQUAL(gtee_verdict_name(8), "");
    CU_ASSERT_STRING_EQUAL(gtee_finding_name(GTEE_FINDING_ASSUMED_CONSENT), "assumed-consent");
    CU_ASSERT_STRING_EQUAL(gtee_finding_name(GTEE_FINDING_DERIVED), "derived");
    CU_ASSERT_STRING_EQUAL(gtee_finding_name(11), "");
}

/* Terms in vain and clauses that exclude one another are said, and harm nothing else. */
static void warnings(void)
{
    char text[8192];
    gtee_assessment *assessment;
    gtee_diagnostics *diagnostics;

    snprintf(text, sizeof text, "%s  - {participant: corvia, date: 2025, rejects: {status: neutral}" SAID, record);
    gtee_view *view = given_view(text, 20251231);
    CU_ASSERT_EQUAL_FATAL(gtee_assess(view, given_proposal(view, "strange"), NULL, &assessment, &diagnostics), GTEE_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(diagnostics);
    CU_ASSERT_EQUAL(gtee_diagnostics_warning_count(diagnostics), 2);
    expect_text(gtee_diagnostic_message(gtee_diagnostics_at(diagnostics, 0)),
                "clause “one” of “strange” fixes “troops” for Dunmark, who has no choice on it as of 2025-12-31");
    CU_ASSERT_STRING_EQUAL(gtee_diagnostic_code(gtee_diagnostics_at(diagnostics, 1)), "G0708");
    CU_ASSERT(given_code(diagnostics, "G0707"));
    CU_ASSERT_EQUAL(gtee_verdict_kind(verdict_of(assessment, "corvia")), GTEE_VERDICT_SILENT);
    gtee_assessment_unref(assessment);
    gtee_view_unref(view);
}

static void refusals(void)
{
    char text[8192];
    gtee_assessment *assessment;
    gtee_diagnostics *diagnostics;
    gtee_reason_options options = {.size = sizeof options, .progress = given_patience};

    snprintf(text, sizeof text, "%s  - {participant: corvia, date: 2025, rejects: {status: neutral}" SAID, record);
    gtee_view *view = given_view(text, 0), *other = given_view(text, 0);
    const gtee_proposal *plan = given_proposal(view, "plan");
    CU_ASSERT_EQUAL(gtee_assess(other, plan, NULL, &assessment, &diagnostics), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_PTR_NULL(assessment);
    CU_ASSERT(given_code(diagnostics, "G0705"));
    CU_ASSERT_EQUAL(gtee_assess(NULL, plan, NULL, &assessment, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_assess(view, NULL, NULL, &assessment, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_assess(view, plan, NULL, NULL, NULL), GTEE_ERROR_ARGUMENT);
    for (int calls = 0; calls < 4; calls++) {
        int patience = calls;
        options.progress_user = &patience;
        const gtee_status status = gtee_assess(view, plan, &options, &assessment, NULL);
        CU_ASSERT(status == GTEE_ERROR_CANCELLED || (calls > 0 && status == GTEE_OK));
        CU_ASSERT_EQUAL(status == GTEE_OK, assessment != NULL);
        gtee_assessment_unref(assessment);
    }
    options.size = 1;
    CU_ASSERT_EQUAL(gtee_assess(view, plan, &options, &assessment, NULL), GTEE_ERROR_ARGUMENT);
    gtee_view_unref(view);
    gtee_view_unref(other);
}

/* Groups multiply: what a view holds is bounded, and so is what one proposal asks for. */
static void limits(void)
{
    const gtee_limits few = {.size = sizeof few, .values = 200};
    const gtee_context_options options = {.size = sizeof options, .limits = &few};
    static const char text[] =
        "participants: [{id: a, kind: state}, {id: b, kind: state}, {id: c, kind: state}, {id: d, kind: group, members: [a, b, c]}]\n"
        "issues: [{id: u, options: [f, g]}, {id: v, options: [f, g]}, {id: w, options: [f, g]}, {id: x, options: [f, g], consent: d}]\n"
        "proposals:\n"
        "  - id: much\n"
        "    clauses:\n"
        "      - {id: one, obligors: [d, a, b, c], terms: {u: f, v: f, w: f, x: f}}\n"
        "      - {id: two, obligors: [d, a, b, c], terms: {u: f, v: f, w: f, x: f}}\n";
    gtee_context *context;
    gtee_assessment *assessment;
    gtee_diagnostics *diagnostics;
    gtee_view *view;

    CU_ASSERT_EQUAL_FATAL(gtee_context_new(&options, &context), GTEE_OK);
    gtee_dossier *dossier = given_in(context, text);
    CU_ASSERT_PTR_NOT_NULL_FATAL(dossier);
    CU_ASSERT_EQUAL_FATAL(gtee_view_new(dossier, NULL, &view, NULL), GTEE_OK);
    CU_ASSERT_EQUAL(gtee_assess(view, given_proposal(view, "much"), NULL, &assessment, &diagnostics), GTEE_ERROR_LIMIT);
    CU_ASSERT_PTR_NULL(assessment);
    CU_ASSERT(given_code(diagnostics, "G0704"));
    gtee_view_unref(view);
    gtee_dossier_unref(dossier);
    gtee_context_unref(context);
}

/* What was refused is not asked for again. */
static void refused_is_asked(void)
{
    gtee_assessment *assessment = assess("  - {participant: brenn, date: 2025, rejects: {troops/brenn: peacekeeping}" SAID
                                         "  - {participant: aldor, date: 2025, rejects: {troops/aldor: combat}" SAID);
    const gtee_verdict *verdict = verdict_of(assessment, "aldor");

    CU_ASSERT_EQUAL(gtee_verdict_finding_count(verdict_of(assessment, "brenn")), 1);
    CU_ASSERT_EQUAL_FATAL(gtee_verdict_finding_count(verdict), 4);
    expect_text(gtee_finding_message(gtee_verdict_finding_at(verdict, 0)),
                "Aldor is to choose training on its own “Ground troops” (clause `deployment`), but has not offered it on record; to be "
                "named as its proposer is no consent");
    CU_ASSERT_EQUAL(gtee_finding_kind(gtee_verdict_finding_at(verdict, 1)), GTEE_FINDING_ASSUMED_CONSENT);
    CU_ASSERT_EQUAL(gtee_finding_kind(gtee_verdict_finding_at(verdict, 3)), GTEE_FINDING_OPEN);
    gtee_assessment_unref(assessment);
}

/* More options than a sentence should list. */
static void many_options(void)
{
    static const char text[] =
        "sources: [{id: paper, title: Paper}]\n"
        "participants: [{id: aldor, kind: state}]\n"
        "issues: [{id: seat, options: [a, b, c, d, e, f, g]}]\n"
        "proposals: [{id: plan, clauses: [{id: one, terms: {seat: f}}]}]\n"
        "positions:\n"
        "  - {participant: aldor, date: 2025, requires: {seat: [a, b, c, d, e]}, evidence: stated, source: paper}\n";
    gtee_view *view = given_view(text, 0);
    gtee_assessment *assessment = given_assessment(view, "plan");

    expect_text(gtee_finding_message(gtee_verdict_finding_at(gtee_assessment_verdict_at(assessment, 0), 0)),
                "aldor requires a, b, c or 2 others on “seat” (2025), but clause `one` has f");
    gtee_assessment_unref(assessment);
    gtee_view_unref(view);
}

static bool try_assess(gtee_context *context)
{
    static const char positions[] =
        "  - {participant: corvia, date: 2025, rejects: {troops/brenn: peacekeeping}, if: {land: moved}" SAID
        "  - {participant: corvia, date: 2025, accepts: {troops/brenn: peacekeeping}, evidence: reported, source: paper}\n"
        "  - {participant: brenn, date: 2025, requires: {proposal: strange, }" SAID
        "  - {participant: dunmark, date: 2025, requires: {veto/aldor: 'yes', troops/corvia: combat}" SAID;
    char text[8192];
    gtee_assessment *assessment = NULL;
    gtee_view *view = NULL;
    gtee_status status = GTEE_ERROR_MEMORY;

    snprintf(text, sizeof text, "%s%s", record, positions);
    gtee_dossier *dossier = given_in(context, text);
    if (dossier != NULL)
        status = gtee_view_new(dossier, NULL, &view, NULL);
    if (status == GTEE_OK)
        status = gtee_assess(view, given_proposal(view, "plan"), NULL, &assessment, NULL);
    CU_ASSERT(status == GTEE_OK || status == GTEE_ERROR_MEMORY);
    CU_ASSERT_EQUAL(status == GTEE_OK, assessment != NULL);
    gtee_dossier_unref(dossier);
    gtee_view_unref(view);
    gtee_assessment_unref(assessment);
    return status == GTEE_OK;
}

static bool try_all(failing *f)
{
    const gtee_allocator allocator = failing_public(f);
    const gtee_context_options options = {.size = sizeof options, .allocator = &allocator};
    gtee_context *context;

    if (gtee_context_new(&options, &context) != GTEE_OK)
        return false;
    const bool good = try_assess(context);
    gtee_context_unref(context);
    return good;
}

static void no_memory(void)
{
    failing f;

    failing_init(&f);
    FAILING_SWEEP(&f, try_all(&f));
    failing_free(&f);
}

UNIT_TESTS("assess", {"red lines", red_lines}, {"silence", silence}, {"open choices", open_choices}, {"soft stances", soft_stances},
           {"packages", packages}, {"consents", consents}, {"contradictions", contradictions}, {"derived", derived},
           {"finding parts", finding_parts}, {"signed later", signed_later}, {"names", names}, {"warnings", warnings},
           {"refusals", refusals}, {"limits", limits}, {"refused is asked", refused_is_asked},
           {"many options", many_options}, {"no memory", no_memory})
