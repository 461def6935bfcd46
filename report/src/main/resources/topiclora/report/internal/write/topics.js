// Topics: shares, cards, the tree, the heat map, time and classes.

/** Topics that a chart has room for. */
const MOST_TOPICS = 40;
const charted = topics.map((_, t) => t).slice(0, MOST_TOPICS);

/** Room for names before an axis: what they need, as far as there is room. */
function nameWidth(names, width) {
  const longest = names.reduce((most, name) => Math.max(most, [...name].length), 0);
  return Math.min(6.8 * longest + 18, 260, Math.max(130, width * 0.4));
}

/** A name on an axis, cut by ECharts itself where there is no room. */
const nameAxis = (names, width) => ({
  type: 'category', data: names, inverse: true,
  axisTick: { show: false }, axisLine: { show: false },
  axisLabel: { ...axisText(), color: theme.get('ink'), width: nameWidth(names, width) - 12, overflow: 'truncate', interval: 0 },
});

function showAlone(topic) {
  byId('colour').value = 'topic';
  state.colour = 'topic';
  state.group = topic;
  tell('colour');
  filter();
  byId('map').scrollIntoView({ block: 'start' });
}

function topicParts() {
  byId('topics-lead').textContent = topics.some(t => t.words.length)
    ? 'One topic for each dimension of the vectors: its words, and the documents that have most of it. The percentage is its share of what all topics have of the documents.'
    : 'One topic for each dimension of the vectors, with the documents that have most of it. This report was made without words.';
  plot('topics', {
    height: () => 40 + 26 * charted.length,
    option: width => ({
      grid: { left: nameWidth(charted.map(topicName), width), right: 56, top: 4, bottom: 28 },
      xAxis: {
        type: 'value', axisLabel: { ...axisText(), formatter: v => percent(v) }, splitNumber: 4,
        splitLine: { lineStyle: { color: theme.get('line') } },
      },
      yAxis: nameAxis(charted.map(topicName), width),
      series: [{
        type: 'bar', barMaxWidth: 14, cursor: 'pointer',
        data: charted.map(t => ({ value: topics[t].share, itemStyle: { color: colourOf(t), borderRadius: 2 } })),
        label: { show: true, position: 'right', color: theme.get('muted'), formatter: p => percent(p.value) },
      }],
    }),
    card: e => topicCard(charted[e.dataIndex]),
    click: e => showAlone(charted[e.dataIndex]),
  });
  fill(byId('topic-cards'), ...topics.slice(0, 60).map((topic, t) =>
    make('article', {},
      make('header', {},
        make('h3', {}, make('button', { type: 'button', class: 'link', on: () => showAlone(t), 'aria-label': `Show topic x${topic.component} on the map` }, 'x' + topic.component)),
        make('span', { class: 'number' }, percent(topic.share))),
      topic.words.length ? make('p', { class: 'words', dir: 'auto' }, topic.words.join(', ')) : null,
      make('ul', {}, ...topic.documents.slice(0, 4).map(i => make('li', {}, documentLink(i)))))));
}

const topicCard = t => cardOf('x' + topics[t].component + ' · ' + percent(topics[t].share),
  topics[t].words.join(', '), ...topics[t].documents.slice(0, 3).map(i => cut(titleOf(documents[i]), 60)));

function hierarchyPart() {
  const { merges, order } = report.hierarchy;
  if (merges.length === 0) {
    nothing('hierarchy', 'A single topic has nothing to merge with.');
    return;
  }
  const place = new Map(order.map((topic, i) => [topic, [0, i]]));
  const lines = merges.map(({ left, right, height }, i) => {
    const [a, ya] = place.get(left);
    const [b, yb] = place.get(right);
    place.set(topics.length + i, [height, (ya + yb) / 2]);
    return { coords: [[a, ya], [height, ya], [height, yb], [b, yb]] };
  });
  // Lines give an axis no extent: ours ends at the next half of a decade.
  const most = merges.at(-1).height || 1;
  const step = 10 ** Math.floor(Math.log10(most)) / 2;
  plot('hierarchy', {
    height: () => 50 + 24 * order.length,
    option: width => ({
      grid: { left: nameWidth(order.map(topicName), width), right: 16, top: 4, bottom: 40 },
      xAxis: {
        type: 'value', min: 0, max: Number((Math.ceil(most / step) * step).toPrecision(6)), name: 'information lost by merging, nats (lower is better)', nameLocation: 'middle', nameGap: 26,
        nameTextStyle: axisText(), axisLabel: axisText(), splitLine: { lineStyle: { color: theme.get('line') } },
      },
      yAxis: { ...nameAxis(order.map(topicName), width), boundaryGap: true },
      series: [{ type: 'lines', coordinateSystem: 'cartesian2d', polyline: true, silent: true, lineStyle: { color: theme.get('accent'), width: 1.6, opacity: 0.9 }, data: lines }],
    }),
  });
}

const groupName = (breakdown, g) => (breakdown.kind === 'CLUSTER' ? clusterName(g) : breakdown.groups[g].value || '–');

