/*
 * fuzz_answer.c: from bytes to answers that are checked. The bytes are a dossier if they begin like one; otherwise they are rolls of dice, from which a
 * dossier is written as YAML, so that most inputs reach the search. Conflicts, concession sets, packages, nearest versions, bargains and sensitivity are
 * worked out under small budgets, confirmed by the library's own checker where there is not too much to try, and shown as JSON. An answer that is refuted
 * is a defect. Uses only the public header. Built as a libFuzzer target (GUARANTEE_FUZZ) and, with replay.c, as a test that runs over the corpus.
 */
#include <guarantee.h>

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SMALL_BUDGET 3000u
#define LARGE_BUDGET 100000u
#define MOST_TRIED 3000.0 /* packages that the checker may try */
#define MOST_CHOICES 32u
#define MOST_TAKEN 8u /* answers of each kind */
#define TEXT_SIZE 128u

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define EXPECT(condition) expect((condition), #condition, __LINE__)

static void expect(int holds, const char *what, int line)
{
    if (!holds) {
        fprintf(stderr, "fuzz_answer.c:%d: does not hold: %s\n", line, what);
        abort();
    }
}

/* ---- a dossier from rolls */

typedef struct writer {
    const uint8_t *at;
    size_t left, used;
    uint32_t options[5];
    char text[16384];
} writer;

static uint32_t roll(writer *w, uint32_t sides)
{
    if (w->left == 0)
        return 0;
    w->left--;
    return *w->at++ % sides;
}

static void put(writer *w, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    const int size = vsnprintf(w->text + w->used, sizeof w->text - w->used, format, arguments);
    va_end(arguments);
    if (size > 0 && (size_t)size < sizeof w->text - w->used)
        w->used += (size_t)size;
}

/* i0 and i1 are ordered, i2 is by a group, i3 has no default, i4 is derived. */
static void put_term(writer *w, uint32_t issue)
{
    static const char *const whose[] = {"", "", "/p0", "", "/g0"};
    const uint32_t first = roll(w, w->options[issue]), form = roll(w, 4);

    put(w, "i%u%s", issue, issue == 2 && roll(w, 2) == 0 ? "/g0" : whose[issue]);
    if (issue < 2 && form < 2)
        put(w, ": {%s: o%u}", form == 0 ? "at_least" : "at_most", first);
    else if (form == 2)
        put(w, ": [o%u, o%u]", first, (first + 1) % w->options[issue]);
    else
        put(w, ": o%u", first);
}

static void put_terms(writer *w, uint32_t most)
{
    const uint32_t mask = 1 + roll(w, 31);

    put(w, "{");
    for (uint32_t issue = 0, count = 0; issue < 5 && count < most; issue++)
        if ((mask >> issue & 1) != 0) {
            put(w, count++ > 0 ? ", " : "");
            put_term(w, issue);
        }
    put(w, "}");
}

static void put_issues(writer *w)
{
    put(w, "issues:\n");
    for (uint32_t i = 0; i < 5; i++) {
        w->options[i] = i == 4 ? 2 : 2 + roll(w, 3);
        put(w, "  - {id: i%u, options: [o0, o1%s%s]", i, w->options[i] > 2 ? ", o2" : "", w->options[i] > 3 ? ", o3" : "");
        if (i != 3)
            put(w, ", default: o%u", roll(w, w->options[i]));
        if (i < 4 && roll(w, 3) == 0)
            put(w, ", consent: [%s]", roll(w, 2) == 0 ? "p1, p2" : "g0");
        put(w, "%s}\n", i < 2 ? ", ordered: true" : i == 2 ? ", by: g0" : i == 4 ? ", by: g0, derived: veto-player" : "");
    }
}

static void put_constraints(writer *w)
{
    const uint32_t count = roll(w, 4);

    if (count > 0)
        put(w, "constraints:\n");
    for (uint32_t i = 0; i < count; i++) {
        put(w, "  - {id: t%u, because: so it is, ", i);
        if (roll(w, 3) > 0) {
            put(w, "if: ");
            put_terms(w, 2);
            put(w, ", then: ");
            put_terms(w, 1);
        } else {
            put(w, "of: ");
            put_terms(w, 3);
            put(w, ", %s: %u", roll(w, 2) == 0 ? "at_least" : "at_most", roll(w, 3));
        }
        put(w, "}\n");
    }
}

static void put_proposals(writer *w)
{
    put(w, "proposals:\n");
    for (uint32_t i = 0; i < 2; i++) {
        put(w, "  - {id: x%u, %sclauses: [{id: c, %sterms: ", i, roll(w, 3) == 0 ? "parties: [p0, p2], " : "", roll(w, 3) == 0 ? "obligors: [g0], " : "");
        put_terms(w, 3);
        put(w, "}]}\n");
    }
}

static void put_position(writer *w)
{
    static const char *const stances[] = {"requires", "rejects", "requires", "rejects", "prefers", "opposes", "accepts"};
    static const char *const weights[] = {"2", "0.5", "0.25", "1.1", "1000000"};
    const uint32_t kind = roll(w, 7);

    put(w, "  - {participant: p%u, date: 2025-01-0%u, evidence: stated, source: s, %s: ", roll(w, 3), 1 + roll(w, 4), stances[kind]);
    if (roll(w, 6) == 0)
        put(w, "{proposal: x%u}", roll(w, 2));
    else
        put_terms(w, 2);
    if (roll(w, 4) == 0) {
        put(w, ", if: ");
        put_terms(w, 2);
    }
    if (kind == 4 || kind == 5)
        put(w, ", weight: %s", weights[roll(w, 5)]);
    put(w, "}\n");
}

static void put_preferences(writer *w)
{
    if (roll(w, 2) == 0)
        return;
    put(w, "preferences:\n");
    for (uint32_t p = 0; p < 3; p++) {
        put(w, "  - {participant: p%u, reservation: 0.%u, utility: {", p, roll(w, 4));
        for (uint32_t i = 0; i < 4; i++)
            put(w, "%si%u%s: {weight: %u, values: {o0: 0.%u, o1: %u}}", i > 0 ? ", " : "", i, i == 2 ? "/p1" : "", 1 + roll(w, 3), roll(w, 10), roll(w, 3));
        put(w, "}}\n");
    }
}

static void write_dossier(writer *w)
{
    put(w, "guarantee: 1\nsources: [{id: s, title: S}]\nparticipants:\n  - {id: p0, kind: state}\n  - {id: p1, kind: state}\n  - {id: p2, kind: state}\n"
           "  - {id: g0, kind: group, members: [p0, p1]}\n");
    put_issues(w);
    put_constraints(w);
    put_proposals(w);
    put(w, "positions:\n");
    for (uint32_t i = 0, count = 1 + roll(w, 14); i < count; i++)
        put_position(w);
    put_preferences(w);
}

/* ---- what is asked */

typedef struct question {
    const gtee_view *view;
    gtee_search_options options;
    const gtee_participant *immovable[1], *parties[2];
    double tried; /* packages of all variables; 0: nothing is checked */
} question;

/* By the bits of a number from the bytes. */
static void ask(question *q, const gtee_view *view, uint32_t bits)
{
    const gtee_dossier *dossier = gtee_view_dossier(view);
    const size_t people = gtee_dossier_participant_count(dossier);

    *q = (question){.view = view, .options = {.size = sizeof q->options, .budget = SMALL_BUDGET}};
    for (size_t i = 0; i < 2 && i < people; i++)
        q->parties[i] = gtee_dossier_participant_at(dossier, i);
    q->immovable[0] = people > 0 ? gtee_dossier_participant_at(dossier, (bits >> 8) % people) : NULL;
    q->options.order = bits & 1;
    q->options.cap = (bits & 2) != 0;
    if ((bits & 12) == 4 && people > 1) {
        q->options.parties = q->parties;
        q->options.party_count = 2;
    }
    if ((bits & 48) == 16 && people > 0) {
        q->options.immovable = q->immovable;
        q->options.immovable_count = 1;
    }
    if ((bits & 192) == 64) {
        q->options.red_line_weight = 2.5;
        q->options.consent_weight = 0.75;
    }
    if ((bits & 7) == 7 && gtee_dossier_proposal_count(dossier) > 0)
        q->options.proposal = gtee_dossier_proposal_at(dossier, 0);
}

/* A bound on how many packages there are: every issue, once or for every participant. */
static double packages(const gtee_dossier *dossier)
{
    double product = 1;

    for (size_t i = 0; i < gtee_dossier_issue_count(dossier) && product <= MOST_TRIED; i++) {
        const gtee_issue *issue = gtee_dossier_issue_at(dossier, i);
        size_t choices = gtee_issue_by(issue) != NULL ? gtee_participant_member_count(gtee_issue_by(issue)) : 1;
        for (; choices > 0 && product <= MOST_TRIED; choices--)
            product *= (double)gtee_issue_option_count(issue);
    }
    return product;
}

static int searched(gtee_status status)
{
    EXPECT(status == GTEE_OK || status == GTEE_ERROR_LIMIT);
    return status == GTEE_OK;
}

/* Takes the check away. */
static void confirmed(gtee_status status, gtee_check **check)
{
    if (searched(status))
        EXPECT(gtee_check_is_confirmed(*check) || !gtee_check_is_complete(*check));
    gtee_check_unref(*check);
}

/* Takes the text away. */
static void shown(gtee_status status, gtee_text **text)
{
    EXPECT(status == GTEE_OK && gtee_text_size(*text) > 0);
    gtee_text_unref(*text);
}

static const gtee_show_options json = {.size = sizeof json, .format = GTEE_SHOW_JSON};

/* ---- conflicts and concession sets */

static void find_conflicts(const question *q)
{
    const gtee_position *positions[64];
    gtee_conflicts *conflicts;
    const gtee_conflict *conflict;
    gtee_text *text = NULL;
    gtee_check *check;

    if (!searched(gtee_conflicts_new(q->view, &q->options, &conflicts, NULL)))
        return;
    for (size_t n = 0; n < MOST_TAKEN && searched(gtee_conflicts_next(conflicts, &conflict)) && conflict != NULL; n++) {
        const size_t count = gtee_conflict_position_count(conflict);
        EXPECT(gtee_conflict_message(conflict)[0] != '\0');
        for (size_t i = 0; i < count && i < 64; i++)
            positions[i] = gtee_conflict_position_at(conflict, i);
        if (q->tried > 0 && count <= 64)
            confirmed(gtee_check_conflict(q->view, &q->options, positions, count, &check, NULL), &check);
    }
    shown(gtee_conflicts_show(conflicts, &json, &text), &text);
    gtee_conflicts_unref(conflicts);
}

static void find_corrections(const question *q)
{
    const gtee_position *positions[64];
    gtee_corrections *corrections;
    const gtee_correction *correction;
    gtee_text *text = NULL;
    gtee_check *check;

    if (!searched(gtee_corrections_new(q->view, &q->options, &corrections, NULL)))
        return;
    for (size_t n = 0; n < MOST_TAKEN && searched(gtee_corrections_next(corrections, &correction)) && correction != NULL; n++) {
        const size_t count = gtee_correction_position_count(correction);
        for (size_t i = 0; i < count && i < 64; i++)
            positions[i] = gtee_correction_position_at(correction, i);
        if (q->tried > 0 && count <= 64)
            confirmed(gtee_check_correction(q->view, &q->options, positions, count, &check, NULL), &check);
    }
    shown(gtee_corrections_show(corrections, &json, &text), &text);
    gtee_corrections_unref(corrections);
}

/* ---- packages */

static void write_choice(char *text, const gtee_issue *issue, const gtee_participant *who, uint64_t options)
{
    uint32_t first = 0;

    while (first < 63 && (options >> first & 1) == 0)
        first++;
    snprintf(text, TEXT_SIZE, "%s%s%s=%s", gtee_issue_id(issue), who != NULL ? "/" : "", who != NULL ? gtee_participant_id(who) : "",
             gtee_option_id(gtee_issue_option_at(issue, first)));
}

/* What the checker says of choices; NULL if it cannot try all. */
static gtee_check *look(const question *q, char texts[][TEXT_SIZE], size_t count)
{
    const char *choices[MOST_CHOICES];
    gtee_check *check;

    for (size_t i = 0; i < count; i++) {
        if (strlen(texts[i]) == TEXT_SIZE - 1)
            return NULL;
        choices[i] = texts[i];
    }
    searched(gtee_check_package(q->view, &q->options, choices, count, &check, NULL));
    return check;
}

static int alike(double a, double b)
{
    const double difference = a > b ? a - b : b - a;

    return difference <= 1e-9 * (a + b + 1);
}

static void check_package(const question *q, const gtee_package *package, int is_best)
{
    static char texts[MOST_CHOICES][TEXT_SIZE];
    const size_t count = gtee_package_choice_count(package);
    gtee_assessment *assessment;

    EXPECT(gtee_package_concession_count(package) == gtee_package_red_lines(package));
    EXPECT(gtee_package_consent_count(package) == gtee_package_consents(package));
    EXPECT(gtee_package_assess(package, &assessment, NULL) == GTEE_OK);
    gtee_assessment_unref(assessment);
    if (q->tried <= 0 || count > MOST_CHOICES)
        return;
    for (size_t i = 0; i < count; i++) {
        const gtee_choice *choice = gtee_package_choice_at(package, i);
        write_choice(texts[i], gtee_choice_issue(choice), gtee_choice_participant(choice), gtee_choice_options(choice));
    }
    gtee_check *check = look(q, texts, count);
    if (check == NULL)
        return;
    EXPECT(gtee_check_red_lines(check) == gtee_package_red_lines(package));
    EXPECT(gtee_check_consents(check) == gtee_package_consents(package));
    EXPECT(alike(gtee_check_weight(check), gtee_package_weight(package)));
    EXPECT(!is_best || gtee_check_is_confirmed(check) || !gtee_check_is_complete(check));
    gtee_check_unref(check);
}

/* Negative: the package is the cheaper; the bound of the other for `bound`. */
static int compare(const gtee_package *a, uint32_t red_lines, uint32_t consents, double weight)
{
    if (gtee_package_red_lines(a) != red_lines)
        return gtee_package_red_lines(a) < red_lines ? -1 : 1;
    if (gtee_package_consents(a) != consents)
        return gtee_package_consents(a) < consents ? -1 : 1;
    return alike(gtee_package_weight(a), weight) ? 0 : gtee_package_weight(a) < weight ? -1 : 1;
}

/* What a small budget says holds of what a large one proves. */
static void check_bound(const question *q, const gtee_settlement *settlement, const gtee_package *first)
{
    question patient = *q;
    gtee_settlement *proof;
    const gtee_package *best;

    patient.options.budget = LARGE_BUDGET;
    if (!searched(gtee_settlement_new(q->view, &patient.options, &proof, NULL)))
        return;
    if (searched(gtee_settlement_next(proof, &best)) && best != NULL && gtee_settlement_proved(proof) && q->options.red_line_weight <= 0) {
        EXPECT(compare(best, gtee_settlement_least_red_lines(settlement), gtee_settlement_least_consents(settlement),
                       gtee_settlement_least_weight(settlement)) >= 0);
        EXPECT(first == NULL || compare(first, gtee_package_red_lines(best), gtee_package_consents(best), gtee_package_weight(best)) >= 0);
    }
    gtee_settlement_unref(proof);
}

static void find_packages(const question *q)
{
    gtee_settlement *settlement;
    const gtee_package *package = NULL, *before = NULL;
    gtee_text *text = NULL;

    if (!searched(gtee_settlement_new(q->view, &q->options, &settlement, NULL)))
        return;
    for (size_t n = 0; n < MOST_TAKEN; n++) {
        const int done = searched(gtee_settlement_next(settlement, &package));
        if (package != NULL)
            check_package(q, package, n == 0 && done && gtee_settlement_proved(settlement));
        if (n == 0)
            check_bound(q, settlement, package);
        if (!done || package == NULL)
            break;
        EXPECT(before == NULL || q->options.red_line_weight > 0 ||
               compare(before, gtee_package_red_lines(package), gtee_package_consents(package), gtee_package_weight(package)) <= 0);
        before = package;
    }
    if (searched(gtee_settlement_prove(settlement)) && before != NULL)
        EXPECT(gtee_settlement_proof_count(settlement) <= gtee_package_red_lines(gtee_settlement_at(settlement, 0)));
    shown(gtee_settlement_show(settlement, &json, &text), &text);
    gtee_settlement_unref(settlement);
}

static void find_nearest(const question *q, const gtee_proposal *proposal)
{
    gtee_settlement *settlement;
    const gtee_package *package;
    gtee_text *text = NULL;
    uint32_t least = 0;

    if (!searched(gtee_nearest_new(q->view, proposal, &q->options, &settlement, NULL)))
        return;
    for (size_t n = 0; n < MOST_TAKEN && searched(gtee_settlement_next(settlement, &package)) && package != NULL; n++) {
        uint32_t changed = 0;
        for (size_t i = 0; i < gtee_package_choice_count(package); i++)
            changed += gtee_choice_is_changed(gtee_package_choice_at(package, i)) != 0;
        EXPECT(changed == gtee_package_changes(package) && changed >= least && gtee_package_red_lines(package) == 0);
        least = changed;
    }
    shown(gtee_settlement_show(settlement, &json, &text), &text);
    gtee_settlement_unref(settlement);
}

/* ---- sensitivity and bargains */

static void weigh(const question *q)
{
    gtee_sensitivity *sensitivity;
    gtee_text *text = NULL;
    const gtee_status status = gtee_sensitivity_new(q->view, &q->options, &sensitivity, NULL);

    EXPECT(status == GTEE_OK || status == GTEE_ERROR_NOT_FOUND || status == GTEE_ERROR_LIMIT);
    if (status != GTEE_OK)
        return;
    for (size_t i = 0; i < gtee_sensitivity_count(sensitivity); i++) /* nothing gets dearer, and nothing saves more than its own line */
        EXPECT(q->options.red_line_weight > 0 ||
               gtee_influence_red_lines(gtee_sensitivity_at(sensitivity, i)) <= gtee_sensitivity_red_lines(sensitivity));
    shown(gtee_sensitivity_show(sensitivity, &json, &text), &text);
    gtee_sensitivity_unref(sensitivity);
}

/* Red lines as the players count them, and as the checker does. */
static void check_outcome(const question *q, const gtee_bargain *bargain, const gtee_outcome *outcome)
{
    static char texts[MOST_CHOICES][TEXT_SIZE];
    const size_t count = gtee_bargain_stake_count(bargain);
    uint64_t red_lines = 0;

    if (q->tried <= 0 || count > MOST_CHOICES)
        return;
    for (size_t i = 0; i < count; i++) {
        const gtee_stake *stake = gtee_bargain_stake_at(bargain, i);
        write_choice(texts[i], gtee_stake_issue(stake), gtee_stake_participant(stake), gtee_outcome_options_at(outcome, i));
    }
    for (size_t i = 0; gtee_bargain_basis(bargain) == GTEE_BASIS_COSTS && i < gtee_outcome_red_lines_count(outcome); i++)
        red_lines += gtee_outcome_red_lines_at(outcome, i);
    gtee_check *check = look(q, texts, count);
    EXPECT(check == NULL || gtee_check_red_lines(check) == red_lines);
    gtee_check_unref(check);
}

static void bargain(const question *q)
{
    gtee_bargain *bargain;
    gtee_text *text = NULL;

    if (!searched(gtee_bargain_new(q->view, &q->options, &bargain, NULL)))
        return;
    for (size_t i = 0; i < gtee_bargain_outcome_count(bargain) && i < MOST_TAKEN; i++)
        check_outcome(q, bargain, gtee_bargain_outcome_at(bargain, i));
    for (size_t i = 0; i < gtee_bargain_solution_count(bargain); i++)
        for (size_t k = 0; k < gtee_solution_outcome_count(gtee_bargain_solution_at(bargain, i)) && k < MOST_TAKEN; k++)
            check_outcome(q, bargain, gtee_solution_outcome_at(gtee_bargain_solution_at(bargain, i), k));
    shown(gtee_bargain_show(bargain, &json, &text), &text);
    gtee_bargain_unref(bargain);
}

static void answer(const gtee_dossier *dossier, uint32_t bits)
{
    const double tried = packages(dossier);
    gtee_view *view;
    question q;

    EXPECT(gtee_view_new(dossier, NULL, &view, NULL) == GTEE_OK);
    ask(&q, view, bits);
    q.tried = tried <= MOST_TRIED ? tried : 0;
    find_conflicts(&q);
    find_corrections(&q);
    find_packages(&q);
    for (size_t i = 0; i < gtee_dossier_proposal_count(dossier) && i < 2; i++)
        find_nearest(&q, gtee_dossier_proposal_at(dossier, i));
    weigh(&q);
    bargain(&q);
    gtee_view_unref(view);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char start[] = "guarantee:";
    static const gtee_limits limits = {.size = sizeof limits, .file_bytes = 65536, .values = 20000, .alias_values = 1000, .diagnostics = 5};
    static writer w;
    gtee_context_options options = {.size = sizeof options, .limits = &limits};
    const int written = size >= sizeof start && memcmp(data, start, sizeof start - 1) == 0;
    uint32_t bits = 0;
    gtee_context *context = NULL;
    gtee_dossier *dossier = NULL;

    for (size_t i = 0; i < size; i++)
        bits = bits * 31 + data[i];
    if (!written) {
        w = (writer){.at = data, .left = size};
        write_dossier(&w);
    }
    EXPECT(gtee_context_new(&options, &context) == GTEE_OK);
    gtee_dossier_load_memory(context, "input", written ? (const void *)data : w.text, written ? size : w.used, NULL, &dossier, NULL);
    if (dossier != NULL)
        answer(dossier, bits);
    gtee_dossier_unref(dossier);
    gtee_context_unref(context);
    return 0;
}
