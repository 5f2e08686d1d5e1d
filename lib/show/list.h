/* list.h: lists of records: which ones, and as what. Uses show.h. */
#ifndef GTI_SHOW_LIST_H
#define GTI_SHOW_LIST_H

#include "reason/view.h"
#include "show/show.h"

/* What is asked for. */
typedef struct gti_list {
    const gtee_view *view;
    const gtee_dossier *dossier;
    gtee_list_options options;
    gti_buffer wanted;    /* the text asked for, folded; empty: none */
    gti_buffer folded;    /* scratch */
    const gtee_record *single; /* the record of the id asked for */
    gti_vec records;      /* of const gtee_record * */
    bool failed;          /* no memory */
} gti_list;

/* list_filter.c: Does the record pass all filters? */
bool gti_list_admits(gti_list *list, const gtee_record *record);

/* list_parts.c: what a record bears on. `group`: a group counts where the participant is its member on the view's day. */
bool gti_has_participant(const gti_list *list, const gtee_record *record, const gtee_participant *participant);
bool gti_has_issue(const gtee_record *record, const gtee_issue *issue);
bool gti_has_proposal(const gtee_record *record, const gtee_proposal *proposal);
bool gti_has_source(const gtee_record *record, const gtee_source *source);

/* Does what begins and ends so count on the list's day? */
static inline bool gti_list_counts(const gti_show *show, gtee_date from, gtee_date until)
{
    return show->as_of == GTEE_DATE_NONE || (gtee_date_first_day(from) <= show->as_of &&
                                             (until == GTEE_DATE_NONE || gtee_date_last_day(until) >= show->as_of));
}
static inline bool gti_list_membership(const gti_show *show, const gtee_membership *membership)
{
    return gti_list_counts(show, gtee_membership_from(membership), gtee_membership_until(membership));
}
static inline bool gti_list_office(const gti_show *show, const gtee_office *office)
{
    return gti_list_counts(show, gtee_office_from(office), gtee_office_until(office));
}

/* list_table.c, list_detail.c, list_csv.c */
void gti_list_table(gti_show *show, const gti_list *list);
gti_table *gti_list_position_table(gti_show *show); /* with its header */
void gti_list_position_row(gti_show *show, gti_table *table, const gtee_record *record);
void gti_list_detail(gti_show *show, const gti_list *list);
void gti_list_csv(gti_show *show, gti_csv *csv, const gti_list *list);

#endif
