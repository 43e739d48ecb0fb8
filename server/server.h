/* SPDX-License-Identifier: GPL-3.0-or-later */
/* server.h - telusur-server from its start to its end.
 */
#ifndef TELUSUR_SERVER_H
#define TELUSUR_SERVER_H

#include "options.h"

/* Serves until SIGINT or SIGTERM, which it must be able to block in all
 * threads: call it before any other thread runs. */
bool server_run(const struct options *options, struct error *err);

#endif
