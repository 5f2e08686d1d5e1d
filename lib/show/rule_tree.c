/* rule_tree.c: an activation rule as a tree: as text drawn with lines, as Markdown a list of lists, as JSON maps. Uses hold.h.
 *
 * A named rule is drawn where it comes first, and referred to where it comes again: rules are graphs without cycles, and a tree of all that
 * they mean could be exponentially large. The depth is bounded by the format's. */
#include "show/hold.h"

#include <string.h>

#define LONE_MOST 8u /* with more participants in one list, they share an item */

typedef struct tree {
    gti_show *show;
    const gtee_game *game;
    gti_json *json;   /* NULL: a document is built */
    gti_map places;   /* by participant: in how many places it stands */
    gti_map drawn;    /* named rules that were drawn */
    gti_buffer lead;  /* what hangs left of the node's branches */
    bool vetoes, repeats;
} tree;

static uint64_t key_of(const void *part)
{
    return (uint64_t)(uintptr_t)part;
}

static bool is_list(const gtee_rule *rule)
{
    return rule->form == GTEE_RULE_ALL_OF || rule->form == GTEE_RULE_ANY_OF || rule->form == GTEE_RULE_AT_LEAST;
}

static const gtee_participant *person_at(const void *people, size_t index)
{
    return *GTI_VEC_AT((const gti_vec *)people, const gtee_participant *, index);
}

static bool expand(tree *t, const gtee_participant *who, gti_vec *people)
{
    const bool good = gti_members_expand(who, t->game->view->day, &t->show->allocator, people);

    if (!good)
        gti_show_fail(t->show);
    return good;
}

/* ---- In how many places does each stand? */

static void count_people(tree *t, gti_vec *people)
{
    for (size_t i = 0; i < people->count; i++) {
        const uint32_t number = person_at(people, i)->record.index;
        uint32_t before = 0;
        gti_map_get(&t->places, number, &before);
        if (!gti_map_put(&t->show->allocator, &t->places, number, before + 1))
            gti_show_fail(t->show);
    }
    gti_vec_clear(people);
}

/* Is it the first time that the named rule comes? */
static bool comes_first(tree *t, const gtee_rule *named)
{
    const uint64_t key = key_of(named->children[0]);
    uint32_t before;

    if (gti_map_get(&t->drawn, key, &before))
        return false;
    if (!gti_map_put(&t->show->allocator, &t->drawn, key, 1))
        gti_show_fail(t->show);
    return true;
}

static void count_places(tree *t, const gtee_rule *rule, gti_vec *people)
{
    if (t->show->doc.failed || (rule->form == GTEE_RULE_NAMED && !comes_first(t, rule)))
        return;
    if (is_list(rule) || rule->form == GTEE_RULE_PARTICIPANT) {
        gti_rule_people(t->show, t->game->view, rule, people);
        count_people(t, people);
    }
    for (uint32_t i = 0; i < rule->weight_count; i++)
        if (expand(t, rule->weights[i].participant, people))
            count_people(t, people);
    for (uint32_t i = 0; i < rule->child_count; i++)
        if (!is_list(rule) || rule->children[i]->form != GTEE_RULE_PARTICIPANT)
            count_places(t, rule->children[i], people);
}

static uint32_t places_of(const tree *t, const gtee_participant *who)
{
    uint32_t count = 0;

    gti_map_get(&t->places, who->record.index, &count);
    return count;
}

/* ---- Words */

static void put_person(tree *t, const gtee_participant *who)
{
    const bool veto = gti_game_has_veto(t->game, who->record.index);
    const uint32_t places = places_of(t, who);
    gti_doc *doc = &t->show->doc;

    gti_put_styled(doc, veto ? GTI_STRONG : GTI_PLAIN, gti_name_of(t->show, who));
    t->vetoes = t->vetoes || veto;
    t->repeats = t->repeats || places > 1;
    if (!veto && places < 2)
        return;
    gti_put_glue(doc);
    gti_put(doc, veto ? "[veto" : "[");
    if (veto && places > 1) {
        gti_put(doc, ",");
        gti_put_glue(doc);
    }
    if (places > 1) {
        gti_put_uint(doc, places);
        gti_put(doc, "×");
    }
    gti_put(doc, "]");
}

static void put_list(tree *t, const gti_vec *people)
{
    for (size_t i = 0; i < people->count; i++) {
        gti_put(&t->show->doc, i > 0 ? ", " : "");
        put_person(t, person_at(people, i));
    }
}

/* A participant; of a group, all of its members as of the day. `all`: together, else each on its own. */
static void put_leaf(tree *t, const gtee_participant *who, bool all)
{
    gti_vec people = GTI_VEC(const gtee_participant *);
    gti_doc *doc = &t->show->doc;

    if (expand(t, who, &people)) {
        if (people.count == 1 && person_at(&people, 0) == who) {
            put_person(t, who);
        } else {
            gti_put_name(t->show, who);
            gti_put(doc, people.count == 0 ? " (nobody as of the day)" : all ? " (all " : " (");
            if (people.count > 0) {
                gti_put_uint(doc, people.count);
                gti_put(doc, "): ");
            }
            put_list(t, &people);
        }
    }
    gti_vec_free(&t->show->allocator, &people);
}

