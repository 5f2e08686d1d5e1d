/* packages.c: what a package is: its choices, what it costs whom, what each party gets. Uses base, record, solve, settlement.h. */
#include "reason/settlement.h"
#include "reason/assess.h"

#include <string.h>

/* ---- prepared once */

static int by_variable(const void *user, const void *a, const void *b)
{
    const gti_matter *left = a, *right = b;

    (void)user;
    return (left->variable > right->variable) - (left->variable < right->variable);
}

/* Divides the class that each option is in by each literal. */
static void divide(gtee_settlement *self)
{
    const gti_problem *problem = &self->deal.problem;

    for (size_t v = 0; v < problem->variables.count; v++)
        for (uint32_t i = self->class_first[v]; i < self->class_first[v + 1]; i++)
            self->classes[i] = GTI_VEC_AT(&problem->variables, gti_unknown, v)->domain;
    for (size_t i = 0; i < problem->literals.count; i++) {
        const gti_atom *atom = GTI_VEC_AT(&problem->literals, gti_atom, i);
        const uint32_t first = self->class_first[atom->variable];
        for (uint32_t k = first; k < self->class_first[atom->variable + 1]; k++)
            self->classes[k] &= (atom->options >> (k - first) & 1) != 0 ? atom->options : ~atom->options;
    }
}

static bool find_classes(gtee_settlement *self)
{
    const gti_problem *problem = &self->deal.problem;
    const size_t count = problem->variables.count;
    uint32_t total = 0;

    self->class_first = gti_arena_array(&self->inquiry.arena, count + 1, sizeof *self->class_first, sizeof(uint32_t));
    if (self->class_first == NULL)
        return false;
    for (size_t v = 0; v < count; v++) {
        self->class_first[v] = total;
        for (uint64_t domain = GTI_VEC_AT(&problem->variables, gti_unknown, v)->domain; domain != 0; domain >>= 1)
            total++;
    }
    self->class_first[count] = total;
    self->classes = gti_arena_array(&self->inquiry.arena, (size_t)total + 1, sizeof *self->classes, sizeof(uint64_t));
    if (self->classes == NULL)
        return false;
    divide(self);
    return true;
}

/* Costs may be about a variable whose options are all alike: what is against all of them, or a consent that any of them needs. */
static bool *find_costly(const gtee_settlement *self)
{
    const gti_inquiry *inquiry = &self->inquiry;
    const gti_allocator *allocator = &inquiry->arena.allocator;
    bool *costly = gti_alloc_array(allocator, (size_t)inquiry->view->variables.total + 1, sizeof *costly);

    for (size_t i = 0; costly != NULL && i < self->deal.origins.count; i++) {
        const gti_origin *origin = GTI_VEC_AT(&self->deal.origins, gti_origin, i);
        if (origin->kind == GTI_ORIGIN_CONSENT)
            costly[origin->variable] = true;
        if (origin->kind != GTI_ORIGIN_RED_LINE)
            continue;
        const uint32_t p = origin->position->record.index;
        for (uint32_t k = inquiry->position_first[p]; k < inquiry->position_first[p + 1]; k++) {
            const gtee_stance *stance = gti_view_stance(inquiry->view, inquiry->stances[k]);
            costly[gti_view_variable(inquiry->view, stance->variable)] |= stance->against != 0;
        }
    }
    return costly;
}

/* The variables that something bears on: of which not all options are alike, or that costs may be about. */
static bool find_matters(gtee_settlement *self)
{
    const gti_allocator *allocator = &self->inquiry.arena.allocator;
    const size_t size = (size_t)self->inquiry.view->variables.total + 1;
    bool *costly = find_costly(self);
    bool good = costly != NULL;

    for (uint32_t u = 0; good && u < self->deal.unknowns.count; u++) {
        const gti_matter matter = {.variable = *GTI_VEC_AT(&self->deal.unknowns, uint32_t, u), .unknown = u};
        const gti_unknown *unknown = GTI_VEC_AT(&self->deal.problem.variables, gti_unknown, u);
        uint32_t lowest = 0;
        while ((unknown->domain >> lowest & 1) == 0)
            lowest++;
        if (matter.variable != UINT32_MAX &&
            (self->classes[self->class_first[u] + lowest] != unknown->domain || costly[matter.variable]))
            good = gti_vec_append(allocator, &self->matters, &matter, 1);
    }
    gti_free(allocator, costly, size * sizeof *costly);
    return good && gti_sort(allocator, self->matters.items, self->matters.count, sizeof(gti_matter), by_variable, NULL);
}

