// Elements of the page. Text goes in as text only; nothing is ever read as markup.

const find = (id) => document.getElementById(id);

function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== ""));
  return element;
}

// Only addresses of the web become links; anything else stays text.
function webLink(url, text) {
  if (!/^https?:\/\//i.test(url ?? "")) return text;
  return make("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, text);
}

function options(select, pairs, chosen) {
  select.replaceChildren(...pairs.map(([value, text]) => make("option", { value }, text)));
  select.value = chosen;
  if (select.selectedIndex < 0) select.selectedIndex = 0;
}

// The words of a figure marked in their sentence, and the quantity in them marked once more.
function sentence(figure) {
  const { quote, phrase_start: start, phrase_end: end } = figure;
  const inside = start === undefined
    ? [quote]
    : [characters(quote, 0, start), make("strong", {}, characters(quote, start, end)), characters(quote, end)];
  return make("q", { lang: figure.language }, figure.before, make("mark", {}, ...inside), figure.after);
}

// Offsets count code points, JavaScript's strings count UTF-16 units.
const characters = (text, start, end) => Array.from(text).slice(start, end).join("");
