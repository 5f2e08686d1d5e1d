/* stress_tests.c: the scenario's trigger against each clause: is it triggered, and why. Uses stress.h. */
#include "reason/stress.h"

#include <string.h>

/* One clause on the bench. The first thing that speaks against it is its reason; what is left open comes behind. */
typedef struct bench {
    gti_stressing *stressing;
    const gtee_clause *clause;
    const gtee_trigger *happens; /* NULL: each clause's own trigger */
    gti_buffer no, open;         /* reasons */
} bench;

static void say(gti_buffer *out, const char *format, const char *what)
{
    gti_buffer_text(out, out->size > 0 ? "; " : "");
    gti_buffer_format(out, format, what);
}

static bool shares_text(const gti_texts *a, const gti_texts *b)
{
    for (uint32_t i = 0; i < a->count; i++)
        for (uint32_t j = 0; j < b->count; j++)
            if (strcmp(a->items[i], b->items[j]) == 0)
                return true;
    return false;
}

/* Acts or places: one in common is enough; a clause that names none takes any. */
static void match_texts(bench *b, const gti_texts *wanted, const gti_texts *given, const char *what)
{
    if (wanted->count == 0 || shares_text(wanted, given))
        return;
    if (given->count == 0)
        say(&b->open, "the scenario does not say %s", what);
    else
        say(&b->no, "the scenario has another %s than the clause", strcmp(what, "where") == 0 ? "place" : "act");
}

static gtee_status match_participants(bench *b, const gti_refs_list *wanted, const gti_refs_list *given, const char *open, const char *no)
{
    gti_stressing *s = b->stressing;
    bool *marks, found = false;
    gtee_status status;

    if (wanted->count == 0)
        return GTEE_OK;
    if (given->count == 0) {
        say(&b->open, "the scenario does not say %s", open);
        return GTEE_OK;
    }
    marks = gti_alloc_array(s->allocator, (s->participants + 1) * 2, sizeof *marks);
    if (marks == NULL)
        return GTEE_ERROR_MEMORY;
    status = gti_stress_mark(s, wanted, marks);
    if (status == GTEE_OK)
        status = gti_stress_mark(s, given, marks + s->participants);
    for (size_t i = 0; i < s->participants; i++)
        found = found || (marks[i] && marks[s->participants + i]);
    if (status == GTEE_OK && !found)
        say(&b->no, "%s", no);
    gti_free(s->allocator, marks, (s->participants + 1) * 2 * sizeof *marks);
    return status;
}

static void match_territory(bench *b)
{
    const gti_texts *territory = &b->clause->scope.territory, *places = &b->happens->places;

    if (territory->count == 0 || (b->clause->trigger != NULL && b->clause->trigger->places.count > 0) || shares_text(territory, places))
        return;
    say(&b->open, places->count == 0 ? "the scenario does not say where, and the clause is limited to %q"
                                     : "whether it happens within %q is for the reader to judge",
        territory->items[0]);
}

static void match_dates(bench *b)
{
    const gtee_date day = b->stressing->result->day;
    const gtee_clause *clause = b->clause;

    if (day == GTEE_DATE_NONE || gti_dates_hold(clause->from, clause->until, day))
        return;
    gti_buffer_text(&b->no, b->no.size > 0 ? "; " : "");
    if (clause->from != GTEE_DATE_NONE && gtee_date_first_day(clause->from) > day)
        gti_buffer_format(&b->no, "it holds from %d, and the day is %d", (int)clause->from, (int)day);
    else
        gti_buffer_format(&b->no, "it held until %d, and the day is %d", (int)clause->until, (int)day);
}

static gtee_status match_trigger(bench *b)
{
    const gtee_trigger *casus = b->clause->trigger, *happens = b->happens;
    gtee_status status;

    if (happens == NULL)
        return GTEE_OK;
    match_territory(b);
    if (casus == NULL)
        return GTEE_OK;
    match_texts(b, &casus->acts, &happens->acts, "what is done");
    status = match_participants(b, &casus->by, &happens->by, "who does it", "somebody else does it than the clause names");
    if (status == GTEE_OK)
        status = match_participants(b, &casus->against, &happens->against, "to whom", "it is done to somebody else than the clause names");
    match_texts(b, &casus->places, &happens->places, "where");
    return status;
}

