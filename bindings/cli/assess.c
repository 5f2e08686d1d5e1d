/* assess.c: `guarantee assess`: who accepts a proposal, who rejects it, on which ground? */
#include "cli.h"

#include <stdio.h>
#include <string.h>

/* Several answers in one output: JSON is a list, CSV has one header, the rest an empty line between. */
static void print_answer(const cli_run *cli, const gtee_text *text, size_t index)
{
    const char *data = gtee_text_data(text);

    if (cli->show.format == GTEE_SHOW_JSON) {
        print(index == 0 ? "[\n  " : ",\n  ");
        print_indented(data, 2);
        return;
    }
    if (cli->show.format == GTEE_SHOW_CSV && index > 0)
        data += strcspn(data, "\n") + 1; /* names of columns hold no line end */
    else if (index > 0)
        print("\n");
    print(data);
}

/* EXIT_YES: nobody stands in the way; EXIT_NO: somebody does. */
static int assess_one(cli_run *cli, const gtee_proposal *proposal, size_t index)
{
    gtee_reason_options options = {sizeof options, progress, NULL};
    gtee_assessment *assessment = NULL;
    gtee_diagnostics *diagnostics = NULL;
    gtee_text *text = NULL;
    int acceptable = 0;

    gtee_status status = gtee_assess(cli->view, proposal, &options, &assessment, &diagnostics);
    print_diagnostics(cli, diagnostics);
    if (status == GTEE_OK) {
        acceptable = gtee_assessment_acceptable(assessment);
        status = gtee_assessment_show(assessment, &cli->show, &text);
    }
    gtee_assessment_unref(assessment);
    if (status != GTEE_OK)
        return print_text(status, NULL);
    print_answer(cli, text, index);
    gtee_text_unref(text);
    return acceptable != 0 ? EXIT_YES : EXIT_NO;
}

/* Is it dated after the view's day? Those are left out, unless they are asked for by name. */
static bool not_yet(const cli_run *cli, const gtee_proposal *proposal)
{
    const gtee_date as_of = gtee_view_as_of(cli->view);

    return as_of != GTEE_DATE_NONE && gtee_date_first_day(gtee_proposal_date(proposal)) > as_of;
}

int run_assess(cli_run *cli)
{
    const cli_texts *asked = &cli->arguments.positional; /* the first is the dossier */
    int result = load(cli, NULL), answer = EXIT_YES;

    if (result == EXIT_YES)
        result = make_view(cli);
    for (size_t i = 1; result == EXIT_YES && i < asked->count; i++)
        if (proposal_of(cli, asked->items[i]) == NULL)
            result = EXIT_USAGE;
    if (result != EXIT_YES)
        return result;
    bool all = asked->count == 1;
    size_t count = all ? gtee_dossier_proposal_count(cli->dossier) : asked->count - 1;
    size_t shown = 0;
    for (size_t i = 0; i < count; i++) {
        const gtee_proposal *proposal = all ? gtee_dossier_proposal_at(cli->dossier, i) : proposal_of(cli, asked->items[i + 1]);
        if (all && not_yet(cli, proposal))
            continue;
        result = assess_one(cli, proposal, shown++);
        if (result > EXIT_NO)
            return result;
        if (result == EXIT_NO)
            answer = EXIT_NO;
    }
    if (shown == 0)
        complain(count == 0 ? "the dossier has no proposal to assess" : "no proposal of the dossier is dated by then; one can be named");
    if (cli->show.format == GTEE_SHOW_JSON)
        print(shown == 0 ? "[]\n" : "\n]\n");
    return answer;
}
