/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cli_fixture.h - a program with an option of every type. */
#ifndef TELUSUR_TEST_CLI_FIXTURE_H
#define TELUSUR_TEST_CLI_FIXTURE_H

#include "cli_read.h"

enum fixture_colour { FIXTURE_RED, FIXTURE_BLUE, FIXTURE_GREEN };

struct fixture {
	bool loud, quiet, alone;
	const char *file, *note;
	struct cli_texts include, operands;
	unsigned count;
	double weight;
	enum fixture_colour colour;
	int parsed; /* the length of --parsed */
};

extern const struct cli_program fixture_program;
/* The same without operands. */
extern const struct cli_program fixture_bare;

/* Fails the test unless the table is sound: names are unique and exist where
 * they are referred to, fields lie in the options, texts are there and end as
 * their kind does, and no line of --help is too long. */
void fixture_check(const struct cli_program *program);

#endif
