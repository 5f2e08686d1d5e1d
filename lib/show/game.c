/* game.c: gtee_game_show: a rule as a tree, who can stop it or decide alone, minimal coalitions, and its power. Uses game.h. */
#include "show/game.h"

#define USUAL_SETS 10u

/* ---- What is worked out before it is shown */

static gtee_status take_coalition(gti_sets *sets, const gti_allocator *allocator, const gtee_coalition *coalition)
{
    for (size_t i = 0; i < gtee_coalition_member_count(coalition); i++) {
        const gtee_participant *member = gtee_coalition_member_at(coalition, i);
        if (!gti_vec_append(allocator, &sets->members, &member, 1))
            return GTEE_ERROR_MEMORY;
    }
    return gti_vec_append(allocator, &sets->ends, &sets->members.count, 1) ? GTEE_OK : GTEE_ERROR_MEMORY;
}

static gtee_status find_sets(gti_game_answer *answer, uint32_t kind, const gti_allocator *allocator)
{
    const gtee_game_show_options *what = &answer->what;
    const gtee_game_options bounds = {.size = sizeof bounds, .operations = what->operations, .bytes = what->bytes,
                                      .progress = what->progress, .progress_user = what->progress_user};
    gti_sets *sets = &answer->sets[kind];
    gtee_status status = gtee_coalitions_new(answer->game, kind, &bounds, &sets->source, &sets->diagnostics);

    if (status == GTEE_ERROR_LIMIT && sets->diagnostics != NULL && gtee_diagnostics_count(sets->diagnostics) > 0)
        return GTEE_OK; /* that is the answer */
    for (uint32_t i = 0; status == GTEE_OK && !sets->complete && i <= what->coalitions; i++) {
        const gtee_coalition *coalition = gtee_coalitions_next(sets->source);
        sets->complete = coalition == NULL;
        if (coalition != NULL && i < what->coalitions)
            status = take_coalition(sets, allocator, coalition);
    }
    return status;
}

static gtee_status decide(gti_game_answer *answer, const gti_allocator *allocator)
{
    const gtee_game_show_options *what = &answer->what;
    gtee_status status;

    answer->asked = what->support_count + what->block_count > 0;
    if (!answer->asked)
        return GTEE_OK;
    status = gtee_game_decide(answer->game, what->support, what->support_count, what->block, what->block_count, &answer->decision);
    for (size_t i = 0; status == GTEE_OK && i < gtee_game_member_count(answer->game); i++) {
        const gtee_participant *member = gtee_game_member_at(answer->game, i);
        int32_t pivotal = 0;
        status = gtee_game_pivotal(answer->game, what->support, what->support_count, member, &pivotal);
        if (status == GTEE_OK && pivotal != 0 && !gti_vec_append(allocator, &answer->pivotal, &member, 1))
            status = GTEE_ERROR_MEMORY;
    }
    return status;
}

static gtee_status work_out(gti_game_answer *answer, const gti_allocator *allocator)
{
    gtee_status status = decide(answer, allocator);

    for (uint32_t kind = 0; status == GTEE_OK && kind < 2 && answer->what.coalitions != UINT32_MAX; kind++)
        status = find_sets(answer, kind, allocator);
    return status;
}

static void forget(gti_game_answer *answer, const gti_allocator *allocator)
{
    for (uint32_t kind = 0; kind < 2; kind++) {
        gti_sets *sets = &answer->sets[kind];
        gtee_coalitions_unref(sets->source);
        gtee_diagnostics_unref(sets->diagnostics);
        gti_vec_free(allocator, &sets->members);
        gti_vec_free(allocator, &sets->ends);
    }
    gti_vec_free(allocator, &answer->pivotal);
}

/* ---- Text */

typedef int32_t (*member_test)(const gtee_game *game, size_t index);

