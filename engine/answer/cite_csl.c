/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cite_impl.h"

#include "json_write.h"

static void put_date(struct json_writer *json, const struct cite_parts *parts)
{
	json_name(json, "issued");
	json_open(json, '{');
	json_name(json, "date-parts");
	json_open(json, '[');
	json_open(json, '[');
	json_number(json, parts->year);
	if (parts->month)
		json_number(json, parts->month);
	if (parts->month && parts->day)
		json_number(json, parts->day);
	json_close(json, ']');
	json_close(json, ']');
	json_close(json, '}');
}

void cite_csl(const struct cite_parts *parts, struct buf *out)
{
	struct json_writer json = {.out = out};
	json_open(&json, '[');
	json_open(&json, '{');
	json_put_string(&json, "id", buf_slice(&parts->key));
	json_put_string(&json, "type",
		slice_text(parts->url.length ? "webpage" : "document"));
	json_put_known(&json, "title", buf_slice(&parts->title));
	if (parts->author.length) {
		json_name(&json, "author");
		json_open(&json, '[');
		json_open(&json, '{');
		json_put_string(&json, "literal", buf_slice(&parts->author));
		json_close(&json, '}');
		json_close(&json, ']');
	}
	if (parts->year)
		put_date(&json, parts);
	json_put_known(&json, "URL", buf_slice(&parts->url));
	json_put_known(&json, "note", buf_slice(&parts->note));
	json_close(&json, '}');
	json_close(&json, ']');
	buf_put_byte(out, '\n');
}
