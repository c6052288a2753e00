// One incident: its numbers, what disagrees, its reports with their words, and its history.

async function openIncident(id) {
  const incident = overview.byId.get(id), dialog = find("incident");
  if (!incident) return;
  const { reports, figures, history } = await details(incident);
  const where = [incident.place ?? incident.admin1, countryName(incident.iso3)].filter(Boolean).join(", ");
  dialog.replaceChildren(
    make("form", { method: "dialog" }, make("button", { "aria-label": say("close") }, "✕")),
    make("h2", { id: "incident-title" }, `${where}, ${days(incident.date_start, incident.date_end)}`),
    facts(incident), estimates(incident), conflicts(reports),
    make("h3", {}, `${say("reports")} (${number(reports.length)})`),
    ...reports.map((report) => reportOf(report, figures.filter((figure) => figure.report_id === report.report_id), reports.length)),
    historyOf(history));
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
}

function facts(incident) {
  const parties = [incident.actor1, incident.actor2].filter(Boolean).join(" · ");
  const rows = [["event_type", `${code(incident.event_type)}: ${code(incident.sub_event_type)}`],
    ["grade", grade(incident)], ["actors", parties], ["identifier", incident.id]];
  return make("dl", {}, ...rows.filter(([, value]) => value.length).flatMap(([name, value]) =>
    [make("dt", {}, say(name)), make("dd", {}, ...(Array.isArray(value) ? value : [value]))]));
}

const counted = (row) => MEASURES.filter((measure) => boundsOf(row, measure));

function estimates(incident) {
  const items = counted(incident).map((measure) =>
    make("li", {}, make("strong", {}, boundsOf(incident, measure)), ` ${code(measure)}`));
  return make("ul", { class: "estimates", "aria-label": say("estimate") }, ...items);
}

// Two totals exclude each other where the greatest of the one is less than the least of the other.
function conflicts(reports) {
  const found = MEASURES.flatMap((measure) => {
    const told = reports.filter((report) => !report.is_copy && !report.is_superseded && boundsOf(report, measure));
    const pairs = told.flatMap((first) => told.filter((second) => first[`${measure}_high`] < second[`${measure}_low`])
      .map((second) => [first, second]));
    return pairs.slice(0, 1).map(([first, second]) => say("conflict", {
      measure: code(measure), first: boundsOf(first, measure), second: boundsOf(second, measure),
      first_source: first.publisher ?? first.source_ref, second_source: second.publisher ?? second.source_ref,
    }));
  });
  if (!found.length) return "";
  return make("div", { class: "conflicts" }, make("h3", {}, say("conflicts")),
    make("ul", {}, ...found.map((text) => make("li", {}, text))));
}

function reportOf(report, figures, all) {
  const title = report.title ?? report.source_ref;
  const reasons = (report.reasons ?? "").split(",").filter(Boolean).map(code).join(", ");
  const link = reasons ? say("link", { score: report.score.toLocaleString(state.language), reasons }) : all === 1 ? say("alone") : "";
  const notes = [report.publisher, report.published_at && day(report.published_at), report.source_ref !== title && report.source_ref,
    report.is_copy && say("copy"), report.is_superseded && say("superseded_article"), counted(report).map((m) => `${boundsOf(report, m)} ${code(m)}`).join(", ")];
  return make("article", {},
    make("h4", {}, webLink(report.url, title)),
    make("p", { class: "note" }, notes.filter(Boolean).join(" · ")),
    link && make("p", { class: "note" }, link),
    figures.length ? make("ol", { class: "figures" }, ...figures.map(figureOf)) : make("p", { class: "note" }, say("no_figures")));
}

function figureOf(figure) {
  const value = bounds(figure.low, figure.best, figure.high) || figure.quantifier;
  const shown = figure.unit === "household" ? say("households", { n: value }) : value;
  const who = figure.stated_by ? `${figure.stated_by} (${code(figure.stated_by_type)})` : code(figure.stated_by_type);
  const notes = [figure.victims !== "unspecified" && code(figure.victims), say("said_by", { who }), figure.is_part && say("part"),
    figure.is_repeated && say("repeated"), figure.is_superseded && say("superseded"),
    figure.joint_with && say("joint", { measures: figure.joint_with.split(",").map(code).join(", ") }),
    say("sure", { p: number(Math.round(100 * figure.confidence)) }), say("rule_id", { rule: figure.rule_id })];
  return make("li", { class: figure.is_superseded || figure.is_repeated ? "faded" : undefined },
    make("p", {}, make("strong", {}, `${shown} ${code(figure.measure)}`)),
    make("blockquote", {}, sentence(figure)),
    make("p", { class: "note" }, notes.filter(Boolean).join(" · ")));
}

function historyOf(history) {
  if (!history.length) return "";
  const head = ["as_of", "measure", "numbers", "by_article"].map((name) => make("th", { scope: "col" }, say(name)));
  const rows = history.map((row) => make("tr", {}, ...[row.as_of ? day(row.as_of) : say("not_known"), code(row.measure),
    bounds(row.low, row.best, row.high), row.source_ref].map((text) => make("td", {}, text))));
  return make("section", {}, make("h3", {}, say("history")), make("div", { class: "wide" },
    make("table", {}, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...rows))));
}
