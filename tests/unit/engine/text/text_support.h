/* SPDX-License-Identifier: GPL-3.0-or-later */
/* text_support.h - what tests of analysis share.
 */
#ifndef TELUSUR_TEST_TEXT_SUPPORT_H
#define TELUSUR_TEST_TEXT_SUPPORT_H

#include "analyse.h"
#include "morphology.h"
#include "support.h"

/* An analyser without a dictionary. */
struct morphology *support_morphology(void);

#endif
