/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Run while the programs are built: writes the compressed forms of the pages as
 * C, which the server is linked with, and what they were made from, for ninja.
 *
 *   compress-pages web assets_ready.c assets_ready.c.d
 */
#include "assets.h"

#include "hash.h"

#include <inttypes.h>
#include <stdio.h>

enum { BYTES_A_LINE = 16 };

static void put_bytes(FILE *out, size_t row, size_t form, struct slice bytes)
{
	fprintf(out, "static const unsigned char form_%zu_%zu[] = {", row,
		form);
	for (size_t i = 0; i < bytes.length; i++)
		fprintf(out, "%s%u,", i % BYTES_A_LINE ? " " : "\n\t",
			(unsigned)(unsigned char)bytes.bytes[i]);
	fputs("\n};\n", out);
}

static void put_row(FILE *out, size_t row, const struct asset *asset)
{
	struct slice plain = asset->form[CODING_PLAIN].bytes;
	fprintf(out, "\t{UINT64_C(0x%016" PRIx64 "), %zu, {", hash_bytes(plain),
		plain.length);
	for (size_t i = 0; i < CODING_PLAIN; i++)
		if (asset->form[i].held)
			fprintf(out,
				"{(const char *)form_%zu_%zu, "
				"sizeof form_%zu_%zu}, ",
				row, i, row, i);
		else
			fputs("{NULL, 0}, ", out);
	fputs("{NULL, 0}}},\n", out);
}

static void put_table(FILE *out, const struct assets *assets)
{
	const struct asset *asset;
	size_t row;
	fputs("/* Made by compress.c. */\n#include \"assets.h\"\n\n", out);
	for (row = 0; (asset = assets_at(assets, row)); row++)
		for (size_t i = 0; i < CODING_PLAIN; i++)
			if (asset->form[i].held)
				put_bytes(out, row, i, asset->form[i].bytes);
	fputs("\nstatic const struct asset_ready rows[] = {\n", out);
	for (row = 0; (asset = assets_at(assets, row)); row++)
		put_row(out, row, asset);
	fputs("};\n\nconst struct assets_ready assets_ready_made = "
	      "{rows, sizeof rows / sizeof *rows};\n",
		out);
}

/* In a rule of make a space in a name is written "\ ". */
static void put_name(FILE *out, const char *name)
{
	for (; *name; name++)
		fprintf(out, *name == ' ' ? "\\%c" : "%c", *name);
}

/* The folder is named too: its time changes when a file is added. */
static void put_sources(FILE *out, const char *made, const char *folder,
	const struct assets *assets)
{
	const struct asset *asset;
	put_name(out, made);
	fputs(": ", out);
	put_name(out, folder);
	for (size_t i = 0; (asset = assets_at(assets, i)); i++) {
		const char *name = asset->path[1] ? asset->path + 1 : "index";
		fputs(" \\\n\t", out);
		put_name(out, folder);
		fputc('/', out);
		put_name(out, name);
		fputs(asset->page ? ".html" : "", out);
	}
	fputc('\n', out);
}

static FILE *open_out(const char *path, struct error *err)
{
	FILE *out = fopen(path, "w");
	if (!out)
		error_set_errno(err, "cannot write %s", path);
	return out;
}

static bool close_out(FILE *out, const char *path, struct error *err)
{
	bool ok = !ferror(out);
	ok = fclose(out) == 0 && ok;
	return ok || error_set_errno(err, "cannot write %s", path);
}

static bool compress(const char *folder, const char *made, const char *sources,
	struct error *err)
{
	struct assets *assets = assets_load(folder, NULL, err);
	FILE *out = assets ? open_out(made, err) : NULL;
	bool ok = out;
	if (ok) {
		put_table(out, assets);
		ok = close_out(out, made, err);
	}
	out = ok ? open_out(sources, err) : NULL;
	ok = out;
	if (ok) {
		put_sources(out, made, folder, assets);
		ok = close_out(out, sources, err);
	}
	assets_free(assets);
	return ok;
}

int main(int argc, char **argv)
{
	struct error err = {0};
	if (argc == 4 && compress(argv[1], argv[2], argv[3], &err))
		return 0;
	fprintf(stderr, "compress-pages: %s\n",
		argc == 4 ? err.text : "three names are wanted");
	return 1;
}
