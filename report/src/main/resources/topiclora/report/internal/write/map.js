// The map of documents: drawn by hand, since ten thousand points must follow a finger.

const OUTLIER = 2; // standard deviations from which a point has a ring
const size = i => {
  const base = documents.length > 4000 ? 5 : documents.length > 800 ? 7 : 10;
  const small = view.width < 500 && documents.length > 800 ? 0.65 : 1;
  return Math.round(base * small * (1 + 0.45 * Math.min(4, Math.max(0, documents[i].outlierScore))));
};
const reach = documents.reduce(([x, y], d) => [Math.max(x, Math.abs(d.mapX)), Math.max(y, Math.abs(d.mapY))], [0.02, 0.02]);

/** What part of the map is in sight: its middle, and how often it is enlarged. */
const view = {
  across: 0, up: 0, zoom: 1, width: 1, height: 1,
  unit() { return this.zoom / (1.1 * Math.max(reach[0] / (this.width / 2), reach[1] / (this.height / 2))); },
  x(d) { return this.width / 2 + (d.mapX - this.across) * this.unit(); },
  y(d) { return this.height / 2 - (d.mapY - this.up) * this.unit(); },
  inverse(x, y) { return [this.across + (x - this.width / 2) / this.unit(), this.up - (y - this.height / 2) / this.unit()]; },
  /** Enlarges around a point of the screen. */
  by(factor, x = this.width / 2, y = this.height / 2) {
    const before = this.inverse(x, y);
    this.zoom = Math.min(60, Math.max(1, this.zoom * factor));
    const after = this.inverse(x, y);
    this.to(this.across + before[0] - after[0], this.up + before[1] - after[1]);
  },
  to(across, up) {
    const slack = 1 - 1 / this.zoom;
    this.across = Math.min(reach[0] * slack, Math.max(-reach[0] * slack, across));
    this.up = Math.min(reach[1] * slack, Math.max(-reach[1] * slack, up));
    // A finger scrolls the page over the map until it is zoomed into.
    plane.style.touchAction = this.zoom > 1.01 ? 'none' : 'pan-y';
    redraw();
  },
  fit() { this.zoom = 1; this.to(0, 0); },
  /** Moves so that a document is in sight. */
  towards(d) {
    const x = this.x(d);
    const y = this.y(d);
    if (x < 0 || y < 0 || x > this.width || y > this.height) this.to(d.mapX, d.mapY);
  },
};

const plane = byId('map-chart');
const points = make('canvas', { 'aria-hidden': 'true' });
let groupOf = [];
let sprites = new Map();

/** A mark drawn once and stamped wherever it is needed. */
function sprite(group, width, ring) {
  const key = group * 1000 + width * 2 + ring;
  if (sprites.has(key)) return sprites.get(key);
  const ratio = devicePixelRatio || 1;
  const canvas = make('canvas');
  canvas.width = canvas.height = Math.ceil((width + 4) * ratio);
  const pen = canvas.getContext('2d');
  pen.scale(ratio, ratio);
  pen.translate(width / 2 + 2, width / 2 + 2);
  const r = width / 2;
  pen.beginPath();
  switch (group < 0 ? 'circle' : symbolOf(group)) {
    case 'triangle': pen.moveTo(0, -r); pen.lineTo(r, r); pen.lineTo(-r, r); break;
    case 'diamond': pen.moveTo(0, -r * 1.15); pen.lineTo(r * 1.15, 0); pen.lineTo(0, r * 1.15); pen.lineTo(-r * 1.15, 0); break;
    case 'rect': pen.rect(-r * 0.9, -r * 0.9, 1.8 * r, 1.8 * r); break;
    default: pen.arc(0, 0, r, 0, 2 * Math.PI);
  }
  pen.closePath();
  pen.fillStyle = group < 0 ? theme.get('muted') : colourOf(group);
  pen.strokeStyle = theme.get(ring ? 'ink' : 'paper');
  pen.lineWidth = ring ? 1.7 : 0.7;
  pen.globalAlpha = ring ? 1 : 0.88;
  pen.fill();
  pen.stroke();
  sprites.set(key, canvas);
  return canvas;
}

