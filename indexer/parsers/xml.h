/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xml.h - parses XML into events: start of an element, text, end of an element;
 * the only user of libexpat.
 *
 * Names come without their namespace.  A document that declares entities is
 * refused: none of our formats needs them, and they can expand to gigabytes.
 * Nothing outside the document is read.
 */
#ifndef TELUSUR_XML_H
#define TELUSUR_XML_H

#include "archive.h"

struct xml_handler {
	/* attribute: to be read by xml_attribute. */
	void (*start)(void *context, const char *name, const char **attribute);
	void (*end)(void *context, const char *name);
	void (*text)(void *context, struct slice text);
	void *context;
};

/* The value of the attribute, or "". */
const char *xml_attribute(const char **attribute, const char *name);

/* Parse an entry of an archive, and a text.  ERROR_CORRUPT (broken XML, or with
 * entities), ERROR_MEMORY; xml_read_part also those of archive_read. */
bool xml_read_part(struct archive *archive, const char *name,
	const struct xml_handler *handler, struct error *err);
bool xml_read(struct slice text, const struct xml_handler *handler,
	struct error *err);

#endif
