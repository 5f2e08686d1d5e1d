/* bound_sweep.c: raising the lower bound before a search (bound_state.h). Uses base only.
 *
 * Sequential reweighted message passing (Kolmogorov 2015), in whole numbers: the nodes are visited in order and back. Each takes all that its tables can
 * give it, the least goes into the bound, and what is left is spread evenly over the tables that lead on. The bound never falls. */
#include "solve/bound_state.h"

/* Does the table lead on from this position, in this direction? */
static bool leads_on(const gti_cells *table, uint32_t position, bool forward)
{
    return forward ? position + 1 < table->arity : position > 0;
}

static void give(gti_state *s, uint32_t node, gti_cells *table, uint32_t position, int64_t parts)
{
    for (uint64_t left = s->live[node]; left != 0; left &= left - 1) {
        const uint32_t value = gti_lowest_bit(left);
        const int64_t amount = s->unary[node][value] / parts;

        s->unary[node][value] -= amount;
        table->moved[position][value] -= amount;
    }
}

static bool visit(gti_state *s, uint32_t node, bool forward)
{
    int64_t on = 0, back = 0;

    for (uint32_t i = s->first[node]; i < s->first[node + 1]; i++) {
        gti_cells *table = &s->tables[s->seats[i].table];

        if (!gti_state_project(s, table, s->seats[i].position))
            return false;
        on += leads_on(table, s->seats[i].position, forward);
        back += leads_on(table, s->seats[i].position, !forward);
    }
    if (!gti_state_settle(s, node))
        return false;
    for (uint32_t i = s->first[node], left = (uint32_t)(on > back ? on : back); i < s->first[node + 1]; i++) {
        gti_cells *table = &s->tables[s->seats[i].table];

        if (leads_on(table, s->seats[i].position, forward))
            give(s, node, table, s->seats[i].position, left--);
    }
    return true;
}

bool gti_state_sweep(gti_state *s, uint32_t sweeps, gti_meter *meter)
{
    for (uint32_t i = 0; i < sweeps && gti_meter_step(meter, 1); i++) {
        const int64_t before = s->lower;

        for (uint32_t v = 0; v < s->count; v++)
            if (!visit(s, v, true))
                return false;
        for (uint32_t v = s->count; v-- > 0;)
            if (!visit(s, v, false))
                return false;
        if (s->lower - before <= (s->lower >> 14)) /* not worth it any more */
            break;
    }
    return true;
}
