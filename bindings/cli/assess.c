/* assess.c: `guarantee assess`: who accepts a proposal, who rejects it, on which ground? */
#include "cli.h"

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
    print_answers_end(cli, shown);
    return answer;
}
