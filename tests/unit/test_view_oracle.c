/* test_view_oracle.c: thousands of random dossiers, in which views, assessments and comparisons must be what docs/semantics.md says:
 * the library against oracle.h, stance for stance and finding for finding, in order where an order is promised. */
#include "run.h"

#include "dossiers.h"
#include "oracle_assess.h"
#include "seeded.h"

#define SEEDS 6000u

/* What has been seen, so that a generator that makes nothing of interest fails the test. */
static struct {
    size_t dossiers, stances, conditional, shifts, contradictions, verdicts[8], findings[11], rows;
} seen;

static size_t variable_of(const oracle *o, const gtee_issue *issue, const gtee_participant *choice, const gtee_proposal *proposal)
{
    for (size_t v = 0; v < o->total; v++)
        if (o->variables[v].issue == issue && o->variables[v].choice == choice && o->variables[v].proposal == proposal)
            return v;
    return SIZE_MAX;
}

static int before(const oracle *o, size_t a, size_t b)
{
    const oracle_raw *left = &o->raws[a], *right = &o->raws[b];

    if (left->variable != right->variable)
        return left->variable < right->variable;
    if (left->participant != right->participant)
        return left->participant < right->participant;
    if (left->day != right->day)
        return left->day < right->day;
    return left->order != right->order ? left->order < right->order : a < b;
}

/* The stances in force in their order. */
static size_t order_stances(const oracle *o, size_t *order)
{
    size_t count = 0;

    for (size_t i = 0; i < o->raw_count; i++) {
        size_t at = count;
        if (!o->left[i].in_force)
            continue;
        for (; at > 0 && before(o, i, order[at - 1]); at--)
            order[at] = order[at - 1];
        order[at] = i;
        count++;
    }
    return count;
}

static void check_stances(const oracle *o, const gtee_view *view)
{
    size_t order[ORACLE_RAWS];
    const size_t count = order_stances(o, order);

    expect(gtee_view_position_count(view) == o->position_count, "positions");
    expect(gtee_view_stance_count(view) == count, "number of stances");
    for (size_t i = 0; i < count && i < gtee_view_stance_count(view); i++) {
        const gtee_stance *stance = gtee_view_stance_at(view, i);
        const oracle_raw *raw = &o->raws[order[i]];
        const oracle_left *left = &o->left[order[i]];
        const uint32_t kind = gtee_position_stance(raw->position);
        const int whole = raw->variable >= o->variable_count;
        const uint64_t options = whole ? 0 : kind == GTEE_STANCE_REQUIRES ? left->allowed : left->favours | left->against;
        const uint64_t excluded = whole || !oracle_hard(kind) ? 0 : left->against;
        expect(gtee_stance_position(stance) == raw->position, "stance in its place");
        expect(variable_of(o, gtee_stance_issue(stance), gtee_stance_choice(stance), gtee_stance_proposal(stance)) == raw->variable,
               "stance on its variable");
        expect(gtee_stance_participant(stance) == gtee_position_participant(raw->position) && gtee_stance_kind(stance) == kind,
               "stance of its kind");
        expect(gtee_stance_options(stance) == options, "options of a stance");
        expect(gtee_stance_excluded(stance) == excluded, "excluded by a stance");
        seen.conditional += gtee_position_condition_count(raw->position) > 0;
    }
    seen.stances += count;
}

static void check_shifts(const oracle *o, const gtee_view *view)
{
    uint64_t found = 0, told = 0;

    for (size_t i = 0; i < o->raw_count; i++)
        for (size_t j = 0; j < o->raw_count; j++) {
            const uint64_t turned = oracle_shift(o, i, j);
            bool listed = turned == 0;
            for (size_t k = 0; k < gtee_view_shift_count(view) && !listed; k++) {
                const gtee_shift *shift = gtee_view_shift_at(view, k);
                const uint64_t options = o->raws[j].variable < o->variable_count ? turned : 0;
                listed = gtee_shift_earlier(shift) == o->raws[i].position && gtee_shift_later(shift) == o->raws[j].position &&
                         gtee_shift_options(shift) == options &&
                         gtee_shift_issue(shift) == o->variables[o->raws[j].variable].issue &&
                         gtee_shift_choice(shift) == o->variables[o->raws[j].variable].choice;
            }
            expect(listed, "a shift is missing");
            found += turned != 0;
        }
    told = gtee_view_shift_count(view);
    expect(found == told, "number of shifts");
    seen.shifts += found;
}

/* All options on which two positions contradict each other on a variable, either way round. */
static uint64_t contradicted(const oracle *o, const gtee_position *a, const gtee_position *b, size_t variable)
{
    uint64_t options = 0;

    for (size_t i = 0; i < o->raw_count; i++)
        for (size_t j = 0; j < o->raw_count; j++)
            if (o->raws[i].variable == variable && o->raws[j].variable == variable &&
                ((o->raws[i].position == a && o->raws[j].position == b) || (o->raws[i].position == b && o->raws[j].position == a)))
                options |= oracle_contradiction(o, i, j);
    return options;
}

