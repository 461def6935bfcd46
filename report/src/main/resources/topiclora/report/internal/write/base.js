// What all parts of the page share: the report, the state, colours, text.

const report = JSON.parse(document.getElementById('report').textContent);
const documents = report.documents;
const topics = report.topics;
const clusters = report.clusters;
const byId = id => document.getElementById(id);

/** An element; whatever is text goes in as text. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === 'on') element.addEventListener('click', value);
    else element.setAttribute(key, value);
  }
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
}

function fill(element, ...children) {
  element.replaceChildren(...children.filter(child => child !== null && child !== undefined));
}

const fixed = (value, digits = 2) => (value === null ? '–' : value.toFixed(digits).replace(/^-(?=[0.]*$)/, '').replace('-', '−'));
const signed = (value, digits = 3) => (value > 0 ? '+' : '') + fixed(value, digits);
const percent = value => (value > 0 && value < 0.01 ? '< 1 %' : Math.round(100 * value) + ' %');
const count = value => value.toLocaleString('en');
const cut = (text, most) => ([...text].length > most ? [...text].slice(0, most - 1).join('').trimEnd() + '…' : text);
const counted = (n, one, many) => `${count(n)} ${n === 1 ? one : many}`;

/** The field by whose values topic shares are given, if any. */
const fieldName = (report.breakdowns.find(b => b.kind !== 'CLUSTER' && b.field !== 'label') || { field: '' }).field;

const titleOf = d => d.title || d.id || 'untitled';
const topicName = t => 'x' + topics[t].component + (topics[t].words.length ? ' · ' + topics[t].words.slice(0, 3).join(', ') : '');
function clusterName(c) {
  const words = clusters[c].dominantTopics.slice(0, 2).flatMap(t => topics[t].words.slice(0, 2));
  const named = words.length ? words : clusters[c].dominantTopics.slice(0, 3).map(t => 'x' + topics[t].component);
  return 'C' + c + (named.length ? ' · ' + named.join(', ') : '');
}

// Okabe and Ito's colours, told apart with any colour vision, a little darker or lighter for the ground.
const PALETTES = {
  light: ['#0072b2', '#e08e00', '#009e73', '#cc4c02', '#b85c93', '#45a5dc', '#8a7a00', '#6b7079'],
  dark: ['#4ea6e0', '#f0b23c', '#2fc29a', '#f0803c', '#e09ac4', '#9ad4f5', '#e6dc55', '#b3b8c0'],
};
const SYMBOLS = ['circle', 'triangle', 'diamond', 'rect'];
const colourOf = i => PALETTES[theme.name][i % 8];
const symbolOf = i => SYMBOLS[Math.floor(i / 8) % 4];

const theme = {
  name: 'light',
  get(variable) {
    return getComputedStyle(document.documentElement).getPropertyValue('--' + variable).trim();
  },
};

/** What the user looks at. */
const state = { colour: 'cluster', query: '', lasso: null, group: null, nllReduction: null, chosen: -1 };
const shown = new Uint8Array(documents.length).fill(1);
const listeners = { filter: [], choice: [], colour: [], theme: [] };
const tell = what => listeners[what].forEach(listener => listener());

/** The ways to colour the map: groups, and the group of a document, or -1 where it has none. */
const colourings = { cluster: { name: 'Cluster', groups: clusters.map((_, c) => clusterName(c)), of: d => d.cluster } };
colourings.topic = {
  name: 'Strongest topic',
  groups: topics.map((_, t) => topicName(t)),
  of: d => (d.topics.length ? d.topics[0].topic : -1),
};
for (const [key, name] of [['label', 'Label'], ['value', null]]) {
  const values = new Map();
  documents.forEach(d => d[key] !== null && values.set(d[key], (values.get(d[key]) || 0) + 1));
  const sorted = [...values.keys()].sort((a, b) => values.get(b) - values.get(a));
  const classes = report.breakdowns.some(b => b.kind === 'CLASS' && b.field === (key === 'label' ? key : fieldName));
  if (sorted.length > 0 && classes) {
    const kept = sorted.slice(0, 31);
    const place = new Map(kept.map((value, i) => [value, i]));
    const groups = sorted.length > 31 ? [...kept, `${sorted.length - 31} others`] : kept;
    colourings[key] = {
      name: name || cut(fieldName, 24),
      groups,
      of: d => (d[key] === null ? -1 : place.has(d[key]) ? place.get(d[key]) : 31),
    };
  }
}

/** What is searched, made at the first search. */
let haystack = null;
const searched = i => {
  haystack ??= documents.map(d => [d.title, d.id, d.label, d.value, d.excerpt].filter(Boolean).join('\n').toLowerCase());
  return haystack[i];
};

/** Marks the documents that pass every filter. */
function filter() {
  const words = state.query.toLowerCase().split(/\s+/).filter(Boolean);
  const colouring = colourings[state.colour];
  documents.forEach((d, i) => {
    shown[i] = words.every(word => searched(i).includes(word))
      && (state.group === null || colouring.of(d) === state.group)
      && (state.lasso === null || inside(state.lasso, d.mapX, d.mapY))
      && (state.nllReduction === null || (d.nllReduction !== null && d.nllReduction >= state.nllReduction[0] && d.nllReduction < state.nllReduction[1])) ? 1 : 0;
  });
  tell('filter');
}

/** Whether a point is in a polygon: a ray to the right crosses its sides an odd number of times. */
function inside(polygon, x, y) {
  let odd = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [ax, ay] = polygon[i];
    const [bx, by] = polygon[j];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) odd = !odd;
  }
  return odd;
}

const filtered = () => state.query.trim() !== '' || state.group !== null || state.lasso !== null || state.nllReduction !== null;

function choose(i, scroll = false) {
  state.chosen = i;
  tell('choice');
  if (scroll) byId('map').scrollIntoView({ block: 'start' });
}

/** A document's name that shows it on the map. */
const documentLink = i =>
  make('button', { type: 'button', class: 'link', on: () => choose(i, true) },
    make('bdi', { class: 'clip two' }, titleOf(documents[i])));

// The card beside the pointer. Charts have none of their own, so no text of a document is ever markup.
const card = byId('card');
function showCard(event, ...children) {
  fill(card, ...children);
  card.hidden = false;
  const box = card.getBoundingClientRect();
  const x = event.clientX + 16 + box.width > innerWidth ? event.clientX - box.width - 12 : event.clientX + 16;
  const y = event.clientY + 16 + box.height > innerHeight ? event.clientY - box.height - 12 : event.clientY + 16;
  card.style.left = Math.max(6, x) + 'px';
  card.style.top = Math.max(6, y) + 'px';
}
const hideCard = () => { card.hidden = true; };

/** A title and lines below it. */
const cardOf = (title, ...lines) => [
  make('div', { class: 'title clip', dir: 'auto' }, title),
  make('ul', {}, ...lines.filter(Boolean).map(line => make('li', {}, line))),
];
