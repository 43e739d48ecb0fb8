// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Strings that try to become more than text. Owns: the list that is put into
 * queries, titles, authors, texts and addresses, and the one of file names.
 * Every string that runs calls hit(), which no page has.
 */
const CALL = 'hit()';
const EVENTS = ['onload', 'onerror', 'onclick', 'onfocus', 'onmouseover',
	'ontoggle', 'onbegin', 'onanimationstart', 'onpointerenter', 'onscroll'];
const TAGS = ['img src=x', 'svg', 'body', 'iframe', 'video', 'details open',
	'marquee', 'input autofocus', 'object data=x', 'math'];

const events = TAGS.flatMap((tag, n) =>
	[0, 3, 7].map((by) => `<${tag} ${EVENTS[(n + by) % EVENTS.length]}=${CALL}>`));

const breaksOut = ['"', '\'', '`', '">', '\'>', '-->', ']]>', '</title>',
	'</textarea>', '</style>', '</script>', '</noscript>', '</template>',
	'</mark>', '</svg>'].flatMap((end) => [
	`${end}<script>${CALL}</script>`, `${end}<img src=x onerror=${CALL}>`]);

const schemes = ['javascript:', 'JaVaScRiPt:', 'java\tscript:', ' javascript:',
	'vbscript:', 'data:text/html,<script>', 'data:text/html;base64,PHNjcmlwdD4=',
	'blob:', 'file:///etc/passwd#', '//jahat.example/', 'http:javascript:',
	'javascript&colon;', '\u0001javascript:'].map((scheme) => scheme + CALL);

const templates = ['${hit()}', '{{hit()}}', '#{hit()}', '<%= hit() %>',
	'{{constructor.constructor("hit()")()}}', '[[hit()]]', '{n}', '{q}', '{0}',
	'%s%n', '__proto__', 'constructor', '$&$`$\'', '|', '{title}|{path}'];

const encoded = ['&lt;script&gt;hit()&lt;/script&gt;', '%3Cscript%3Ehit()',
	'&#60;img src=x onerror=hit()&#62;', '\\u003cscript\\u003ehit()',
	'+ADw-script+AD4-hit()', '<scr\u0000ipt>hit()</script>',
	'<scr<script>ipt>hit()</script>', '\uff1cscript\uff1ehit()',
	'<ſcript>hit()</ſcript>', '<img/src=x/onerror=hit()>',
	'<a href=javascript:hit()>x</a>', '<base href=//jahat.example/>',
	'<meta http-equiv=refresh content=0;url=javascript:hit()>',
	'<link rel=stylesheet href=//jahat.example/x.css>',
	'<form action=javascript:hit()><button>', '<style>*{display:none}</style>',
	'<button form=f formaction=javascript:hit()>', '<plaintext>', '<!--', '<![CDATA[',
	'<div id=q name=q>', '<form id=results><input name=attributes>'];

const odd = ['\u202etxt.exe\u202c', '\u2066\u2067\u2068', '\u200b\u200d\ufeff',
	'a\u0301'.repeat(40), 'W'.repeat(400), '\ud83d\ude00'.repeat(50),
	'\u0085\u2028\u2029', '"'.repeat(50), '('.repeat(50), '*'.repeat(50),
	'\\'.repeat(50), '-'.repeat(50), '"a" NEAR/5 <b>', 'judul:<b>tebal</b>',
	'=<i>', 'kata*<u>'];

export const hostile = [...events, ...breaksOut, ...schemes, ...templates,
	...encoded, ...odd];

/** Those that can be the name of a file, each with its own number. */
export const hostileNames = hostile
	.filter((text) => !/[/\u0000]/.test(text)
		&& Buffer.byteLength(text) < 200)
	.map((text, n) => `${text} ${n}.txt`)
	.filter((name) => !name.startsWith('.'));