static void check_contradictions(const oracle *o, const gtee_view *view)
{
    size_t found = 0;

    for (size_t v = 0; v < o->total; v++)
        for (size_t i = 0; i < gtee_dossier_position_count(o->dossier); i++)
            for (size_t j = 0; j < i; j++)
                found += contradicted(o, gtee_dossier_position_at(o->dossier, i), gtee_dossier_position_at(o->dossier, j), v) != 0;
    expect(found == gtee_view_contradiction_count(view), "number of contradictions");
    for (size_t k = 0; k < gtee_view_contradiction_count(view); k++) {
        const gtee_contradiction *c = gtee_view_contradiction_at(view, k);
        const gtee_position *a = gtee_contradiction_position(c), *b = gtee_contradiction_other(c);
        const size_t v = variable_of(o, gtee_contradiction_issue(c), gtee_contradiction_choice(c), gtee_contradiction_proposal(c));
        const uint64_t options = contradicted(o, a, b, v);
        expect(options != 0, "a contradiction that is none");
        expect(gtee_contradiction_options(c) == (v < o->variable_count ? options : 0), "options of a contradiction");
        expect(gtee_position_evidence(a) < gtee_position_evidence(b) ||
                   (gtee_position_evidence(a) == gtee_position_evidence(b) && strcmp(gtee_position_id(a), gtee_position_id(b)) != 0),
               "the stronger evidence first");
    }
    seen.contradictions += found;
}

/* ---- Assessments */
static size_t fits(const oracle_assessment *a, const oracle_finding *f, const gtee_finding *finding, size_t person)
{
    const oracle *o = a->o;
    const oracle_variable *v = &o->variables[f->variable];
    const gtee_position *position = gtee_finding_position(finding), *other = gtee_finding_other(finding);
    const bool pair = (position == f->position && other == f->other) || (position == f->other && other == f->position);

    return f->participant == person && gtee_finding_kind(finding) == f->kind && pair && gtee_finding_issue(finding) == v->issue &&
           gtee_finding_choice(finding) == v->choice && gtee_finding_proposed(finding) == f->proposed &&
           (f->kind == GTEE_FINDING_CONTRADICTION || gtee_finding_allowed(finding) == f->allowed) &&
           gtee_finding_weight(finding) == f->weight;
}

static void check_findings(const oracle_assessment *a, const gtee_verdict *verdict, size_t person)
{
    const size_t count = gtee_verdict_finding_count(verdict);
    size_t expected = 0;

    for (size_t i = 0; i < a->finding_count; i++) {
        size_t times = 0, same = 0;
        if (a->findings[i].participant != person)
            continue;
        for (size_t j = 0; j < count; j++)
            times += fits(a, &a->findings[i], gtee_verdict_finding_at(verdict, j), person);
        for (size_t j = 0; j < a->finding_count; j++)
            same += memcmp(&a->findings[j], &a->findings[i], sizeof a->findings[i]) == 0;
        expect(times == (a->findings[i].kind == GTEE_FINDING_CONTRADICTION ? 1 : same), "a finding is missing, or there twice");
        expected++;
    }
    for (size_t j = 0; j < count; j++) {
        const gtee_finding *finding = gtee_verdict_finding_at(verdict, j);
        size_t times = 0;
        for (size_t i = 0; i < a->finding_count; i++)
            times += fits(a, &a->findings[i], finding, person);
        expect(times > 0, "a finding that is none");
        expect(gtee_finding_message(finding) != NULL, "a finding without words");
        seen.findings[gtee_finding_kind(finding)]++;
    }
    expect(expected >= count, "number of findings");
}

static void check_verdict(const oracle_assessment *a, const gtee_verdict *verdict, size_t person)
{
    uint32_t kind = GTEE_VERDICT_SILENT, last = 0;
    double cost = 0.0;

    for (size_t i = 0; i < a->finding_count; i++) {
        if (a->findings[i].participant != person)
            continue;
        kind = a->findings[i].verdict < kind ? a->findings[i].verdict : kind;
        cost += a->findings[i].weight;
    }
    expect(gtee_verdict_kind(verdict) == kind, "verdict");
    expect(gtee_verdict_cost(verdict) == cost, "cost");
    expect(gtee_verdict_is_party(verdict) == a->party[person], "party");
    for (size_t j = 0; j < gtee_verdict_finding_count(verdict); j++)
        for (size_t i = 0; i < a->finding_count; i++)
            if (fits(a, &a->findings[i], gtee_verdict_finding_at(verdict, j), person)) {
                expect(a->findings[i].verdict >= last, "reasons for the verdict first");
                last = a->findings[i].verdict;
                break;
            }
    check_findings(a, verdict, person);
    seen.verdicts[kind]++;
}

