/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xml.h - the one file over libexpat: XML as elements and text, in order.
 *
 * Names come without their namespace.  A document that declares entities is
 * refused (none of our formats does, and they are what blows up), and nothing
 * outside it is ever read.
 */
#ifndef TELUSUR_XML_H
#define TELUSUR_XML_H

#include "archive.h"

struct xml_handler {
	/* The attribute's value by xml_attribute. */
	void (*start)(void *context, const char *name, const char **attribute);
	void (*end)(void *context, const char *name);
	void (*text)(void *context, struct slice text);
	void *context;
};

const char *xml_attribute(const char **attribute, const char *name);

/* Reads a part of an archive, or a text. */
bool xml_read_part(struct archive *archive, const char *name,
	const struct xml_handler *handler, struct error *err);
bool xml_read(struct slice text, const struct xml_handler *handler,
	struct error *err);

#endif
