// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The npm packages of package.json, from wherever tools/test-web installed
 * them. Owns: the way to that folder, so that nothing is installed among the
 * sources.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = path.resolve(process.env.TELUSUR_NODE ?? '.');
const require = createRequire(path.join(folder, 'package.json'));

/** A package, or a file of one, as an ECMAScript module. */
export function load(name) {
	return import(pathToFileURL(require.resolve(name)).href);
}

/** The text of a file of a package. */
export function read(name) {
	return readFileSync(require.resolve(name), 'utf8');
}

/** The path of a program that a package brings. */
export function program(name) {
	return path.join(folder, 'node_modules', '.bin', name);
}
