// Tables: pages of rows, headings that sort, and the three tables of the report.

const ROWS_PER_PAGE = 50;

// columns: [{ key, title, cell(row), number?, sort?(row) }]
function drawTable(place, columns, rows, view, redraw) {
  if (!rows.length) return place.replaceChildren(make("p", { class: "note" }, say("nothing")));
  view.first = Math.min(view.first ?? 0, Math.floor((rows.length - 1) / ROWS_PER_PAGE) * ROWS_PER_PAGE);
  const shown = rows.slice(view.first, view.first + ROWS_PER_PAGE);
  const head = make("tr", {}, ...columns.map((column) => heading(column, view, redraw)));
  const body = shown.map((row) =>
    make("tr", {}, ...columns.map((column) => cell(column, row))));
  const title = place.closest("section").getAttribute("aria-labelledby");
  const table = make("table", { "aria-labelledby": title },
    make("thead", {}, head), make("tbody", {}, ...body));
  place.replaceChildren(make("div", { class: "wide", tabindex: 0, role: "region", "aria-label": say("table_of", { title: find(title).textContent }) }, table),
    pager(rows.length, view, redraw));
}

function cell(column, row) {
  const content = column.cell(row);
  const filled = content !== "" && content !== undefined;
  return make("td", { class: column.number ? "number" : column.short ? "short" : undefined, "data-title": filled ? column.title : undefined },
    ...(Array.isArray(content) ? content : [content]));
}

function heading(column, view, redraw) {
  const attributes = { scope: "col", class: column.number ? "number" : undefined };
  if (!column.sort) return make("th", attributes, column.title);
  const [key, direction] = view.sort ?? [];
  const sorted = key === column.key;
  if (sorted) attributes["aria-sort"] = direction > 0 ? "ascending" : "descending";
  const turn = () => {
    view.sort = [column.key, sorted ? -direction : column.number ? -1 : 1];
    view.first = 0;
    redraw();
    document.querySelector("th[aria-sort] button")?.focus();
  };
  const arrow = make("span", { "aria-hidden": "true" }, sorted ? (direction > 0 ? " ▲" : " ▼") : "");
  return make("th", attributes, make("button", { type: "button", onclick: turn }, column.title, arrow));
}

function pager(all, view, redraw) {
  if (all <= ROWS_PER_PAGE) return "";
  const last = Math.min(view.first + ROWS_PER_PAGE, all);
  const go = (step) => () => { view.first += step; redraw(); };
  return make("p", { class: "choices" },
    make("button", { type: "button", disabled: view.first === 0, onclick: go(-ROWS_PER_PAGE) }, say("previous")),
    make("span", {}, say("page", { first: number(view.first + 1), last: number(last), all: number(all) })),
    make("button", { type: "button", disabled: last === all, onclick: go(ROWS_PER_PAGE) }, say("next")));
}

function sorted(rows, columns, [key, direction]) {
  const value = (columns.find((column) => column.key === key) ?? columns[0]).sort;
  const known = rows.filter((row) => value(row) !== undefined);
  const others = rows.filter((row) => value(row) === undefined);
  const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  return [...known.sort((a, b) => direction * compare(value(a), value(b)) || a.rank - b.rank), ...others];
}

// Only measures of which some row tells: seven columns of numbers, most of them empty, are no table.
function incidentColumns(rows) {
  const counted = (measure) => ({
    key: measure, title: code(measure), number: true,
    cell: (row) => boundsOf(row, measure), sort: (row) => people(row, measure),
  });
  return [
    { key: "date", title: say("date"), short: true, cell: (row) => days(row.date_start, row.date_end), sort: (row) => row.date_start ?? row.date_end },
    { key: "place", title: say("place"), cell: placeLink, sort: (row) => row.place && fold(row.place) },
    { key: "country", title: say("country"), cell: (row) => countryName(row.iso3), sort: (row) => fold(countryName(row.iso3)) },
    { key: "type", title: say("event_type"), cell: (row) => breakable(code(row.sub_event_type)), sort: (row) => code(row.sub_event_type) },
    ...MEASURES.filter((measure) => rows.some((row) => people(row, measure) !== undefined)).map(counted),
    { key: "grade", title: say("grade"), cell: (row) => grade(row), sort: (row) => row.grade },
    { key: "sources", title: say("sources"), number: true, cell: (row) => number(row.n_sources), sort: (row) => row.n_sources },
  ];
}

// "Remote explosive/landmine/IED" is no single word.
const breakable = (text) => text.split("/").flatMap((part, n) => (n ? ["/", make("wbr"), part] : [part]));

function grade(row) {
  const note = row.is_counted ? "" : make("span", { class: "tag" }, say("not_counted"));
  return [make("span", { class: `grade ${row.grade}` }, code(row.grade)), note];
}

function placeLink(row) {
  return make("a", { href: `#incident=${row.id}` }, row.place ?? row.admin1 ?? say("not_known"));
}

const FLAGS = ["sum_exceeds_toll", "series_decreases", "parts_exceed_whole", "sides_do_not_add_up"];
const isFlagged = (toll) => FLAGS.some((flag) => toll[flag]);

function tollColumns() {
  return [
    { title: say("date"), cell: (toll) => days(toll.period_start, toll.period_end) },
    { title: say("place"), cell: (toll) => toll.place ?? countryName(toll.iso3) },
    { title: say("who"), cell: (toll) => webLink(toll.url, toll.stated_by ?? toll.publisher ?? toll.source_ref) },
    { title: say("measure"), cell: (toll) => code(toll.measure) },
    { title: say("stated"), number: true, cell: (toll) => (toll.stated === undefined ? "" : number(toll.stated)) },
    { title: say("known"), number: true, cell: (toll) => toll.known_best === undefined ? say("not_comparable") : bounds(toll.known_low, toll.known_best, toll.known_high) },
    { title: say("flags"), cell: (toll) => FLAGS.filter((flag) => toll[flag]).map((flag) => make("span", { class: "tag" }, code(flag))) },
    { title: say("words"), cell: (toll) => make("details", {}, make("summary", {}, say("show")), ...toll.figures.map(sentence)) },
  ];
}

function quarantineColumns() {
  return [
    { title: say("stage"), cell: (row) => row.stage },
    { title: say("source"), cell: (row) => row.source_ref ?? "" },
    { title: say("rule"), cell: (row) => row.rule },
    { title: say("error"), cell: (row) => row.error },
    { title: say("row"), cell: (row) => make("details", {}, make("summary", {}, say("show")), make("code", {}, row.row)) },
  ];
}
