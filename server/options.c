/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "options.h"

#include "index.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char options_help[] =
	"Usage: telusur-server [OPTION]...\n"
	"Serves an index of Indonesian texts: a search page for the browser "
	"and a\n"
	"JSON API for programs.  It answers this machine alone unless told "
	"otherwise.\n"
	"\n"
	"  --index DIR         the index (default: ~/.local/share/telusur/"
	"index)\n"
	"  --listen ADDR:PORT  where to listen (default: 127.0.0.1:8080); "
	"port 0 takes\n"
	"                      a free one\n"
	"  --base-url URL      the address people use, where a proxy or a "
	"network name\n"
	"                      stands before the server; requests by another "
	"name are\n"
	"                      refused\n"
	"  --web DIR           the pages to serve (default: the installed "
	"ones)\n"
	"  --threads N         answering threads (default: one a core, at "
	"least 2)\n"
	"  --help, --version\n"
	"\n"
	"SIGINT and SIGTERM end it when what was asked is answered; a second "
	"one ends\n"
	"it at once.  Exit codes: 0 done, 1 failed, 2 usage.\n";

static const char host_letters[] =
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._";

static bool read_threads(const char *text, unsigned *threads, struct error *err)
{
	size_t digits = strspn(text, "0123456789");
	unsigned long number = strtoul(text, NULL, 10);
	if (digits == 0 || digits > 4 || text[digits] || number == 0 ||
		number > OPTIONS_MAX_THREADS)
		return error_set(err, ERROR_USAGE,
			"--threads wants a number from 1 to %d, not \"%s\"",
			OPTIONS_MAX_THREADS, text);
	*threads = (unsigned)number;
	return true;
}

/* Reads http://HOST[:PORT][/].  A path before ours is not served.  The host
 * ends up in addresses that we write, so it holds nothing but what a host
 * may. */
static bool read_base_url(
	const char *text, struct options *options, struct error *err)
{
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
			"--base-url wants http://HOST[:PORT]/, not \"%s\"",
			text);
	snprintf(options->base_host, sizeof options->base_host, "%.*s",
		(int)length, at);
	snprintf(options->base_url, sizeof options->base_url, "%.*s",
		(int)(end - text), text);
	return true;
}

static unsigned default_threads(void)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	return cores < 2                     ? 2
	       : cores > OPTIONS_MAX_THREADS ? OPTIONS_MAX_THREADS
					     : (unsigned)cores;
}

static bool read_option(int option, struct options *options, struct error *err)
{
	switch (option) {
	case 'i':
		free(options->index);
		options->index = strdup(optarg);
		return options->index || error_set_memory(err);
	case 'l':
		return listen_read(optarg, &options->listen, err);
	case 'b':
		return read_base_url(optarg, options, err);
	case 'w':
		options->web = optarg;
		return true;
	case 't':
		return read_threads(optarg, &options->threads, err);
	case 'h':
		options->task = OPTIONS_HELP;
		return true;
	case 'v':
		options->task = OPTIONS_VERSION;
		return true;
	default:
		return error_set(err, ERROR_USAGE,
			"this option is not known or lacks its value");
	}
}

bool options_read(
	int argc, char **argv, struct options *options, struct error *err)
{
	static const struct option names[] = {
		{"index", required_argument, NULL, 'i'},
		{"listen", required_argument, NULL, 'l'},
		{"base-url", required_argument, NULL, 'b'},
		{"web", required_argument, NULL, 'w'},
		{"threads", required_argument, NULL, 't'},
		{"help", no_argument, NULL, 'h'},
		{"version", no_argument, NULL, 'v'},
		{NULL, 0, NULL, 0},
	};
	*options = (struct options){.web = TELUSUR_DATA_DIR "/web",
		.listen = {"127.0.0.1", 8080},
		.threads = default_threads()};
	int option;
	optind = 1;
	/* getopt says on standard error which option it does not know. */
	while ((option = getopt_long(argc, argv, "", names, NULL)) != -1)
		if (!read_option(option, options, err))
			return false;
	if (optind < argc)
		return error_set(err, ERROR_USAGE,
			"\"%s\" is no option; telusur-server takes nothing "
			"else",
			argv[optind]);
	if (!options->index && options->task == OPTIONS_SERVE)
		options->index = index_default_path(err);
	return options->index || options->task != OPTIONS_SERVE;
}

void options_free(struct options *options)
{
	free(options->index);
}