/* The sum of the weights; nothing if it has too many digits. */
static void put_total(tree *t, const gtee_rule *rule)
{
    gti_decimal sum = {0, 0};

    for (uint32_t i = 0; i < rule->weight_count; i++)
        sum.scale = rule->weights[i].value.scale > sum.scale ? rule->weights[i].value.scale : sum.scale;
    for (uint32_t i = 0; i < rule->weight_count; i++) {
        int64_t digits = rule->weights[i].value.digits;
        for (uint32_t s = rule->weights[i].value.scale; s < sum.scale; s++) {
            if (digits > INT64_MAX / 10)
                return;
            digits *= 10;
        }
        if (digits > INT64_MAX - sum.digits)
            return;
        sum.digits += digits;
    }
    while (sum.scale > 0 && sum.digits % 10 == 0) {
        sum.digits /= 10;
        sum.scale--;
    }
    gti_put(&t->show->doc, " of ");
    gti_buffer_decimal(&t->show->doc.scratch, sum);
}

static size_t rules_in(const gtee_rule *rule)
{
    size_t count = 0;

    for (uint32_t i = 0; i < rule->child_count; i++)
        count += rule->children[i]->form != GTEE_RULE_PARTICIPANT;
    return count;
}

/* What a node asks for; of a list, of how many. */
static void put_node(tree *t, const gtee_rule *rule, size_t things)
{
    gti_doc *doc = &t->show->doc;

    gti_put_style(doc, GTI_STRONG);
    switch (rule->form) {
    case GTEE_RULE_ALL_OF:
        gti_put(doc, "all of ");
        gti_put_uint(doc, things);
        break;
    case GTEE_RULE_ANY_OF:
        gti_put(doc, "any of ");
        gti_put_uint(doc, things);
        break;
    case GTEE_RULE_AT_LEAST:
        gti_put(doc, "at least ");
        gti_put_uint(doc, rule->at_least);
        gti_put(doc, " of ");
        gti_put_uint(doc, things);
        break;
    case GTEE_RULE_QUOTA:
        gti_put_all(doc, "a weight of at least ", rule->quota_text, (const char *)NULL);
        put_total(t, rule);
        break;
    case GTEE_RULE_NAMED:
        gti_put_all(doc, "rule ", rule->name, (const char *)NULL);
        break;
    default:
        gti_put(doc, "unless those who are not in favour fulfil");
        break;
    }
    gti_put_style(doc, GTI_PLAIN);
}

/* ---- Drawing */

static const char *keep(tree *t, const char *more)
{
    gti_buffer *lead = &t->lead;
    const size_t size = lead->size;

    gti_buffer_text(lead, more);
    const char *kept = lead->failed ? NULL : gti_arena_copy(&t->show->doc.arena, lead->data, lead->size);
    gti_buffer_truncate(lead, size);
    if (kept == NULL)
        gti_show_fail(t->show);
    return kept != NULL ? kept : "";
}

/* What is under construction becomes a node. */
static void draw(tree *t, uint32_t level, bool last)
{
    if (level == 1)
        gti_doc_branch(&t->show->doc, level, keep(t, ""), keep(t, ""));
    else
        gti_doc_branch(&t->show->doc, level, keep(t, last ? "└─ " : "├─ "), keep(t, last ? "   " : "│  "));
}

static void draw_rule(tree *t, const gtee_rule *rule, uint32_t level, bool last);

static void draw_below(tree *t, const gtee_rule *rule, uint32_t level, bool last, bool last_child)
{
    const size_t size = t->lead.size;

    if (level > 1)
        gti_buffer_text(&t->lead, last ? "   " : "│  ");
    draw_rule(t, rule, level + 1, last_child);
    gti_buffer_truncate(&t->lead, size);
}

/* What hangs below a node besides rules: participants, or weights; `more`: rules follow. */
static void draw_leaves(tree *t, const gtee_rule *rule, uint32_t level, bool last, bool more)
{
    const size_t size = t->lead.size, all = rule->form == GTEE_RULE_QUOTA ? rule->weight_count : rule->child_count - rules_in(rule);
    size_t done = 0;

    if (level > 1)
        gti_buffer_text(&t->lead, last ? "   " : "│  ");
    for (uint32_t i = 0; i < (rule->form == GTEE_RULE_QUOTA ? rule->weight_count : rule->child_count); i++) {
        if (rule->form == GTEE_RULE_QUOTA) {
            put_leaf(t, rule->weights[i].participant, true);
            gti_put_all(&t->show->doc, ": ", rule->weights[i].text, (const char *)NULL);
        } else if (rule->children[i]->form == GTEE_RULE_PARTICIPANT) {
            put_leaf(t, rule->children[i]->participant, false);
        } else {
            continue;
        }
        done++;
        if (all <= LONE_MOST || done == all)
            draw(t, level + 1, done == all && !more);
        else
            gti_put(&t->show->doc, "; ");
    }
    gti_buffer_truncate(&t->lead, size);
}

