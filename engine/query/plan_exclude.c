/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan_exclude.h"

#include "lexicon.h"
#include "unicode.h"

/* Sets `reduced` on the patterns that have the root of the code.  Returns
 * whether there are any. */
static bool reduce(struct plan *plan, uint64_t code)
{
	bool any = false;
	for (size_t p = 0; p < plan->pattern_count; p++) {
		struct plan_pattern *pattern = &plan->pattern[p];
		for (size_t i = 0; i < pattern->position_count; i++)
			for (size_t t = 0; t < pattern->position[i].count; t++)
				if (code_root(pattern->position[i]
						      .term[t]
						      .code) == code_root(code))
					pattern->reduced = any = true;
	}
	return any;
}

/* Excludes the form with each root that it has in the collection: an acronym
 * has two. */
static bool exclude_form(struct index *index, struct plan *plan,
	struct slice form, struct error *err)
{
	struct lexicon_entry *entry;
	size_t count;
	if (!lexicon_form(
		    index->catalogue, form, &plan->arena, &entry, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		uint64_t code = entry[i].code;
		if (plan_excludes(plan, code) || !reduce(plan, code))
			continue;
		if (plan->excluded_count == PLAN_MAX_EXCLUDED)
			return error_set(err, ERROR_USAGE,
				"at most %d forms can be left out",
				PLAN_MAX_EXCLUDED);
		plan->excluded[plan->excluded_count++] = (struct plan_form){
			entry[i].form, entry[i].root, code};
		plan->checked = true;
	}
	return true;
}

bool plan_exclude(struct index *index, struct plan *plan, struct slice list,
	struct error *err)
{
	struct buf form = {0};
	size_t forms = 0;
	bool ok = true;
	if (list.length > PLAN_MAX_EXCLUDE_BYTES)
		return error_set(err, ERROR_USAGE,
			"the forms to leave out may have %d bytes, these have "
			"%zu",
			PLAN_MAX_EXCLUDE_BYTES, list.length);
	for (size_t at = 0; ok && at < list.length;) {
		const char *from = list.bytes + at;
		const char *comma = memchr(from, ',', list.length - at);
		size_t length = comma ? (size_t)(comma - from)
				      : list.length - at;
		at += length + 1;
		buf_clear(&form);
		ok = unicode_fold(slice_of(from, length), &form, err);
		if (!ok || form.length == 0 ||
			form.length > WORD_MAX_FORM_BYTES)
			continue;
		if (++forms > PLAN_MAX_EXCLUDED)
			ok = error_set(err, ERROR_USAGE,
				"at most %d forms can be left out",
				PLAN_MAX_EXCLUDED);
		else
			ok = exclude_form(index, plan, buf_slice(&form), err);
	}
	buf_free(&form);
	return ok;
}
