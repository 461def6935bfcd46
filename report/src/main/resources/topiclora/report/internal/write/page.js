// Puts the page together.

function headPart() {
  const head = report.head;
  byId('name').textContent = head.name;
  fill(byId('provenance'), ...[
    counted(head.documents, 'document', 'documents'),
    head.base,
    `modulate ${head.modulate}`,
    counted(head.dimensions, 'dimension', 'dimensions'),
    `seed ${head.seed}`,
    `fitted ${head.fitted.slice(0, 10)}`,
  ].map((fact, i, all) => make('span', {}, fact + (i < all.length - 1 ? ' · ' : ''))));
  byId('foot').textContent = `Made by TopicLoRA ${head.version}. Corpus ${head.corpusSha256.slice(0, 12)}. `
    + (report.silhouette === null ? '' : `Silhouette of the clusters ${fixed(report.silhouette)} (−1 to 1, higher is better). `)
    + 'Charts by Apache ECharts. This file needs no network and sends nothing.';
}

function heldOutPart() {
  const head = report.head;
  const reductions = documents.map(d => d.nllReduction).filter(r => r !== null);
  if (reductions.length === 0) {
    byId('held-out-lead').textContent = '';
    nothing('held-out', 'No text of these documents was held out from the fit, so its NLL was not measured. That is so for knowledge plugins and for documents of one or two windows.');
    return;
  }
  byId('held-out-lead').textContent = 'Negative log-likelihood (NLL) of passages that were held out from the fit, in nats per token; lower is better. Perplexity is exp(NLL). The plot counts documents by their NLL reduction: the NLL with the shared adapter only less that with their own vector; higher is better.';
  const tile = (value, name) => make('div', {}, make('b', {}, fixed(value, 3)), make('span', {}, name), make('span', { class: 'muted small' }, `perplexity ${fixed(Math.exp(value), 1)}`));
  fill(byId('metrics'), tile(head.ownNll, 'own vector'), tile(head.sharedNll, 'shared adapter only'), tile(head.shuffledNll, 'shuffled vectors (control)'));
  const low = reductions.reduce((a, b) => Math.min(a, b), 0);
  const high = reductions.reduce((a, b) => Math.max(a, b), 0);
  const width = niceStep((high - low || 1) / 28);
  const first = Math.floor(low / width + 1e-9);
  const bins = new Array(Math.floor(high / width + 1e-9) - first + 1).fill(0);
  reductions.forEach(r => { bins[Math.floor(r / width + 1e-9) - first]++; });
  const edges = bins.map((_, b) => (b + first) * width);
  plot('held-out', {
    height: () => 260,
    option: () => ({
      grid: { left: 44, right: 16, top: 12, bottom: 44 },
      xAxis: {
        type: 'category', data: edges.map(e => fixed(e)), axisLabel: axisText(), axisLine: axisLine(), axisTick: { show: false },
        name: 'NLL reduction, nats per token (higher is better)', nameLocation: 'middle', nameGap: 28, nameTextStyle: axisText(),
      },
      yAxis: { type: 'value', minInterval: 1, axisLabel: axisText(), splitLine: { lineStyle: { color: theme.get('line') } } },
      series: [{
        type: 'bar', barCategoryGap: '12%', cursor: 'pointer',
        data: bins.map((value, b) => ({ value, itemStyle: { color: edges[b] < -1e-9 ? colourOf(3) : colourOf(0), borderRadius: [2, 2, 0, 0] } })),
      }],
    }),
    card: e => cardOf(counted(bins[e.dataIndex], 'document', 'documents'), `NLL reduction ${signed(edges[e.dataIndex])} to ${signed(edges[e.dataIndex] + width)} nats per token`, 'click to see them on the map'),
    click: e => {
      state.nllReduction = [edges[e.dataIndex], edges[e.dataIndex] + width];
      filter();
      byId('map').scrollIntoView({ block: 'start' });
    },
  });
}

/** The nearest of 1, 2 and 5 times a power of ten above a value. */
function niceStep(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * [1, 2, 5, 10].find(step => step * power >= value * (1 - 1e-9));
}

function themePart() {
  const system = matchMedia('(prefers-color-scheme: dark)');
  let own = null;
  try { own = localStorage.getItem('topiclora-theme'); } catch { /* not for files in some browsers */ }
  const apply = () => {
    theme.name = own || (system.matches ? 'dark' : 'light');
    document.documentElement.setAttribute('data-theme', theme.name);
    byId('theme').textContent = theme.name === 'dark' ? 'Light' : 'Dark';
    byId('theme').setAttribute('aria-label', theme.name === 'dark' ? 'Use light colours' : 'Use dark colours');
    tell('theme');
  };
  system.addEventListener('change', apply);
  byId('theme').addEventListener('click', () => {
    own = theme.name === 'dark' ? 'light' : 'dark';
    try { localStorage.setItem('topiclora-theme', own); } catch { /* then for this visit */ }
    apply();
  });
  apply();
}

function controls() {
  const colour = byId('colour');
  for (const [key, { name }] of Object.entries(colourings)) colour.append(make('option', { value: key }, name));
  colour.addEventListener('change', () => {
    state.colour = colour.value;
    state.group = null;
    tell('colour');
    filter();
  });
  listeners.colour.push(legend);
  listeners.theme.push(legend);
  let timer = 0;
  byId('search').addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => { state.query = byId('search').value; filter(); }, 120);
  });
  byId('search').addEventListener('keydown', e => {
    if (e.key === 'Enter' && shown.indexOf(1) >= 0) choose(shown.indexOf(1));
  });
}

themePart();
headPart();
topicParts();
hierarchyPart();
heatPart();
overPart();
heldOutPart();
documentsPart();
controls();
wireMap();
legend();
filter();
detail();
addEventListener('scroll', hideCard, { passive: true });
