/* conflict.c: what ties positions that cannot hold together. Uses base, record, solve, conflict.h.
 *
 * Ties are constraints, fixed choices and positions that may not move. A minimal set of them is found by QuickXplain (Junker, AAAI 2004): small problems
 * of the conflict's positions and some of the ties, each made anew. */
#include "reason/conflict.h"
#include "solve/cores.h"

/* Ties by number: constraints, then texts of fixed choices, then positions. */
typedef struct tying {
    gti_inquiry *inquiry;
    gti_deal_question question; /* of the small problems */
    bool *constraints, *texts, *positions;
    bool *everybody; /* all participants: nobody's positions may move */
    const uint32_t *core;       /* the conflict's own positions */
    size_t core_count;
    uint32_t constraint_count, text_count, position_count, everybody_count;
    gti_vec rigid;   /* uint32_t: positions that may not move */
    gti_vec fixes;   /* gti_fix: of the small problem */
    gti_vec stances; /* uint32_t: the same */
    gtee_status status;
} tying;

static bool *flag_of(tying *self, uint32_t tie)
{
    if (tie < self->constraint_count)
        return &self->constraints[tie];
    tie -= self->constraint_count;
    if (tie < self->text_count)
        return &self->texts[tie];
    return &self->positions[*GTI_VEC_AT(&self->rigid, uint32_t, tie - self->text_count)];
}

static bool add_stances(tying *self, uint32_t position)
{
    const uint32_t *first = self->inquiry->position_first;

    return gti_vec_append(&self->inquiry->arena.allocator, &self->stances, &self->inquiry->stances[first[position]],
                          first[position + 1] - first[position]);
}

/* The small problem's stances and fixed choices, as the flags say. */
static bool choose(tying *self)
{
    const gti_vec *all = &self->inquiry->fixes;
    bool good = true;
    const char *last = NULL;
    uint32_t text = UINT32_MAX;

    gti_vec_clear(&self->fixes);
    for (size_t i = 0; good && i < all->count; i++) {
        const gti_fix *fix = GTI_VEC_AT(all, gti_fix, i);
        text += fix->text != last; /* those of one text follow one another */
        last = fix->text;
        good = !self->texts[text] || gti_vec_append(&self->inquiry->arena.allocator, &self->fixes, fix, 1);
    }
    gti_vec_clear(&self->stances);
    for (size_t i = 0; good && i < self->core_count; i++)
        good = add_stances(self, self->core[i]);
    for (size_t i = 0; good && i < self->rigid.count; i++) {
        const uint32_t position = *GTI_VEC_AT(&self->rigid, uint32_t, i);
        good = !self->positions[position] || add_stances(self, position);
    }
    self->question.fixes = self->fixes.items;
    self->question.fix_count = self->fixes.count;
    self->question.stances = self->stances.items;
    self->question.stance_count = self->stances.count;
    return good;
}

/* Can the core hold with the ties that are flagged? An error counts as no. */
static bool holds(tying *self)
{
    gti_deal deal;
    uint32_t result = GTI_SEARCH_NO_MEMORY;

    if (self->status == GTEE_OK && !choose(self))
        self->status = GTEE_ERROR_MEMORY;
    if (self->status != GTEE_OK)
        return false;
    self->status = gti_deal_make(&deal, &self->question);
    if (self->status == GTEE_OK) {
        const size_t count = deal.problem.variables.count + 1;
        uint32_t *options = gti_alloc_array(&deal.problem.allocator, count, sizeof *options);
        if (options != NULL)
            result = gti_holds_together(&deal.problem, &self->inquiry->search, NULL, 0, options);
        gti_free(&deal.problem.allocator, options, count * sizeof *options);
        self->status = gti_search_status(result);
    }
    gti_deal_free(&deal);
    return result == GTI_SEARCH_DONE;
}

static void flag(tying *self, uint32_t first, uint32_t end, bool on)
{
    for (uint32_t tie = first; tie < end; tie++)
        *flag_of(self, tie) = on;
}

