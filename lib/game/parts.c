/* parts.c: which children of a gate share members (plan.h). */
#include "game/plan.h"

typedef struct parting {
    const gti_form *form;
    uint32_t *owner; /* by node and then by member: the child that got there first + 1, or 0 */
    uint32_t *part;
} parting;

static uint32_t find(uint32_t *part, uint32_t child)
{
    while (part[child] != child)
        child = part[child] = part[part[child]];
    return child;
}

/* The lesser number leads. */
static void unite(uint32_t *part, uint32_t a, uint32_t b)
{
    a = find(part, a);
    b = find(part, b);
    if (a < b)
        part[b] = a;
    else
        part[a] = b;
}

/* true: nobody was there before. */
static bool claim(parting *p, size_t place, uint32_t child)
{
    if (p->owner[place] == 0) {
        p->owner[place] = child + 1;
        return true;
    }
    unite(p->part, p->owner[place] - 1, child);
    return false;
}

/* Claims all that stands below a node. What another child claimed need not be looked into again. */
static void claim_below(parting *p, uint32_t number, uint32_t child)
{
    const gti_form_node *node = gti_form_at(p->form, number);
    size_t nodes = p->form->nodes.count;
    if (node->kind == GTI_NEVER || node->kind == GTI_ALWAYS || !claim(p, number, child))
        return;
    if (node->kind == GTI_MEMBER)
        claim(p, nodes + node->first, child);
    for (uint32_t i = 0; i < node->count && node->kind == GTI_QUOTA; i++)
        claim(p, nodes + gti_form_terms(p->form, node)[i].member, child);
    for (uint32_t i = 0; i < node->count && node->kind == GTI_GATE; i++)
        claim_below(p, gti_form_children(p->form, node)[i], child);
}

bool gti_parts(const gti_form *form, uint32_t gate, uint32_t *part)
{
    const gti_form_node *node = gti_form_at(form, gate);
    size_t places = form->nodes.count + form->members;
    parting p = {.form = form, .part = part, .owner = gti_alloc_array(&form->allocator, places + 1, sizeof *p.owner)};
    if (p.owner == NULL)
        return false;
    for (uint32_t i = 0; i < node->count; i++)
        part[i] = i;
    for (uint32_t i = 0; i < node->count; i++)
        claim_below(&p, gti_form_children(form, node)[i], i);
    for (uint32_t i = 0; i < node->count; i++)
        part[i] = find(part, i);
    gti_free(&form->allocator, p.owner, (places + 1) * sizeof *p.owner);
    return true;
}
