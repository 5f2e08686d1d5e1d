/* check_accessors.c: what callers read of a check. Uses check.h. */
#include "reason/check.h"
#include "record/accessors.h"

GTI_GET(int32_t, gtee_check_is_confirmed, gtee_check, o->confirmed)
GTI_GET(int32_t, gtee_check_is_allowed, gtee_check, o->allowed)
GTI_GET(int32_t, gtee_check_is_complete, gtee_check, o->complete)
GTI_GET(const char *, gtee_check_message, gtee_check, o->message)
GTI_GET(const char *, gtee_check_wording, gtee_check, o->wording)
GTI_GET(uint32_t, gtee_check_changes, gtee_check, o->changes)
GTI_GET(uint32_t, gtee_check_red_lines, gtee_check, o->red_lines)
GTI_GET(uint32_t, gtee_check_consents, gtee_check, o->consents)
GTI_GET(double, gtee_check_weight, gtee_check, o->weight)
GTI_GET(const gtee_package *, gtee_check_account, gtee_check, o->account)
GTI_GET(int32_t, gtee_check_in_all, gtee_check, o->in_all)
GTI_GET(int32_t, gtee_check_in_none, gtee_check, o->in_none)
GTI_GET(uint32_t, gtee_check_basis, gtee_check, o->basis)
GTI_GET(double, gtee_check_packages, gtee_check, o->packages)
GTI_GET(double, gtee_check_alike, gtee_check, o->ties)
GTI_GET(double, gtee_check_picked, gtee_check, o->picked)
GTI_GET(size_t, gtee_check_points, gtee_check, o->points)
GTI_GET(double, gtee_check_value, gtee_check, o->value)

/* name_count and name_at of an array with one for each player. */
#define PLAYERS(RESULT, name, array)                          \
    size_t name##_count(const gtee_check *o)                  \
    {                                                         \
        return o->player_count;                               \
    }                                                         \
    RESULT name##_at(const gtee_check *o, size_t i)           \
    {                                                         \
        return i < o->player_count ? o->array[i] : 0;         \
    }

PLAYERS(const gtee_participant *, gtee_check_player, players)
PLAYERS(double, gtee_check_utility, utility)
PLAYERS(double, gtee_check_ideal, ideal)
PLAYERS(uint32_t, gtee_check_crossed, crossed)
PLAYERS(double, gtee_check_lost, lost)
