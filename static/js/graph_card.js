// Tells in words who is chosen: name with the way to their page, health, ring, company or tag, and whom they know.
// What is chosen is also read out; what the mouse only passes over is not.

const NAMED = 6;

function marked(root, health) {
  return root.querySelector(`[data-health="${health}"]`).cloneNode(true);
}

function linkTo(graph, person) {
  const link = document.createElement("a");
  link.href = graph.pageOf(person);
  link.textContent = graph.people.names[person];
  return link;
}

function paragraph(...parts) {
  const line = document.createElement("p");
  line.append(...parts);
  return line;
}

export function teller(root, graph) {
  const [card, spoken] = [root.querySelector("[data-told]"), root.querySelector("[data-spoken]")];
  const { people } = graph;

  function where(person) {
    const words = [people.words.rings[people.ring[person]], people.words.clusters[people.cluster[person]]];
    return [...words, people.gone[person] ? "deceased" : ""].filter(Boolean).join(" · ");
  }

  function knows(person) {
    const near = [...new Set(people.near.subarray(people.start[person], people.start[person + 1]))];
    if (near.length === 0) return ["No tie to anybody here is noted yet."];
    const parts = near.slice(0, NAMED).flatMap((one, at) => (at ? [", ", linkTo(graph, one)] : [linkTo(graph, one)]));
    return ["Knows ", ...parts, near.length > NAMED ? ` and ${near.length - NAMED} more` : ""];
  }

  return function tell(person, isChosen) {
    card.replaceChildren();
    card.hidden = person < 0;
    if (person < 0) {
      if (isChosen) spoken.textContent = "";
      return;
    }
    const health = people.words.healths[people.health[person]];
    const name = linkTo(graph, person);
    name.className = "name";
    card.append(paragraph(name), paragraph(marked(root, health)), paragraph(where(person)), paragraph(...knows(person)));
    const number = people.start[person + 1] - people.start[person];
    const ties = number === 1 ? "knows one person here" : `knows ${number} people here`;
    if (isChosen) spoken.textContent = `${people.names[person]}. ${health}. ${where(person)}. ${ties}. Enter opens the page.`;
  };
}
