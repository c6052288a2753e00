// The headline, the sums over time, and what both charts have in common.

const charts = {};

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

function look() {
  const axis = { labelColor: colour("muted"), domainColor: colour("line"), tickColor: colour("line"), gridColor: colour("line"), labelFontSize: 12 };
  return {
    background: "transparent", font: "system-ui, sans-serif", view: { stroke: null }, axis,
    area: { color: colour("accent") }, line: { color: colour("accent") }, ...{ locale: locale() },
  };
}

// Numbers and months on the axes, in the language of the page.
function locale() {
  const month = (form) => Array.from({ length: 12 }, (_, n) =>
    new Intl.DateTimeFormat(state.language, { month: form, timeZone: "UTC" }).format(Date.UTC(2024, n)));
  const weekday = (form) => Array.from({ length: 7 }, (_, n) =>
    new Intl.DateTimeFormat(state.language, { weekday: form, timeZone: "UTC" }).format(Date.UTC(2024, 8, n + 1)));
  return {
    number: { decimal: state.language === "fr" ? "," : ".", thousands: state.language === "fr" ? "\u202f" : ",", grouping: [3], currency: ["", ""] },
    time: { dateTime: "%x, %X", date: "%d/%m/%Y", time: "%H:%M:%S", periods: ["AM", "PM"], days: weekday("long"), shortDays: weekday("short"), months: month("long"), shortMonths: month("short") },
  };
}

async function draw(name, spec, data) {
  charts[name]?.finalize();
  const options = { actions: false, ast: true, renderer: "canvas", tooltip: { theme: "custom" }, config: look() };
  const result = await vegaEmbed(find(name), { ...spec, datasets: data }, options);
  charts[name] = result;
  return result.view;
}

const total = (measure) =>
  overview.totals.find((row) => row.measure === measure && (row.iso3 ?? "") === state.country);

function drawHeadline() {
  const cards = MEASURES.filter((measure) => overview.shown.has(measure)).map((measure) => {
    const sum = total(measure);
    const choose = () => { state.measure = measure; find("measure").value = measure; redraw(); };
    const button = make("button", { type: "button", "aria-pressed": String(measure === state.measure), onclick: choose },
      make("span", { class: "what" }, code(measure)),
      make("strong", {}, sum ? number(sum.best) : "–"), ...(sum ? sumNotes(sum) : [make("span", {}, say("no_sum"))]));
    return make("li", {}, button);
  });
  find("headline").replaceChildren(...cards);
}

function sumNotes(sum) {
  const notes = [sum.n_incidents === 1 ? say("of_incident") : say("of_incidents", { n: number(sum.n_incidents) })];
  if (sum.n_open_high) notes.push(say("open_high", { n: number(sum.n_open_high) }));
  if (sum.n_undated) notes.push(say("undated", { n: number(sum.n_undated) }));
  const [low, high] = [number(sum.low), number(sum.high)];
  const range = low !== high ? say("bounds_between", { low, high }) : sum.n_open_high ? say("bounds_from", { low }) : "";
  return [range && make("span", {}, range), ...notes.map((note) => make("span", {}, note))];
}

function series() {
  const columns = overview.series[state.measure]?.[state.country];
  if (!columns) return [];
  return columns.date.map((date, n) => ({
    date, day: day(date), low: columns.low[n], best: columns.best[n], high: columns.high[n],
    bounds: `${code(state.measure)}: ${bounds(columns.low[n], columns.best[n], columns.high[n])}`,
  }));
}

const DAY = 86_400_000;
const span = (points, tolls) => {
  const times = [...points, ...tolls].map((row) => Date.parse(row.date));
  return [times.reduce((a, b) => Math.min(a, b)), times.reduce((a, b) => Math.max(a, b))];
};

// The last step needs some room behind it, or its height could not be seen.
function withRoom(points, [first, last]) {
  const end = new Date(last + Math.max(DAY, (last - first) / 40)).toISOString();
  return points.length ? [...points, { ...points.at(-1), date: end }] : points;
}

function dateFormat([first, last]) {
  const days = (last - first) / DAY;
  return days < 120 ? "%-d %b %Y" : days < 3000 ? "%b %Y" : "%Y";
}

// Tolls of one country as a whole, beside its sum; over all countries they would mean nothing.
function tollPoints() {
  if (!state.country || !find("with-tolls").checked) return [];
  return overview.tolls
    .filter((toll) => toll.measure === state.measure && toll.iso3 === state.country && toll.period_end && toll.stated)
    .map((toll) => ({
      date: toll.period_end, day: days(toll.period_start, toll.period_end), stated: toll.stated,
      bounds: `${say("stated")}: ${number(toll.stated)} ${code(toll.measure)}`, who: toll.stated_by ?? toll.publisher ?? toll.source_ref,
      where: toll.place ?? countryName(toll.iso3), fill: toll.is_national ? 0.9 : 0,
    }));
}

async function drawTimeline() {
  const points = series(), tolls = tollPoints();
  const names = { measure: code(state.measure), place: countryName(state.country), n: number(tolls.length) };
  const caption = points.length ? say("timeline", names) + (tolls.length ? say("timeline_tolls", names) : "") : say("timeline_empty", names);
  find("timeline-caption").textContent = caption;
  find("with-tolls").disabled = !state.country;
  find("timeline").hidden = !points.length && !tolls.length;
  if (!find("timeline").hidden) await drawSums(points, tolls);
  const columns = [
    { title: say("date"), cell: (row) => row.day },
    ...["low", "best", "high"].map((name) => ({ title: name, number: true, cell: (row) => number(row[name]) })),
  ];
  drawTable(find("timeline-table"), columns, points.slice().reverse(), charts.view, drawTimelineTable);
}

// Sums only grow, so of several steps on one pixel the last is all that can be seen.
function thinned(points, [first, last]) {
  const width = find("timeline").clientWidth, pixel = (row) => Math.floor(((Date.parse(row.date) - first) / (last - first || 1)) * width);
  return points.filter((row, n) => n + 1 === points.length || pixel(row) !== pixel(points[n + 1]));
}

function drawTimelineTable() { drawTimeline(); }

function drawSums(points, tolls) {
  const extent = span(points, tolls), spec = structuredClone(charts.specs.timeline);
  spec.encoding.x.axis.format = dateFormat(extent);
  spec.params = [{ name: "tollColour", value: colour("second") }];
  if (!tolls.length) spec.layer.pop();
  return draw("timeline", spec, { series: withRoom(thinned(points, extent), extent), tolls });
}