/* How many positions of each participant count, those that may not move included. */
static bool count_demands(gtee_settlement *self)
{
    const gti_inquiry *inquiry = &self->inquiry;
    const gtee_dossier *dossier = inquiry->view->dossier;

    self->demands = gti_arena_array(&self->inquiry.arena, gti_record_count(dossier, GTEE_KIND_PARTICIPANT) + 1, sizeof *self->demands,
                                    sizeof(uint32_t));
    for (uint32_t p = 0; self->demands != NULL && p < gti_record_count(dossier, GTEE_KIND_POSITION); p++) {
        const gtee_position *position = gti_inquiry_position(inquiry, p);
        const uint32_t who = position->participant->record.index;
        if (position->stance != GTEE_STANCE_ACCEPTS && inquiry->position_first[p] < inquiry->position_first[p + 1] &&
            gti_deal_flag(inquiry->question.counts, who, true))
            self->demands[who]++;
    }
    return self->demands != NULL;
}

/* The first that the view admits. */
static bool find_preferences(gtee_settlement *self)
{
    const gtee_dossier *dossier = self->inquiry.view->dossier;

    self->preferences = gti_arena_array(&self->inquiry.arena, gti_record_count(dossier, GTEE_KIND_PARTICIPANT) + 1, sizeof(void *), sizeof(void *));
    for (size_t i = 0; self->preferences != NULL && i < gti_record_count(dossier, GTEE_KIND_PREFERENCE); i++) {
        const gtee_preference *preference = (const gtee_preference *)gti_record_at(dossier, GTEE_KIND_PREFERENCE, i);
        const gtee_preference **slot = &self->preferences[preference->participant->record.index];
        if (*slot == NULL && gti_view_admits(self->inquiry.view, preference->date, preference->evidence, &preference->record.citations))
            *slot = preference;
    }
    return self->preferences != NULL;
}

gtee_status gti_packages_begin(gtee_settlement *self)
{
    const gti_problem *problem = &self->deal.problem;
    gti_arena *arena = &self->inquiry.arena;

    self->options = gti_arena_array(arena, problem->variables.count + 1, sizeof(uint32_t), sizeof(uint32_t));
    self->first_options = gti_arena_array(arena, problem->variables.count + 1, sizeof(uint32_t), sizeof(uint32_t));
    self->broken = gti_arena_array(arena, problem->groups.count, sizeof(uint32_t), sizeof(uint32_t));
    self->choice_of = gti_arena_array(arena, (size_t)self->inquiry.view->variables.total + 1, sizeof(void *), sizeof(void *));
    self->slack = gti_slack_new(problem);
    return self->options != NULL && self->first_options != NULL && self->broken != NULL && self->choice_of != NULL && self->slack != NULL &&
                   find_classes(self) && find_matters(self) && count_demands(self) && find_preferences(self)
               ? GTEE_OK
               : GTEE_ERROR_MEMORY;
}

void gti_packages_end(gtee_settlement *self)
{
    gti_slack_free(self->slack);
}

/* ---- one package: under construction it belongs to `making` */

typedef struct making {
    gtee_settlement *self;
    gtee_package *package;
    uint32_t *red_lines, *consents, *reserved; /* by participant */
    double *weights;                           /* by participant: of what it does not get */
    bool *reserved_positions;                  /* by position */
    size_t participants, positions;
} making;

static const gti_origin *broken_at(const gtee_settlement *self, size_t index)
{
    return GTI_VEC_AT(&self->deal.origins, gti_origin, self->broken[index]);
}

/* How many of the broken groups are of a kind. */
static size_t count_kind(const gtee_settlement *self, uint32_t kind)
{
    size_t count = 0;

    for (size_t i = 0; i < self->broken_count; i++)
        count += broken_at(self, i)->kind == kind;
    return count;
}