static bool oracle_contradicts_itself(const oracle *o, const gtee_proposal *proposal)
{
    for (size_t v = 0; v < o->variable_count; v++)
        if (oracle_says(o, proposal, v).kind == GTEE_CELL_CONFLICT)
            return true;
    return false;
}

static void check_assessment(const oracle *o, const gtee_assessment *assessment, oracle_assessment *a)
{
    size_t next = 0;
    bool acceptable = !oracle_contradicts_itself(o, gtee_assessment_proposal(assessment)), accepted = false;

    for (size_t p = 0; p < gtee_dossier_participant_count(o->dossier); p++) {
        const gtee_participant *person = gtee_dossier_participant_at(o->dossier, p);
        const gtee_verdict *verdict = gtee_assessment_verdict_find(assessment, person);
        expect((verdict != NULL) == a->assessed[p], "who is assessed");
        if (verdict == NULL)
            continue;
        expect(gtee_assessment_verdict_at(assessment, next++) == verdict, "verdicts in the dossier's order");
        acceptable = acceptable && gtee_verdict_kind(verdict) >= GTEE_VERDICT_RESERVATIONS;
        accepted = accepted || (gtee_verdict_kind(verdict) >= GTEE_VERDICT_RESERVATIONS && gtee_verdict_kind(verdict) <= GTEE_VERDICT_ACCEPTS);
        check_verdict(a, verdict, p);
    }
    expect(next == gtee_assessment_verdict_count(assessment), "number of verdicts");
    expect((gtee_assessment_acceptable(assessment) != 0) == (acceptable && accepted), "acceptable");
}

/* ---- Comparisons */
/* A veto that follows from rules which no clause names. */
static int is_unclaused(const gtee_proposal *proposal, const gtee_row *row)
{
    if (gtee_issue_derived(gtee_row_issue(row)) != GTEE_DERIVED_VETO_PLAYER || gtee_proposal_rule_count(proposal) == 0)
        return 0;
    for (size_t i = 0; i < gtee_proposal_clause_count(proposal); i++)
        if (gtee_clause_activation(gtee_proposal_clause_at(proposal, i)) != NULL)
            return 0;
    return 1;
}

static void check_row(const oracle *o, const gtee_comparison *comparison, const gtee_row *row, size_t variable)
{
    const size_t count = gtee_comparison_proposal_count(comparison);
    uint64_t first = 0;
    int differs = 0;

    for (size_t i = 0; i < count; i++) {
        const oracle_cell cell = oracle_says(o, gtee_comparison_proposal_at(comparison, i), variable);
        expect(gtee_row_cell_kind(row, i) == cell.kind && gtee_row_cell_options(row, i) == cell.options, "cell");
        expect((gtee_row_cell_clause(row, i) != NULL) == (cell.named && !is_unclaused(gtee_comparison_proposal_at(comparison, i), row)),
               "clause of a cell");
        first = i == 0 ? cell.options : first;
        differs = differs || cell.options != first;
    }
    expect(gtee_row_differs(row) == differs, "differs");
}

static size_t count_touches(const gtee_comparison *comparison, const gtee_row *row)
{
    size_t count = 0;

    for (size_t i = 0; i < gtee_comparison_proposal_count(comparison); i++) {
        const gtee_assessment *assessment = gtee_comparison_assessment_at(comparison, i);
        for (size_t v = 0; v < gtee_assessment_verdict_count(assessment); v++) {
            const gtee_verdict *verdict = gtee_assessment_verdict_at(assessment, v);
            for (size_t f = 0; f < gtee_verdict_finding_count(verdict); f++) {
                const gtee_finding *finding = gtee_verdict_finding_at(verdict, f);
                const uint32_t kind = gtee_finding_kind(finding);
                count += kind != GTEE_FINDING_SUPPORT && kind != GTEE_FINDING_DERIVED && kind != GTEE_FINDING_PACKAGE &&
                         gtee_finding_issue(finding) == gtee_row_issue(row) && gtee_finding_choice(finding) == gtee_row_choice(row);
            }
        }
    }
    return count;
}

static void check_comparison(const oracle *o, const gtee_comparison *comparison)
{
    const size_t rows = gtee_comparison_row_count(comparison), differences = gtee_comparison_difference_count(comparison);
    size_t named = 0, last = 0;

    for (size_t v = 0; v < o->variable_count; v++) {
        bool any = false;
        for (size_t i = 0; i < gtee_comparison_proposal_count(comparison); i++)
            any = any || oracle_says(o, gtee_comparison_proposal_at(comparison, i), v).row;
        named += any;
    }
    expect(rows == named, "number of rows");
    for (size_t i = 0; i < rows; i++) {
        const gtee_row *row = gtee_comparison_row_at(comparison, i);
        const size_t variable = variable_of(o, gtee_row_issue(row), gtee_row_choice(row), NULL);
        expect(gtee_row_differs(row) == (i < differences), "differences first");
        expect(i == 0 || i == differences || variable > last, "rows in order");
        last = variable;
        check_row(o, comparison, row, variable);
        expect(gtee_row_touch_count(row) == count_touches(comparison, row), "touches");
    }
    seen.rows += rows;
}

