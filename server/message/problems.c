/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "problems.h"

#define ROW(id, status, code, meaning) [PROBLEM_##id] = {status, code, meaning},
const struct problem problems[PROBLEM_COUNT] = {PROBLEMS(ROW)};