function heatPart() {
  const choices = report.breakdowns.filter(b => b.kind !== 'TIME');
  const select = byId('heat-rows');
  choices.forEach((b, i) => select.append(make('option', { value: i }, b.kind === 'CLUSTER' ? 'Clusters' : b.field === 'label' ? 'Labels' : cut(b.field, 24))));
  byId('heat-choice').hidden = choices.length < 2;
  let chosen = choices[0];
  const entry = plot('heat', {
    height: () => 96 + 26 * chosen.groups.length,
    option: width => {
      const most = Math.max(...chosen.groups.flatMap(g => charted.map(t => g.shares[t])), 0.01);
      const names = chosen.groups.map((_, g) => groupName(chosen, g));
      const left = nameWidth(names, width);
      return {
        grid: { left, right: 8, top: 4, bottom: 90 },
        xAxis: {
          type: 'category', data: charted.map(t => 'x' + topics[t].component), axisTick: { show: false }, axisLine: { show: false },
          axisLabel: { ...axisText(), interval: width / charted.length < 34 ? 'auto' : 0 },
        },
        yAxis: nameAxis(names, width),
        visualMap: {
          min: 0, max: most, orient: 'horizontal', left, bottom: 8, itemWidth: 12, itemHeight: 120, text: [percent(most), '0 %'],
          textStyle: axisText(), calculable: false,
          inRange: { color: theme.name === 'dark' ? ['#22272e', '#1f4f78', '#4ea6e0', '#d7ecfa'] : ['#f3f6f8', '#a9cfe8', '#3d8fc4', '#08406e'] },
        },
        series: [{
          type: 'heatmap',
          data: chosen.groups.flatMap((group, g) => charted.map(t => [t, g, group.shares[t]])),
          itemStyle: { borderColor: theme.get('ground'), borderWidth: 1.5, borderRadius: 2 },
        }],
      };
    },
    card: e => {
      const [t, g, share] = e.data;
      return cardOf(groupName(chosen, g), counted(chosen.groups[g].documents, 'document', 'documents'), `${topicName(t)}: ${percent(share)}`);
    },
    click: e => showAlone(charted[e.data[0]]),
  });
  select.addEventListener('change', () => { chosen = choices[select.value]; entry.draw(); });
}

/** Topics over time, or for each class of a field. */
function overPart() {
  const breakdown = report.breakdowns.find(b => b.field === fieldName) || report.breakdowns.find(b => b.field === 'label');
  if (!breakdown) {
    byId('over-lead').textContent = '';
    nothing('over', 'The documents have no dates and no other field to group by. With one, topic shares over time or for each of its values stand here: topiclora report MODEL --group-by FIELD.');
    return;
  }
  const time = breakdown.kind === 'TIME';
  byId('over-title').textContent = time ? 'Topics over time' : `Topics by ${cut(breakdown.field, 40)}`;
  document.querySelector('nav a[href="#over"]').textContent = time ? 'Over time' : 'By ' + cut(breakdown.field, 20);
  byId('over-lead').textContent = `Share of the eight largest topics in the documents of each ${time ? 'span of ' + breakdown.field : breakdown.field}.`
    + (time ? ' The smaller a point, the fewer documents it stands for.' : '')
    + (breakdown.missing ? ` ${counted(breakdown.missing, 'document has', 'documents have')} no ${time ? 'date' : 'value'}.` : '');
  const few = topics.map((_, t) => t).slice(0, 8);
  const names = breakdown.groups.map(g => g.value || '–');
  const most = Math.max(...breakdown.groups.map(g => g.documents));
  const series = few.map(t => ({
    name: topicName(t),
    data: breakdown.groups.map(g => (g.documents === 0 ? null : { value: g.shares[t], symbolSize: 3 + 6 * Math.sqrt(g.documents / most) })),
  }));
  if (!time && topics.length > few.length) {
    series.push({ name: 'other topics', data: breakdown.groups.map(g => g.shares.slice(few.length).reduce((sum, share) => sum + share, 0)) });
  }
  const colour = i => (i < few.length ? colourOf(few[i]) : theme.get('line'));
  plot('over', {
    height: width => (time ? 360 : 96 + 30 * names.length) + (width < 600 ? 74 : 0),
    option: width => {
      const value = {
        type: 'value', axisLabel: { ...axisText(), formatter: percent }, splitLine: { lineStyle: { color: theme.get('line') } }, splitNumber: 4, ...(time ? {} : { max: 1, interval: 0.25 }),
      };
      return {
        grid: { left: time ? 46 : nameWidth(names, width), right: 20, top: 8, bottom: width < 600 ? 150 : 76 },
        legend: { bottom: 0, left: 0, icon: 'circle', itemWidth: 10, itemHeight: 10, itemGap: 8, textStyle: { color: theme.get('ink'), width: Math.min(220, width / 2 - 44), overflow: 'truncate' } },
        xAxis: time ? { type: 'category', data: names, axisLabel: axisText(), axisLine: axisLine(), axisTick: { show: false } } : value,
        yAxis: time ? value : nameAxis(names, width),
        series: series.map((s, i) => ({
          ...s, color: colour(i), ...(time
            ? { type: 'line', symbol: 'circle', lineStyle: { width: 2 }, connectNulls: true }
            : { type: 'bar', stack: 'all', barMaxWidth: 20 }),
        })),
      };
    },
    card: e => (e.componentType === 'series'
      ? cardOf(names[e.dataIndex], counted(breakdown.groups[e.dataIndex].documents, 'document', 'documents'), `${e.seriesName}: ${percent(e.value)}`)
      : null),
  });
}
