/* SPDX-License-Identifier: GPL-3.0-or-later */
/* options.h - the command line of telusur-server.
 */
#ifndef TELUSUR_OPTIONS_H
#define TELUSUR_OPTIONS_H

#include "errors.h"
#include "listen.h"

enum options_task {
	OPTIONS_SERVE,
	OPTIONS_HELP,
	OPTIONS_VERSION,
};

enum {
	OPTIONS_MAX_THREADS = 256,
	/* https://, the host, a colon and a port */
	OPTIONS_MAX_URL_BYTES = 8 + HOSTS_MAX_NAME_BYTES + 6,
};

struct options {
	enum options_task task;
	char *index; /* owned */
	const char *web; /* borrowed from argv or static */
	struct listen_address listen;
	char base_host[HOSTS_MAX_NAME_BYTES + 1]; /* of --base-url, or "" */
	char base_url[OPTIONS_MAX_URL_BYTES + 1]; /* without the last slash */
	unsigned threads;
};

/* Fills options; ERROR_USAGE for what cannot be understood.  options_free it,
 * also after a failure. */
bool options_read(
	int argc, char **argv, struct options *options, struct error *err);
void options_free(struct options *options);

extern const char options_help[];

#endif
