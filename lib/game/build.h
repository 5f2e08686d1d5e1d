/* build.h: a game as it was built. Private to lib/game. Uses game.h. */
#ifndef GTI_GAME_BUILD_H
#define GTI_GAME_BUILD_H

#include "game/game.h"

enum gti_node_kind { GTI_NODE_MEMBER, GTI_NODE_AT_LEAST, GTI_NODE_QUOTA, GTI_NODE_UNLESS };

typedef struct gti_game_node {
    uint64_t need; /* GTI_NODE_AT_LEAST, GTI_NODE_QUOTA */
    uint32_t kind;
    uint32_t depth;
    uint32_t first, count; /* of `children` (also a quota's members); GTI_NODE_MEMBER: `first` is the member, GTI_NODE_UNLESS: the child */
    uint32_t weights;      /* where a quota's weights begin */
} gti_game_node;

struct gti_game {
    gti_allocator allocator;
    uint32_t members;
    uint32_t root; /* UINT32_MAX: none */
    gti_vec nodes;    /* gti_game_node, children before parents */
    gti_vec children; /* uint32_t */
    gti_vec weights;  /* uint64_t */
};

#endif