/* ---- One dossier, one view of it */
static void choose_view(dice *d, oracle *o, gtee_view_options *options, const char **sources)
{
    const uint32_t day = roll(d, 12);

    *options = (gtee_view_options){.size = sizeof *options};
    options->as_of = day == 0 ? 0 : day == 11 ? 20250100 : (gtee_date)(20250100 + day);
    options->evidence = roll(d, 3) == 0 ? 1 + roll(d, 7) : 0;
    if (roll(d, 4) == 0) {
        sources[0] = roll(d, 2) == 0 ? "s0" : "s1";
        options->sources = sources;
        options->source_count = 1;
        o->any_source = true;
        o->source_counts[sources[0][1] - '0'] = true;
    }
    o->day = gtee_date_last_day(options->as_of != 0 ? options->as_of : gtee_dossier_last_day(o->dossier));
    o->evidence = options->evidence != 0 ? options->evidence : 7;
}

static void check_reasoning(const oracle *o, const gtee_view *view)
{
    const size_t count = gtee_dossier_proposal_count(o->dossier);
    const gtee_proposal *proposals[4];
    static oracle_assessment a;
    gtee_assessment *assessment;
    gtee_comparison *comparison;

    for (size_t i = 0; i < count; i++) {
        proposals[i] = gtee_dossier_proposal_at(o->dossier, i);
        CU_ASSERT_EQUAL_FATAL(gtee_assess(view, proposals[i], NULL, &assessment, NULL), GTEE_OK);
        oracle_assess(&a, o, proposals[i]);
        check_assessment(o, assessment, &a);
        gtee_assessment_unref(assessment);
    }
    CU_ASSERT_EQUAL_FATAL(gtee_compare(view, proposals, count, NULL, &comparison, NULL), GTEE_OK);
    check_comparison(o, comparison);
    gtee_comparison_unref(comparison);
}

static void check_dossier(const gtee_dossier *dossier, uint64_t seed)
{
    static oracle o;
    dice d = {.state = seed * 7919 + 5};
    const char *sources[1];
    gtee_view_options options;
    gtee_view *view;

    memset(&o, 0, sizeof o);
    o.dossier = dossier;
    choose_view(&d, &o, &options, sources);
    oracle_view(&o);
    CU_ASSERT_EQUAL_FATAL(gtee_view_new(dossier, &options, &view, NULL), GTEE_OK);
    expect(gtee_view_as_of(view) == o.day && gtee_view_evidence(view) == o.evidence, "day and evidence");
    check_stances(&o, view);
    check_shifts(&o, view);
    check_contradictions(&o, view);
    check_reasoning(&o, view);
    gtee_view_unref(view);
}

static void agrees(void)
{
    const uint64_t seeds = unit_setting("GUARANTEE_TEST_SEEDS", SEEDS);
    gtee_context *context;

    CU_ASSERT_EQUAL_FATAL(gtee_context_new(NULL, &context), GTEE_OK);
    for (uint64_t seed = 1; seed <= seeds && CU_get_number_of_failures() == 0; seed++) {
        gtee_dossier *dossier = random_dossier(context, seed);
        current_seed = seed;
        if (dossier == NULL)
            continue;
        seen.dossiers++;
        check_dossier(dossier, seed);
        gtee_dossier_unref(dossier);
    }
    gtee_context_unref(context);
}

/* Every verdict and finding came up often enough to mean something. */
static void saw_enough(void)
{
    if (unit_setting("GUARANTEE_TEST_SEEDS", SEEDS) < SEEDS)
        return; /* too few to have seen everything */
    CU_ASSERT(seen.dossiers > SEEDS / 2);
    CU_ASSERT(seen.stances > SEEDS && seen.conditional > SEEDS / 4);
    CU_ASSERT(seen.shifts > SEEDS / 20 && seen.contradictions > SEEDS / 20 && seen.rows > SEEDS);
    for (size_t i = GTEE_VERDICT_CONTESTED; i <= GTEE_VERDICT_SILENT; i++)
        CU_ASSERT(seen.verdicts[i] > 50);
    for (size_t i = GTEE_FINDING_RED_LINE; i <= GTEE_FINDING_DERIVED; i++)
        CU_ASSERT(seen.findings[i] > 50);
}

UNIT_TESTS("view oracle", {"agrees", agrees}, {"saw enough", saw_enough})