static size_t collect(gti_show *show, const gtee_game *game, member_test test, gti_vec *people)
{
    for (size_t i = 0; i < gtee_game_member_count(game); i++) {
        const gtee_participant *member = gtee_game_member_at(game, i);
        if (test(game, i) != 0 && !gti_vec_append(&show->allocator, people, &member, 1))
            gti_show_fail(show);
    }
    return people->count;
}

static size_t count_vetoes(const gtee_game *game)
{
    size_t count = 0;

    for (size_t i = 0; i < gtee_game_member_count(game); i++)
        count += gtee_game_is_veto_player(game, i) != 0;
    return count;
}

/* What is to be said of a rule without veto players: nobody wins it, everybody does, or just that. */
static const char *word_without_veto(const gti_game_answer *answer)
{
    const gti_sets *winning = &answer->sets[GTEE_COALITIONS_WINNING], *blocking = &answer->sets[GTEE_COALITIONS_BLOCKING];

    if (gtee_game_member_count(answer->game) == 0)
        return "Nobody has a part in it.";
    if (winning->source != NULL && winning->complete && winning->ends.count == 0)
        return "Nobody can win it, not even all of its members together.";
    if (blocking->source != NULL && blocking->complete && blocking->ends.count == 0)
        return "It always wins, whoever is in favour.";
    return "Nobody can stop it alone.";
}

/* Who can stop it alone, in a sentence. */
static void put_vetoes(gti_show *show, const gti_game_answer *answer)
{
    const gtee_game *game = answer->game;
    gti_vec people = GTI_VEC(const gtee_participant *);
    gti_doc *doc = &show->doc;
    const size_t count = collect(show, game, gtee_game_is_veto_player, &people), all = gtee_game_member_count(game);

    if (count == 0) {
        gti_put(doc, word_without_veto(answer));
    } else if (all == 1) {
        gti_put(doc, "Nobody else has a part in it than ");
        gti_put_people(show, &people, 1, gti_people_at);
        gti_put(doc, ".");
    } else if (count == all) {
        gti_put_styled(doc, GTI_STRONG, "Each");
        gti_put(doc, " of its ");
        gti_put_uint(doc, all);
        gti_put(doc, " members can stop it alone: it needs consensus.");
    } else {
        gti_put_style(doc, GTI_STRONG);
        gti_put_people(show, &people, count, gti_people_at);
        gti_put_style(doc, GTI_PLAIN);
        gti_put(doc, count == 1 ? " can stop it alone; of its " : " can each stop it alone; of its ");
        gti_put_uint(doc, all);
        gti_put(doc, " members nobody else can.");
    }
    gti_vec_clear(&people);
    if (collect(show, game, gtee_game_is_dictator, &people) > 0) {
        gti_put(doc, " ");
        gti_put_people(show, &people, people.count, gti_people_at);
        gti_put(doc, " decides alone (a dictator).");
    }
    gti_vec_free(&show->allocator, &people);
}

/* The clauses that it decides on, with where they stand. */
static void add_clauses(gti_show *show, const gtee_game *game)
{
    gti_doc *doc = &show->doc;
    bool any = false;

    for (size_t i = 0; i < gtee_proposal_clause_count(game->proposal); i++) {
        const gtee_clause *clause = gtee_proposal_clause_at(game->proposal, i);
        if (gtee_clause_activation(clause) != game->rule)
            continue;
        gti_put(doc, any ? "; " : "It decides on ");
        any = true;
        gti_put(doc, gtee_clause_title(clause));
        gti_put(doc, " (");
        gti_put_styled(doc, GTI_CODE, gtee_clause_id(clause));
        gti_put(doc, ")");
        gti_put_citations(show, gtee_clause_record(clause));
    }
    if (!any)
        return;
    gti_put(doc, ".");
    gti_doc_paragraph(doc, 0, NULL);
}

