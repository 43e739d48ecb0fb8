/* SPDX-License-Identifier: GPL-3.0-or-later */
/* server.h - telusur-server from start to end.
 */
#ifndef TELUSUR_SERVER_H
#define TELUSUR_SERVER_H

#include "options.h"

/* Serves until SIGINT or SIGTERM.  Blocks these signals in all threads, so call
 * it before any other thread runs.  Errors: those of index_open, assets.h,
 * listen_open and http_start, and ERROR_LIMIT (too many host names). */
bool server_run(const struct options *options, struct error *err);

#endif
