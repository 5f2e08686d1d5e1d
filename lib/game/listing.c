/* listing.c: minimal winning coalitions of a quota by search (listing.h).
 *
 * Members stand by falling weight; a coalition is a rising list of places, and minimal if it reaches the quota and does not without its last member.
 * A beginning is gone on with if the heaviest members that may follow reach the quota, and the lightest ones, but for the last, do not. Between those
 * two completions, exchanging one member for the next lighter one at a time, there is a minimal one unless two neighbours differ by more than the
 * last member weighs: so dead ends are few. After one, members of equal weight are not tried. */
#include "game/listing.h"

bool gti_listing_init(gti_listing *listing, const gti_form *form, const gti_form_node *quota)
{
    size_t numbers = (size_t)quota->count + 1;
    *listing = (gti_listing){.terms = gti_form_terms(form, quota), .count = quota->count, .need = quota->need};
    if (!gti_mul_size(numbers, 4 * sizeof *listing->before, &listing->bytes))
        return false;
    listing->before = gti_alloc_zero(&form->allocator, listing->bytes);
    if (listing->before == NULL)
        return false;
    listing->sum = listing->before + numbers;
    listing->given = listing->sum + numbers;
    listing->taken = (uint32_t *)(listing->given + numbers);
    for (uint32_t i = 0; i < listing->count; i++)
        listing->before[i + 1] = listing->before[i] + listing->terms[i].weight;
    return true;
}

void gti_listing_free(gti_listing *listing, const gti_allocator *allocator)
{
    gti_free(allocator, listing->before, listing->bytes);
    listing->before = NULL;
}

uint32_t gti_listing_least(const gti_listing *listing)
{
    uint32_t size = 0;
    while (listing->before[size] < listing->need) /* all of them reach it, or there were no quota */
        size++;
    return size;
}

/* Can the member at this place be the next one, with `left` still to be taken? `*more`: may one further down? */
static bool can_take(const gti_listing *l, uint32_t place, uint32_t left, bool *more)
{
    uint64_t sum = l->sum[l->depth], lightest = l->before[l->count - 1] - l->before[l->count - (left > 1 ? left - 1 : 1)];
    *more = place + left <= l->count && sum + (l->before[place + left] - l->before[place]) >= l->need;
    return *more && (left == 1 || sum + l->terms[place].weight + lightest < l->need);
}

static void take(gti_listing *l, uint32_t place, uint64_t *words)
{
    l->taken[l->depth] = place;
    l->given[l->depth] = l->all;
    l->sum[l->depth + 1] = l->sum[l->depth] + l->terms[place].weight;
    l->depth++;
    gti_coalition_put(words, l->terms[place].member, true);
}

/* Takes the last one back; the place to go on from. */
static uint32_t give_back(gti_listing *l, uint64_t *words)
{
    uint32_t place = l->taken[--l->depth];
    bool dead = l->given[l->depth] == l->all;
    gti_coalition_put(words, l->terms[place].member, false);
    for (place++; dead && place < l->count && l->terms[place].weight == l->terms[place - 1].weight;)
        place++;
    return place;
}

/* The next coalition of this size, members being tried from `place` on. */
static bool next_of_size(gti_listing *l, uint32_t place, uint64_t *words)
{
    while (l->depth < l->size) {
        bool more = true;
        uint32_t left = l->size - l->depth;
        while (!can_take(l, place, left, &more) && more)
            place++;
        if (more)
            take(l, place++, words);
        else if (l->depth == 0)
            return false;
        else
            place = give_back(l, words);
    }
    l->all++;
    return true;
}

bool gti_listing_next(gti_listing *listing, uint64_t *words)
{
    if (listing->size > 0 && listing->size <= listing->count && next_of_size(listing, give_back(listing, words), words))
        return true;
    listing->size = listing->size == 0 ? gti_listing_least(listing) : listing->size + 1;
    for (; listing->size <= listing->count; listing->size++)
        if (next_of_size(listing, 0, words))
            return true;
    listing->size = listing->count + 1;
    return false;
}
