/* question.c: what a question about deals asked for, in words and as JSON from which it can be asked again. Uses deals.h. */
#include "show/deals.h"

/* ---- Text */

/* "; " between the parts. */
static void next_part(gti_show *show, bool *any)
{
    gti_put(&show->doc, *any ? "; " : "");
    *any = true;
}

static void put_parties(gti_show *show, const gti_inquiry *inquiry, bool *any)
{
    if (inquiry->parties == NULL)
        return;
    next_part(show, any);
    gti_put(&show->doc, "positions of ");
    for (size_t i = 0; i < inquiry->party_count; i++) {
        gti_put(&show->doc, i == 0 ? "" : i + 1 == inquiry->party_count ? " and " : ", ");
        gti_put_name(show, inquiry->parties[i]);
    }
    gti_put(&show->doc, inquiry->party_count == 0 ? "nobody" : " only");
}

static void put_immovable(gti_show *show, const gti_inquiry *inquiry, bool *any)
{
    const gtee_dossier *dossier = gtee_view_dossier(inquiry->view);
    const bool *flags = inquiry->question.immovable;
    size_t named = 0, positions = 0;

    for (size_t i = 0; flags != NULL && i < gtee_dossier_participant_count(dossier); i++) {
        if (!flags[i])
            continue;
        if (named == 0)
            next_part(show, any);
        gti_put(&show->doc, named == 0 ? "" : ", ");
        gti_put_name(show, gtee_dossier_participant_at(dossier, i));
        named++;
    }
    if (named > 0)
        gti_put(&show->doc, named == 1 ? " does not move" : " do not move");
    flags = inquiry->question.immovable_positions;
    for (size_t i = 0; flags != NULL && i < gtee_dossier_position_count(dossier); i++)
        positions += flags[i];
    if (positions == 0)
        return;
    next_part(show, any);
    gti_put_count(&show->doc, positions, "position may not be crossed", "positions may not be crossed");
}

static void put_fixed(gti_show *show, const gti_inquiry *inquiry, bool *any)
{
    const gtee_proposal *proposal = inquiry->question.proposal;

    for (size_t i = 0; i < inquiry->own_texts; i++) {
        if (i == 0)
            next_part(show, any);
        gti_put(&show->doc, i == 0 ? "fixed: " : ", ");
        gti_put_styled(&show->doc, GTI_CODE, *GTI_VEC_AT(&inquiry->texts, const char *, i));
    }
    if (proposal == NULL || inquiry->question.mode == GTI_DEAL_NEAREST)
        return;
    next_part(show, any);
    gti_put_all(&show->doc, "the terms of “", gtee_proposal_title(proposal), "” are fixed", (const char *)NULL);
}

static void put_weights(gti_show *show, const gti_deal_question *question, bool *any)
{
    if (question->mode != GTI_DEAL_WEIGHTED)
        return;
    next_part(show, any);
    gti_put(&show->doc, "a red line counts ");
    gti_put_number(show, question->red_line_weight);
    gti_put(&show->doc, ", a consent ");
    gti_put_number(show, question->consent_weight);
}

bool gti_put_question(gti_show *show, const gti_inquiry *inquiry)
{
    bool any = false;

    gti_put(&show->doc, "Asked with: ");
    put_parties(show, inquiry, &any);
    put_immovable(show, inquiry, &any);
    put_fixed(show, inquiry, &any);
    if (inquiry->question.cap > 0) {
        next_part(show, &any);
        gti_put(&show->doc, "nobody concedes more than ");
        gti_put_red_lines(show, inquiry->question.cap);
    }
    put_weights(show, &inquiry->question, &any);
    if (!any)
        gti_buffer_truncate(&show->doc.scratch, 0);
    return any;
}

/* ---- JSON */

static void list_participants(gti_json *json, const gti_inquiry *inquiry)
{
    const gtee_dossier *dossier = gtee_view_dossier(inquiry->view);
    const bool *flags = inquiry->question.immovable;

    gti_json_key(json, "immovable");
    gti_json_begin_list(json, true);
    for (size_t i = 0; flags != NULL && i < gtee_dossier_participant_count(dossier); i++)
        if (flags[i])
            gti_json_text(json, gtee_participant_id(gtee_dossier_participant_at(dossier, i)));
    gti_json_end_list(json);
    flags = inquiry->question.immovable_positions;
    gti_json_key(json, "immovable_positions");
    gti_json_begin_list(json, true);
    for (size_t i = 0; flags != NULL && i < gtee_dossier_position_count(dossier); i++)
        if (flags[i])
            gti_json_uint(json, i);
    gti_json_end_list(json);
}

static void list_parties(gti_json *json, const gti_inquiry *inquiry)
{
    gti_json_key(json, "parties");
    if (inquiry->parties == NULL) {
        gti_json_text(json, NULL);
        return;
    }
    gti_json_begin_list(json, true);
    for (size_t i = 0; i < inquiry->party_count; i++)
        gti_json_text(json, gtee_participant_id(inquiry->parties[i]));
    gti_json_end_list(json);
}

/* null: all count. */
static void list_sources(gti_json *json, const gtee_view *view)
{
    const gtee_dossier *dossier = gtee_view_dossier(view);

    gti_json_key(json, "sources");
    if (view->sources == NULL) {
        gti_json_text(json, NULL);
        return;
    }
    gti_json_begin_list(json, true);
    for (size_t i = 0; i < gtee_dossier_source_count(dossier); i++)
        if (view->sources[i])
            gti_json_text(json, gtee_source_id(gtee_dossier_source_at(dossier, i)));
    gti_json_end_list(json);
}

void gti_json_question(gti_show *show, gti_json *json, const char *kind, const gti_inquiry *inquiry)
{
    const gti_deal_question *question = &inquiry->question;
    const gtee_proposal *proposal = question->proposal;

    (void)show;
    gti_json_key(json, "question");
    gti_json_begin_map(json);
    gti_json_member(json, "kind", kind);
    list_sources(json, inquiry->view);
    list_parties(json, inquiry);
    list_participants(json, inquiry);
    gti_json_key(json, "fixed");
    gti_json_begin_list(json, true);
    for (size_t i = 0; i < inquiry->own_texts; i++)
        gti_json_text(json, *GTI_VEC_AT(&inquiry->texts, const char *, i));
    gti_json_end_list(json);
    gti_json_member(json, "proposal", proposal != NULL ? gtee_proposal_id(proposal) : NULL);
    gti_json_number(json, "cap", question->cap);
    gti_json_real(json, "red_line_weight", question->red_line_weight);
    gti_json_real(json, "consent_weight", question->consent_weight);
    gti_json_number(json, "budget", inquiry->search.budget);
    gti_json_end_map(json);
}

void gti_json_deal_begin(gti_show *show, gti_json *json, const char *kind, const gtee_view *view, const gti_inquiry *inquiry)
{
    gti_json_begin_map(json);
    gti_json_view(json, view);
    gti_json_question(show, json, kind, inquiry);
}