static void put_dummies(gti_show *show, const gtee_power *power)
{
    gti_vec people = GTI_VEC(const gtee_participant *);

    for (size_t i = 0; i < gtee_power_member_count(power); i++) {
        const gtee_participant *member = gtee_member_power_participant(gtee_power_member_at(power, i));
        if (gtee_member_power_is_dummy(gtee_power_member_at(power, i)) == 1 && !gti_vec_append(&show->allocator, &people, &member, 1))
            gti_show_fail(show);
    }
    if (people.count > 0) {
        gti_put(&show->doc, " Never makes a difference: ");
        gti_put_people(show, &people, people.count, gti_people_at);
        gti_put(&show->doc, ".");
    }
    gti_vec_free(&show->allocator, &people);
}

static void put_decision(gti_show *show, const gti_game_answer *answer)
{
    static const char *const words[] = {"loses, whatever the others do", "wins, whatever the others do", "is open: it depends on the others"};
    static const enum gti_style styles[] = {GTI_BAD, GTI_GOOD, GTI_MIXED};
    const gtee_game_show_options *what = &answer->what;
    gti_doc *doc = &show->doc;

    gti_put(doc, "With ");
    if (what->support_count > 0) {
        gti_put_people(show, what->support, what->support_count, gti_items_at);
        gti_put(doc, what->block_count > 0 ? " in favour and " : " in favour");
    }
    if (what->block_count > 0) {
        gti_put_people(show, what->block, what->block_count, gti_items_at);
        gti_put(doc, " not in favour");
    }
    gti_put(doc, ", it ");
    gti_put_styled(doc, styles[answer->decision], words[answer->decision]);
    gti_put(doc, ".");
    if (what->support_count > 0) {
        gti_put(doc, answer->pivotal.count > 0 ? " If just these are in favour, the outcome turns on " : " If just these are in favour, it turns on nobody alone");
        gti_put_people(show, &answer->pivotal, answer->pivotal.count, gti_people_at);
        gti_put(doc, ".");
    }
    gti_doc_paragraph(doc, 0, NULL);
}

/* The members of a coalition; in a list in which all have the veto players in them, only the others. */
static void add_coalitions(gti_show *show, const gtee_game *game, const gti_sets *sets, bool others)
{
    gti_vec people = GTI_VEC(const gtee_participant *);

    for (size_t i = 0; i < sets->ends.count; i++) {
        size_t count;
        const gtee_participant *const *members = gti_sets_at(sets, i, &count);
        for (size_t m = 0; m < count; m++)
            if (!(others && gti_game_has_veto(game, members[m]->record.index)) && !gti_vec_append(&show->allocator, &people, &members[m], 1))
                gti_show_fail(show);
        gti_put_people(show, &people, people.count, gti_people_at);
        gti_put(&show->doc, people.count == 0 ? "nobody" : "");
        gti_doc_item(&show->doc, 1, "- ", NULL);
        gti_vec_clear(&people);
    }
    gti_vec_free(&show->allocator, &people);
}

static void add_sets_head(gti_show *show, const gti_sets *sets, const char *title)
{
    const char *total = sets->source != NULL ? gtee_coalitions_total(sets->source) : "";
    gti_doc *doc = &show->doc;

    gti_put(doc, title);
    if (sets->source != NULL) {
        gti_put(doc, ": ");
        gti_put(doc, total[0] != '\0' ? total : "too many to count");
    }
    gti_doc_heading(doc, 2, NULL);
}

