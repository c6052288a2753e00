// The map: incidents as circles, sized by people, shaded by how well their place is known.

const PRECISIONS = [["town", 0.75, [1, 2]], ["region", 0.38, [3, 4, 5]], ["country", 0.12, [6, 7]]];
const MARGIN_DEGREES = 2.5; // around the outermost incidents
const WIDE_DEGREES = 70; // beyond this the coarse outlines are drawn
const HEIGHT = 420;
const NATURES = ["Accident", "Disaster"];
const radians = (degrees) => (degrees * Math.PI) / 180;
const mercator = (latitude) => Math.log(Math.tan(Math.PI / 4 + radians(Math.max(-80, Math.min(80, latitude))) / 2));

const precision = (row) => PRECISIONS.find(([, , codes]) => codes.includes(row.where_prec)) ?? PRECISIONS[2];

const extent = (values) => [values.reduce((a, b) => Math.min(a, b)) - MARGIN_DEGREES, values.reduce((a, b) => Math.max(a, b)) + MARGIN_DEGREES];

// The projection that shows all these rows, and whether they lie far apart.
function projection(rows, width) {
  const [west, east] = extent(rows.map((row) => row.longitude)), [south, north] = extent(rows.map((row) => row.latitude));
  const scale = Math.min(width / radians(east - west), HEIGHT / (mercator(north) - mercator(south)));
  const middle = (mercator(north) + mercator(south)) / 2;
  const latitude = (2 * Math.atan(Math.exp(middle)) - Math.PI / 2) * (180 / Math.PI);
  return [{ type: "mercator", scale, center: [(west + east) / 2, latitude], translate: [width / 2, HEIGHT / 2] }, width / scale > radians(WIDE_DEGREES)];
}

// Incidents at one place are one circle, the largest of them: shades laid over each other would look more precise than they are.
function places(rows) {
  const found = new Map();
  for (const row of rows) {
    const key = `${row.latitude} ${row.longitude} ${precision(row)[0]}`, here = found.get(key);
    if (!here) found.set(key, { row, n: 1 });
    else found.set(key, { row: (people(row, state.measure) ?? -1) > (people(here.row, state.measure) ?? -1) ? row : here.row, n: here.n + 1 });
  }
  return [...found.values()];
}

const points = (rows) => places(rows).map(({ row, n }) => ({
  others: n > 1 ? say("others_here", { n: number(n - 1) }) : "", id: row.id, longitude: row.longitude, latitude: row.latitude, opacity: precision(row)[1],
  people: people(row, state.measure) ?? 0, title: `${row.place ?? row.admin1 ?? ""}, ${days(row.date_start, row.date_end)}`,
  bounds: `${code(state.measure)}: ${boundsOf(row, state.measure) || say("not_known")}`, precision: say(`precision_${precision(row)[0]}`),
})).sort((a, b) => b.people - a.people);

// One earthquake would make all attacks points of the same size: circles stop growing at the largest incident of conflict.
function greatest(rows) {
  const conflict = rows.filter((row) => !NATURES.includes(row.event_type));
  return (conflict.length ? conflict : rows).reduce((most, row) => Math.max(most, people(row, state.measure) ?? 0), 1);
}

const isPlaced = (row) => row.latitude !== undefined;

async function drawMap(incidents) {
  const placed = incidents.filter(isPlaced), hidden = number(incidents.length - placed.length);
  find("map-caption").textContent = say("map_caption", { n: number(placed.length), measure: code(state.measure), hidden });
  find("precision-legend").replaceChildren(...PRECISIONS.map(([name, opacity]) =>
    make("li", {}, dot(opacity), say(`precision_${name}`))));
  const all = overview.incidents.filter((row) => isPlaced(row) && (!state.country || row.iso3 === state.country));
  find("map").hidden = !all.length;
  if (!all.length) return;
  const width = find("map").clientWidth, drawn = JSON.stringify([state.country, state.language, colour("land"), width]);
  if (charts.drawn === drawn) return charts.map.view.signal("greatest", greatest(all)).data("incidents", points(placed)).runAsync();
  charts.drawn = drawn;
  await drawOutlines(all, points(placed), width);
}

async function drawOutlines(all, shown, width) {
  const [projected, isWide] = projection(all, width), outlines = isWide ? "far" : "near";
  charts[outlines] ??= await unpack(outlines);
  const params = [["land", "land"], ["border", "border"], ["dot", "accent"]].map(([name, value]) => ({ name, value: colour(value) }));
  params.push({ name: "greatest", value: greatest(all) });
  const spec = { ...charts.specs.map, width, projection: projected, params };
  const view = await draw("map", spec, { outlines: charts[outlines], incidents: shown });
  view.addEventListener("click", (_, item) => { if (item?.datum?.id) location.hash = `incident=${item.datum.id}`; });
}

function dot(opacity) {
  const element = make("span", { class: "dot", "aria-hidden": "true" });
  element.style.setProperty("--opacity", opacity);
  return element;
}
