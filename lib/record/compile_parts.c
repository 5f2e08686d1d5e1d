/* compile_parts.c: parts that are mappings by participant or variable: utilities, likelihoods, honours. Uses compile.h. */
#include "record/compile.h"

#include <string.h>

/* ---- Likelihoods */

static const char *canonical(gti_assembly *a, gti_decimal value)
{
    gti_words_clear(a);
    gti_buffer_decimal(&a->words, value);
    if (a->words.failed) {
        a->failed = true;
        return NULL;
    }
    return gti_intern(a, a->words.data, a->words.size);
}

static bool probability(const gti_node *node, gti_decimal *value)
{
    const gti_decimal one = {.digits = 1, .scale = 0};

    return node->type == GTI_NODE_SCALAR && gti_decimal_parse(node->text, node->size, value) && gti_decimal_compare(*value, one) <= 0;
}

static bool take_words(gti_assembly *a, const gti_node *node, gti_decimal *low, gti_decimal *high, const char **words)
{
    const gti_likelihood_word *word = gti_likelihood_word_find(node->text);

    if (word == NULL)
        return false;
    *words = gti_intern(a, word->word, strlen(word->word));
    return gti_decimal_parse(word->low, strlen(word->low), low) && gti_decimal_parse(word->high, strlen(word->high), high);
}

static void refuse_likelihood(gti_assembly *a, const gti_node *node)
{
    gti_guess guess = gti_guess_begin(a, node->type == GTI_NODE_SCALAR ? node->text : "", node->size);

    if (node->type == GTI_NODE_SCALAR)
        GTI_SAY(a, BAD_LIKELIHOOD, node, "%q is no likelihood", node->text);
    else
        GTI_SAY(a, BAD_LIKELIHOOD, node, "a likelihood is a decimal, two decimals, or words");
    gti_words_clear(a);
    for (const gti_likelihood_word *word = gti_likelihood_words; word->word != NULL; word++) {
        if (node->type == GTI_NODE_SCALAR)
            gti_guess_try(&guess, word->word);
        gti_words_add(a, word->word);
    }
    gti_hint_words(a, guess.best, "write a decimal from 0 to 1, an interval such as [0.6, 0.9], or one of");
}

static bool take_interval(gti_assembly *a, const gti_node *node, gti_decimal *low, gti_decimal *high)
{
    const gti_node *bad = NULL;

    if (node->count != 2) {
        refuse_likelihood(a, node);
        return false;
    }
    if (!probability(node->first, low))
        bad = node->first;
    else if (!probability(node->last, high))
        bad = node->last;
    if (bad != NULL) {
        refuse_likelihood(a, bad);
        return false;
    }
    if (gti_decimal_compare(*low, *high) <= 0)
        return true;
    GTI_SAY(a, INTERVAL_REVERSED, node, "the interval begins with %q, which is above %q", node->first->text, node->last->text);
    gti_report_hint(a->report, "write the smaller number first");
    return false;
}

void gti_take_likelihood(gti_assembly *a, const gti_node *node, gtee_likelihood *likelihood)
{
    gti_decimal low = {0, 0}, high = {0, 0};

    if (gti_refuse_empty(a, node))
        return;
    if (node->type == GTI_NODE_LIST) {
        if (!take_interval(a, node, &low, &high))
            return;
    } else if (probability(node, &low)) {
        high = low;
    } else if (node->type != GTI_NODE_SCALAR || !take_words(a, node, &low, &high, &likelihood->words)) {
        refuse_likelihood(a, node);
        return;
    }
    likelihood->low = gti_decimal_double(low);
    likelihood->high = gti_decimal_double(high);
    likelihood->low_text = canonical(a, low);
    likelihood->high_text = canonical(a, high);
}

void gti_take_honours(gti_assembly *a, const gti_node *node, gti_honours *honours)
{
    if (!gti_expect_map(a, node, "honours"))
        return;
    honours->items = gti_compile_array(a, node->count, sizeof *honours->items);
    if (honours->items == NULL)
        return;
    for (const gti_node *entry = node->first; entry != NULL; entry = entry->next) {
        gti_honour *honour = &honours->items[honours->count++];

        honour->obligor = gti_take_key_participant(a, entry);
        gti_take_likelihood(a, entry, &honour->likelihood);
    }
}

/* ---- Utilities */

static void take_value(gti_assembly *a, const gti_node *entry, gtee_utility *utility)
{
    const gtee_option *option = gti_find_option(a, utility->issue, entry->key, entry->key_size);

    if (option != NULL) {
        if (gti_take_decimal(a, entry, &utility->values[option->index]))
            utility->given |= UINT64_C(1) << option->index;
    } else if (utility->issue->options.count > 0) {
        GTI_SAY_KEY(a, UNKNOWN_OPTION, entry, "%s has no option %q", utility->issue->record.id, entry->key);
        gti_list_options(a, utility->issue, entry->key, entry->key_size);
    }
}

static void take_values(gti_assembly *a, const gti_node *node, gtee_utility *utility)
{
    if (!gti_expect_map(a, node, "values"))
        return;
    for (const gti_node *entry = node->first; entry != NULL && !a->failed; entry = entry->next)
        take_value(a, entry, utility);
}

static void take_utility(gti_assembly *a, const gti_node *entry, gtee_utility *utility)
{
    static const char *const keys[] = {"weight", "values", NULL};
    bool weighted = false;

    if (!gti_expect_map(a, entry, "a utility"))
        return;
    for (const gti_node *part = entry->first; part != NULL && !a->failed; part = part->next) {
        if (gti_key_equal(part->key, part->key_size, "weight")) {
            weighted = true;
            gti_take_decimal(a, part, &utility->weight);
        } else if (gti_key_equal(part->key, part->key_size, "values")) {
            take_values(a, part, utility);
        } else {
            gti_unknown_key(a, part, keys);
        }
    }
    if (!weighted) {
        GTI_SAY(a, MISSING_KEY, entry, "the utility lacks the key %q", "weight");
        gti_report_hint(a->report, "add weight: …");
    }
}

void gti_take_utilities(gti_assembly *a, const gti_node *node, gti_utilities *utilities)
{
    if (!gti_expect_map(a, node, "utility") || !gti_terms_ready(a, node, GTI_TYPE_UTILITIES, utilities))
        return;
    utilities->items = gti_compile_array(a, node->count, sizeof *utilities->items);
    if (utilities->items == NULL)
        return;
    for (const gti_node *entry = node->first; entry != NULL && !a->failed; entry = entry->next) {
        gtee_utility *utility = &utilities->items[utilities->count];

        if (!gti_take_variable(a, entry, &utility->issue, &utility->participant))
            continue;
        utilities->count++;
        utility->values = gti_compile_array(a, utility->issue->options.count + 1u, sizeof *utility->values);
        if (utility->values != NULL)
            take_utility(a, entry, utility);
        if (utility->participant != NULL)
            gti_ask_later(a, GTI_ASK_SINGLE, NULL, utility->participant, entry, true);
    }
}
