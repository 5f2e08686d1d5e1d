/* profile.c: profiles and polynomials of counts (profile.h). */
#include "game/profile.h"

#include <string.h>

bool gti_profile_init(gti_profile *profile, const gti_allocator *allocator, uint32_t kind, bool sized, uint32_t count, size_t width)
{
    size_t row, numbers;
    *profile = (gti_profile){.allocator = *allocator, .kind = kind, .sized = sized, .count = count, .width = width};
    profile->length = sized ? (size_t)count + 1 : 1;
    if (!gti_mul_size(profile->length, width, &row) || !gti_mul_size(row, (size_t)count + 1, &numbers))
        return false;
    profile->members = gti_alloc_array(allocator, (size_t)count + 1, sizeof *profile->members);
    profile->total = gti_alloc_array(allocator, numbers, sizeof *profile->total);
    if (profile->members == NULL || profile->total == NULL)
        return false;
    profile->each = profile->total + row;
    return true;
}

void gti_profile_free(gti_profile *profile)
{
    size_t numbers = ((size_t)profile->count + 1) * profile->length * profile->width;
    gti_free(&profile->allocator, profile->members, ((size_t)profile->count + 1) * sizeof *profile->members);
    gti_free(&profile->allocator, profile->total, numbers * sizeof *profile->total);
    profile->members = NULL;
    profile->total = NULL;
}

void gti_poly_mul_add(gti_limb *sum, size_t length, size_t from, const gti_limb *a, size_t la, const gti_limb *b, size_t lb, size_t width)
{
    for (size_t i = 0; i < la; i++) {
        if (gti_limbs_zero(a + i * width, width))
            continue;
        for (size_t j = 0; j < lb && from + i + j < length; j++)
            gti_limbs_mul_add(sum + (from + i + j) * width, a + i * width, b + j * width, width);
    }
}

void gti_poly_binomials(gti_limb *row, uint32_t count, bool sized, size_t width)
{
    size_t length = sized ? (size_t)count + 1 : 1;
    memset(row, 0, length * width * sizeof *row);
    if (!sized) {
        if (count / GTI_LIMB_BITS < width)
            row[count / GTI_LIMB_BITS] = (gti_limb)1 << (count % GTI_LIMB_BITS);
        return;
    }
    row[0] = 1;
    for (uint32_t k = 1; k <= count; k++)
        for (size_t s = k; s > 0; s--)
            gti_limbs_add(row + s * width, row + (s - 1) * width, width);
}