static void draw_rule(tree *t, const gtee_rule *rule, uint32_t level, bool last)
{
    const size_t rules = rules_in(rule);
    gti_vec people = GTI_VEC(const gtee_participant *);
    size_t drawn = 0;

    if (t->show->doc.failed)
        return;
    if (rule->form == GTEE_RULE_PARTICIPANT) {
        put_leaf(t, rule->participant, true);
        draw(t, level, last);
        return;
    }
    if (is_list(rule))
        gti_rule_people(t->show, t->game->view, rule, &people);
    put_node(t, rule, people.count + rules);
    gti_vec_free(&t->show->allocator, &people);
    if (rule->form == GTEE_RULE_NAMED && !comes_first(t, rule)) {
        gti_put(&t->show->doc, ", as above");
        draw(t, level, last);
        return;
    }
    draw(t, level, last);
    if (is_list(rule) || rule->form == GTEE_RULE_QUOTA)
        draw_leaves(t, rule, level, last, rules > 0);
    for (uint32_t i = 0; i < rule->child_count; i++)
        if (!is_list(rule) || rule->children[i]->form != GTEE_RULE_PARTICIPANT)
            draw_below(t, rule->children[i], level, last, !is_list(rule) || ++drawn == rules);
}

static void begin(tree *t, gti_show *show, const gtee_game *game)
{
    gti_vec people = GTI_VEC(const gtee_participant *);

    *t = (tree){.show = show, .game = game};
    gti_buffer_init(&t->lead, &show->allocator);
    count_places(t, game->rule, &people);
    gti_vec_free(&show->allocator, &people);
    gti_map_free(&show->allocator, &t->drawn);
    t->drawn = (gti_map){.count = 0};
}

static void end(tree *t)
{
    gti_buffer_free(&t->lead);
    gti_map_free(&t->show->allocator, &t->places);
    gti_map_free(&t->show->allocator, &t->drawn);
}

void gti_doc_rule(gti_show *show, const gtee_game *game)
{
    gti_doc *doc = &show->doc;
    tree t;

    begin(&t, show, game);
    gti_buffer_text(&t.lead, "  ");
    draw_rule(&t, game->rule, 1, true);
    gti_doc_gap(doc);
    if (t.vetoes)
        gti_put(doc, "[veto]: nobody wins without it.");
    if (t.repeats)
        gti_put_all(doc, t.vetoes ? " " : "", "[2×]: it stands in so many places of the rule, with one say in all of them.", (const char *)NULL);
    if (gti_pending(doc))
        gti_doc_paragraph(doc, 1, NULL);
    end(&t);
}

/* ---- JSON */

static const char *form_name(uint32_t form)
{
    static const char *const names[] = {"", "participant", "all-of", "any-of", "at-least", "quota", "rule", "unless"};

    return form < sizeof names / sizeof names[0] ? names[form] : "";
}

static void write_leaf(tree *t, const gtee_participant *who)
{
    gti_vec people = GTI_VEC(const gtee_participant *);

    gti_json_id(t->json, "participant", who);
    if (expand(t, who, &people))
        gti_json_people(t->json, "members", &people, people.count, person_at);
    gti_vec_free(&t->show->allocator, &people);
}

static void write_rule(tree *t, const gtee_rule *rule);

static void write_children(tree *t, const gtee_rule *rule)
{
    const bool again = rule->form == GTEE_RULE_NAMED && !comes_first(t, rule);

    if (rule->form == GTEE_RULE_NAMED) {
        gti_json_member(t->json, "name", rule->name);
        gti_json_flag(t->json, "above", again);
    }
    gti_json_key(t->json, "of");
    gti_json_begin_list(t->json, false);
    for (uint32_t i = 0; i < rule->child_count && !again; i++)
        write_rule(t, rule->children[i]);
    gti_json_end_list(t->json);
}

static void write_weights(tree *t, const gtee_rule *rule)
{
    gti_json_member(t->json, "quota", rule->quota_text);
    gti_json_key(t->json, "weights");
    gti_json_begin_list(t->json, false);
    for (uint32_t i = 0; i < rule->weight_count; i++) {
        gti_json_begin_map(t->json);
        write_leaf(t, rule->weights[i].participant);
        gti_json_member(t->json, "weight", rule->weights[i].text);
        gti_json_end_map(t->json);
    }
    gti_json_end_list(t->json);
}

static void write_rule(tree *t, const gtee_rule *rule)
{
    gti_json_begin_map(t->json);
    gti_json_member(t->json, "form", form_name(rule->form));
    if (rule->form == GTEE_RULE_PARTICIPANT) {
        write_leaf(t, rule->participant);
    } else if (rule->form == GTEE_RULE_QUOTA) {
        write_weights(t, rule);
    } else {
        if (rule->form == GTEE_RULE_AT_LEAST)
            gti_json_number(t->json, "at_least", rule->at_least);
        write_children(t, rule);
    }
    gti_json_end_map(t->json);
}

void gti_json_rule(gti_show *show, gti_json *json, const gtee_game *game)
{
    tree t;

    begin(&t, show, game);
    t.json = json;
    gti_json_key(json, "tree");
    write_rule(&t, game->rule);
    end(&t);
}