/* Of options that are alike, the default stands for all, or else the first: it says what a package is worth to those who value them apart. */
static uint32_t representative(const gtee_settlement *self, uint32_t unknown)
{
    const uint64_t alike = self->classes[self->class_first[unknown] + self->options[unknown]];
    const uint32_t preferred = GTI_VEC_AT(&self->deal.problem.variables, gti_unknown, unknown)->preferred;
    uint32_t option = 0;

    if ((alike >> preferred & 1) != 0)
        return preferred;
    while ((alike >> option & 1) == 0)
        option++;
    return option;
}

static bool make_choices(making *m)
{
    gtee_settlement *self = m->self;
    gtee_package *package = m->package;

    package->choices = gti_arena_array(&self->inquiry.arena, self->matters.count + 1, sizeof *package->choices, sizeof(uint64_t));
    if (package->choices == NULL)
        return false;
    for (size_t i = 0; i < self->matters.count; i++) {
        const gti_matter *matter = GTI_VEC_AT(&self->matters, gti_matter, i);
        const uint32_t option = representative(self, matter->unknown);
        package->choices[i] = (gtee_choice){.variable = &self->inquiry.view->variables.items[matter->variable],
                                            .options = self->classes[self->class_first[matter->unknown] + option],
                                            .unknown = matter->unknown,
                                            .chosen = option,
                                            .is_free = gti_slack_is_free(self->slack, matter->unknown)};
        self->choice_of[matter->variable] = &package->choices[i];
    }
    package->choice_count = self->matters.count;
    return true;
}

/* Does a condition hold in the package? A choice that nobody bears on is in no condition. */
static bool condition_holds(const gtee_settlement *self, uint32_t condition)
{
    const gti_condition *what = GTI_VEC_AT(&self->inquiry.view->conditions.items, gti_condition, condition);

    for (uint32_t i = 0; i < what->count; i++) {
        const gti_literal *literal = &what->literals[i];
        if ((literal->key & GTI_ABSENT) != 0) {
            if (gti_truth_absent(self->inquiry.view->dossier, literal) != GTI_HOLDS)
                return false;
            continue;
        }
        const uint32_t unknown = self->deal.unknown_of[literal->key];
        if (unknown == UINT32_MAX || (literal->options >> self->options[unknown] & 1) == 0)
            return false;
    }
    return true;
}

/* The first choice that crosses a position; NULL for a stance on a whole proposal. */
static const gtee_choice *crossing_choice(const gtee_settlement *self, const gtee_position *position)
{
    const gti_inquiry *inquiry = &self->inquiry;
    const uint32_t p = position->record.index;

    for (uint32_t i = inquiry->position_first[p]; i < inquiry->position_first[p + 1]; i++) {
        const gtee_stance *stance = gti_view_stance(inquiry->view, inquiry->stances[i]);
        const gtee_choice *choice = self->choice_of[gti_view_variable(inquiry->view, stance->variable)];
        if (stance->variable->issue != NULL && choice != NULL && (stance->against >> choice->chosen & 1) != 0 &&
            condition_holds(self, stance->condition))
            return choice;
    }
    return NULL;
}

static int by_position(const void *user, const void *a, const void *b)
{
    const gtee_concession *left = a, *right = b;
    const uint32_t left_index = left->position->record.index, right_index = right->position->record.index;

    (void)user;
    return (left_index > right_index) - (left_index < right_index);
}

static bool word(gti_inquiry *inquiry, gtee_concession *concession, gti_buffer *buffer)
{
    gti_word_concession(buffer, concession);
    if (!buffer->failed)
        concession->message = gti_arena_copy(&inquiry->arena, buffer->data, buffer->size);
    gti_buffer_truncate(buffer, 0);
    return concession->message != NULL;
}

static bool make_concessions(making *m)
{
    gtee_settlement *self = m->self;
    gtee_package *package = m->package;
    const size_t count = count_kind(self, GTI_ORIGIN_RED_LINE);
    bool good = true;
    gti_buffer buffer;

    package->concessions = gti_arena_array(&self->inquiry.arena, count + 1, sizeof *package->concessions, sizeof(void *));
    if (package->concessions == NULL)
        return false;
    gti_buffer_init(&buffer, &self->inquiry.arena.allocator);
    for (size_t i = 0; good && i < self->broken_count; i++) {
        const gti_origin *origin = broken_at(self, i);
        if (origin->kind != GTI_ORIGIN_RED_LINE)
            continue;
        gtee_concession *concession = &package->concessions[package->concession_count++];
        *concession = (gtee_concession){.position = origin->position, .choice = crossing_choice(self, origin->position)};
        m->red_lines[origin->participant->record.index]++;
        good = word(&self->inquiry, concession, &buffer);
    }
    gti_buffer_free(&buffer);
    return good && gti_sort(&self->inquiry.arena.allocator, package->concessions, count, sizeof *package->concessions, by_position, NULL);
}

