// What is shown, and what happens when the reader chooses something else.

const views = { incidents: { sort: ["date", -1] }, tolls: {}, quarantine: {} };

function chosen() {
  const [text, type, rating, from, to] = ["text", "type", "grade", "from", "to"].map((name) => find(`filter-${name}`).value);
  const wanted = fold(text).split(/\s+/).filter(Boolean);
  return overview.incidents.filter((row) =>
    (!state.country || row.iso3 === state.country) && (!type || row.event_type === type) && (!rating || row.grade === rating) &&
    (!from || (row.date_end ?? row.date_start ?? "") >= from) && (!to || (row.date_start ?? row.date_end ?? "9999") <= to) &&
    wanted.every((word) => row.folded.includes(word)));
}

function drawIncidents() {
  const rows = chosen(), columns = incidentColumns(rows);
  const listed = overview.incidents.length, all = overview.counts.incidents;
  find("found").textContent = say("found", { n: number(rows.length), all: number(listed) }) +
    (listed < all ? say("not_listed", { n: number(listed), all: number(all) }) : "");
  drawTable(find("incident-table"), columns, sorted(rows, columns, views.incidents.sort), views.incidents, drawIncidents);
  return rows;
}

function drawTolls() {
  const rows = overview.tolls.filter((toll) =>
    (!state.country || toll.iso3 === state.country) && (!find("only-flagged").checked || isFlagged(toll)));
  drawTable(find("toll-table"), tollColumns(), rows, views.tolls, drawTolls);
}

function drawQuarantine() {
  drawTable(find("quarantine-table"), quarantineColumns(), overview.quarantine, views.quarantine, drawQuarantine);
}

async function redraw() {
  drawHeadline();
  drawTolls();
  const rows = drawIncidents();
  await drawTimeline();
  await drawMap(rows);
}

function drawWords() {
  document.documentElement.lang = state.language;
  document.title = say("title");
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = say(element.dataset.word);
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", say(element.dataset.label));
  const { articles, figures, incidents, last_published: last } = overview.counts;
  find("basis").textContent = say("basis", { articles: number(articles), figures: number(figures), incidents: number(incidents), day: last ? day(last) : say("not_known") });
  find("version").textContent = say("version", find("version").dataset);
  const countries = [...overview.used].map((iso3) => [iso3, countryName(iso3)]).sort((a, b) => a[1].localeCompare(b[1], state.language));
  options(find("country"), [["", say("everywhere")], ...countries], state.country);
  options(find("measure"), [...overview.shown].map((measure) => [measure, code(measure)]), state.measure);
  for (const [name, key] of [["type", "event_type"], ["grade", "grade"]]) {
    const values = [...new Set(overview.incidents.map((row) => row[key]))].sort();
    options(find(`filter-${name}`), [["", say("any")], ...values.map((value) => [value, code(value)])], find(`filter-${name}`).value);
  }
  drawQuarantine();
}

function prepare() {
  for (const name of ["incidents", "tolls", "quarantine"]) overview[name] = rows(overview[name]);
  const tolls = new Map(overview.tolls.map((toll) => [`${toll.id} ${toll.measure}`, Object.assign(toll, { figures: [] })]));
  for (const figure of rows(overview.words_of_tolls)) tolls.get(`${figure.account} ${figure.measure}`)?.figures.push(figure);
  overview.used = new Set([...overview.incidents, ...overview.tolls].map((row) => row.iso3));
  overview.shown = new Set(MEASURES.filter((measure) => overview.totals.some((row) => row.measure === measure)));
  if (!overview.shown.size) overview.shown.add("killed");
  overview.byId = new Map(overview.incidents.map((row) => [row.id, row]));
  overview.incidents.forEach((row, rank) => {
    row.rank = rank;
    const names = Object.values(overview.countries[row.iso3] ?? {}), types = [row.event_type, row.sub_event_type];
    const translated = types.flatMap((type) => Object.values(words.codes[type] ?? {}));
    row.folded = fold([row.id, row.place, row.admin1, row.actor1, row.actor2, ...names, ...types, ...translated].filter(Boolean).join(" "));
  });
}

function later(action, milliseconds = 150) {
  let timer;
  return () => { clearTimeout(timer); timer = setTimeout(action, milliseconds); };
}

function listen() {
  const filtered = () => { views.incidents.first = 0; drawMap(drawIncidents()); };
  const onChange = (id, action) => find(id).addEventListener("change", (event) => action(event.target.value));
  onChange("language", (value) => { state.language = value; drawWords(); redraw(); });
  onChange("theme", (value) => { document.documentElement.dataset.theme = value; redraw(); });
  onChange("country", (value) => { state.country = value; views.incidents.first = views.tolls.first = 0; redraw(); });
  onChange("measure", (value) => { state.measure = value; drawHeadline(); drawTimeline(); drawMap(chosen()); });
  onChange("with-tolls", drawTimeline);
  onChange("only-flagged", drawTolls);
  find("filters").addEventListener("input", later(filtered));
  find("filters").addEventListener("reset", () => setTimeout(filtered));
  find("filters").addEventListener("submit", (event) => event.preventDefault());
  find("incident").addEventListener("close", () => history.replaceState(null, "", " "));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  addEventListener("resize", later(() => drawMap(chosen())));
  addEventListener("hashchange", follow);
}

function follow() {
  const [, id] = location.hash.match(/^#incident=(.+)$/) ?? [];
  if (id) openIncident(decodeURIComponent(id));
}

async function start() {
  [words, overview, charts.specs] = await Promise.all(["words", "overview", "charts"].map(unpack));
  charts.view = {};
  state.language = navigator.language.startsWith("fr") ? "fr" : "en";
  find("language").value = state.language;
  prepare();
  drawWords();
  listen();
  await redraw();
  follow();
  document.documentElement.dataset.ready = "yes";
}

start();
