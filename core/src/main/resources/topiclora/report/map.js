// The map of documents.

const UNUSUAL = 2; // standard deviations from which a point has a ring
const sizes = documents.map(d => {
  const base = documents.length > 4000 ? 4 : documents.length > 800 ? 6 : 9;
  return base * (1 + 0.45 * Math.min(4, Math.max(0, d.outlier)));
});

const reach = documents.reduce(([across, up], d) => [Math.max(across, Math.abs(d.across)), Math.max(up, Math.abs(d.up))], [0.02, 0.02]);

/** Limits of both axes so that one unit is as long across as up. */
function limits(width, height) {
  const unit = 1.1 * Math.max(reach[0] / (width / 2), reach[1] / (height / 2));
  return [(unit * width) / 2, (unit * height) / 2];
}

function mapOption(width, exporting) {
  const height = byId('map-chart').clientHeight;
  const [across, up] = limits(width, height);
  const colouring = colourings[state.colour];
  const paper = theme.get('paper');
  const muted = theme.get('muted');
  const members = [...colouring.groups.map(() => []), []];
  documents.forEach((d, i) => {
    const group = colouring.of(d);
    const ring = d.outlier >= UNUSUAL;
    members[group < 0 ? colouring.groups.length : group].push({
      value: [d.across, d.up, i],
      symbolSize: sizes[i],
      itemStyle: shown[i]
        ? { opacity: ring ? 1 : 0.85, borderColor: ring ? theme.get('ink') : paper, borderWidth: ring ? 1.6 : 0.6 }
        : { opacity: 0.07 },
    });
  });
  const series = members.map((data, g) => ({
    type: 'scatter',
    name: g < colouring.groups.length ? cut(colouring.groups[g], 36) : 'none',
    data,
    symbol: g < colouring.groups.length ? symbolOf(g) : 'circle',
    itemStyle: { color: g < colouring.groups.length ? colourOf(g) : muted },
    progressive: 0,
    z: 2,
    emphasis: { disabled: documents.length > 2000, scale: 1.3 },
  })).filter(s => s.data.length > 0);
  return {
    grid: { left: 0, right: 0, top: 0, bottom: exporting ? 60 : 0 },
    xAxis: { type: 'value', show: false, min: -across, max: across },
    yAxis: { type: 'value', show: false, min: -up, max: up },
    dataZoom: [0, 1].map(axis => ({
      type: 'inside',
      [axis ? 'yAxisIndex' : 'xAxisIndex']: 0,
      filterMode: 'none',
      zoomOnMouseWheel: 'ctrl',
      moveOnMouseMove: zoom.moves(),
      preventDefaultMouseMove: zoom.moves(),
      start: zoom.range[axis][0],
      end: zoom.range[axis][1],
    })),
    legend: exporting
      ? { bottom: 8, left: 12, right: 12, itemWidth: 10, itemHeight: 10, textStyle: { color: theme.get('ink') } }
      : { show: false },
    series: exporting ? series : [...series, ...chosenSeries()],
  };
}

/** A ring around the chosen document, and lines to those nearest to it. */
function chosenSeries() {
  const d = documents[state.chosen];
  const ink = theme.get('ink');
  return [
    {
      id: 'ties', type: 'lines', coordinateSystem: 'cartesian2d', silent: true, z: 1,
      lineStyle: { color: ink, opacity: 0.45, width: 1.2 },
      data: d ? d.nearest.map(n => ({ coords: [[d.across, d.up], [documents[n.document].across, documents[n.document].up]] })) : [],
    },
    {
      id: 'ring', type: 'scatter', silent: true, z: 3, symbol: 'circle',
      symbolSize: d ? sizes[state.chosen] + 12 : 0,
      itemStyle: { color: 'transparent', borderColor: ink, borderWidth: 2.2 },
      data: d ? [[d.across, d.up]] : [],
    },
  ];
}