static int by_choice(const void *user, const void *a, const void *b)
{
    const gtee_consent *left = a, *right = b;

    (void)user;
    if (left->choice != right->choice)
        return left->choice < right->choice ? -1 : 1; /* of one array, by variable */
    return (left->participant->record.index > right->participant->record.index) -
           (left->participant->record.index < right->participant->record.index);
}

static bool make_consents(making *m)
{
    gtee_settlement *self = m->self;
    gtee_package *package = m->package;
    const size_t count = count_kind(self, GTI_ORIGIN_CONSENT);

    package->consents = gti_arena_array(&self->inquiry.arena, count + 1, sizeof *package->consents, sizeof(void *));
    if (package->consents == NULL)
        return false;
    for (size_t i = 0; i < self->broken_count; i++) {
        const gti_origin *origin = broken_at(self, i);
        if (origin->kind != GTI_ORIGIN_CONSENT)
            continue;
        package->consents[package->consent_count++] =
            (gtee_consent){.participant = origin->participant, .choice = self->choice_of[origin->variable]};
        m->consents[origin->participant->record.index]++;
    }
    return gti_sort(&self->inquiry.arena.allocator, package->consents, count, sizeof *package->consents, by_choice, NULL);
}

static bool make_reservations(making *m)
{
    gtee_settlement *self = m->self;
    gtee_package *package = m->package;

    for (size_t i = 0; i < self->broken_count; i++) {
        const gti_origin *origin = broken_at(self, i);
        if (origin->kind != GTI_ORIGIN_WEIGHT)
            continue;
        const uint32_t who = origin->participant->record.index;
        bool *reserved = &m->reserved_positions[origin->position->record.index];
        package->reservation_count += !*reserved;
        m->reserved[who] += !*reserved;
        m->weights[who] += origin->weight;
        *reserved = true;
    }
    package->reservations = gti_arena_array(&self->inquiry.arena, package->reservation_count + 1, sizeof(void *), sizeof(void *));
    if (package->reservations == NULL)
        return false;
    const bool *flags = m->reserved_positions;
    for (size_t i = 0, p = 0; i < package->reservation_count; i++, p++) {
        p = (size_t)((const bool *)memchr(flags + p, true, m->positions - p) - flags);
        package->reservations[i] = gti_inquiry_position(&self->inquiry, (uint32_t)p);
    }
    return true;
}

/* ---- what each party gets */

static double utility(const gtee_settlement *self, const gtee_preference *preference)
{
    const gtee_view *view = self->inquiry.view;
    double sum = 0;

    for (uint32_t i = 0; i < preference->utility.count; i++) {
        const gtee_utility *part = &preference->utility.items[i];
        uint32_t variable = view->variables.first[part->issue->record.index], option = UINT32_MAX;
        const uint32_t end = view->variables.first[part->issue->record.index + 1];
        while (variable < end && view->variables.items[variable].choice != part->participant)
            variable++;
        if (variable < end && self->choice_of[variable] != NULL)
            option = self->choice_of[variable]->chosen;
        else if (part->issue->default_option != NULL)
            option = part->issue->default_option->index;
        if (option != UINT32_MAX)
            sum += gti_decimal_double(part->weight) * gti_decimal_double(part->values[option]);
    }
    return sum;
}

