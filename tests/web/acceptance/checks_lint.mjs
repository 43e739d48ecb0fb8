// SPDX-License-Identifier: GPL-3.0-or-later
/* The sources by eslint, stylelint and html-validate: no warning at all. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { assert, check } from './check.mjs';
import { TOP } from './servers.mjs';
import { program } from './tools.mjs';

const HERE = path.join(TOP, 'tests/web/acceptance');

function lint(tool, args) {
	const done = spawnSync(program(tool), args, { cwd: TOP, encoding: 'utf8' });
	assert(done.status === 0, `\n${done.stdout}${done.stderr}`.slice(0, 4000));
}

check('eslint: web/ and these checks', () => lint('eslint',
	['--config', path.join(HERE, 'eslint.config.mjs'), '--max-warnings', '0',
		'web', 'tests/web/acceptance']));

check('stylelint: web/', () => lint('stylelint',
	['--config', path.join(HERE, 'stylelint.config.mjs'),
		'--max-warnings', '0', 'web/*.css']));

check('html-validate: web/', () => lint('html-validate',
	['--config', path.join(HERE, 'htmlvalidate.config.mjs'),
		'--max-warnings', '0', 'web/*.html']));
