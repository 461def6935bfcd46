// One document, and all of them in a table.

function detail() {
  const pane = byId('detail');
  const d = documents[state.chosen];
  if (!d) {
    const outliers = documents.map((_, i) => i).filter(i => shown[i])
      .sort((a, b) => documents[b].outlierScore - documents[a].outlierScore).slice(0, 8);
    fill(pane,
      make('p', { class: 'muted small' }, 'Choose a point to see its document.'),
      make('h3', { class: 'later' }, filtered() ? 'Highest outlier scores of these' : 'Highest outlier scores'),
      outliers.length
        ? make('ol', {}, ...outliers.map(i => make('li', {}, documentLink(i), make('span', { class: 'number' }, fixed(documents[i].outlierScore, 1)))))
        : make('p', { class: 'muted' }, 'No document passes the filters.'));
    return;
  }
  const facts = [
    ['id', d.id],
    ['label', d.label],
    ['cluster', clusterName(d.cluster) + (d.noisePoint ? ' (noise point)' : '')],
    ['membership', percent(d.share)],
    ['outlier score', `${fixed(d.outlierScore, 1)} standard deviations`],
    ['norm |x|', fixed(d.norm)],
    ['NLL reduction', d.nllReduction === null ? 'not measured' : `${signed(d.nllReduction)} nats per token`],
    ['fitted on', counted(d.windows, 'window', 'windows')],
  ];
  if (d.value !== null) facts.splice(2, 0, [cut(fieldName, 20), d.value]);
  fill(pane,
    make('p', { class: 'title clip', dir: 'auto' }, titleOf(d)),
    d.excerpt ? make('p', { class: 'excerpt clip', dir: 'auto' }, d.excerpt) : null,
    make('dl', {}, ...facts.filter(([, value]) => value !== null && value !== '').flatMap(([name, value]) => [
      make('dt', {}, name), make('dd', {}, make('bdi', { class: 'clip two' }, value))])),
    make('h3', {}, 'Topics'),
    d.topics.length ? make('div', {}, ...d.topics.map(({ topic, share }) => {
      const fillWidth = make('b');
      fillWidth.style.width = 100 * share + '%';
      return make('div', { class: 'meter' }, make('bdi', { class: 'clip one' }, topicName(topic)), make('i', {}, fillWidth), make('span', { class: 'number' }, percent(share)));
    })) : make('p', { class: 'muted small' }, 'None: no dimension of its vector is above zero.'),
    make('h3', { class: 'later' }, 'Nearest'),
    d.nearest.length
      ? make('ol', {}, ...d.nearest.map(n => make('li', {}, documentLink(n.document), make('span', { class: 'number' }, fixed(n.cosine)))))
      : make('p', { class: 'muted small' }, 'There is no other document.'));
}

function filters() {
  const chips = [];
  const chip = (name, clear) => chips.push(make('button', { type: 'button', 'aria-label': `Remove filter ${name}`, on: () => { clear(); filter(); legend(); } }, name + ' ×'));
  const found = shown.reduce((sum, s) => sum + s, 0);
  if (state.query.trim()) chip(`“${cut(state.query.trim(), 30)}”`, () => { state.query = ''; byId('search').value = ''; });
  if (state.group !== null) chip(cut(colourings[state.colour].groups[state.group], 40), () => { state.group = null; });
  if (state.lasso) chip('lasso', () => { state.lasso = null; });
  if (state.nllReduction) chip(`NLL reduction ${signed(state.nllReduction[0])} to ${signed(state.nllReduction[1])}`, () => { state.nllReduction = null; });
  const text = filtered() ? `${count(found)} of ${counted(documents.length, 'document', 'documents')}` : counted(documents.length, 'document', 'documents');
  fill(byId('filters'), make('span', {}, text), ...chips,
    ...(found && filtered() ? [make('a', { href: '#documents' }, 'list them')] : []));
  byId('count').textContent = text;
}

const columns = [
  { name: 'Title', of: d => titleOf(d).toLowerCase(), cell: (d, i) => documentLink(i) },
  { name: 'Label', of: d => d.label || '', cell: d => make('bdi', { class: 'clip one' }, d.label || ''), wide: true, shown: documents.some(d => d.label !== null) },
  { name: 'Cluster', of: d => d.cluster, cell: d => 'C' + d.cluster + (d.noisePoint ? ' ·' : ''), wide: true },
  { name: 'Strongest topic', of: d => (d.topics.length ? d.topics[0].topic : Infinity), cell: d => (d.topics.length ? make('span', { class: 'clip one' }, topicName(d.topics[0].topic)) : '–'), wide: true },
  { name: 'Outlier score', of: d => d.outlierScore, cell: d => fixed(d.outlierScore, 1), number: true },
  { name: 'NLL reduction', of: d => (d.nllReduction === null ? -Infinity : d.nllReduction), cell: d => (d.nllReduction === null ? '–' : signed(d.nllReduction)), number: true },
].filter(column => column.shown !== false);

const table = { sort: null, down: false, rows: 25 };

function rows() {
  let order = documents.map((_, i) => i).filter(i => shown[i]);
  if (table.sort) {
    const keys = documents.map(table.sort.of);
    order.sort((a, b) => (keys[a] < keys[b] ? -1 : keys[a] > keys[b] ? 1 : a - b));
    if (table.down) order.reverse();
  }
  fill(byId('rows'), ...order.slice(0, table.rows).map(i =>
    make('tr', { 'aria-current': i === state.chosen }, ...columns.map(column =>
      make('td', { class: (column.number ? 'number' : '') + (column.wide ? ' wide' : '') }, column.cell(documents[i], i))))));
  if (order.length === 0) {
    fill(byId('rows'), make('tr', {}, make('td', { colspan: columns.length, class: 'muted' }, 'No document passes the filters.')));
  }
  byId('more').hidden = order.length <= table.rows;
  byId('more').textContent = `More (${count(Math.max(0, order.length - table.rows))} left)`;
}

function documentsPart() {
  fill(byId('columns'), ...columns.map(column => {
    const head = make('th', { scope: 'col', class: (column.number ? 'number' : '') + (column.wide ? ' wide' : '') });
    head.append(make('button', {
      type: 'button',
      on: () => {
        table.down = table.sort === column ? !table.down : Boolean(column.number);
        table.sort = column;
        byId('columns').querySelectorAll('th').forEach(th => th.removeAttribute('aria-sort'));
        head.setAttribute('aria-sort', table.down ? 'descending' : 'ascending');
        rows();
      },
    }, column.name));
    return head;
  }));
  byId('more').addEventListener('click', () => { table.rows += 100; rows(); });
  listeners.filter.push(() => { table.rows = 25; filters(); rows(); if (state.chosen < 0) detail(); });
  listeners.choice.push(() => { detail(); rows(); });
}