/* What it still depends on, in words that nobody but the reader can judge. */
static void add_conditions(const gtee_clause *clause, gti_buffer *out)
{
    for (uint32_t i = 0; i < clause->conditions.count; i++)
        gti_buffer_format(out, "%s%q", i == 0 ? ", provided that " : " and ", clause->conditions.items[i]);
    if (clause->bindingness == GTEE_BINDING_DECLARATORY || clause->bindingness == GTEE_BINDING_POLITICAL)
        gti_buffer_format(out, "; it binds in a %s way only", gtee_binding_name(clause->bindingness));
}

static gtee_status conclude(bench *b, gtee_test *test)
{
    const gtee_clause *clause = b->clause;
    const bool promises = clause->trigger != NULL || clause->beneficiaries.count > 0;
    gti_buffer reason;

    gti_buffer_init(&reason, b->stressing->allocator);
    if (!promises) {
        test->outcome = GTEE_TEST_NOT_TRIGGERED;
        gti_buffer_text(&reason, "it has no trigger and nobody whom it protects: nothing in it is called on");
    } else if (b->no.size > 0) {
        test->outcome = GTEE_TEST_NOT_TRIGGERED;
        gti_buffer_text(&reason, b->no.data);
    } else if (b->open.size > 0) {
        test->outcome = GTEE_TEST_OPEN;
        gti_buffer_text(&reason, b->open.data);
        add_conditions(clause, &reason);
    } else {
        test->outcome = GTEE_TEST_TRIGGERED;
        gti_buffer_text(&reason, clause->trigger == NULL ? "it has no trigger: it is owed in any case"
                                 : b->happens == NULL    ? "its trigger is taken to happen"
                                                         : "what happens is its trigger");
        add_conditions(clause, &reason);
    }
    reason.failed = reason.failed || b->no.failed || b->open.failed;
    test->reason = gti_stress_text(b->stressing, &reason);
    gti_buffer_free(&reason);
    return test->reason != NULL ? GTEE_OK : GTEE_ERROR_MEMORY;
}

static gtee_status test_clause(gti_stressing *s, const gtee_trigger *happens, gtee_test *test)
{
    bench b = {.stressing = s, .clause = test->clause, .happens = happens};

    gti_buffer_init(&b.no, s->allocator);
    gti_buffer_init(&b.open, s->allocator);
    match_dates(&b);
    gtee_status status = match_trigger(&b);
    if (status == GTEE_OK)
        status = conclude(&b, test);
    gti_buffer_free(&b.no);
    gti_buffer_free(&b.open);
    return status;
}

/* Who acts against the guarantee. */
static gtee_status find_adversaries(gti_stressing *s, const gtee_trigger *happens)
{
    const gti_clauses *clauses = &s->result->proposal->clauses;
    gtee_status status = GTEE_OK;

    if (happens != NULL)
        status = gti_stress_mark(s, &happens->by, s->adverse);
    for (uint32_t i = 0; status == GTEE_OK && happens == NULL && i < clauses->count; i++)
        if (clauses->items[i]->trigger != NULL)
            status = gti_stress_mark(s, &clauses->items[i]->trigger->by, s->adverse);
    return status == GTEE_OK ? gti_stress_crew(s, s->adverse, &s->result->adversaries) : status;
}

gtee_status gti_stress_tests(gti_stressing *s)
{
    gtee_stress *result = s->result;
    const gtee_trigger *happens = result->scenario != NULL ? result->scenario->trigger : NULL;
    const gti_clauses *clauses = &result->proposal->clauses;
    gtee_status status = find_adversaries(s, happens);

    result->tests = gti_stress_array(s, clauses->count, sizeof *result->tests);
    if (result->tests == NULL)
        return GTEE_ERROR_MEMORY;
    for (uint32_t i = 0; status == GTEE_OK && i < clauses->count; i++) {
        result->tests[i].clause = clauses->items[i];
        status = test_clause(s, happens, &result->tests[i]);
        if (status == GTEE_OK && !gti_stress_step(s))
            status = GTEE_ERROR_CANCELLED;
    }
    result->test_count = clauses->count;
    return status;
}
