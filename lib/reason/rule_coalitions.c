/* rule_coalitions.c: minimal winning and blocking coalitions, one after another. Uses base, game, rule.h. */
#include "reason/rule.h"

struct gtee_coalitions {
    gti_refs refs;
    gtee_game *game;
    gti_coalitions *lazy;
    gti_arena arena; /* room for the current one's members; the total */
    gtee_coalition current;
    const char *total;
};

/* A rough number in words that needs no locale: "3e10". */
static void round_figure(gti_buffer *out, double figure)
{
    uint64_t digits = 0, exponent = 0;

    for (; figure >= 10.0 && exponent < 400; exponent++)
        figure /= 10.0;
    digits = (uint64_t)(figure + 0.5);
    if (exponent < 3) {
        for (; exponent > 0; exponent--)
            digits *= 10;
        gti_buffer_uint(out, digits);
        return;
    }
    gti_buffer_format(out, "%ue%u", digits, exponent);
}

void gti_report_effort(gti_report *report, const gti_allocator *allocator, const gtee_proposal *proposal, const gti_account *account)
{
    const gtee_record *record = &proposal->record;
    const gti_place place = {.file = record->file, .line = record->line, .column = record->column, .length = 1};
    gti_buffer steps, bytes;

    gti_buffer_init(&steps, allocator);
    gti_buffer_init(&bytes, allocator);
    round_figure(&steps, account->operations);
    round_figure(&bytes, account->bytes);
    if (steps.failed || bytes.failed) {
        gti_report_failed(report);
    } else {
        gti_report_add(report, GTI_CODE_EFFORT, &place, NULL, "the question about a rule of %q would take about %s steps and %s bytes, more than is allowed",
                       record->id, steps.data, bytes.data);
        gti_report_hint(report, "allow more steps or bytes, or ask for an estimate");
    }
    gti_buffer_free(&steps);
    gti_buffer_free(&bytes);
}

static gtee_status count_all(gtee_coalitions *coalitions)
{
    const gti_allocator *allocator = &coalitions->arena.allocator;
    gti_natural count = {.limbs = NULL};
    gti_buffer text;
    gtee_status status = gti_coalitions_count(coalitions->lazy, &count);

    gti_buffer_init(&text, allocator);
    coalitions->total = "";
    if (status == GTEE_OK) {
        if (gti_natural_text(allocator, &count, &text) && !text.failed && text.size > 0)
            coalitions->total = gti_arena_copy(&coalitions->arena, text.data, text.size);
        else
            status = GTEE_ERROR_MEMORY;
    }
    if (coalitions->total == NULL)
        status = GTEE_ERROR_MEMORY;
    gti_buffer_free(&text);
    gti_natural_free(allocator, &count);
    return status == GTEE_ERROR_LIMIT ? GTEE_OK : status;
}

static gtee_status begin(gtee_coalitions *coalitions, uint32_t kind, const gtee_game_options *options, gti_report *report)
{
    const gtee_game *game = coalitions->game;
    const gti_effort effort = gti_rule_effort(options->operations, options->bytes, options->progress, options->progress_user);
    gti_account account = {.methods = 0};
    gtee_status status;

    coalitions->current.members =
        gti_arena_array(&coalitions->arena, (size_t)game->count + 1, sizeof *coalitions->current.members, sizeof(void *));
    if (coalitions->current.members == NULL)
        return GTEE_ERROR_MEMORY;
    status = gti_coalitions_new(game->game, kind == GTEE_COALITIONS_WINNING ? GTI_MINIMAL_WINNING : GTI_MINIMAL_BLOCKING, NULL, NULL, &effort,
                                &coalitions->lazy, &account);
    if (status == GTEE_ERROR_LIMIT)
        gti_report_effort(report, &coalitions->arena.allocator, game->proposal, &account);
    return status == GTEE_OK ? count_all(coalitions) : status;
}

gtee_status gtee_coalitions_new(const gtee_game *game, uint32_t kind, const gtee_game_options *options, gtee_coalitions **coalitions,
                                gtee_diagnostics **diagnostics)
{
    gtee_game_options copy;
    gtee_coalitions *result;
    gti_report *report;
    gtee_status status = GTEE_ERROR_MEMORY;

    if (coalitions != NULL)
        *coalitions = NULL;
    if (diagnostics != NULL)
        *diagnostics = NULL;
    if (game == NULL || coalitions == NULL || kind > GTEE_COALITIONS_BLOCKING ||
        !gti_options_copy(&copy, sizeof copy, sizeof copy, options))
        return GTEE_ERROR_ARGUMENT;
    report = gti_report_new(game->view->dossier->context);
    if (report == NULL)
        return GTEE_ERROR_MEMORY;
    result = gti_alloc_zero(&game->arena.allocator, sizeof *result);
    if (result != NULL) {
        gti_refs_init(&result->refs);
        gti_arena_init(&result->arena, &game->arena.allocator);
        result->game = gtee_game_ref((gtee_game *)game);
        status = begin(result, kind, &copy, report);
    }
    status = gti_report_finish(report, status, diagnostics);
    if (status == GTEE_OK)
        *coalitions = result;
    else
        gtee_coalitions_unref(result);
    return status;
}

gtee_coalitions *gtee_coalitions_ref(gtee_coalitions *coalitions)
{
    gti_refs_up(&coalitions->refs);
    return coalitions;
}

void gtee_coalitions_unref(gtee_coalitions *coalitions)
{
    if (coalitions == NULL || !gti_refs_down(&coalitions->refs))
        return;
    gtee_game *game = coalitions->game;
    const gti_allocator allocator = coalitions->arena.allocator;
    gti_coalitions_free(coalitions->lazy);
    gti_arena_free(&coalitions->arena);
    gti_free(&allocator, coalitions, sizeof *coalitions);
    gtee_game_unref(game);
}

const gtee_coalition *gtee_coalitions_next(gtee_coalitions *coalitions)
{
    const gtee_game *game = coalitions->game;
    const uint64_t *words = gti_coalitions_next(coalitions->lazy);

    if (words == NULL)
        return NULL;
    coalitions->current.count = 0;
    for (uint32_t i = 0; i < game->count; i++)
        if (gti_coalition_has(words, i))
            coalitions->current.members[coalitions->current.count++] = gti_participant_at(game->view->dossier, game->members[i]);
    return &coalitions->current;
}

const char *gtee_coalitions_total(const gtee_coalitions *coalitions)
{
    return coalitions->total;
}

size_t gtee_coalition_member_count(const gtee_coalition *coalition)
{
    return coalition->count;
}

const gtee_participant *gtee_coalition_member_at(const gtee_coalition *coalition, size_t index)
{
    return index < coalition->count ? coalition->members[index] : NULL;
}
