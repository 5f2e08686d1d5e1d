/*
 * power_buddy.c: the probability of a quota by BuDDy, a package for decision diagrams, where it is installed: seconds and value, for power.py.
 * Uses BuDDy (bdd.h), libc and POSIX; not part of the build.
 *
 * usage: power_buddy < an instance of `bench_game list`
 */
#include <bdd.h>

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static long weights[1000], quota, count;
static int *made; /* by member and weight still needed: a node + 1 */

/* From member `at` on, `need` still to be reached; memoised by both. */
static BDD build(long at, long need)
{
    BDD low, high, node;
    if (need <= 0)
        return bddtrue;
    if (at == count)
        return bddfalse;
    if (made[at * (quota + 1) + need] != 0)
        return made[at * (quota + 1) + need] - 1;
    low = build(at + 1, need);
    high = build(at + 1, need - weights[at]);
    node = bdd_addref(bdd_ite(bdd_ithvar((int)at), high, low));
    made[at * (quota + 1) + need] = node + 1;
    return node;
}

static double *known;

static double chance(BDD node)
{
    double p;
    if (node == bddtrue || node == bddfalse)
        return node == bddtrue ? 1 : 0;
    if (known[node] >= 0)
        return known[node];
    p = 0.3 + 0.002 * bdd_var(node);
    return known[node] = p * chance(bdd_high(node)) + (1 - p) * chance(bdd_low(node));
}

int main(void)
{
    clock_t begin;
    double result;
    BDD root;
    if (scanf("%ld", &quota) != 1)
        return 1;
    while (count < 1000 && scanf("%ld", &weights[count]) == 1)
        count++;
    begin = clock();
    bdd_init(8000000, 800000);
    bdd_setvarnum((int)count);
    made = calloc((size_t)count * (size_t)(quota + 1), sizeof *made);
    if (made == NULL)
        return 1;
    root = build(0, quota);
    known = malloc((size_t)bdd_getallocnum() * sizeof *known);
    if (known == NULL)
        return 1;
    for (int i = 0; i < bdd_getallocnum(); i++)
        known[i] = -1;
    result = chance(root);
    printf("%.9f %.12f\n", (double)(clock() - begin) / CLOCKS_PER_SEC, result);
    return 0;
}
