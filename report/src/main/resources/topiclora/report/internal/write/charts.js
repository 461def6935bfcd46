// Charts and how they leave the page.

const plots = {};

/**
 * A plot of the page: drawn into its element when that comes into view, again when the theme or
 * the width changes, and to a file when asked.
 *
 * option(width) is what ECharts draws, height(width) how tall it is.
 */
function plot(name, { option, height, card: cardFor = null, click = null }) {
  const element = byId(name + '-chart');
  const entry = { name, option, height, element, chart: null };
  plots[name] = entry;
  exportable(entry);
  entry.draw = () => {
    if (!entry.chart) return;
    if (height) element.style.height = height(element.clientWidth) + 'px';
    entry.chart.resize();
    entry.chart.setOption({ ...look(), ...option(element.clientWidth) }, { notMerge: true });
  };
  entry.start = () => {
    if (entry.chart) return;
    if (height) element.style.height = height(element.clientWidth) + 'px';
    entry.chart = echarts.init(element, null, { renderer: 'canvas' });
    entry.draw();
    if (cardFor) {
      entry.chart.on('mousemove', e => {
        const content = cardFor(e);
        if (content) showCard(e.event.event, ...content); else hideCard();
      });
      entry.chart.on('mouseout', hideCard);
      entry.chart.on('globalout', hideCard);
    }
    if (click) entry.chart.on('click', click);
  };
  if (height) element.style.height = height(element.clientWidth) + 'px';
  new IntersectionObserver((seen, observer) => {
    if (seen.some(s => s.isIntersecting)) {
      observer.disconnect();
      entry.start();
    }
  }, { rootMargin: '400px' }).observe(element);
  listeners.theme.push(entry.draw);
  let width = element.clientWidth;
  new ResizeObserver(() => {
    if (Math.abs(element.clientWidth - width) > 1) {
      width = element.clientWidth;
      entry.draw();
    }
  }).observe(element);
  return entry;
}

addEventListener('beforeprint', () => Object.values(plots).forEach(entry => entry.start()));

/** In the place of a plot that has nothing to show. */
function nothing(name, ...reason) {
  byId(name + '-chart').replaceWith(make('p', { class: 'empty' }, ...reason));
}

/** What all charts look like. */
function look() {
  return {
    animation: false,
    backgroundColor: 'transparent',
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: theme.get('ink'), fontSize: 12 },
  };
}
const axisText = () => ({ color: theme.get('muted'), fontSize: 12 });
const axisLine = () => ({ lineStyle: { color: theme.get('line') } });

/** Buttons that save a plot; option() is what is in the file. */
function exportable(entry) {
  document.querySelector(`[data-exports="${entry.name}"]`).append(
    make('button', { type: 'button', 'aria-label': `Save ${entry.name} as PNG`, on: () => save(entry, 'png') }, 'PNG'),
    make('button', { type: 'button', 'aria-label': `Save ${entry.name} as SVG`, on: () => save(entry, 'svg') }, 'SVG'));
}

function save(entry, kind) {
  const width = entry.element.clientWidth;
  const height = entry.element.clientHeight;
  const settings = { width, height, devicePixelRatio: 2, renderer: kind === 'svg' ? 'svg' : 'canvas', ssr: kind === 'svg' };
  const chart = echarts.init(kind === 'svg' ? null : make('div'), null, settings);
  chart.setOption({ ...look(), ...entry.option(width), backgroundColor: theme.get('paper') });
  if (kind === 'svg') {
    download(new Blob([chart.renderToSVGString()], { type: 'image/svg+xml' }), entry.name, kind);
  } else {
    chart.renderToCanvas({ pixelRatio: 2, backgroundColor: theme.get('paper') })
      .toBlob(blob => download(blob, entry.name, kind), 'image/png');
  }
  chart.dispose();
}

function download(blob, name, kind) {
  const link = make('a', { href: URL.createObjectURL(blob), download: `topiclora-${name}.${kind}` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
