// SPDX-License-Identifier: GPL-3.0-or-later
/* What a machine can judge of the pages. Headings are filled by scripts, and
 * the doctype is written small. */
export default {
	root: true,
	extends: ['html-validate:recommended'],
	rules: {
		'doctype-style': ['error', { style: 'lowercase' }],
		'empty-heading': 'off',
		'long-title': 'off',
		'no-implicit-button-type': 'error',
		'no-inline-style': 'error',
		'require-sri': 'off',
		'void-style': ['error', { style: 'omit' }],
	},
};