/* Of the ties [first, end), leaves only a minimal set flagged that makes the core fail with what else is flagged. `fresh`: something was flagged since
 * the last question, so that these ties may all be needless. The depth is the logarithm of their number. */
static void reduce(tying *self, uint32_t first, uint32_t end, bool fresh)
{
    flag(self, first, end, false);
    if (self->status != GTEE_OK || first == end || (fresh && !holds(self)))
        return;
    if (end - first == 1) {
        flag(self, first, end, true);
        return;
    }
    const uint32_t middle = first + (end - first) / 2;
    flag(self, first, middle, true);
    reduce(self, middle, end, true);
    bool some = false;
    for (uint32_t tie = middle; tie < end; tie++)
        some = some || *flag_of(self, tie);
    reduce(self, first, middle, some);
}

/* Positions that count and may not move: the core leaves them out. */
static bool find_rigid(tying *self)
{
    const gti_deal_question *question = &self->inquiry->question;
    bool good = true;

    for (uint32_t p = 0; good && p < self->position_count; p++) {
        const gtee_position *position = gti_inquiry_position(self->inquiry, p);
        const uint32_t who = position->participant->record.index;
        if ((gti_deal_flag(question->immovable, who, false) || gti_deal_flag(question->immovable_positions, p, false)) &&
            gti_deal_flag(question->counts, who, true) && self->inquiry->position_first[p] < self->inquiry->position_first[p + 1])
            good = gti_vec_append(&self->inquiry->arena.allocator, &self->rigid, &p, 1);
    }
    return good;
}

static bool begin(tying *self, gti_inquiry *inquiry, const uint32_t *positions, size_t count)
{
    const gtee_dossier *dossier = inquiry->view->dossier;
    const gti_allocator *allocator = &inquiry->arena.allocator;

    *self = (tying){.inquiry = inquiry, .core = positions, .core_count = count, .rigid = GTI_VEC(uint32_t), .fixes = GTI_VEC(gti_fix),
                    .stances = GTI_VEC(uint32_t)};
    self->question = inquiry->question;
    self->constraint_count = (uint32_t)gti_record_count(dossier, GTEE_KIND_CONSTRAINT);
    self->text_count = (uint32_t)inquiry->texts.count;
    self->position_count = (uint32_t)gti_record_count(dossier, GTEE_KIND_POSITION);
    self->everybody_count = (uint32_t)gti_record_count(dossier, GTEE_KIND_PARTICIPANT);
    self->constraints = gti_alloc_array(allocator, self->constraint_count + 1, sizeof(bool));
    self->texts = gti_alloc_array(allocator, self->text_count + 1, sizeof(bool));
    self->positions = gti_alloc_array(allocator, self->position_count + 1, sizeof(bool));
    self->everybody = gti_alloc_array(allocator, self->everybody_count + 1, sizeof(bool));
    self->question.mode = GTI_DEAL_LEXICOGRAPHIC;
    self->question.bare = true;
    self->question.cap = 0;
    self->question.immovable = self->everybody;
    self->question.constraints = self->constraints;
    /* A list, even an empty one, is not "all": room for one makes it one. */
    if (self->constraints == NULL || self->texts == NULL || self->positions == NULL || self->everybody == NULL)
        return false;
    for (uint32_t i = 0; i < self->everybody_count; i++)
        self->everybody[i] = true;
    return gti_vec_reserve(allocator, &self->stances, 1) && find_rigid(self);
}

static void end(tying *self)
{
    const gti_allocator *allocator = &self->inquiry->arena.allocator;

    gti_free(allocator, self->constraints, (self->constraint_count + 1) * sizeof(bool));
    gti_free(allocator, self->texts, (self->text_count + 1) * sizeof(bool));
    gti_free(allocator, self->positions, (self->position_count + 1) * sizeof(bool));
    gti_free(allocator, self->everybody, (self->everybody_count + 1) * sizeof(bool));
    gti_vec_free(allocator, &self->rigid);
    gti_vec_free(allocator, &self->fixes);
    gti_vec_free(allocator, &self->stances);
}

