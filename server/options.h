/* SPDX-License-Identifier: GPL-3.0-or-later */
/* options.h - the command line of telusur-server.
 */
#ifndef TELUSUR_OPTIONS_H
#define TELUSUR_OPTIONS_H

#include "cli.h"
#include "listen.h"

enum {
	OPTIONS_MAX_THREADS = 256,
	/* https://, the host, a colon and a port */
	OPTIONS_MAX_URL_BYTES = 8 + HOSTS_MAX_NAME_BYTES + 6,
};

struct options {
	enum cli_asked asked;
	const char *index;
	char *default_index; /* owned; NULL where --index is given */
	const char *web; /* folder of the pages */
	struct listen_address listen;
	char base_host[HOSTS_MAX_NAME_BYTES + 1]; /* of --base-url, or "" */
	char base_url[OPTIONS_MAX_URL_BYTES + 1]; /* without the last slash */
	unsigned threads;
};

/* The option table: help and manual page are made from it, too. */
extern const struct cli_program options_program;

/* Reads the command line; the strings stay argv's.  ERROR_USAGE as cli_read;
 * ERROR_MEMORY; the errors of index_default_path.  options_free it, also after
 * a failure. */
bool options_read(
	struct options *options, int argc, char **argv, struct error *err);
void options_free(struct options *options);

#endif
