/* SPDX-License-Identifier: GPL-3.0-or-later */
/* generation.h - the generations of an index: folders g000001, g000002, ...
 * beside each other, of which the link `current` names the one that is read,
 * and, while one is being made, the link `next` names that one.
 *
 * Numbers only grow: the highest one stays until a higher one is current, so
 * that a number and a revision name one state for ever.
 */
#ifndef TELUSUR_GENERATION_H
#define TELUSUR_GENERATION_H

#include "errors.h"

#include <stddef.h>

/* The number that the link names, 0 when there is none; ERROR_CORRUPT when it
 * is no link to a generation. */
bool generation_current(const char *path, unsigned *number, struct error *err);

/* path/g000001, to be freed by the caller. */
char *generation_path(const char *path, unsigned number, struct error *err);

/* The numbers of the generations that are there, but for an unfinished one,
 * ascending.  The caller frees *number. */
bool generation_list(
	const char *path, unsigned **number, size_t *count, struct error *err);

/* Makes the folder of a new generation, with a number over all others, and
 * marks it as unfinished. */
bool generation_start(const char *path, unsigned current, unsigned *number,
	struct error *err);

/* Makes the generation the one that is read; it is unfinished no more. */
bool generation_publish(const char *path, unsigned number, struct error *err);

/* Removes the generation that is marked as unfinished, if there is one. */
bool generation_drop_unfinished(const char *path, struct error *err);

/* Removes all generations but the current one, the one before it, and as many
 * under that as make `keep` in all.  Those between the one before and the
 * current one were rolled back from, and go. */
bool generation_prune(const char *path, unsigned current, unsigned before,
	unsigned keep, struct error *err);

#endif
