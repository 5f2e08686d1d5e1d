/* accessors_position.c: public accessors of positions, likelihoods, expectations, preferences, events, scenarios.
 * Uses accessors.h, schema.h. */
#include "record/accessors.h"
#include "record/schema.h"

#include <string.h>

const char *gtee_stance_name(uint32_t stance)
{
    return gti_word_of(gti_words_stance, stance);
}

const char *gtee_evidence_name(uint32_t evidence)
{
    return gti_word_of(gti_words_evidence, evidence);
}

const char *gtee_event_kind_name(uint32_t kind)
{
    return gti_word_of(gti_words_event, kind);
}

GTI_GET(const gtee_record *, gtee_position_record, gtee_position, &o->record)
GTI_GET(const char *, gtee_position_id, gtee_position, o->record.id)
GTI_GET(const gtee_participant *, gtee_position_participant, gtee_position, o->participant)
GTI_GET(const gtee_participant *, gtee_position_speaker, gtee_position, o->speaker)
GTI_GET(gtee_date, gtee_position_date, gtee_position, o->date)
GTI_GET(gtee_date, gtee_position_until, gtee_position, o->until)
GTI_GET(uint32_t, gtee_position_stance, gtee_position, o->stance)
GTI_STRUCTS(gtee_term, gtee_position_term, gtee_position, terms)
GTI_GET(const gtee_proposal *, gtee_position_proposal, gtee_position, o->proposal)
GTI_STRUCTS(gtee_term, gtee_position_condition, gtee_position, conditions)
GTI_GET(double, gtee_position_weight, gtee_position, gti_decimal_double(o->weight))
GTI_GET(uint32_t, gtee_position_evidence, gtee_position, o->evidence)
GTI_GET(const gtee_participant *, gtee_position_via, gtee_position, o->via)
GTI_GET(uint32_t, gtee_position_firmness, gtee_position, o->firmness)
GTI_GET(const char *, gtee_position_gist, gtee_position, o->gist)
GTI_GET(const char *, gtee_position_quote, gtee_position, o->quote)
GTI_RECORDS(gtee_position, gtee_position_supersedes, gtee_position, supersedes)
GTI_RECORDS(gtee_position, gtee_position_withdraws, gtee_position, withdraws)

GTI_GET(double, gtee_likelihood_low, gtee_likelihood, o->low)
GTI_GET(double, gtee_likelihood_high, gtee_likelihood, o->high)
GTI_GET(const char *, gtee_likelihood_words, gtee_likelihood, o->words)

static bool parse_probability(const char *text, size_t size, double *probability)
{
    gti_decimal decimal;

    if (!gti_decimal_parse(text, size, &decimal) || gti_decimal_double(decimal) > 1)
        return false;
    *probability = gti_decimal_double(decimal);
    return true;
}

gtee_status gtee_likelihood_parse(const char *text, double *low, double *high)
{
    if (low != NULL)
        *low = 0;
    if (high != NULL)
        *high = 0;
    if (text == NULL || low == NULL || high == NULL)
        return GTEE_ERROR_ARGUMENT;
    const gti_likelihood_word *word = gti_likelihood_word_find(text);
    const char *least = word != NULL ? word->low : text, *dots = word != NULL ? NULL : strstr(text, "..");
    const char *most = word != NULL ? word->high : dots != NULL ? dots + 2 : text;
    double from, to;
    if (!parse_probability(least, dots != NULL ? (size_t)(dots - text) : strlen(least), &from) || !parse_probability(most, strlen(most), &to) ||
        from > to)
        return GTEE_ERROR_ARGUMENT;
    *low = from;
    *high = to;
    return GTEE_OK;
}

