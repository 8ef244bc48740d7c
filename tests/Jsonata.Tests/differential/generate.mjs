// Generates expressions and inputs, and evaluates them with the original. Prints one JSON object per line.
// The same seed gives the same lines. Usage: node generate.mjs COUNT SEED
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import jsonata from 'jsonata';

// The original evaluates the items of an array, and the values of an object, at the same time: which of two errors it reports, and whether
// an item sees a variable of another one, depends on how often each waits. We evaluate them one after the other, and so does this copy.
// Nor does the copy add undefined to an empty array of the input when a grouping expression follows it. JavaScript's objects list keys
// that look like integers first. The objects that the copy constructs list them in the order of the expression. Its wildcards and
// descendants see no properties of a function.
const inOrderOfKeys = () => {
  const keys = new Set();
  return new Proxy({}, { set: (target, key, value) => { keys.add(key); target[key] = value; return true; }, ownKeys: () => [...keys] });
};
const module = { exports: {} };
new Function('module', 'exports', 'inOrderOfKeys', readFileSync(createRequire(import.meta.url).resolve('jsonata'), 'utf8')
  .replace('input.push(undefined)', 'input = Object.assign([undefined], { tupleStream: input.tupleStream })')
  .replace(/var result = \{\};\s*var groups = \{\};/, 'var result = inOrderOfKeys(); var groups = inOrderOfKeys();')
  .replaceAll("input !== null && typeof input === 'object') {", "input !== null && typeof input === 'object' && !isFunction(input)) {")
  .replaceAll(/await Promise\.all\(([\w.()]+)\s*\.map\(/g, 'await (async (items, make) => { const made = []; for (const [index, item] of items.entries()) made.push(await make(item, index)); return made; })(...[$1].concat([').replaceAll(/\}\)\);(?=\s*for \(let generator)/g, '}]));'))(module, module.exports, inOrderOfKeys);
const sequential = module.exports;

const count = Number(process.argv[2] ?? 1000);
let state = Number(process.argv[3] ?? 1) >>> 0;