static void add_sets(gti_show *show, const gti_game_answer *answer, uint32_t kind)
{
    static const char *const titles[] = {"Minimal winning coalitions", "Minimal blocking coalitions"};
    static const char *const meanings[] = {"They win, and each of their members is needed for that.",
                                           "Without them nobody wins, and each of their members is needed for that."};
    static const char *const none[] = {"There is none: all of its members together do not win.", "There is none: it cannot be stopped."};
    const gti_sets *sets = &answer->sets[kind];
    const char *refusal = gti_sets_refusal(sets);
    gti_doc *doc = &show->doc;

    if (refusal == NULL && sets->source == NULL)
        return;
    add_sets_head(show, sets, titles[kind]);
    if (refusal != NULL) {
        gti_put_all(doc, "Not listed: ", refusal, ".", (const char *)NULL);
        gti_doc_paragraph(doc, 0, NULL);
        return;
    }
    const bool others = kind == GTEE_COALITIONS_WINNING && sets->ends.count > 1 && count_vetoes(answer->game) > 1;
    gti_put(doc, sets->complete && sets->ends.count == 0 ? none[kind] : meanings[kind]);
    gti_put(doc, others ? " The veto players are in all of them" : "");
    if (!sets->complete) {
        gti_put(doc, others ? "; in the smallest" : " The smallest");
        if (sets->ends.count > 1) {
            gti_put(doc, " ");
            gti_put_uint(doc, sets->ends.count);
        }
        gti_put(doc, others ? " there are besides:" : ":");
    } else if (others) {
        gti_put(doc, "; besides there are:");
    }
    gti_doc_paragraph(doc, 0, NULL);
    add_coalitions(show, answer->game, sets, others);
}

static void build(gti_show *show, const void *what)
{
    const gti_game_answer *answer = what;
    const gtee_game *game = answer->game;
    const char *name = gti_rule_name_of(game->proposal, game->rule);
    gti_doc *doc = &show->doc;

    gti_put_all(doc, name != NULL ? "Rule " : "A part of a rule", name != NULL ? name : "", " of “", gtee_proposal_title(game->proposal), "”",
                (const char *)NULL);
    gti_doc_heading(doc, 1, NULL);
    gti_put_view(show, game->view);
    gti_doc_paragraph(doc, 0, NULL);
    add_clauses(show, game);
    gti_doc_gap(doc);
    put_vetoes(show, answer);
    if (answer->what.power != NULL)
        put_dummies(show, answer->what.power);
    gti_doc_paragraph(doc, 0, NULL);
    if (answer->asked)
        put_decision(show, answer);
    gti_doc_gap(doc);
    gti_doc_rule(show, game);
    add_sets(show, answer, GTEE_COALITIONS_WINNING);
    add_sets(show, answer, GTEE_COALITIONS_BLOCKING);
    if (answer->what.power != NULL)
        gti_doc_power(show, answer->what.power);
    gti_doc_sources(show);
}

/* ---- The call */

static bool is_list(const gtee_participant *const *items, size_t count, const gtee_dossier *dossier)
{
    for (size_t i = 0; i < count; i++)
        if (items == NULL || items[i] == NULL || !gti_record_belongs(dossier, &items[i]->record))
            return false;
    return true;
}

static bool understand(gti_game_answer *answer, const gtee_game_show_options *given)
{
    gtee_game_show_options *what = &answer->what;
    const gtee_dossier *dossier = answer->game->view->dossier;

    if (!gti_options_copy(what, sizeof *what, sizeof *what, given))
        return false;
    if (what->coalitions == 0)
        what->coalitions = USUAL_SETS;
    return is_list(what->support, what->support_count, dossier) && is_list(what->block, what->block_count, dossier) &&
           (what->power == NULL || gtee_power_game(what->power) == answer->game);
}

gtee_status gtee_game_show(const gtee_game *game, const gtee_game_show_options *what, const gtee_show_options *options, gtee_text **text)
{
    static const gti_shower shower = {build, gti_game_json, gti_game_csv, false};
    gti_sets none = {.members = GTI_VEC(const gtee_participant *), .ends = GTI_VEC(size_t)};
    gti_game_answer answer = {.game = game, .sets = {none, none}, .pivotal = GTI_VEC(const gtee_participant *)};
    gtee_status status;

    if (text == NULL)
        return GTEE_ERROR_ARGUMENT;
    *text = NULL;
    if (game == NULL || !understand(&answer, what))
        return GTEE_ERROR_ARGUMENT;
    const gti_allocator *allocator = gti_show_allocator(game->view);
    status = work_out(&answer, allocator);
    if (status == GTEE_OK)
        status = gti_show_run(allocator, options, &shower, &answer, text);
    forget(&answer, allocator);
    return status;
}