static bool make_gains(making *m)
{
    gtee_settlement *self = m->self;
    gtee_package *package = m->package;
    const gtee_dossier *dossier = self->inquiry.view->dossier;

    for (size_t p = 0; p < m->participants; p++)
        package->gain_count += self->demands[p] > 0 || m->consents[p] > 0;
    package->gains = gti_arena_array(&self->inquiry.arena, package->gain_count + 1, sizeof *package->gains, sizeof(double));
    if (package->gains == NULL)
        return false;
    gtee_gain *gain = package->gains;
    for (size_t p = 0; p < m->participants; p++) {
        if (self->demands[p] == 0 && m->consents[p] == 0)
            continue;
        *gain = (gtee_gain){.participant = (const gtee_participant *)gti_record_at(dossier, GTEE_KIND_PARTICIPANT, p),
                            .demands = self->demands[p],
                            .demands_met = self->demands[p] - m->red_lines[p] - m->reserved[p],
                            .red_lines = m->red_lines[p],
                            .consents = m->consents[p]};
        const gtee_preference *preference = self->preferences[p];
        gain->weight = m->weights[p];
        gain->has_utility = preference != NULL;
        gain->utility = preference != NULL ? utility(self, preference) : 0;
        gain++;
    }
    return true;
}

/* What the weights come to, as they were written. */
static double total_weight(const making *m)
{
    const gti_deal_question *question = &m->self->inquiry.question;
    double sum = 0;

    for (size_t i = 0; i < m->self->broken_count; i++)
        sum += broken_at(m->self, i)->kind == GTI_ORIGIN_WEIGHT ? broken_at(m->self, i)->weight : 0;
    if (question->mode == GTI_DEAL_WEIGHTED)
        sum += (double)m->package->concession_count * question->red_line_weight + (double)m->package->consent_count * question->consent_weight;
    return sum;
}

static void mark_changes(making *m)
{
    gtee_settlement *self = m->self;

    for (size_t i = 0; i < self->broken_count; i++) {
        const gti_origin *origin = broken_at(self, i);
        if (origin->kind != GTI_ORIGIN_CHANGE)
            continue;
        m->package->changes++;
        if (self->choice_of[origin->variable] != NULL)
            self->choice_of[origin->variable]->is_changed = true;
    }
}

static bool begin(making *m)
{
    const gti_allocator *allocator = &m->self->inquiry.arena.allocator;
    const gtee_dossier *dossier = m->self->inquiry.view->dossier;

    m->participants = gti_record_count(dossier, GTEE_KIND_PARTICIPANT);
    m->positions = gti_record_count(dossier, GTEE_KIND_POSITION);
    m->red_lines = gti_alloc_array(allocator, m->participants + 1, sizeof(uint32_t));
    m->consents = gti_alloc_array(allocator, m->participants + 1, sizeof(uint32_t));
    m->reserved = gti_alloc_array(allocator, m->participants + 1, sizeof(uint32_t));
    m->weights = gti_alloc_array(allocator, m->participants + 1, sizeof(double));
    m->reserved_positions = gti_alloc_array(allocator, m->positions + 1, sizeof(bool));
    m->package = gti_arena_zero(&m->self->inquiry.arena, sizeof *m->package, sizeof(double));
    return m->red_lines != NULL && m->consents != NULL && m->reserved != NULL && m->weights != NULL && m->reserved_positions != NULL &&
           m->package != NULL;
}

gtee_status gti_package_make(gtee_settlement *settlement, const gtee_package **package)
{
    const gti_allocator *allocator = &settlement->inquiry.arena.allocator;
    making m = {.self = settlement};
    bool good = begin(&m);

    *package = NULL;
    gti_slack_look(settlement->slack, settlement->options);
    settlement->broken_count = gti_slack_broken(settlement->slack, settlement->broken);
    good = good && make_choices(&m) && make_concessions(&m) && make_consents(&m) && make_reservations(&m) && make_gains(&m);
    if (good) {
        m.package->settlement = settlement;
        m.package->weight = total_weight(&m);
        mark_changes(&m);
        *package = m.package;
    }
    gti_free(allocator, m.red_lines, (m.participants + 1) * sizeof(uint32_t));
    gti_free(allocator, m.consents, (m.participants + 1) * sizeof(uint32_t));
    gti_free(allocator, m.reserved, (m.participants + 1) * sizeof(uint32_t));
    gti_free(allocator, m.weights, (m.participants + 1) * sizeof(double));
    gti_free(allocator, m.reserved_positions, (m.positions + 1) * sizeof(bool));
    return good ? GTEE_OK : GTEE_ERROR_MEMORY;
}
