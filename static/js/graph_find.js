// Finding in the picture: by a name as one types it, and by ring, health, company or tag. Others turn faint.

const LETTERS = { ø: "o", ł: "l", đ: "d", ß: "ss", æ: "ae", œ: "oe", þ: "th", ı: "i" };

export function fold(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/[øłđßæœþı]/gu, (letter) => LETTERS[letter]).trim();
}

function offer(select, words, used) {
  words.forEach((word, place) => {
    if (!used.has(place)) return;
    const option = document.createElement("option");
    option.value = String(place);
    option.textContent = word;
    select.append(option);
  });
}

const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1);

export function find(form, graph) {
  const { people } = graph;
  const folded = people.names.map(fold);
  const box = form.elements.find;
  const kinds = [
    [form.elements.ring, people.ring, people.words.rings],
    [form.elements.health, people.health, people.words.healths.map(capital)],
    [form.elements.cluster, people.cluster, people.words.clusters],
  ];
  for (const [select, column, words] of kinds) offer(select, words, new Set(column));

  function matches() {
    const words = fold(box.value).split(/\s+/).filter(Boolean);
    const asked = kinds.filter(([select]) => select.value !== "");
    if (words.length === 0 && asked.length === 0) return null;
    const isMeant = (name, person) =>
      words.every((word) => name.includes(word)) && asked.every(([select, column]) => column[person] === Number(select.value));
    return Uint8Array.from(folded, (name, person) => (isMeant(name, person) ? 1 : 0));
  }

  // Whoever is found and stands innermost; of those, whose name begins as it was typed.
  function best() {
    const begun = fold(box.value);
    const found = [...people.names.keys()].filter((person) => graph.shown?.[person]);
    const rank = (person) => (folded[person].startsWith(begun) ? 0 : 10) + people.ring[person];
    return found.length ? found.reduce((one, other) => (rank(other) < rank(one) ? other : one)) : -1;
  }

  function narrow() {
    graph.narrow(matches());
  }

  form.addEventListener("input", narrow);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    narrow();
    if (graph.shown && best() >= 0) graph.choose(best(), { follow: true, focus: true });
  });
  form.addEventListener("reset", () => requestAnimationFrame(narrow));
}
