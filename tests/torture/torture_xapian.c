/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include "torture_xapian.h"

#include <dlfcn.h>
#include <string.h>

/* Functions of Xapian 1.4.22 that do not free what they have begun when an
 * exception goes through them: that costs some blocks for each time that memory
 * ran out.  And one that ends the process, as a kill at that moment would: the
 * index stays as it was committed last.  Nothing that a caller does can prevent
 * either. */
static const struct {
	const char *symbol; /* how its mangled name begins */
	const char *why;
	bool ends;
} known[] = {
	{"_ZNK6Xapian8Database19metadata_keys_begin",
		"the cursor, when there is no memory for the list around it",
		false},
	{"_ZN6Xapian16WritableDatabase18commit_transaction",
		"blocks of a table that is being written", false},
	{"_ZN6Xapian16WritableDatabase18commit_transaction",
		"functions that may not throw allocate, or read again what was "
		"half written: std::terminate",
		true},
	{"_ZNK6Xapian7Enquire8get_mset",
		"the lists of a match, which plain pointers hold, and with "
		"them the database",
		false},
};

static bool begins(const char *text, const char *with)
{
	return text && strncmp(text, with, strlen(with)) == 0;
}

static bool is_in(const Dl_info *info, const char *library)
{
	return info->dli_fname && strstr(info->dli_fname, library);
}

static bool is_xapian(const Dl_info *info)
{
	return is_in(info, "/libxapian.so");
}

struct frames {
	Dl_info info[FAILING_FRAMES];
	int count;
};

/* The frames of a stack without the C++ library and its templates, wherever
 * these were compiled. */
static void read_frames(
	const struct failing_stack *stack, struct frames *frames)
{
	frames->count = 0;
	for (int i = 0; i < stack->count; i++) {
		Dl_info *info = &frames->info[frames->count];
		if (!dladdr(stack->frame[i], info))
			*info = (Dl_info){0};
		if (!begins(info->dli_sname, "_ZNSt") &&
			!begins(info->dli_sname, "_ZSt") &&
			!is_in(info, "/libstdc++.so"))
			frames->count++;
	}
}

bool torture_is_xapians(const struct failing_stack *stack)
{
	struct frames frames;
	read_frames(stack, &frames);
	/* A weight of ours is copied for Xapian, by itself. */
	return frames.count > 1 &&
	       (is_xapian(&frames.info[0]) || is_xapian(&frames.info[1]));
}

bool torture_is_known(const struct failing_stack *stack, bool ends)
{
	struct frames frames;
	read_frames(stack, &frames);
	for (int i = 0; i < frames.count; i++)
		for (size_t k = 0; k < sizeof known / sizeof *known; k++)
			if (known[k].ends == ends &&
				is_xapian(&frames.info[i]) &&
				begins(frames.info[i].dli_sname,
					known[k].symbol))
				return true;
	return false;
}
