// Rows of a form: <form data-rows> with sections [data-kind], cards [data-row] and a <template data-blank="kind"> for each kind.
// "Add" and "remove" work without a round to the server; without this script the same buttons post.
const form = document.querySelector("form[data-rows]");
if (form) {
  const total = form.elements["row-TOTAL_FORMS"];
  const changed = () => form.dispatchEvent(new Event("rows:changed"));
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=add], button[name=remove]");
    if (!button) return;
    event.preventDefault();
    if (button.name === "remove") {
      const card = button.closest("[data-row]");
      const next = card.closest("[data-kind]").querySelector("button[name=add]");
      card.remove();
      next.focus();
      changed();
      return;
    }
    const blank = document.querySelector(`template[data-blank="${button.value}"]`);
    const holder = document.createElement("div");
    const number = Number(total.value);
    holder.append(blank.content.cloneNode(true));
    holder.innerHTML = holder.innerHTML.replaceAll("__number__", String(number));
    const card = holder.firstElementChild;
    total.value = String(number + 1);
    button.before(card);
    card.querySelector("input:not([type=hidden]), textarea").focus();
    changed();
  });
}