function random() { // mulberry32
  state = (state + 0x6d2b79f5) >>> 0;
  let t = state;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

const below = n => Math.floor(random() * n);
const pick = items => items[below(items.length)];
const maybe = share => random() < share;
const list = (least, most, make) => Array.from({ length: least + below(most - least + 1) }, make);

// Inputs

const names = ['name', 'price', 'tags', 'items', 'order', 'a', 'b', 'x', 'nested', 'id'];
const words = ['red', 'blue', 'Red Hat', '', 'b', 'a,b,c', '12', 'été', '😀x', ' pad  ded ', 'a1b22', '2020-02-03', 'z"q', 'ba'];
const numbers = [0, 1, 2, 3, -1, 5, 10, 0.5, -2.5, 100, 1e21, 1.1, 12345.678, 0.1, 7];
const scalar = () => pick([() => pick(words), () => pick(numbers), () => maybe(0.5), () => null, () => below(20)])();

function value(depth) {
  if (depth <= 0 || maybe(0.3)) return scalar();
  return maybe(0.5) ? list(0, 4, () => value(depth - 1)) : object(depth - 1);
}

function object(depth) {
  return Object.fromEntries(list(0, 5, () => [pick(names), value(depth)]));
}

const order = () => ({
  id: 'o' + below(9),
  ...(maybe(0.8) && { items: list(0, 3, () => ({ name: pick(words), ...(maybe(0.8) && { price: pick(numbers) }), tags: list(0, 3, () => pick(words)), nested: maybe(0.5) ? { a: below(5), b: [below(5)] } : pick(words) })) }),
  ...(maybe(0.5) && { name: pick(words) }),
});

const input = () => pick([() => ({ order: list(0, 3, order), a: value(2), b: pick(numbers), x: pick(words) }), order, () => list(0, 3, order), () => value(3), () => object(3), scalar, () => undefined])();

// Expressions

const text = () => JSON.stringify(pick(words));
const number = () => String(pick([...numbers, below(10)]));
const variables = ['x', 'y', 'v', 'f'];
const flags = () => pick(['', '', 'i', 'm', 'im']);
const regexes = ['a', 'b+', '[a-c]', '\\d+', '(\\w)(\\d)?', '^r', 'x*y', '(a)|(b)', '[^,]+', '\\s', '.', 'e$', '(?:re|bl)(d|ue)', 'é', '\\bb', '(.)\\1', 'a{1,2}', '[\\w-]+', 'R', '(?=b).', '(?<=a).', '\\W', 'a??', '(a|b)*?c', '[^a]'];
const regex = () => `/${pick(regexes)}/${flags()}`;
const lambda = (depth, count = 1 + below(3)) => {
  const parameters = ['v', 'i', 'w'].slice(0, count).map(p => '$' + p);
  const signature = maybe(0.08) ? pick(['<n:n>', '<s-:s>', '<a<n>:n>', '<x-x?:x>', '<(ns)n?:s>', '<nn?:n>', '<a:a>', '<s+>', '<o-:o>', '<j>', '<f>', '<n-n?>']) : '';
  return `function(${parameters.join(', ')})${signature}{${expression(depth - 1, parameters)}}`;
};
const functionValue = depth => pick([() => lambda(depth), () => lambda(depth), () => '$' + pick(['uppercase', 'string', 'sum', 'not', 'boolean', 'count', 'number', 'length', 'keys', 'type', 'abs', 'append', 'lookup', 'contains', 'trim', 'exists']), () => pick(['$append(?, 1)', 'function($v){$v}(?)', '$lookup(?, "a")'])])();
const integerPattern = () => pick(['0', '000', '#,##0', 'I', 'i', 'A', 'a', 'w', 'W', 'Ww', 'w;o', '0;o', '1;o', '#:##0', '٠', '0,00,000', 'x', '##']);
const numberPattern = () => pick(['0', '#', '#,##0.00', '0.0', '#.##', '00.0%', '0.0‰', '#0;(#0)', 'x0y', '#,##,#0.0#', '0.00;-0.0', '', '0..0', '#,', '0#', '.0', '.#', '0,0,0', '0.0,0', '$#0', '0%%', 'abc']);
const datePattern = () => pick(['[Y]-[M]-[D]', '[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01].[f001]Z', '[D1o] [MNn] [Y]', '[FNn], [h]:[m] [P]', '[W]/[w] [X] [x] [xNn]', '[d] [dwo] [Yw]', '[Y,2] [Y,2-2] [MNn,3-3]', '[H]:[m]:[s][Z]', '[z] [Z0] [Z0000] [ZN]', '[[x]] [C] [E]', '[YI] [Ma] [DA]', '[q]', '[Y', '[Y9,999,*]', '[D#1] [M,1-2]', '[FN] [Fn,2-2] [F0]', '[h#1][PN]', '[Z00:00t]', '[f] [f1]', '[m1o]']);
const timestamp = () => pick(['2018-02-03T04:05:06.789Z', '2018-02-03', '2018', '2018-2-3', '3rd February 2018', '2018-02-03T04:05:06+0530', '2018-02-03T04:05:06-05:00', 'Saturday, 4:05 pm', '12:30:00+01:00', '18 MMXVIII', '5/2', '2020-13-45', '2017-10-30T16:25:32.935Z', '']);
const millis = () => String(pick([0, 1517630706789, -1, 951782400000, 1e12, 1204416000000, 4102444799999, -62135596800000, 1483228800000, 1.5]));

function call(depth, scope) {
  const e = () => expression(depth - 1, scope);
  const t = () => (maybe(0.5) ? text() : e());
  const n = () => (maybe(0.5) ? number() : e());
  const f = () => functionValue(depth);
  return pick([
    () => `$${pick(['sum', 'count', 'max', 'min', 'average', 'string', 'length', 'trim', 'lowercase', 'uppercase', 'boolean', 'not', 'exists', 'keys', 'spread', 'merge', 'reverse', 'distinct', 'type', 'number', 'abs', 'floor', 'ceil', 'round', 'sqrt', 'sort', 'clone', 'base64encode', 'base64decode', 'encodeUrl', 'encodeUrlComponent', 'decodeUrl', 'decodeUrlComponent', 'zip'])}(${maybe(0.1) ? '' : e()})`,
    () => `$${pick(['sum', 'max', 'min', 'average', 'sort'])}([${list(0, 4, number)}])`,
    () => `$substring(${t()}, ${n()}${maybe(0.5) ? ', ' + n() : ''})`,
    () => `$${pick(['substringBefore', 'substringAfter'])}(${t()}, ${t()})`,
    () => `$pad(${t()}, ${pick(['5', '-5', '0', '12', '-3'])}${maybe(0.5) ? ', ' + text() : ''})`,
    () => `$contains(${t()}, ${maybe(0.5) ? regex() : t()})`,
    () => `$match(${t()}, ${regex()}${maybe(0.3) ? ', ' + pick(['0', '1', '2', '-1']) : ''})`,
    () => `$replace(${t()}, ${maybe(0.5) ? regex() : t()}, ${maybe(0.7) ? pick(['"$1-$0"', '"$$"', '"x"', '"$2$1"', '"$"', '"$12"', '""']) : lambda(depth, 1)}${maybe(0.2) ? ', ' + pick(['0', '1', '-1']) : ''})`,
    () => `$split(${t()}, ${maybe(0.5) ? regex() : t()}${maybe(0.3) ? ', ' + pick(['0', '1', '2', '-1', '1.5']) : ''})`,
    () => `$join(${maybe(0.5) ? `[${list(0, 3, text)}]` : e()}${maybe(0.5) ? ', ' + t() : ''})`,
    () => `$formatNumber(${n()}, "${numberPattern()}"${maybe(0.1) ? ', {"decimal-separator": ",", "grouping-separator": "."}' : ''})`,
    () => `$formatNumber(${pick(['1234.5', '0.00321', '1e10', '5'])}, "${pick(['0.0e0', '00.00e00', '#.#e0', '0e0', '0.0e'])}")`,
    () => `$formatInteger(${n()}, "${integerPattern()}")`,
    () => `$formatInteger(${pick(['0', '7', '11', '12', '21', '99', '100', '101', '1999', '12345', '1000000', '123456789', '1000000000001'])}, "${integerPattern()}")`,
    () => `$parseInteger(${maybe(0.5) ? t() : pick(['"12"', '"1,234"', '"XIV"', '"xiv"', '"twelve"', '"one hundred and five"', '"aa"', '"21st"', '"two thousand, three hundred and forty-first"', '"٣"', '""'])}, "${integerPattern()}")`,
    () => `$formatBase(${n()}${maybe(0.7) ? ', ' + pick(['2', '16', '36', '1', '37', '10', '2.5']) : ''})`,
    () => `$power(${n()}, ${pick(['2', '0', '-1', '3', '0.5', '400'])})`,
    () => `$round(${n()}, ${pick(['0', '1', '2', '-1', '3', '-2'])})`,
    () => `$fromMillis(${millis()}${maybe(0.7) ? `, "${datePattern()}"` : ''})`,
    () => `$fromMillis(${millis()}, "${datePattern()}", "${pick(['+0530', '-0500', '0000', '+1', '-0330', ''])}")`,
    () => `$toMillis("${timestamp()}")`,
    () => `$toMillis("${timestamp()}", "${datePattern()}")`,
    () => `$toMillis($fromMillis(${millis()}, "${'[Y0001]-[M01]-[D01] [H01]:[m01]:[s01]'}"), "[Y0001]-[M01]-[D01] [H01]:[m01]:[s01]")`,
    () => `$${pick(['map', 'filter', 'single', 'each', 'sift', 'reduce', 'sort'])}(${e()}, ${f()}${maybe(0.1) ? ', ' + e() : ''})`,
    () => `$${pick(['map', 'filter', 'reduce'])}([${list(0, 4, () => pick([number, text, e])())}], ${f()})`,
    () => `$reduce(${e()}, function($v, $w${maybe(0.3) ? ', $i' : ''}){${expression(depth - 1, ['$v', '$w'])}}${maybe(0.5) ? ', ' + e() : ''})`,
    () => `$append(${e()}, ${e()})`,
    () => pick(['$map([1, 2, 3], $power(?, 2))', '$map(["abc", "de"], $substring(?, 1))', '$join(?, "-")(["a", "b"])', '$map(["a1", "b"], $contains(?, /\\d/))', '$string(?)', '$sum(?)([1, 2])']),
    () => `$lookup(${e()}, ${maybe(0.7) ? `"${pick(names)}"` : e()})`,
    () => `$zip(${list(1, 3, e)})`,
    () => `$error(${maybe(0.5) ? text() : ''})`,
    () => `$assert(${e()}${maybe(0.5) ? ', ' + text() : ''})`,
    () => `$string(${e()}, ${maybe(0.7)})`,
    () => `${f()}(${list(0, 3, e)})`,
    () => `$${pick(['undefinedFunction', 'q'])}(${list(0, 2, e)})`,
  ])();
}

function path(depth, scope) {
  const step = () => pick([
    () => pick(names), () => pick(names), () => pick(names), () => pick(names), () => '*', () => '**', () => (maybe(0.4) ? '%' : 'items'), () => '`name`', () => '"price"',
    () => `(${expression(depth - 1, scope)})`, () => `[${list(0, 2, () => expression(depth - 1, scope))}]`, () => `{${pairs(depth - 1, scope)}}`,
    () => call(depth - 1, scope), () => '$',
  ])();
  const suffix = () => pick([
    '', '', '', '', '', '',
    () => `[${pick(['0', '1', '-1', '2', '0.9', '[0..1]', '[0,-1]', 'true', 'price > 2', 'name = "red"', '$ = 1', 'tags', '$string($) = "b"'])}]`,
    () => `[${expression(depth - 1, scope)}]`, () => '[]', () => `@$${pick(variables)}`, () => `#$${pick(variables)}`,
    () => `^(${maybe(0.3) ? pick(['<', '>']) : ''}${maybe(0.5) ? pick(['price', 'name', '$', 'id']) : expression(depth - 1, scope)})`,
    () => `^(price, >name)`,
  ].map(s => (typeof s === 'string' ? () => s : s)))();
  const first = maybe(0.2) ? pick(['$', '$$', ...scope]) : step();
  const parts = [first + suffix(), ...list(0, 3, () => step() + suffix() + (maybe(0.1) ? suffix() : ''))];
  return parts.join('.') + (maybe(0.07) ? `{${pairs(depth - 1, scope)}}` : '');
}

const pairs = (depth, scope) => list(0, 3, () => `${maybe(0.6) ? text() : maybe(0.5) ? pick(['name', 'id', '$string(price)']) : expression(depth - 1, scope)}: ${expression(depth - 1, scope)}`).join(', ');

function expression(depth, scope = []) {
  if (depth <= 0) return pick([number, text, () => pick(names), () => pick(['true', 'false', 'null', '$', '$$', ...scope, ...scope]), () => pick(names)])();
  const e = () => expression(depth - 1, scope);
  return pick([
    () => path(depth, scope), () => path(depth, scope), () => path(depth, scope), () => path(depth, scope),
    () => call(depth, scope), () => call(depth, scope), () => call(depth, scope), () => call(depth, scope),
    () => `${e()} ${pick(['+', '-', '*', '/', '%', '=', '!=', '<', '<=', '>', '>=', 'and', 'or', 'in', '&'])} ${e()}`,
    () => `(${e()} ${pick(['+', '-', '*', '/', '=', '<', '&', 'in'])} ${e()})`,
    () => `${number()} ${pick(['+', '-', '*', '/', '%', '<', '='])} ${number()}`,
    () => `-${e()}`,
    () => `[${list(0, 3, e)}]`, () => `[${pick(['0', '1', '-2', e()])}..${pick(['3', '0', '5', e()])}]`,
    () => `{${pairs(depth, scope)}}`,
    () => `${e()} ? ${e()}${maybe(0.7) ? ` : ${e()}` : ''}`,
    () => { const v = '$' + pick(variables); return `(${v} := ${e()}; ${expression(depth - 1, [...scope, v])})`; },
    () => { const v = '$' + pick(variables); return `(${v} := ${functionValue(depth)}; ${pick([`${v}(${e()})`, `$map(${e()}, ${v})`, `${e()} ~> ${v}`, `${v} ~> $string`, `(${v} ~> $count)(${e()})`])})`; },
    () => `${e()} ~> ${pick(['$sum', '$count', '$string', '$uppercase()', '$substring(1)', '$map($string)', '$filter(function($v){$v > 1})', '$join("-")', '$keys()', `${lambda(depth, 1)}`, '$sort', '$append(1)', '$q'])}`,
    () => `${path(depth, scope)} ~> |${path(depth - 1, scope)}|${maybe(0.8) ? `{${pairs(depth - 1, scope)}}` : e()}${maybe(0.4) ? `, ${pick(['"name"', '["price", "tags"]', '"x"', '1', '[]'])}` : ''}|`,
    () => `$ ~> |${pick(names)}|{"new": ${e()}}${maybe(0.4) ? ', "name"' : ''}|`,
    () => `(${list(1, 3, e).join('; ')})`,
    () => `${maybe(0.5) ? functionValue(depth) : '$q'}(${list(0, 2, () => (maybe(0.3) ? '?' : e()))})`,
  ])();
}

/** A text with a syntax error, often. */
function broken(source) {
  const at = below(source.length + 1);
  return pick([
    () => source.slice(0, at) + source.slice(at + 1 + below(3)),
    () => source.slice(0, at) + pick(['(', ')', '[', ']', '{', '}', '.', '..', ',', ';', ':', '"', '/', '$', '@', '#', '^', '?', '~>', ':=', '\\', '`', '*', '%', '!', '|', '&', '1', 'and', '/* c */', '/*']) + source.slice(at),
    () => source.slice(0, at),
  ])();
}

// The time of the tests on the other side.
const now = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
globalThis.Date = class extends Date {
  constructor(...parts) {
    super(...(parts.length > 0 ? parts : [now]));
  }
};

const settled = async (promise, milliseconds) => {
  let timer;
  try {
    return await Promise.race([promise, new Promise((_, reject) => { timer = setTimeout(() => reject(new Error('timeout')), milliseconds); })]);
  } finally {
    clearTimeout(timer);
  }
};

const isFunction = v => typeof v === 'function' || v?._jsonata_function || v?._jsonata_lambda;

const errorOf = error => ({ error: { code: error?.code ?? null, position: error?.position ?? null, token: typeof error?.token === 'string' ? error.token : null, message: error?.message ?? null } });

async function outcomeOf(original, source, json) {
  try {
    const result = await settled(original(source).evaluate(json === undefined ? undefined : JSON.parse(json)), 2000);
    const written = JSON.stringify(result, (_, v) => (isFunction(v) ? undefined : v));
    return written === undefined ? { undefined: true } : { result: JSON.parse(written) };
  } catch (error) {
    return errorOf(error);
  }
}

for (let i = 0; i < count; i++) {
  let source = expression(1 + below(4));
  if (maybe(0.1)) source = broken(source);
  const data = input();
  const json = data === undefined ? undefined : JSON.stringify(data);
  const outcome = await outcomeOf(jsonata, source, json);
  const inOrder = /[[{*]/.test(source) ? await outcomeOf(sequential, source, json) : outcome;
  console.log(JSON.stringify({ expression: source, ...(data === undefined ? {} : { input: data }), ...outcome, ...(JSON.stringify(inOrder) !== JSON.stringify(outcome) && { inOrder }) }));
}