GTI_GET(const gtee_record *, gtee_expectation_record, gtee_expectation, &o->record)
GTI_GET(const char *, gtee_expectation_id, gtee_expectation, o->record.id)
GTI_GET(const gtee_participant *, gtee_expectation_holder, gtee_expectation, o->holder)
GTI_GET(const gtee_participant *, gtee_expectation_obligor, gtee_expectation, o->obligor)
GTI_GET(const gtee_proposal *, gtee_expectation_proposal, gtee_expectation, o->proposal)
GTI_GET(const gtee_likelihood *, gtee_expectation_likelihood, gtee_expectation, &o->likelihood)
GTI_GET(gtee_date, gtee_expectation_date, gtee_expectation, o->date)
GTI_GET(uint32_t, gtee_expectation_evidence, gtee_expectation, o->evidence)
GTI_GET(const gtee_participant *, gtee_expectation_via, gtee_expectation, o->via)
GTI_GET(const char *, gtee_expectation_gist, gtee_expectation, o->gist)
GTI_GET(const char *, gtee_expectation_quote, gtee_expectation, o->quote)

GTI_GET(const gtee_record *, gtee_preference_record, gtee_preference, &o->record)
GTI_GET(const char *, gtee_preference_id, gtee_preference, o->record.id)
GTI_GET(const gtee_participant *, gtee_preference_participant, gtee_preference, o->participant)
GTI_STRUCTS(gtee_utility, gtee_preference_utility, gtee_preference, utility)
GTI_GET(double, gtee_preference_reservation, gtee_preference, gti_decimal_double(o->reservation))
GTI_GET(double, gtee_preference_capability, gtee_preference, gti_decimal_double(o->capability))
GTI_GET(double, gtee_preference_salience, gtee_preference, gti_decimal_double(o->salience))
GTI_GET(gtee_date, gtee_preference_date, gtee_preference, o->date)
GTI_GET(uint32_t, gtee_preference_evidence, gtee_preference, o->evidence)

GTI_GET(const gtee_issue *, gtee_utility_issue, gtee_utility, o->issue)
GTI_GET(const gtee_participant *, gtee_utility_participant, gtee_utility, o->participant)
GTI_GET(double, gtee_utility_weight, gtee_utility, gti_decimal_double(o->weight))

double gtee_utility_value(const gtee_utility *utility, size_t option_index)
{
    return option_index < utility->issue->options.count ? gti_decimal_double(utility->values[option_index]) : 0.0;
}

GTI_GET(const gtee_record *, gtee_event_record, gtee_event, &o->record)
GTI_GET(const char *, gtee_event_id, gtee_event, o->record.id)
GTI_GET(const char *, gtee_event_title, gtee_event, o->title)
GTI_GET(const char *, gtee_event_gist, gtee_event, o->gist)
GTI_GET(gtee_date, gtee_event_date, gtee_event, o->date)
GTI_GET(gtee_date, gtee_event_until, gtee_event, o->until)
GTI_GET(uint32_t, gtee_event_kind, gtee_event, o->kind)
GTI_RECORDS(gtee_participant, gtee_event_participant, gtee_event, participants)
GTI_GET(const char *, gtee_event_place, gtee_event, o->place)
GTI_GET(const gtee_proposal *, gtee_event_proposal, gtee_event, o->proposal)
GTI_GET(uint32_t, gtee_event_evidence, gtee_event, o->evidence)
GTI_GET(const gtee_participant *, gtee_event_via, gtee_event, o->via)
GTI_GET(const char *, gtee_event_quote, gtee_event, o->quote)

GTI_GET(const gtee_record *, gtee_scenario_record, gtee_scenario, &o->record)
GTI_GET(const char *, gtee_scenario_id, gtee_scenario, o->record.id)
GTI_GET(const char *, gtee_scenario_title, gtee_scenario, o->title != NULL ? o->title : o->record.id)
GTI_GET(const char *, gtee_scenario_description, gtee_scenario, o->description)
GTI_GET(gtee_date, gtee_scenario_date, gtee_scenario, o->date)
GTI_GET(const gtee_trigger *, gtee_scenario_trigger, gtee_scenario, o->trigger)
GTI_RECORDS(gtee_participant, gtee_scenario_support, gtee_scenario, support)
GTI_RECORDS(gtee_participant, gtee_scenario_block, gtee_scenario, block)
GTI_RECORDS(gtee_participant, gtee_scenario_unknown, gtee_scenario, unknown)
GTI_LIST(const gtee_likelihood *, gtee_scenario_honour, gtee_scenario, honours, &o->honours.items[i].likelihood)
GTI_AT(const gtee_participant *, gtee_scenario_honour_obligor_at, gtee_scenario, honours, o->honours.items[i].obligor)
