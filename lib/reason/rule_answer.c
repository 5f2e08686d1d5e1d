/* rule_answer.c: the frame of answers about a game, and what is said of those that would take too much. Uses base, game, rule.h. */
#include "reason/rule.h"

gtee_status gti_rule_answer_new(const gti_rule_kind *kind, const gtee_game *game, const void *question, void **answer,
                                gtee_diagnostics **diagnostics)
{
    gtee_status status = GTEE_ERROR_MEMORY;

    *answer = NULL;
    if (diagnostics != NULL)
        *diagnostics = NULL;
    if (game == NULL)
        return GTEE_ERROR_ARGUMENT;
    gti_report *report = gti_report_new(game->view->dossier->context);
    if (report == NULL)
        return GTEE_ERROR_MEMORY;
    gti_rule_answer *made = gti_alloc_zero(&game->arena.allocator, kind->size);
    if (made != NULL) {
        gti_refs_init(&made->refs);
        gti_arena_init(&made->arena, &game->arena.allocator);
        made->game = gtee_game_ref((gtee_game *)game);
        status = kind->make(made, question, report);
    }
    status = gti_report_finish(report, status, diagnostics);
    if (status == GTEE_OK)
        *answer = made;
    else
        gti_rule_answer_unref(kind, made);
    return status;
}

void gti_rule_answer_unref(const gti_rule_kind *kind, void *answer)
{
    gti_rule_answer *head = answer;

    if (head == NULL || !gti_refs_down(&head->refs))
        return;
    gtee_game *game = head->game;
    const gti_allocator allocator = head->arena.allocator;
    if (kind->end != NULL)
        kind->end(answer);
    gti_arena_free(&head->arena);
    gti_free(&allocator, answer, kind->size);
    gtee_game_unref(game);
}

/* ---- What is too large */

#define MOST_EXPONENT 300u

/* A rough number in words that needs no locale: "3e10". */
void gti_rough_figure(gti_buffer *out, double figure)
{
    uint64_t digits, exponent = 0;

    for (; figure >= 9.5 && exponent <= MOST_EXPONENT; exponent++)
        figure /= 10.0;
    if (exponent > MOST_EXPONENT) {
        gti_buffer_format(out, "more than 1e%u", (uint64_t)MOST_EXPONENT);
        return;
    }
    digits = (uint64_t)(figure + 0.5);
    if (exponent < 3) {
        for (; exponent > 0; exponent--)
            digits *= 10;
        gti_buffer_uint(out, digits);
        return;
    }
    gti_buffer_format(out, "%ue%u", digits, exponent);
}

/* Says what a question about a rule of the proposal would take, or figures that are but a part of one (NULL: all of it). */
static void report_cost(gti_report *report, enum gti_code code, const gti_allocator *allocator, const gtee_proposal *proposal,
                        const gtee_rule *rule, const char *figures, const gti_account *account)
{
    const gtee_record *record = &proposal->record;
    const gti_named_rule *home = gti_named_rule_of(proposal, rule);
    const gti_place place = {.file = record->file,
                             .line = home != NULL ? home->line : record->line,
                             .column = home != NULL ? home->column : record->column,
                             .length = 1};
    gti_buffer steps, bytes;

    gti_buffer_init(&steps, allocator);
    gti_buffer_init(&bytes, allocator);
    gti_rough_figure(&steps, account->operations);
    gti_rough_figure(&bytes, account->bytes);
    if (steps.failed || bytes.failed)
        gti_report_failed(report);
    else if (figures != NULL)
        gti_report_add(report, code, &place, NULL,
                       "left out of the power in a rule of %q: %s, which would take about %s steps and %s bytes, more than is left of what is allowed",
                       record->id, figures, steps.data, bytes.data);
    else if (home != NULL)
        gti_report_add(report, code, &place, NULL, "the question about the rule %q of %q would take about %s steps and %s bytes, more than is allowed",
                       home->name, record->id, steps.data, bytes.data);
    else
        gti_report_add(report, code, &place, NULL, "a question about the rules of %q together would take about %s steps and %s bytes, more than is allowed",
                       record->id, steps.data, bytes.data);
    gti_buffer_free(&steps);
    gti_buffer_free(&bytes);
}

void gti_report_effort(gti_report *report, const gti_allocator *allocator, const gtee_proposal *proposal, const gtee_rule *rule,
                       const gti_account *account)
{
    report_cost(report, GTI_CODE_EFFORT, allocator, proposal, rule, NULL, account);
    gti_report_hint(report, rule != NULL ? "allow more steps or bytes, or ask for an estimate" : "allow more steps or bytes");
}

void gti_report_left_out(gti_report *report, const gtee_game *game, const char *figures, const gti_account *account)
{
    report_cost(report, GTI_CODE_LEFT_OUT, &game->arena.allocator, game->proposal, game->rule, figures, account);
}