const zoom = {
  range: [[0, 100], [0, 100]],
  fine: matchMedia('(pointer: fine)').matches,
  // A finger scrolls the page over the map until it is zoomed into.
  moves() { return this.fine || this.range[0][1] - this.range[0][0] < 99.9; },
  to(range) {
    this.range = range.map(([start, end]) => {
      const width = Math.min(100, end - start);
      const from = Math.min(100 - width, Math.max(0, start));
      return [from, from + width];
    });
    const moves = this.moves();
    figures.map.chart.setOption({
      dataZoom: this.range.map(([start, end]) => ({ start, end, moveOnMouseMove: moves, preventDefaultMouseMove: moves })),
    });
  },
  by(factor) {
    this.to(this.range.map(([start, end]) => {
      const middle = (start + end) / 2;
      const half = Math.max(1, ((end - start) / 2) * factor);
      return [middle - half, middle + half];
    }));
  },
  /** Moves so that a document is in sight. */
  towards(d) {
    const [across, up] = limits(byId('map-chart').clientWidth, byId('map-chart').clientHeight);
    const at = [50 * (1 + d.across / across), 50 * (1 + d.up / up)];
    if (this.range.every(([start, end], i) => at[i] > start && at[i] < end)) return;
    this.to(this.range.map(([start, end], i) => [at[i] - (end - start) / 2, at[i] + (end - start) / 2]));
  },
};

function documentCard(i) {
  const d = documents[i];
  return cardOf(titleOf(d),
    [d.label, clusterName(d.cluster)].filter(Boolean).join(' · '),
    d.topics.length ? d.topics.slice(0, 2).map(p => `${topicName(p.topic)} ${percent(p.share)}`).join(' · ') : null,
    d.nearest.length ? 'Near: ' + d.nearest.slice(0, 3).map(n => cut(titleOf(documents[n.document]), 48)).join(' · ') : null,
    `Unusual by ${figure(d.outlier, 1)} sd` + (d.gain === null ? '' : ` · gain ${signed(d.gain)} nats`));
}

picture('map', {
  option: mapOption,
  card: e => (e.seriesType === 'scatter' && e.data.value ? documentCard(e.data.value[2]) : null),
  click: e => { if (e.data && e.data.value) choose(e.data.value[2]); },
});

/** Draws the points again without touching where the user is. */
const redraw = (() => {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; figures.map.draw(); });
  };
})();

function wireMap() {
  const element = byId('map-chart');
  figures.map.start();
  figures.map.chart.on('datazoom', () => {
    const zooms = figures.map.chart.getOption().dataZoom;
    zoom.range = zooms.map(z => [z.start, z.end]);
  });
  listeners.filter.push(redraw);
  listeners.colour.push(redraw);
  listeners.choice.push(() => {
    figures.map.chart.setOption({ series: chosenSeries() });
    if (state.chosen >= 0) zoom.towards(documents[state.chosen]);
  });
  byId('zoom-in').addEventListener('click', () => zoom.by(0.6));
  byId('zoom-out').addEventListener('click', () => zoom.by(1 / 0.6));
  byId('zoom-fit').addEventListener('click', () => zoom.to([[0, 100], [0, 100]]));
  element.addEventListener('keydown', event => {
    const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
    if (steps[event.key]) step(...steps[event.key]);
    else if (event.key === 'Home') choose(shown.indexOf(1));
    else if (event.key === 'Escape') choose(-1);
    else if (event.key === '+' || event.key === '=') zoom.by(0.6);
    else if (event.key === '-') zoom.by(1 / 0.6);
    else return;
    event.preventDefault();
  });
  lasso();
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
    const ahead = (d.across - from.across) * x + (d.up - from.up) * y;
    const aside = Math.abs((d.across - from.across) * y) + Math.abs((d.up - from.up) * x);
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
      state.lasso = line.map(point => figures.map.chart.convertFromPixel({ gridIndex: 0 }, point));
      filter();
    }
    arm(false);
  });
  document.addEventListener('keydown', e => { if (e.key === 'Escape' && !canvas.hidden) arm(false); });
}

/** A small picture of a group's mark, for legends. */
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
