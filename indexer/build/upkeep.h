/* SPDX-License-Identifier: GPL-3.0-or-later */
/* upkeep.h - the actions of telusur-index that read no source: going back one
 * generation, and checking an index.
 *
 * Both print their result on standard output, as a line or as JSON.
 */
#ifndef TELUSUR_UPKEEP_H
#define TELUSUR_UPKEEP_H

#include "options.h"

/* Makes the previous generation the current one.  Errors as from
 * index_rollback (engine/index/index_rollback.h); ERROR_IO if nothing can be
 * printed. */
bool upkeep_rollback(const struct options *options, struct error *err);

/* Checks the tables of the index and every record.  ERROR_CORRUPT says what is
 * damaged; also the errors of index_open, and ERROR_IO. */
bool upkeep_check(const struct options *options, struct error *err);

#endif
