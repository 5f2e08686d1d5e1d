/* classes.c: members that can change places: classes by partition refinement over the places in which they stand. Uses form.h. */
#include "game/form.h"

typedef struct standing { uint64_t weight; uint32_t class_of, member; } standing;

static int by_standing(const void *user, const void *a, const void *b)
{
    const standing *x = a, *y = b;
    (void)user;
    if (x->class_of != y->class_of)
        return x->class_of < y->class_of ? -1 : 1;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return (x->member > y->member) - (x->member < y->member);
}

static int by_member(const void *user, const void *a, const void *b)
{
    const standing *x = a, *y = b;
    (void)user;
    return (x->member > y->member) - (x->member < y->member);
}

/* The members that stand directly in a node, each once with its weight or how often it is a child. false: no memory. */
static bool standings(const gti_form *form, const gti_form_node *node, gti_vec *out)
{
    size_t kept = 0;
    gti_vec_clear(out);
    for (uint32_t i = 0; i < node->count; i++) {
        standing one = {.weight = 1};
        if (node->kind == GTI_QUOTA) {
            one.weight = gti_form_terms(form, node)[i].weight;
            one.member = gti_form_terms(form, node)[i].member;
        } else {
            const gti_form_node *child = gti_form_at(form, gti_form_children(form, node)[i]);
            if (child->kind != GTI_MEMBER)
                continue;
            one.member = child->first;
        }
        if (!gti_vec_append(&form->allocator, out, &one, 1))
            return false;
    }
    if (!gti_sort(&form->allocator, out->items, out->count, sizeof(standing), by_member, NULL))
        return false;
    for (size_t i = 0; i < out->count; i++) {
        standing *at = GTI_VEC_AT(out, standing, i), *last = kept > 0 ? GTI_VEC_AT(out, standing, kept - 1) : NULL;
        if (last != NULL && last->member == at->member)
            last->weight += at->weight;
        else
            *GTI_VEC_AT(out, standing, kept++) = *at;
    }
    out->count = kept;
    return true;
}

/* Splits each class by what its members have here. Those that stand nowhere here keep their number. */
static bool refine(const gti_form *form, gti_vec *here, uint32_t *class_of, uint32_t *next)
{
    for (size_t i = 0; i < here->count; i++)
        GTI_VEC_AT(here, standing, i)->class_of = class_of[GTI_VEC_AT(here, standing, i)->member];
    if (!gti_sort(&form->allocator, here->items, here->count, sizeof(standing), by_standing, NULL))
        return false;
    for (size_t i = 0; i < here->count; i++) {
        const standing *at = GTI_VEC_AT(here, standing, i), *before = i > 0 ? at - 1 : NULL;
        if (before == NULL || before->class_of != at->class_of || before->weight != at->weight)
            (*next)++;
        class_of[at->member] = *next - 1;
    }
    return true;
}

/* Numbers the classes anew from 0, in the order of their first members; number 0 was "stands nowhere" and becomes the last. */
static bool number_anew(const gti_form *form, uint32_t *class_of, uint32_t used, uint32_t *count)
{
    uint32_t *fresh = gti_alloc_array(&form->allocator, used, sizeof *fresh), next = 0;
    bool outside = false;
    if (fresh == NULL)
        return false;
    for (uint32_t m = 0; m < form->members; m++) {
        if (class_of[m] == 0)
            outside = true;
        else if (fresh[class_of[m]] == 0)
            fresh[class_of[m]] = ++next;
    }
    for (uint32_t m = 0; m < form->members; m++)
        class_of[m] = class_of[m] == 0 ? next : fresh[class_of[m]] - 1;
    *count = next + outside;
    gti_free(&form->allocator, fresh, used * sizeof *fresh);
    return true;
}

bool gti_form_classes(const gti_form *form, uint32_t *class_of, uint32_t *count)
{
    gti_vec here = GTI_VEC(standing);
    unsigned char *used = gti_alloc_zero(&form->allocator, form->nodes.count);
    uint32_t next = 1;
    bool good = used != NULL;
    for (uint32_t m = 0; m < form->members; m++)
        class_of[m] = 0;
    if (good)
        gti_form_used(form, form->root, used);
    for (uint32_t i = 0; good && i < form->nodes.count; i++) {
        const gti_form_node *node = gti_form_at(form, i);
        if (used[i] && (node->kind == GTI_QUOTA || node->kind == GTI_GATE))
            good = standings(form, node, &here) && refine(form, &here, class_of, &next);
    }
    if (good && gti_form_at(form, form->root)->kind == GTI_MEMBER)
        class_of[gti_form_at(form, form->root)->first] = next++;
    good = good && number_anew(form, class_of, next, count);
    gti_vec_free(&form->allocator, &here);
    gti_free(&form->allocator, used, form->nodes.count);
    return good;
}
