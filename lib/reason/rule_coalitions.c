/* rule_coalitions.c: minimal winning and blocking coalitions, one after another. Uses base, game, rule.h. */
#include "reason/rule.h"

struct gtee_coalitions {
    gti_rule_answer head; /* its arena: room for the current one's members; the total */
    gti_coalitions *lazy;
    gtee_coalition current;
    const char *total;
};

static gtee_status count_all(gtee_coalitions *coalitions)
{
    const gti_allocator *allocator = &coalitions->head.arena.allocator;
    gti_natural count = {.limbs = NULL};
    gti_buffer text;
    gtee_status status = gti_coalitions_count(coalitions->lazy, &count);

    gti_buffer_init(&text, allocator);
    coalitions->total = "";
    if (status == GTEE_OK) {
        if (gti_natural_text(allocator, &count, &text) && !text.failed && text.size > 0)
            coalitions->total = gti_arena_copy(&coalitions->head.arena, text.data, text.size);
        else
            status = GTEE_ERROR_MEMORY;
    }
    if (coalitions->total == NULL)
        status = GTEE_ERROR_MEMORY;
    gti_buffer_free(&text);
    gti_natural_free(allocator, &count);
    return status == GTEE_ERROR_LIMIT ? GTEE_OK : status;
}

/* What is asked. */
typedef struct wanted {
    uint32_t kind;
    gtee_game_options options;
} wanted;

static gtee_status make(void *answer, const void *question, gti_report *report)
{
    gtee_coalitions *coalitions = answer;
    const wanted *asked = question;
    const gtee_game *game = coalitions->head.game;
    const gtee_game_options *options = &asked->options;
    const gti_effort effort = gti_rule_effort(options->operations, options->bytes, options->progress, options->progress_user);
    gti_account account = {.methods = 0};
    gtee_status status;

    coalitions->current.members =
        gti_arena_array(&coalitions->head.arena, (size_t)game->count + 1, sizeof *coalitions->current.members, sizeof(void *));
    if (coalitions->current.members == NULL)
        return GTEE_ERROR_MEMORY;
    status = gti_coalitions_new(game->game, asked->kind == GTEE_COALITIONS_WINNING ? GTI_MINIMAL_WINNING : GTI_MINIMAL_BLOCKING, NULL, NULL,
                                &effort, &coalitions->lazy, &account);
    if (status == GTEE_ERROR_LIMIT)
        gti_report_effort(report, &coalitions->head.arena.allocator, game->proposal, game->rule, &account);
    return status == GTEE_OK ? count_all(coalitions) : status;
}

static void end(void *answer)
{
    gti_coalitions_free(((gtee_coalitions *)answer)->lazy);
}

static const gti_rule_kind coalitions_kind = {sizeof(gtee_coalitions), make, end};

gtee_status gtee_coalitions_new(const gtee_game *game, uint32_t kind, const gtee_game_options *options, gtee_coalitions **coalitions,
                                gtee_diagnostics **diagnostics)
{
    wanted asked = {.kind = kind};
    const bool sound = coalitions != NULL && kind <= GTEE_COALITIONS_BLOCKING &&
                       gti_options_copy(&asked.options, sizeof asked.options, sizeof asked.options, options);
    void *made;
    const gtee_status status = gti_rule_answer_new(&coalitions_kind, sound ? game : NULL, &asked, &made, diagnostics);

    if (coalitions != NULL)
        *coalitions = made;
    return status;
}

gtee_coalitions *gtee_coalitions_ref(gtee_coalitions *coalitions)
{
    gti_refs_up(&coalitions->head.refs);
    return coalitions;
}

void gtee_coalitions_unref(gtee_coalitions *coalitions)
{
    gti_rule_answer_unref(&coalitions_kind, coalitions);
}

const gtee_coalition *gtee_coalitions_next(gtee_coalitions *coalitions)
{
    const gtee_game *game = coalitions->head.game;
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
