/* rule.c: `guarantee rule`: who can act, who can stop it, who has how much power? */
#include "search.h"

#include <stdlib.h>
#include <string.h>

/* What is asked of each rule, and what was answered. */
typedef struct cli_rules {
    cli_run *cli;
    cli_people support, block;
    size_t shown;
    int answer;
} cli_rules;

#define ALL_MEASURES (GTEE_POWER_BANZHAF | GTEE_POWER_SHAPLEY | GTEE_POWER_MINIMAL | GTEE_POWER_JOHNSTON)

/* EXIT_LIMIT: it was refused (NULL in *power), or a part of it was, and that was said. */
static int find_power(const cli_rules *rules, const gtee_game *game, gtee_power **power)
{
    const cli_arguments *a = &rules->cli->arguments;
    const gtee_power_options options = {.size = sizeof options, .operations = a->budget, .samples = a->samples, .progress = progress};
    gtee_diagnostics *diagnostics = NULL;
    const gtee_status status = gtee_power_new(game, &options, power, &diagnostics);

    print_diagnostics(rules->cli, diagnostics);
    if (status == GTEE_ERROR_LIMIT)
        complain("the power of its members was not worked out; --budget allows more steps, and --estimate 100000 asks for an estimate with a stated error");
    else if (status != GTEE_OK)
        print_text(status, NULL);
    else if (a->samples == 0 && gtee_power_measures(*power) != ALL_MEASURES)
        return EXIT_LIMIT;
    return exit_status_of(status);
}

static int show_rule(cli_rules *rules, const gtee_game *game, const gtee_power *power)
{
    const cli_arguments *a = &rules->cli->arguments;
    const gtee_game_show_options what = {.size = sizeof what,
                                         .power = power,
                                         .support = rules->support.items,
                                         .support_count = rules->support.count,
                                         .block = rules->block.items,
                                         .block_count = rules->block.count,
                                         .coalitions = a->limit,
                                         .operations = a->budget,
                                         .progress = progress};
    gtee_text *text = NULL;
    uint32_t decision = GTEE_DECISION_WINS;
    gtee_status status = gtee_game_show(game, &what, &rules->cli->show, &text);

    if (status == GTEE_OK && rules->support.count + rules->block.count > 0)
        status = gtee_game_decide(game, what.support, what.support_count, what.block, what.block_count, &decision);
    if (status != GTEE_OK) {
        gtee_text_unref(text);
        return print_text(status, NULL);
    }
    print_answer(rules->cli, text, rules->shown++);
    gtee_text_unref(text);
    return decision == GTEE_DECISION_WINS ? EXIT_YES : EXIT_NO;
}

static int answer_rule(cli_rules *rules, const gtee_proposal *proposal, const gtee_rule *rule)
{
    const gtee_game_options options = {.size = sizeof options, .operations = rules->cli->arguments.budget, .progress = progress};
    gtee_game *game = NULL;
    gtee_power *power = NULL;
    gtee_diagnostics *diagnostics = NULL;
    const gtee_status status = gtee_game_new(rules->cli->view, proposal, rule, &options, &game, &diagnostics);
    const bool said = diagnostics != NULL;

    print_diagnostics(rules->cli, diagnostics);
    if (status != GTEE_OK)
        return said ? exit_status_of(status) : print_text(status, NULL);
    int result = find_power(rules, game, &power);
    if (result == EXIT_YES || result == EXIT_LIMIT) {
        const int shown = show_rule(rules, game, power);
        result = shown > EXIT_NO || result == EXIT_YES ? shown : result;
    }
    gtee_power_unref(power);
    gtee_game_unref(game);
    return result;
}

/* All of its rules, or the one that is named. An exit status; the worst answer is remembered. */
static int answer_proposal(cli_rules *rules, const gtee_proposal *proposal)
{
    const char *wanted = rules->cli->arguments.rule;

    for (size_t i = 0; i < gtee_proposal_rule_count(proposal); i++) {
        if (wanted != NULL && strcmp(gtee_proposal_rule_name_at(proposal, i), wanted) != 0)
            continue;
        const int result = answer_rule(rules, proposal, gtee_proposal_rule_at(proposal, i));
        if (result != EXIT_YES && result != EXIT_NO && result != EXIT_LIMIT)
            return result;
        rules->answer = result > rules->answer ? result : rules->answer;
    }
    return EXIT_YES;
}

static int no_such_rule(const cli_run *cli)
{
    cli_nearest nearest;

    if (cli->arguments.rule == NULL) {
        complain("no proposal that was asked about has an activation rule");
        return EXIT_YES;
    }
    nearest_begin(&nearest, cli->arguments.rule);
    for (size_t p = 0; p < gtee_dossier_proposal_count(cli->dossier); p++) {
        const gtee_proposal *proposal = gtee_dossier_proposal_at(cli->dossier, p);
        for (size_t i = 0; i < gtee_proposal_rule_count(proposal); i++)
            nearest_offer(&nearest, gtee_proposal_rule_name_at(proposal, i));
    }
    if (nearest.best != NULL)
        complain("no proposal that was asked about has a rule %s; did you mean %s?", cli->arguments.rule, nearest.best);
    else
        complain("no proposal that was asked about has a rule %s", cli->arguments.rule);
    return EXIT_USAGE;
}

static int answer_all(cli_rules *rules)
{
    const cli_run *cli = rules->cli;
    const cli_texts *asked = &cli->arguments.positional; /* the first is the dossier */
    const bool all = asked->count == 1;
    const size_t count = all ? gtee_dossier_proposal_count(cli->dossier) : asked->count - 1;
    int result = EXIT_YES;

    for (size_t i = 0; result == EXIT_YES && i < count && !all; i++)
        if (proposal_of(cli, asked->items[i + 1]) == NULL)
            result = EXIT_USAGE;
    for (size_t i = 0; result == EXIT_YES && i < count; i++) {
        const gtee_proposal *proposal = all ? gtee_dossier_proposal_at(cli->dossier, i) : proposal_of(cli, asked->items[i + 1]);
        if (!all || !not_yet(cli, proposal))
            result = answer_proposal(rules, proposal);
    }
    if (result == EXIT_YES && rules->shown == 0)
        result = no_such_rule(cli);
    if (result == EXIT_YES || rules->shown > 0)
        print_answers_end(cli, rules->shown);
    return result;
}

/* Nobody can be for it and against it. (A group and a member of it can: the member counts as an exception.) */
static bool is_consistent(const cli_rules *rules)
{
    for (size_t i = 0; i < rules->support.count; i++)
        for (size_t j = 0; j < rules->block.count; j++)
            if (rules->support.items[i] == rules->block.items[j]) {
                complain("%s cannot both --support and --block", gtee_participant_id(rules->support.items[i]));
                return false;
            }
    return true;
}

int run_rule(cli_run *cli)
{
    cli_rules rules = {.cli = cli, .answer = EXIT_YES};
    int result = load(cli, NULL);

    if (result == EXIT_YES)
        result = make_view(cli);
    if (result != EXIT_YES)
        return result;
    if (people_of(cli, &cli->arguments.support, &rules.support) && people_of(cli, &cli->arguments.block, &rules.block) && is_consistent(&rules))
        result = answer_all(&rules);
    else
        result = EXIT_USAGE;
    free(rules.support.items);
    free(rules.block.items);
    return result != EXIT_YES ? result : rules.answer;
}