static int by_index(const void *user, const void *a, const void *b)
{
    const gtee_record *left = *(gtee_record *const *)a, *right = *(gtee_record *const *)b;

    (void)user;
    return (left->index > right->index) - (left->index < right->index);
}

static size_t count_flags(const bool *flags, uint32_t count)
{
    size_t found = 0;

    for (uint32_t i = 0; i < count; i++)
        found += flags[i];
    return found;
}

static bool take_positions(tying *self, gtee_conflict *conflict)
{
    const size_t most = self->core_count + self->rigid.count;

    conflict->positions = gti_arena_array(&self->inquiry->arena, most + 1, sizeof(void *), sizeof(void *));
    if (conflict->positions == NULL)
        return false;
    for (size_t i = 0; i < self->core_count; i++)
        conflict->positions[conflict->position_count++] = gti_inquiry_position(self->inquiry, self->core[i]);
    for (size_t i = 0; i < self->rigid.count; i++) {
        const uint32_t position = *GTI_VEC_AT(&self->rigid, uint32_t, i);
        if (self->positions[position])
            conflict->positions[conflict->position_count++] = gti_inquiry_position(self->inquiry, position);
    }
    return gti_sort(&self->inquiry->arena.allocator, conflict->positions, conflict->position_count, sizeof(void *), by_index, NULL);
}

/* What is flagged, as the conflict shows it. */
static bool take_ties(tying *self, gtee_conflict *conflict)
{
    gti_arena *arena = &self->inquiry->arena;
    const gtee_dossier *dossier = self->inquiry->view->dossier;

    conflict->constraints = gti_arena_array(arena, count_flags(self->constraints, self->constraint_count) + 1, sizeof(void *), sizeof(void *));
    conflict->fixed = gti_arena_array(arena, count_flags(self->texts, self->text_count) + 1, sizeof(void *), sizeof(void *));
    if (conflict->constraints == NULL || conflict->fixed == NULL)
        return false;
    for (uint32_t i = 0; i < self->constraint_count; i++)
        if (self->constraints[i])
            conflict->constraints[conflict->constraint_count++] = (const gtee_constraint *)gti_record_at(dossier, GTEE_KIND_CONSTRAINT, i);
    for (uint32_t i = 0; i < self->text_count; i++)
        if (self->texts[i])
            conflict->fixed[conflict->fixed_count++] = *GTI_VEC_AT(&self->inquiry->texts, const char *, i);
    return take_positions(self, conflict);
}

static bool take_words(tying *self, gtee_conflict *conflict)
{
    gti_buffer buffer;

    gti_buffer_init(&buffer, &self->inquiry->arena.allocator);
    gti_word_conflict(&buffer, conflict);
    if (!buffer.failed)
        conflict->message = gti_arena_copy(&self->inquiry->arena, buffer.data, buffer.size);
    gti_buffer_free(&buffer);
    return conflict->message != NULL;
}

gtee_status gti_conflict_make(gti_inquiry *inquiry, const uint32_t *positions, size_t count, gtee_conflict **conflict)
{
    gtee_conflict *made = gti_arena_zero(&inquiry->arena, sizeof *made, sizeof(void *));
    tying self;

    *conflict = NULL;
    if (begin(&self, inquiry, positions, count) && made != NULL) {
        reduce(&self, 0, self.constraint_count + self.text_count + (uint32_t)self.rigid.count, true);
        if (self.status == GTEE_OK && (!take_ties(&self, made) || !take_words(&self, made)))
            self.status = GTEE_ERROR_MEMORY;
    } else {
        self.status = GTEE_ERROR_MEMORY;
    }
    end(&self);
    if (self.status == GTEE_OK)
        *conflict = made;
    return self.status;
}
