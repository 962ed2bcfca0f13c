// Offers names while one types in a search field. Without this script the field is a field like any other.
const list = document.getElementById("names");
let asked = "", waiting;

async function offer(words) {
  if (words === asked) return;
  asked = words;
  if (words.length < 2) return list.replaceChildren();
  const answer = await fetch(`${list.dataset.from}?q=${encodeURIComponent(words)}`);
  if (!answer.ok || words !== asked) return;
  const { names } = await answer.json();
  list.replaceChildren(...names.map(({ name, kind }) => Object.assign(new Option(kind, name), { label: kind })));
}

for (const field of document.querySelectorAll(".find input")) {
  field.setAttribute("list", "names");
  field.removeAttribute("autocomplete"); // which would keep some browsers from showing the list
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => offer(field.value.trim()).catch(() => {}), 150); // no names: one can still search
  });
}