function drawMap() {
  const ratio = devicePixelRatio || 1;
  view.width = plane.clientWidth;
  view.height = plane.clientHeight;
  points.width = Math.round(view.width * ratio);
  points.height = Math.round(view.height * ratio);
  const pen = points.getContext('2d');
  pen.scale(ratio, ratio);
  const unit = view.unit();
  const left = view.width / 2 - view.across * unit;
  const top = view.height / 2 + view.up * unit;
  const stamp = i => {
    const x = left + documents[i].mapX * unit;
    const y = top - documents[i].mapY * unit;
    const width = size(i);
    const half = width / 2 + 2;
    if (x < -half || y < -half || x > view.width + half || y > view.height + half) return;
    pen.drawImage(sprite(groupOf[i], width, documents[i].outlierScore >= OUTLIER ? 1 : 0), x - half, y - half, 2 * half, 2 * half);
  };
  pen.globalAlpha = 0.1;
  for (let i = 0; i < documents.length; i++) if (!shown[i]) stamp(i);
  pen.globalAlpha = 1;
  drawTies(pen);
  // Outliers last, and so on top.
  for (let i = 0; i < documents.length; i++) if (shown[i] && documents[i].outlierScore < OUTLIER) stamp(i);
  for (let i = 0; i < documents.length; i++) if (shown[i] && documents[i].outlierScore >= OUTLIER) stamp(i);
  drawRing(pen);
}

function drawTies(pen) {
  const d = documents[state.chosen];
  if (!d) return;
  pen.strokeStyle = theme.get('muted');
  pen.lineWidth = 1.2;
  for (const near of d.nearest) {
    pen.beginPath();
    pen.moveTo(view.x(d), view.y(d));
    pen.lineTo(view.x(documents[near.document]), view.y(documents[near.document]));
    pen.stroke();
  }
}

function drawRing(pen) {
  const d = documents[state.chosen];
  if (!d) return;
  pen.strokeStyle = theme.get('ink');
  pen.lineWidth = 2.2;
  pen.beginPath();
  pen.arc(view.x(d), view.y(d), size(state.chosen) / 2 + 6, 0, 2 * Math.PI);
  pen.stroke();
}

let waiting = false;
function redraw() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => { waiting = false; drawMap(); });
}

/** The document at a place of the screen, or -1. */
function documentAt(x, y, reachOut = 3) {
  const [across, up] = view.inverse(x, y);
  const unit = view.unit();
  let best = -1;
  let least = Infinity;
  for (let i = 0; i < documents.length; i++) {
    if (!shown[i]) continue;
    const away = Math.hypot(documents[i].mapX - across, documents[i].mapY - up) * unit - size(i) / 2;
    if (away < reachOut && away < least) {
      least = away;
      best = i;
    }
  }
  return best;
}

/** For a file: the whole map, drawn by the library that can write SVG. */
function mapOption() {
  const colouring = colourings[state.colour];
  const marks = [...colouring.groups.map((_, g) => g), -1].map(group => ({
    type: 'scatter',
    name: group < 0 ? 'none' : cut(colouring.groups[group], 36),
    symbol: group < 0 ? 'circle' : symbolOf(group),
    itemStyle: { color: group < 0 ? theme.get('muted') : colourOf(group), opacity: 0.88, borderColor: theme.get('paper'), borderWidth: 0.6 },
    progressive: 0,
    data: documents.map((_, i) => i).filter(i => shown[i] && groupOf[i] === group).map(i => ({
      value: [documents[i].mapX, documents[i].mapY],
      symbolSize: size(i),
      itemStyle: documents[i].outlierScore >= OUTLIER ? { opacity: 1, borderColor: theme.get('ink'), borderWidth: 1.6 } : {},
    })),
  })).filter(mark => mark.data.length > 0);
  const legendHeight = 26 * Math.ceil(marks.length / Math.max(1, Math.floor(view.width / 230))) + 16;
  const unit = 1.1 * Math.max(reach[0] / (view.width / 2), reach[1] / ((view.height - legendHeight) / 2));
  return {
    grid: { left: 0, right: 0, top: 0, bottom: legendHeight },
    xAxis: { type: 'value', show: false, min: -unit * view.width / 2, max: unit * view.width / 2 },
    yAxis: { type: 'value', show: false, min: -unit * (view.height - legendHeight) / 2, max: unit * (view.height - legendHeight) / 2 },
    legend: { bottom: 8, left: 12, right: 12, itemWidth: 10, itemHeight: 10, textStyle: { color: theme.get('ink') } },
    series: marks,
  };
}

