/* SPDX-License-Identifier: GPL-3.0-or-later */
/* upkeep.h - what telusur-index does with an index that is there, without
 * reading a source: back to the generation before, and whether it is whole.
 */
#ifndef TELUSUR_UPKEEP_H
#define TELUSUR_UPKEEP_H

#include "options.h"

/* Prints on standard output what was done or found. */
bool upkeep_rollback(const struct options *options, struct error *err);
bool upkeep_check(const struct options *options, struct error *err);

#endif
