/* stress.h: showing stress tests: what their text, their data and comparisons share. Uses hold.h. */
#ifndef GTI_SHOW_STRESS_H
#define GTI_SHOW_STRESS_H

#include "show/hold.h"

/* ---- stress.c */
/* The answer in a sentence or two: would it act, how likely, who can stop it. */
void gti_put_stress_answer(gti_show *show, const gtee_stress *stress);
void gti_put_survives(gti_show *show, size_t survives); /* "It survives 2 defaults, whoever defaults." */
/* Those who are veto players of a rule that has to win, each once, in the dossier's order; to be freed. */
void gti_stress_vetoes(gti_show *show, const gtee_stress *stress, gti_vec *people);

/* ---- stress_parts.c: sections, nothing where there is nothing to say */
void gti_add_dues(gti_show *show, const gtee_stress *stress);
void gti_add_levels(gti_show *show, const gtee_stress *stress);
void gti_add_carriers(gti_show *show, const gtee_stress *stress);
void gti_add_cuts(gti_show *show, const gtee_stress *stress);
void gti_add_changes(gti_show *show, const gtee_stress *stress);

/* ---- comparison_stress.c: proposals under stress side by side, nothing if the comparison has no stress tests */
void gti_add_trials(gti_show *show, const gtee_comparison *comparison);
void gti_json_trials(gti_json *json, const gtee_comparison *comparison); /* key stress */
void gti_csv_trials(gti_show *show, gti_csv *csv, const gtee_comparison *comparison);

/* ---- stress_data.c */
void gti_stress_json(gti_show *show, gti_json *json, const void *stress);
void gti_stress_csv(gti_show *show, gti_csv *csv, const void *stress);
/* Where a likelihood comes from: "scenario", "expectation", "what-if"; "none". */
const char *gti_origin_name(uint32_t origin);

static inline const gtee_participant *gti_vector_at(const void *people, size_t index)
{
    return *GTI_VEC_AT((const gti_vec *)people, const gtee_participant *, index);
}

#endif