function documentCard(i) {
  const d = documents[i];
  return cardOf(titleOf(d),
    [d.label, clusterName(d.cluster)].filter(Boolean).join(' · '),
    ...d.topics.slice(0, 2).map(p => `${percent(p.share)} ${topicName(p.topic)}`),
    ...d.nearest.slice(0, 3).map(n => '↔ ' + titleOf(documents[n.document])),
    `outlier score ${fixed(d.outlierScore, 1)}` + (d.nllReduction === null ? '' : ` · NLL reduction ${signed(d.nllReduction)} nats per token`));
}

function wireMap() {
  plane.append(points);
  exportable({ name: 'map', element: plane, option: mapOption });
  const regroup = () => {
    groupOf = documents.map(colourings[state.colour].of);
    redraw();
  };
  regroup();
  listeners.colour.push(regroup);
  listeners.filter.push(redraw);
  listeners.theme.push(() => { sprites = new Map(); redraw(); });
  listeners.choice.push(() => {
    if (state.chosen >= 0) view.towards(documents[state.chosen]);
    redraw();
  });
  new ResizeObserver(redraw).observe(plane);
  byId('zoom-in').addEventListener('click', () => view.by(1.6));
  byId('zoom-out').addEventListener('click', () => view.by(1 / 1.6));
  byId('zoom-fit').addEventListener('click', () => view.fit());
  plane.addEventListener('keydown', event => {
    const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
    if (steps[event.key]) step(...steps[event.key]);
    else if (event.key === 'Home') choose(shown.indexOf(1));
    else if (event.key === 'Escape') choose(-1);
    else if (event.key === '+' || event.key === '=') view.by(1.6);
    else if (event.key === '-') view.by(1 / 1.6);
    else return;
    event.preventDefault();
  });
  wirePointers();
  lasso();
}

/** Hovering, choosing, dragging and pinching. The wheel zooms with Ctrl: without, it scrolls the page. */
function wirePointers() {
  const down = new Map();
  let moved = 0;
  plane.addEventListener('wheel', e => {
    if (!e.ctrlKey) return;
    e.preventDefault();
    view.by(Math.exp(-e.deltaY / 300), e.offsetX, e.offsetY);
  }, { passive: false });
  plane.addEventListener('dblclick', e => view.by(2, e.offsetX, e.offsetY));
  plane.addEventListener('pointerdown', e => {
    down.set(e.pointerId, [e.offsetX, e.offsetY]);
    moved = 0;
  });
  plane.addEventListener('pointermove', e => {
    const from = down.get(e.pointerId);
    if (!from) {
      const i = documentAt(e.offsetX, e.offsetY);
      plane.style.cursor = i < 0 ? 'default' : 'pointer';
      if (i < 0) hideCard(); else showCard(e, ...documentCard(i));
      return;
    }
    hideCard();
    const [dx, dy] = [e.offsetX - from[0], e.offsetY - from[1]];
    moved += Math.abs(dx) + Math.abs(dy);
    if (down.size === 2) {
      const other = [...down].find(([id]) => id !== e.pointerId)[1];
      const before = Math.hypot(from[0] - other[0], from[1] - other[1]);
      view.by(Math.hypot(e.offsetX - other[0], e.offsetY - other[1]) / Math.max(1, before), other[0], other[1]);
    } else if (moved > 3) {
      if (!plane.hasPointerCapture(e.pointerId)) plane.setPointerCapture(e.pointerId);
      view.to(view.across - dx / view.unit(), view.up + dy / view.unit());
    }
    down.set(e.pointerId, [e.offsetX, e.offsetY]);
  });
  const up = e => {
    if (down.delete(e.pointerId) && e.type === 'pointerup' && moved <= 3) {
      choose(documentAt(e.offsetX, e.offsetY, e.pointerType === 'mouse' ? 3 : 14));
    }
  };
  plane.addEventListener('pointerup', up);
  plane.addEventListener('pointercancel', up);
  plane.addEventListener('pointerleave', () => { if (down.size === 0) hideCard(); });
}

