/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "options.h"

#include "cli_read.h"
#include "cli_shared.h"
#include "index.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define AT(field) offsetof(struct options, field)
#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char host_letters[] =
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._";

/* Reads http://HOST[:PORT][/].  A path before ours is not served.  The host
 * ends up in addresses that we write, so it holds nothing but what a host
 * may. */
static bool parse_base_url(void *target, const char *text, struct error *err)
{
	struct options *options = target;
	const char *at = strncmp(text, "http://", 7) == 0    ? text + 7
			 : strncmp(text, "https://", 8) == 0 ? text + 8
							     : "";
	size_t length = *at == '[' ? strcspn(at, "]") + 1
				   : strspn(at, host_letters);
	bool sound =
		length > 0 && length <= HOSTS_MAX_NAME_BYTES &&
		length <= strlen(at) &&
		(*at != '[' || strspn(at + 1, "0123456789abcdefABCDEF:.") ==
				       length - 2);
	const char *end = sound ? at + length : at;
	size_t digits = *end == ':' ? strspn(end + 1, "0123456789") : 0;
	if (sound && *end == ':') {
		sound = digits > 0 && digits <= 5;
		end += 1 + digits;
	}
	if (!sound || (strcmp(end, "/") != 0 && *end))
		return error_set(err, ERROR_USAGE,
			"an address such as http://HOST:PORT/ is wanted");
	snprintf(options->base_host, sizeof options->base_host, "%.*s",
		(int)length, at);
	snprintf(options->base_url, sizeof options->base_url, "%.*s",
		(int)(end - text), text);
	return true;
}

static bool parse_listen(void *target, const char *text, struct error *err)
{
	struct options *options = target;
	return listen_read(text, &options->listen, err);
}

static const struct options defaults = {
	.web = TELUSUR_DATA_DIR "/web", .listen = {"127.0.0.1", 8080}};

static const struct cli_option rows[] = {
	CLI_SHARED_INDEX(AT(index)),
	{.name = "listen",
		.argument = "ADDR:PORT",
		.type = CLI_PARSED,
		.parse = parse_listen,
		.help = "where to listen (127.0.0.1:8080); port 0 takes a free "
			"one",
		.manual = "Where to listen; without it 127.0.0.1:8080, so that "
			  "only this machine is answered. Port 0 takes a free "
			  "one, and the line that is printed at the start "
			  "names it."},
	{.name = "base-url",
		.argument = "URL",
		.type = CLI_PARSED,
		.parse = parse_base_url,
		.help = "the address people use, where a proxy or a network "
			"name stands before the server; requests by another "
			"name are refused",
		.manual = "The address that people use, where a proxy or a "
			  "name of the network stands before the server. "
			  "Requests by another name are refused."},
	{.name = "web",
		.argument = "DIR",
		.type = CLI_TEXT,
		.at = AT(web),
		.help = "the folder of the pages (the installed ones)",
		.manual = "The folder of the pages; without it the installed "
			  "ones."},
	{.name = "threads",
		.argument = "N",
		.type = CLI_NUMBER,
		.at = AT(threads),
		.least = 1,
		.most = OPTIONS_MAX_THREADS,
		.help = "answering threads (one per processor, at least 2)",
		.manual = "Answering threads, {values}; without it one per "
			  "processor, and at least two."},
};

static const struct cli_group groups[] = {{"Options", rows, COUNT(rows)}};

static const char *const forms[] = {"[OPTION...]", NULL};

const struct cli_program options_program = {
	.name = "telusur-server",
	.forms = forms,
	.about = "Serves an index of Indonesian texts: search pages for "
		 "browsers and a JSON API for programs. It answers only this "
		 "machine unless told otherwise.",
	.after = "SIGINT and SIGTERM end it when what was asked is answered; a "
		 "second one ends it at once. Exit codes: 0 done; 1 failed; 2 "
		 "wrong usage.",
	.group = groups,
	.group_count = COUNT(groups),
	.defaults = &defaults,
	.options_bytes = sizeof defaults,
};

static unsigned default_threads(void)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	return cores < 2                     ? 2
	       : cores > OPTIONS_MAX_THREADS ? OPTIONS_MAX_THREADS
					     : (unsigned)cores;
}

bool options_read(
	struct options *options, int argc, char **argv, struct error *err)
{
	enum cli_asked asked;
	bool ok = cli_read(&options_program, argc, argv, options, &asked, err);
	options->asked = asked;
	if (!options->threads)
		options->threads = default_threads();
	if (ok && asked == CLI_WORK && !options->index) {
		options->default_index = index_default_path(err);
		options->index = options->default_index;
		ok = options->index;
	}
	return ok;
}

void options_free(struct options *options)
{
	free(options->default_index);
	*options = (struct options){0};
}