/** To the nearest document in a direction; what is off to the side counts as further away. */
function step(x, y) {
  const from = documents[state.chosen];
  if (!from) {
    choose(shown.indexOf(1));
    return;
  }
  let best = -1;
  let least = Infinity;
  documents.forEach((d, i) => {
    const ahead = (d.mapX - from.mapX) * x + (d.mapY - from.mapY) * y;
    const aside = Math.abs((d.mapX - from.mapX) * y) + Math.abs((d.mapY - from.mapY) * x);
    const distance = ahead + 2.5 * aside;
    if (shown[i] && i !== state.chosen && ahead > 1e-6 && aside < 3 * ahead && distance < least) {
      least = distance;
      best = i;
    }
  });
  if (best >= 0) choose(best);
}

/** A line drawn around documents, by mouse, pen or finger. */
function lasso() {
  const button = byId('lasso');
  const canvas = byId('lasso-line');
  let line = null;
  const arm = on => {
    canvas.hidden = !on;
    button.setAttribute('aria-pressed', on);
    line = null;
    hideCard();
  };
  const draw = () => {
    const ratio = devicePixelRatio || 1;
    canvas.width = canvas.clientWidth * ratio;
    canvas.height = canvas.clientHeight * ratio;
    const pen = canvas.getContext('2d');
    pen.scale(ratio, ratio);
    pen.strokeStyle = theme.get('accent');
    pen.fillStyle = theme.get('accent') + '22';
    pen.lineWidth = 2;
    pen.beginPath();
    line.forEach(([x, y], i) => (i ? pen.lineTo(x, y) : pen.moveTo(x, y)));
    pen.closePath();
    pen.fill();
    pen.stroke();
  };
  button.addEventListener('click', () => arm(canvas.hidden));
  canvas.addEventListener('pointerdown', e => {
    canvas.setPointerCapture(e.pointerId);
    line = [[e.offsetX, e.offsetY]];
  });
  canvas.addEventListener('pointermove', e => {
    if (!line) return;
    line.push([e.offsetX, e.offsetY]);
    draw();
  });
  canvas.addEventListener('pointerup', () => {
    if (line && line.length > 3) {
      const polygon = line.map(([x, y]) => view.inverse(x, y));
      // A line around nothing would only hide everything.
      state.lasso = documents.some(d => inside(polygon, d.mapX, d.mapY)) ? polygon : null;
      filter();
    }
    arm(false);
  });
  document.addEventListener('keydown', e => { if (e.key === 'Escape' && !canvas.hidden) arm(false); });
}

/** A small drawing of a group's mark, for legends. */
function mark(group) {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('width', '11');
  svg.setAttribute('height', '11');
  svg.setAttribute('aria-hidden', 'true');
  const shape = document.createElementNS(space, 'path');
  const paths = {
    circle: 'M5.5 0.5a5 5 0 1 0 0.01 0Z', triangle: 'M5.5 0.5L11 10.5H0Z', diamond: 'M5.5 0L11 5.5L5.5 11L0 5.5Z', rect: 'M1 1H10V10H1Z',
  };
  shape.setAttribute('d', paths[symbolOf(group)]);
  shape.setAttribute('fill', colourOf(group));
  svg.append(shape);
  return svg;
}

/** Groups of the colouring; a click leaves one alone. */
function legend() {
  const colouring = colourings[state.colour];
  const sizes = new Array(colouring.groups.length).fill(0);
  documents.forEach(d => { if (colouring.of(d) >= 0) sizes[colouring.of(d)]++; });
  fill(byId('legend'), ...colouring.groups.map((name, g) => sizes[g] === 0 ? null
    : make('button', {
      type: 'button',
      'aria-pressed': state.group === g,
      on: () => {
        state.group = state.group === g ? null : g;
        filter();
        legend();
        byId('legend').querySelector(`[data-group="${g}"]`).focus();
      },
      'data-group': g,
    }, mark(g), make('span', { dir: 'auto' }, name), make('span', { class: 'number' }, count(sizes[g])))));
}
